"""Where a post begins and ends.

In comes the matching form of a text with its lower case, out come the spans of posts: the chain of
posts that ends right before a name, and the chain that follows one. A post is a head (`Phó Giám
đốc`) and a tail of what it is the head of (`Công an tỉnh Thanh Hóa`); heads and tail words are
vocabulary, so a verb after the post ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extract.people.lexicon import lexicon
from flows.extract.people.words import CAPITALISED, words

_BRACKETS = re.compile(r"\((?:[A-ZĐ][\w&/. -]{0,18})\)")
_CAPITALISED = re.compile(CAPITALISED)
_CODE = re.compile(r"[A-ZĐ][\wĐ]*[\w&./-]*|\d+[A-Z]?\b")
_CONNECTORS = frozenset({"và", "về", "của", "tại", "thuộc", "ở", "cho", "&", "với", "đối với", "-"})
# After one of these a post's organisation is complete: a verb that follows is no part of it.
_LEVELS = frozenset(
    [
        "tỉnh",
        "huyện",
        "quận",
        "phố",
        "tp",
        "xã",
        "phường",
        "nước",
        "trấn",
        "ương",
        "phủ",
        "hội",
        "ủy",
        "đảng",
        "này",
        "trên",
    ]
)
_UNITS = frozenset(
    [
        "ban",
        "phòng",
        "cục",
        "cơ",
        "quan",
        "ủy",
        "sở",
        "đội",
        "viện",
        "vụ",
        "sát",
        "ninh",
        "trường",
        "tâm",
        "học",
        "tổ",
        "trạm",
        "khối",
        "bộ",
        "phó",
        "ương",
        "tội",
        "phạm",
        "chi",
        "hội",
        "tra",
    ]
)
_LEVEL_FIRST = frozenset(
    {"tỉnh", "huyện", "quận", "thành phố", "thị xã", "tp", "xã", "phường", "thị trấn"}
)
_PARENT = re.compile(
    r"(?:Công an|Bộ|Sở|UBND|Tổng cục|Cục|Học viện|Trường|Đại học|Bệnh viện|Viện|Công ty|Tập đoàn|"
    r"[Tt]ỉnh|TP\.?|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|Tòa án|TAND|VKSND|Viện Kiểm sát|Quân khu|"
    r"Bộ Tư lệnh|Ban|Ủy ban|Văn phòng) ?(?=[A-ZĐÀ-Ỹ\d]|tỉnh|thành phố|huyện|quận|TP|nhân dân|thị xã)"
)
_NEEDS_PARENT = re.compile(
    r"phòng|đội|khoa|trung tâm|ban |cục|vụ|viện|huyện|quận|thị xã|xã|phường|chi nhánh|trạm|đồn|bộ môn|trường"
)
_SEPARATOR = re.compile(
    r" ?, (?:kiêm |hiện là |là |đồng thời là )?| [-–—] | (?:kiêm nhiệm|kiêm|và) "
)
_STATUS = re.compile(
    r"(?:nguyên là|nguyên|cựu|cố|tân|đương kim|hiện là|hiện giữ chức|vừa được bổ nhiệm làm|"
    r"được bổ nhiệm làm|được bổ nhiệm giữ chức|giữ chức vụ|giữ chức|từng là|vốn là|là|quyền) (?=\w)"
)
FORMER_WORDS = frozenset({"nguyên", "nguyên là", "cựu", "cố", "từng là", "vốn là"})
_APPOINTED_WORDS = frozenset(
    {"tân", "vừa được bổ nhiệm làm", "được bổ nhiệm làm", "được bổ nhiệm giữ chức"}
)
# Precedence of those who lead the State, the government or a Party committee.
_LEADER = 5
WINDOW = 260


@dataclass(frozen=True, slots=True)
class PostSpan:
    """One post as written: its span, the end of its head, its standing."""

    start: int
    end: int
    head_end: int
    status: str = "current"


@dataclass(frozen=True, slots=True)
class View:
    """A text under rules: matching form and its lower case, of the same length."""

    form: str
    low: str


def head_end(view: View, start: int, limit: int) -> int:
    """End of the post head that begins at `start`, or -1."""
    low = view.low
    stop = min(limit, start + 60)
    space = low.find(" ", start, stop)
    first = low[start : space if space != -1 else stop].rstrip(",.;:)")
    lexis = lexicon()
    if first not in lexis.post_first_words:
        return -1
    ends = _word_ends(low, start, stop, lexis.post_longest[first])
    for end in reversed(ends):
        if low[start:end] in lexis.posts:
            return end
    return -1


def _word_ends(low: str, start: int, limit: int, most: int) -> list[int]:
    """Ends of the first `most` words from `start`, one space apart."""
    ends: list[int] = []
    position = start
    for _ in range(most):
        end = position
        while end < limit and (low[end].isalnum() or low[end] in "-."):
            end += 1
        while end > position and low[end - 1] in "-.":
            end -= 1
        if end == position:
            break
        ends.append(end)
        if end >= limit or low[end] != " ":
            break
        position = end + 1
    return ends


def _term_end(view: View, start: int, limit: int) -> int:
    """End of the longest tail term that begins at `start`, or -1."""
    low = view.low
    lexis = lexicon()
    space = start
    while space < limit and low[space].isalnum():
        space += 1
    first = low[start:space]
    for entry in lexis.composites.get(first, ()):
        end = start + len(entry)
        if end <= limit and low.startswith(entry, start) and not low[end : end + 1].isalnum():
            return end
    most = lexis.term_longest.get(first)
    if most is None:
        return -1
    for end in reversed(_word_ends(low, start, limit, most)):
        if low[start:end] in lexis.terms:
            return end
    return -1


def _is_refused(view: View, start: int, end: int, last: str, *, is_complete: bool) -> bool:
    """Whether the term would be the verb of the clause rather than a part of the post."""
    if view.form[start].isupper():
        return False
    return is_complete and lexicon().terms.get(view.low[start:end], False) and last not in _UNITS


def tail_end(view: View, start: int, limit: int, *, is_before_name: bool = False) -> int:
    """End of a post's tail that begins at `start` (right after the head or the last word).

    Args:
        view: the text.
        start: where the tail may begin.
        limit: where the text ends for this purpose (start of the name, end of the line).
        is_before_name: a name follows at `limit`, so every capitalised word belongs to the tail.
    """
    form, low = view.form, view.low
    position = end = start
    last, is_complete, pending = "", False, False
    while position < limit:
        if form[position] == " ":
            position += 1
            continue
        if form[position] == "(":
            bracket = _BRACKETS.match(form, position, limit)
            if bracket is None or form[bracket.end() : bracket.end() + 1] not in {" ", ",", ""}:
                break
            position = bracket.end()
            if is_before_name and position >= limit:
                return limit
            if not is_before_name and form[position] == ",":
                break
            pending = True
            continue
        stop = _step(view, position, limit)
        if stop == -1:
            break
        word = low[position:stop]
        if word in _CONNECTORS and stop < limit:
            if (pending and word != "-") or (word == "-" and not is_before_name):
                break
            if head_end(view, stop + 1, limit) != -1 and word in {"và", "&"}:
                break
            pending, position = True, stop
            continue
        if _is_refused(view, position, stop, last, is_complete=is_complete):
            break
        is_capital = form[position].isupper()
        last = word.rsplit(" ", 1)[-1]
        is_complete = is_capital or last in _LEVELS or last.isdigit()
        position = end = stop
        pending = False
    return end


def _step(view: View, position: int, limit: int) -> int:
    """End of the tail word at `position`: a connector, a term, a capitalised word, a number."""
    form, low = view.form, view.low
    for connector in ("đối với", "và", "về", "của", "tại", "thuộc", "ở", "cho", "với", "&", "- "):
        if (
            low.startswith(connector, position)
            and not low[position + len(connector) : position + len(connector) + 1].isalnum()
        ):
            if form[position].isupper():
                break
            return position + len(connector.rstrip())
    end = _term_end(view, position, limit)
    if end != -1:
        return end
    code = _CODE.match(form, position, limit) or _CAPITALISED.match(form, position, limit)
    if code is None:
        return -1
    end = code.end()
    while form[end - 1] in ".-/&":
        if form[end - 1] == "." and form[position:end] in {"TP.", "Tp.", "Q.", "P.", "TX.", "H."}:
            break
        end -= 1
    return end


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
    limit = name_start
    while limit > begin and view.form[limit - 1] in " ,":
        limit -= 1
    if limit == begin:
        return []
    lexis = lexicon()
    for start, end in words(view.form, begin, limit):
        if low[start:end] in lexis.post_first_words:
            chain = _chain_to(view, start, limit)
            if chain:
                return _with_status_before(view, begin, chain)
    return []


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
            chain.append(PostSpan(position, end, head))
            return _without_office(view, chain)
        end = tail_end(view, head, limit)
        separator = _SEPARATOR.match(view.form, end, limit)
        if separator is None:
            return []
        chain.append(PostSpan(position, end, head))
        position = separator.end()


def _without_office(view: View, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain without a head of State or government told of before another's post."""
    posts = lexicon().posts
    last = len(chain) - 1
    return [
        post
        for index, post in enumerate(chain)
        if index == last
        or posts[view.low[post.start : post.head_end]].precedence < _LEADER
        or posts[view.low[post.start : post.head_end]].branch == "party"
    ]


