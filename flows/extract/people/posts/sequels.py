"""The posts that a name bears behind it: in its apposition, in the clause that tells.

In comes a text and the end of a name, out come the chains of posts as spans, each with its standing
(current, former, appointed).
"""

from __future__ import annotations

import re

from flows.extract.people.posts.chains import SEPARATOR, WINDOW
from flows.extract.people.posts.ends import to_closing, with_parent
from flows.extract.people.posts.kinds import kind_end
from flows.extract.people.posts.spans import PostSpan, View, head_end, is_fused, tail_end
from flows.extract.people.words import UPPER

_STATUS = re.compile(
    r"(?:nguyên là|nguyên|cựu|cố|tân|nữ|đồng|đương kim|hiện là|hiện(?: đang)? giữ chức(?: vụ)?|"
    r"vừa được bổ nhiệm làm|được bổ nhiệm làm|được bổ nhiệm giữ chức|giữ chức vụ|giữ chức|từng là|"
    r"vốn là|là|(?:lúc|khi) (?:đó|ấy)(?: đang)? là|(?:lúc )?bấy giờ là|thời điểm đó là|"
    r"quyền) (?=\w)"
)
# Begins with a word for the dead.
_ADVISER = "cố vấn"
_FORMER_WORDS = frozenset({"nguyên", "nguyên là", "cựu", "cố", "từng là", "vốn là"})
_THEN = ("lúc ", "khi ", "bấy ", "thời ")
# Behind a post: it was held when what is told of happened.
_THEN_HELD = re.compile(r" (?:vào |tại )?(?:thời điểm|lúc|khi|thời) (?:đó|ấy|bấy giờ)(?![^\W_])")
_APPOINTED_WORDS = frozenset(
    {"tân", "vừa được bổ nhiệm làm", "được bổ nhiệm làm", "được bổ nhiệm giữ chức"}
)
# A part played for the day, with the standing post in brackets.
_PART_FOR_THE_DAY = re.compile(
    r" ?(?:, |[-–—] )(?:phó )?trưởng đoàn (?!đại biểu|đbqh)[^,.;:()\n]{2,40} \("
)
_TAKEN_WORDS = frozenset({"giữ chức", "giữ chức vụ"})
# The ministry or the abbreviation that a chain of posts goes on behind.
_ASIDE = re.compile(
    r"(?: \([^()\n]{2,50}\)|,? nhiệm kỳ \d{4} ?[-–] ?\d{4}|"
    r",? (?:các )?khóa [XVIL\d]+(?:(?:, ?| và )[XVIL\d]+)*|(?<=[\dXVI])(?:(?:, ?| và )[\dXVI]+)+)"
    r"(?=, | [-–] |; )"
)
_IS = re.compile(
    r"(?: ?\([^()\n]{0,60}\))?,? (hiện là|hiện đang là|đang là|là|từng là|nguyên là|vốn là) "
    r"(?:(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy), )?(?=\w)"
)
_KIEM = " kiêm "
_FORMERLY = (" nguyên ", " cựu ")
_TELLING = (" là ", " hiện ", " đang ", " từng ", " nguyên ", " vốn ")
_AFTER = re.compile(
    rf" {{0,2}}(?:,  ?(?!\()|[-–—] |(?:, ?)?\( ?(?=\D)|[,–-](?=[{UPPER}])|\. (?=[UỦ][ỷy] viên )|"
    r"(?<= )[-–](?=[^\W\d_]))| kiêm(?: nhiệm)? "
)
_AGE = re.compile(
    r"(?: ?\((?:[^()\n]{0,100})\)|, (?:SN|sinh năm|sinh ngày) ?[\d/.-]+|, \d{1,3} tuổi|"
    r", [đĐ]oàn [^,.;:()\n]{2,25}(?=, )){1,2}"
)
# `(42 tuổi, Đội trưởng …)`, `(SN 1980, trú phường X, Giám đốc …)`
_AGED_FIRST = re.compile(
    r" ?\( ?(?:SN|sinh năm|sinh ngày)? ?\d[\d/.-]*(?: tuổi)?, "
    r"(?:(?:[tT]rú|[nN]gụ|[qQ]uê|[ởỞ]) [^()\n]{2,60}, )?"
)
# `Giám đốc một công ty ở X`, `Bộ trưởng các bộ: …`: of none that who is named leads.
_ONE = " một "
_SOME = (_ONE, " các bộ", " các sở", " các ngành", " các tỉnh", " các huyện", " các quận")
_NOW_IS = re.compile(r"(?:,? nay|,? hiện nay| và (?:hiện )?nay) là ")
# Of what stands between a post and its bearer.
_WIDEST_TITLE = 14
_SEMICOLON = re.compile("; ")
# `Từ năm 2009 đến tháng 6/2014, ông A là …`
_PART_OF_YEAR = r"(?:(?:đầu|giữa|cuối) )?(?:(?:năm|tháng) )?(?:\d{1,2}(?:/|-| năm ))?\d{4}"
_YEARS = re.compile(
    rf"\btừ {_PART_OF_YEAR} (?:đến|tới|cho đến) {_PART_OF_YEAR},? [^.,;:()\n]{{0,60}}$"
)
_LONGEST_YEARS = 120
# `nguyên Phó Giám đốc X, là Chủ tịch Y`: what is told anew is held.
_TOLD_ANEW = (", là ", ", hiện là ")


