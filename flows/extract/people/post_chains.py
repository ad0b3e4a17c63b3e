"""The posts that a name bears: before it, after it, in the clause that appoints.

In comes a text and the span of a name, out come the chains of posts as spans, each with its
standing (current, former, appointed). Where one post begins and ends is the grammar's matter.
"""

from __future__ import annotations

import re

from flows.extract.people.lexicon import lexicon
from flows.extract.people.post_ends import to_closing, with_parent
from flows.extract.people.posts import ACTING, PostSpan, View, head_end, is_fused, tail_end
from flows.extract.people.words import WORD

_SEPARATOR = re.compile(
    r" ?, (?:kiêm |hiện là |là |đồng thời là )?| [-–—] | (?:kiêm nhiệm|kiêm|và) "
)
_STATUS = re.compile(
    r"(?:nguyên là|nguyên|cựu|cố|tân|đương kim|hiện là|hiện giữ chức|vừa được bổ nhiệm làm|"
    r"được bổ nhiệm làm|được bổ nhiệm giữ chức|giữ chức vụ|giữ chức|từng là|vốn là|là|"
    r"quyền) (?=\w)"
)
# Begins with a word for the dead.
_ADVISER = "cố vấn"
FORMER_WORDS = frozenset({"nguyên", "nguyên là", "cựu", "cố", "từng là", "vốn là"})
_APPOINTED_WORDS = frozenset(
    {"tân", "vừa được bổ nhiệm làm", "được bổ nhiệm làm", "được bổ nhiệm giữ chức"}
)
# Precedence of those who lead the State, the government or a Party committee.
_LEADER = 5
_CABINET = "Chính phủ"
_MINISTER = "bộ trưởng"
_HO_CHI_MINH = "hồ chí minh"
WINDOW = 260
# Other marks than letters and digits that a post may end with: `(CSGT)`, `TP.`, `A_`.
_LAST_MARKS = ")._"
# `chính quyền Tổng thống A`: what he heads, not a standing.
_GOVERNING = "chính "
# Before a post that several bear, none of whom is named.
_SEVERAL = re.compile(r"\b(?:\d+|hai|ba|bốn|các) (?:đồng chí |ông |bà |vị )?$")
# Before a post whose bearer somebody speaks or signs for.
_ON_BEHALF = re.compile(
    r"\b(?:(?:thay mặt|thừa ủy quyền|thừa lệnh)(?: cho| của)?(?: đồng chí| ông| bà)?|vị) $"
)
# No post goes over one of these marks, nor over a stop that parts two words, save `TP. HCM`.
_BARRIER = re.compile(r".*(?:[;:!?\"“”…]|(?<=[^\W_]{4})\. )")


_DASHES = "-–—"
_JOINTS = frozenset({" - ", " – ", " — "})
# The ministry or the abbreviation that a chain of posts goes on behind.
_ASIDE = re.compile(r" \([^()\n]{2,50}\)(?=, )")
_COPULA = " là"
# What may stand between a post and its bearer (`Tổng thống Mỹ đương nhiệm A`).
_STANDING = re.compile(
    r" (đương nhiệm|(?:vừa |sắp |mới )?mãn nhiệm|tiền nhiệm|(?:vừa |mới |tái )?đắc cử|tân cử|"
    r"hiện nay|hiện tại|khi đó|lúc đó|lúc bấy giờ|thời đó|mới)$"
)
_STANDING_ENDS = ("nhiệm", "cử", " nay", " tại", " đó", "giờ", "mới")
_LONGEST_STANDING = 20
FORMER_STANDINGS = frozenset({"tiền nhiệm", "mãn nhiệm", "vừa mãn nhiệm", "mới mãn nhiệm"})


def _status_of(introduction: str) -> str:
    if introduction in FORMER_WORDS:
        return "former"
    return "appointed" if introduction in _APPOINTED_WORDS else "current"


def posts_before(view: View, line_start: int, name_start: int) -> list[PostSpan]:
    """The chain of posts that ends right before `name_start`.

    Args:
        view: the text.
        line_start: where the line begins.
        name_start: start of the name, or of the rank or honorific before it.

    Returns:
        Spans in order of the text; none where no chain reaches the name.
    """
    low = view.low
    begin = max(line_start, name_start - WINDOW)
    limit = _post_limit(view, begin, name_start)
    if limit == begin:
        return []
    chain = _chain_before(view, begin, limit, name_start)
    if chain:
        return chain
    if not low.endswith(_STANDING_ENDS, begin, limit):
        return []
    standing = _STANDING.search(low, max(begin, limit - _LONGEST_STANDING), limit)
    if standing is None:
        return []
    posts = posts_before(view, line_start, standing.start())
    is_former = standing[1] in FORMER_STANDINGS
    return [post._replace(status="former") for post in posts] if is_former else posts