def _with_status_before(view: View, begin: int, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain with the standing that the word before it says (nguyên, cựu, tân)."""
    before = view.low[max(begin, chain[0].start - 12) : chain[0].start].rstrip()
    for word in ("nguyên", "cựu", "cố", "tân"):
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            status = "appointed" if word == "tân" else "former"
            return [PostSpan(p.start, p.end, p.head_end, status) for p in chain]
    return chain


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
    if not found:
        aside = _AGE.match(view.form, position, limit)
        if aside is None:
            return []
        opening = _AFTER.match(view.form, aside.end(), limit)
        found = _first_after(view, opening.end(), limit) if opening else []
    return found


def _first_after(view: View, start: int, limit: int) -> list[PostSpan]:
    chain: list[PostSpan] = []
    position = start
    status = "current"
    while position < limit:
        introduction = _STATUS.match(view.low, position, limit)
        if introduction:
            word = introduction.group().strip()
            if word != "quyền":
                position = introduction.end()
                status = _status_of(word)
        head = head_end(view, position, limit)
        if head == -1:
            break
        end = tail_end(view, head, limit)
        end = _with_parent(view, position, end, limit)
        chain.append(PostSpan(position, end, head, status))
        separator = _SEPARATOR.match(view.form, end, limit)
        if separator is None:
            break
        if status != "former":
            status = "current"
        position = separator.end()
    return chain


def _with_parent(view: View, start: int, end: int, limit: int) -> int:
    """The post's end moved over `, Công an TP HCM` where the comma only parts it from its body."""
    if view.form[end : end + 2] != ", " or not _NEEDS_PARENT.search(view.low, start, end):
        bracket = _BRACKETS.match(view.form, end + 1, limit)
        if bracket is None or view.form[bracket.end() : bracket.end() + 2] != ", ":
            return end
        comma = bracket.end()
    else:
        comma = end
    parent = _PARENT.match(view.form, comma + 2, limit)
    if parent is None or head_end(view, comma + 2, limit) != -1:
        return end
    finish = tail_end(view, comma + 2, limit)
    following = view.form[finish : finish + 1]
    return (
        finish
        if finish > comma + 2 and following in {",", ".", ";", ")", ":", "", "\n", " "}
        else end
    )