def _status_of(introduction: str) -> str:
    if introduction in _FORMER_WORDS:
        return "former"
    if introduction.startswith(_THEN):
        return "former"
    return "appointed" if introduction in _APPOINTED_WORDS else "current"


def is_of_body(view: View, post: PostSpan) -> bool:
    """Whether a body named with a capital follows the head of a post."""
    return post.end > post.head_end and view.form[post.head_end + 1].isupper()


def posts_after(view: View, name_end: int, line_end: int) -> list[PostSpan]:
    """The chain of posts that follows a name.

    Args:
        view: the text.
        name_end: end of the name.
        line_end: end of its line.

    Returns:
        Spans in order of the text; none where what follows is no post.
    """
    limit = min(line_end, name_end + 2 * WINDOW)
    position = name_end
    if (
        view.form[position : position + 1] == " "
        and view.form[position + 1 : position + 2].islower()
    ):
        # most names: a verb follows
        return _posts_of_verb(view, name_end, limit)
    opening = _AFTER.match(view.form, position, limit)
    found = first_after(view, opening.end(), limit) if opening else []
    if not found and opening:
        found = _behind_kind(view, opening.end(), limit)
    if not found and view.form[position + 1 : position + 2].isupper():
        # `ông Mai Văn A Giám đốc Công ty …`: the comma is lost, the capital is not.
        found = first_after(view, position + 1, limit) if view.form[position] == " " else []
    if not found:
        aside = _AGE.match(view.form, position, limit)
        opening = _AFTER.match(view.form, aside.end(), limit) if aside else None
        found = first_after(view, opening.end(), limit) if opening else []
        if aside and view.low.startswith(_FORMERLY, aside.end()):
            found = first_after(view, aside.end() + 1, limit)
    if not found:
        opening = _AGED_FIRST.match(view.form, position, limit)
        found = first_after(view, opening.end(), limit) if opening else []
    if not found:
        part = _PART_FOR_THE_DAY.match(view.low, name_end, limit)
        found = first_after(view, part.end(), limit) if part else []
    return found or _posts_told(view, name_end, limit)


def _behind_kind(view: View, start: int, limit: int) -> list[PostSpan]:
    """Posts behind what kind of person somebody is (`A - NSND, Thứ trưởng Bộ X`)."""
    begin = kind_end(view, start, limit)
    found = first_after(view, begin, limit) if begin != -1 else []
    return found if found and is_of_body(view, found[0]) else []