def _chain_before(view: View, begin: int, limit: int, name_start: int) -> list[PostSpan]:
    """The chain of posts that ends at `limit`, with its standing."""
    low = view.low
    if not _may_end_post(view.form, begin, limit):
        return []
    barrier = _BARRIER.match(view.form, begin, limit)
    first = barrier.end() if barrier else begin
    first_words = lexicon().post_first_words
    for match in WORD.finditer(low, first, limit):
        if match[0] in first_words:
            start = match.start()
            if match[0] == ACTING and low.endswith(_GOVERNING, first, start):
                continue
            chain = _chain_to(view, start, limit)
            if chain:
                own = _without_others(view, begin, name_start, chain)
                return _with_status_before(view, begin, own) if own else []
    return []


def _post_limit(view: View, begin: int, name_start: int) -> int:
    """Where a post may end that stands before a name: left of a comma, a dash or `là`."""
    form = view.form
    limit = name_start
    while limit > begin and form[limit - 1] in " ,":
        limit -= 1
    if begin < limit < name_start and form[limit - 1] in _DASHES:
        limit -= 1
    elif view.low.endswith(_COPULA, begin, limit):
        limit -= len(_COPULA)
    while limit > begin and form[limit - 1] == " ":
        limit -= 1
    return limit


def _without_others(
    view: View, begin: int, name_start: int, chain: list[PostSpan]
) -> list[PostSpan]:
    """The chain without a first post of several or of whom somebody speaks for.

    `4 đồng chí Phó Chủ tịch, Chủ tịch A`; `thay mặt Giám đốc Công an tỉnh, Thượng tá A`.
    """
    first = chain[0]
    is_told_of = len(chain) > 1 or view.low.startswith(_COPULA, first.end, name_start)
    is_of_several = is_told_of and _SEVERAL.search(view.low, begin, first.start)
    is_on_behalf = view.form.startswith(",", first.end) and _ON_BEHALF.search(
        view.low, begin, first.start
    )
    return chain[1:] if is_of_several or is_on_behalf else chain


def _may_end_post(form: str, begin: int, limit: int) -> bool:
    """Whether the word that ends at `limit` could be the last of a post: a quick look at it."""
    if not form[limit - 1].isalnum():
        return form[limit - 1] in _LAST_MARKS
    space = form.rfind(" ", begin, limit)
    word = form[space + 1 : limit]
    if space == -1 or not word.islower() or not word.isalnum():
        return True
    return word in lexicon().post_last_words


def _chain_to(view: View, start: int, limit: int) -> list[PostSpan]:
    """Posts from `start` on whose last one ends at `limit`, or none."""
    chain: list[PostSpan] = []
    position = start
    while True:
        head = head_end(view, position, limit)
        if head == -1:
            return []
        end = tail_end(view, head, limit, is_before_name=True)
        if end == limit:
            chain.append(_unbracketed(view, PostSpan(position, end, head)))
            return _without_office(view, chain)
        end = with_parent(view, position, tail_end(view, head, limit), limit)
        if end == limit:
            chain.append(PostSpan(position, end, head))
            return _without_office(view, chain)
        separator = _SEPARATOR.match(view.form, end, limit)
        if separator is None and not is_fused(view, end):
            return []
        if separator is not None and separator[0] in _JOINTS:
            # `Bộ Thông tin - Truyền thông`: the dash is the name's where no post follows it.
            further = tail_end(view, separator.end(), limit, is_before_name=True)
            if further == limit and head_end(view, separator.end(), limit) == -1:
                chain.append(PostSpan(position, limit, head))
                return _without_office(view, chain)
        chain.append(PostSpan(position, end, head))
        position = separator.end() if separator else end


def _unbracketed(view: View, post: PostSpan) -> PostSpan:
    """A post without the abbreviation in brackets that it ends with."""
    if view.form[post.end - 1] != ")":
        return post
    opening = view.form.rfind(" (", post.head_end, post.end)
    return post if opening == -1 else post._replace(end=opening)


def _head(view: View, post: PostSpan) -> str:
    """The head of a post, acting or not."""
    return view.low[post.start : post.head_end].removeprefix("quyền ")