def _posts_of_verb(view: View, name_end: int, limit: int) -> list[PostSpan]:
    """Posts behind a name that a small word follows: `A là …`, `A kiêm …`."""
    if view.low.startswith(_KIEM, name_end):
        opening = _AFTER.match(view.form, name_end, limit)
        return first_after(view, opening.end(), limit) if opening else []
    if view.low.startswith(_FORMERLY, name_end):
        return first_after(view, name_end + 1, limit)
    return _posts_told(view, name_end, limit) if view.low.startswith(_TELLING, name_end) else []


def _posts_told(view: View, name_end: int, limit: int) -> list[PostSpan]:
    """Posts that a sentence says somebody has or had (`A hiện là Bí thư …`, `A từng là …`)."""
    told = _IS.match(view.low, name_end, limit)
    if told is None:
        return []
    status = _status_of(told[1])
    posts = _own(view, first_after(view, told.end(), limit, is_list=True), limit)
    if posts and status == "current" and was_held_until(view, name_end):
        status = "former"
    return [post._replace(status=status) if post.status == "current" else post for post in posts]


def was_held_until(view: View, name_end: int) -> bool:
    """Whether the sentence opens with the years that a name held its post for, now past."""
    begin = max(0, name_end - _LONGEST_YEARS)
    return _YEARS.search(view.low, begin, name_end) is not None


def _own(view: View, posts: list[PostSpan], limit: int) -> list[PostSpan]:
    """The posts without those behind a semicolon that are of who is named next (`; Bí thư B`)."""
    if not posts or view.form.find("\n", posts[-1].end, limit + 1) != -1:
        return posts
    mark = view.form.rfind(";", posts[0].start, posts[-1].end)
    is_next = limit - posts[-1].end <= _WIDEST_TITLE and limit < len(view.form)
    return [post for post in posts if post.end <= mark] if mark != -1 and is_next else posts


def _separator(view: View, end: int, limit: int, *, is_list: bool) -> re.Match[str] | None:
    """What parts a post that ends there from the next one; in a list a semicolon may."""
    aside = _ASIDE.match(view.form, end, limit)
    begin = aside.end() if aside else end
    separator = SEPARATOR.match(view.form, begin, limit)
    return _SEMICOLON.match(view.form, begin, limit) if separator is None and is_list else separator


def first_after(view: View, start: int, limit: int, *, is_list: bool = False) -> list[PostSpan]:
    """The chain of posts that begins at `start`; semicolons part those of a list too.

    Args:
        view: the text.
        start: where the first post, or a word for its standing, begins.
        limit: where the next name begins, or the line ends.
        is_list: whether semicolons part the posts.

    Returns:
        Spans in order of the text, each with the standing that the word before it says.
    """
    chain: list[PostSpan] = []
    position = start
    status = "current"
    while position < limit:
        introduction = _STATUS.match(view.low, position, limit)
        if introduction and not view.low.startswith(_ADVISER, position):
            word = introduction.group().strip()
            if chain and word in _TAKEN_WORDS:
                # Who is appointed to it the clause as a whole tells.
                break
            if word != "quyền":
                position = introduction.end()
                status = _status_of(word)
        head = head_end(view, position, limit)
        if head == -1:
            break
        if view.low.startswith(_SOME, head):
            # `A, Phó Chánh án X, Thứ trưởng các Bộ …`: who is there beside A.
            chain = chain if view.low.startswith(_ONE, head) else []
            break
        end = with_parent(view, position, tail_end(view, head, limit), limit)
        end = to_closing(view, start, end, limit)
        then = _THEN_HELD.match(view.low, end, limit)
        chain.append(PostSpan(position, end, head, "former" if then else status))
        separator = _separator(view, end, limit, is_list=is_list)
        if now := _NOW_IS.match(view.low, end, limit):
            chain[-1], separator, status = chain[-1]._replace(status="former"), now, "current"
        if separator is None and not is_fused(view, end):
            break
        if status != "former" or (separator and separator[0].endswith(_TOLD_ANEW)):
            status = "current"
        position = separator.end() if separator else end
    return chain