def _without_office(view: View, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain without a head of State or government told of before another's post.

    A post whose tail is a name (`Chủ tịch Hồ Chí Minh, Tổng Bí thư A`) is that person's.
    """
    last = len(chain) - 1
    return [
        post
        for index, post in enumerate(chain)
        if index == last
        or view.form[post.end] != ","
        or not _is_of_another(view, post, _head(view, chain[index + 1]))
    ]


def _is_of_another(view: View, post: PostSpan, following: str) -> bool:
    """Whether a post that a comma parts from the next, with that head, is somebody else's."""
    head = _head(view, post)
    known = lexicon().posts[head]
    tail = view.low[post.head_end : post.end].strip()
    if lexicon().post_organisations.get(head) == "-" or tail == _HO_CHI_MINH:
        return tail != "" and tail not in lexicon().terms and " " in tail
    if lexicon().post_organisations.get(head) == _CABINET:
        return not head.startswith("phó ") or not following.startswith(_MINISTER)
    return known.precedence >= _LEADER and known.branch != "party"


def _with_status_before(view: View, begin: int, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain with the standing that the word before it says (nguyên, cựu, tân)."""
    before = view.low[max(begin, chain[0].start - 12) : chain[0].start].rstrip()
    for word in ("nguyên", "cựu", "cố", "tân"):
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            status = "appointed" if word == "tân" else "former"
            return [PostSpan(p.start, p.end, p.head_end, status) for p in chain]
    return chain


_IS = re.compile(
    r"(?: ?\([^()\n]{0,60}\))?,? (hiện là|hiện đang là|đang là|là|từng là|nguyên là|vốn là) (?=\w)"
)
_AFTER = re.compile(r" ?(?:, |[-–—] |\((?=\D)|,(?=[A-ZĐ]))")
_AGE = re.compile(r" ?\((?:[^()]{0,60})\)|, (?:SN|sinh năm|sinh ngày) ?[\d/.-]+|, \d{1,3} tuổi")
_CLAUSE = re.compile(
    r"(?:giữ chức vụ|giữ chức danh|giữ chức|giữ cương vị|đảm nhiệm chức vụ|đảm nhiệm cương vị|"
    r"nhận quyết định(?: bổ nhiệm)?(?: giữ chức vụ| giữ chức| làm)?|giữ quyền|làm|là tân) (?=\w)"
)
_CLAUSE_OPENING = re.compile(
    r" ?(?:\([^()\n]{0,40}\))?,? (?:chính thức |vừa |đã |mới )*"
    r"(?:được|nhận|tiếp tục|thôi|giữ|đảm nhiệm|trở thành|làm) "
)
_APPOINTING = re.compile(
    r"bổ nhiệm|quyết định|được bầu|tín nhiệm|điều động|phân công|phê chuẩn|chỉ định"
)
_SENTENCE_STOP = re.compile(r"[.;:!?](?= |$)")


def posts_appointed(view: View, name_end: int, limit: int) -> list[PostSpan]:
    """Posts of the clause that appoints a name (`… được bổ nhiệm giữ chức Giám đốc …`).

    Args:
        view: the text.
        name_end: end of the name.
        limit: where the next name begins, or the line ends.

    Returns:
        Posts with their standing: appointed, former (`thôi giữ chức`) or current (`tiếp tục`).
    """
    opening = _CLAUSE_OPENING.match(view.low, name_end, limit)
    if opening is None:
        return []
    stop = _SENTENCE_STOP.search(view.form, opening.end(), limit)
    limit = stop.start() if stop else limit
    clause = _CLAUSE.search(view.low, name_end, min(limit, name_end + 160))
    if clause is None:
        return []
    told = view.low[max(0, name_end - 80) : clause.end()]
    appointing = _APPOINTING.search(told) is not None
    if clause.group() == "làm " and not appointing:
        return []
    found = _first_after(view, clause.end(), limit)
    if view.low[: clause.start()].endswith("thôi "):
        status = "former"
    else:
        status = "appointed" if appointing else "current"
    return [PostSpan(post.start, post.end, post.head_end, status) for post in found]


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
    opening = _AFTER.match(view.form, position, limit)
    found = _first_after(view, opening.end(), limit) if opening else []
    if not found and view.form[position + 1 : position + 2].isupper():
        # `ông Mai Văn A Giám đốc Công ty …`: the comma is lost, the capital is not.
        found = _first_after(view, position + 1, limit) if view.form[position] == " " else []
    if not found:
        aside = _AGE.match(view.form, position, limit)
        opening = _AFTER.match(view.form, aside.end(), limit) if aside else None
        found = _first_after(view, opening.end(), limit) if opening else []
    return found or _posts_told(view, name_end, limit)


def _posts_told(view: View, name_end: int, limit: int) -> list[PostSpan]:
    """Posts that a sentence says somebody has or had (`A hiện là Bí thư …`, `A từng là …`)."""
    told = _IS.match(view.low, name_end, limit)
    if told is None:
        return []
    status = _status_of(told[1])
    posts = _first_after(view, told.end(), limit)
    return [post._replace(status=status) if post.status == "current" else post for post in posts]


def _first_after(view: View, start: int, limit: int) -> list[PostSpan]:
    chain: list[PostSpan] = []
    position = start
    status = "current"
    while position < limit:
        introduction = _STATUS.match(view.low, position, limit)
        if introduction and not view.low.startswith(_ADVISER, position):
            word = introduction.group().strip()
            if word != "quyền":
                position = introduction.end()
                status = _status_of(word)
        head = head_end(view, position, limit)
        if head == -1:
            break
        end = with_parent(view, position, tail_end(view, head, limit), limit)
        end = to_closing(view, start, end, limit)
        chain.append(PostSpan(position, end, head, status))
        aside = _ASIDE.match(view.form, end, limit)
        separator = _SEPARATOR.match(view.form, aside.end() if aside else end, limit)
        if separator is None and not is_fused(view, end):
            break
        if status != "former":
            status = "current"
        position = separator.end() if separator else end
    return chain
