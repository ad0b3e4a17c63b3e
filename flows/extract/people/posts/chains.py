"""The posts that a name bears before it.

In comes a text and the span of a name, out comes the chain of posts as spans, each with its
standing (current, former, appointed). Where one post begins and ends is the grammar's matter.
"""

from __future__ import annotations

import re

from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts.ends import with_parent
from flows.extract.people.posts.heads import head_starts
from flows.extract.people.posts.owners import without_office
from flows.extract.people.posts.spans import (
    ACTING,
    STOPPED_LEVELS,
    PostSpan,
    View,
    head_end,
    is_fused,
    tail_end,
)
from flows.extract.people.posts.standings import (
    before_term,
    is_of_former,
    standing_before,
    with_status_before,
)
from flows.extract.people.words import UPPER

SEPARATOR = re.compile(
    r" ?, (?:kiêm (?:giữ chức(?: vụ)? |nhiệm )?|hiện là |là |đồng thời là )?|"
    rf"[,–-](?=[{UPPER}])| [-–—] |"
    r" (?=Chủ nhiệm Văn phòng Chính phủ)|"
    r" (?:đồng thời là|kiêm nhiệm|kiêm giữ chức(?: vụ)?|kiêm|và|rồi) "
)
WINDOW = 260
# Other marks than letters and digits that a post may end with: `(CSGT)`, `TP.`, `A_`.
_LAST_MARKS = ")._"
# `chính quyền Tổng thống A` is what he heads, no standing; `Ban Thường vụ Tỉnh ủy` is no post,
# nor is `vụ phó` of `chức vụ Phó Giám đốc` one; a palace is where he receives.
_OTHER_BEFORE = {
    ACTING: ("chính ",),
    "thường": ("ban ",),
    "vụ": ("chức ",),
    "bí": ("ban ",),
    "chủ": ("phủ ",),
    "tổng": ("dinh ",),
    "đại": ("đại hội ", "hội nghị ", "đoàn ", "bầu cử ", "tổ ", "nhóm ", "nữ "),
    "đbqh": ("đoàn ", "bầu cử "),
}
_SERVANTS = frozenset({"thư", "trợ"})
_SERVING = re.compile(
    r"(?:thư ký|trợ lý)(?: riêng| cấp cao| thân cận)* (?:cho|của) (?:đồng chí |ông |bà )?"
)
# Before a post that several bear, none of whom is named.
_SEVERAL = re.compile(r"\b(?:\d+|hai|ba|bốn|các) (?:đồng chí |ông |bà |vị )?$")
# Before a post whose bearer somebody speaks or signs for.
_ON_BEHALF = re.compile(
    r"\b(?:(?:thay mặt|thừa ủy quyền|thừa lệnh)(?: cho| của)?(?: đồng chí| ông| bà)?|"
    r"(?<!cương )(?<!chức )vị) $"
)
# Before a post that somebody runs for, and one that who is named before it takes over.
_RUNNING_FOR = ("tranh cử ", "ứng cử ", "ứng cử vào ghế ", "tranh cử chức ", "chạy đua vào ghế ")
_ASSUMED = ("nhậm chức ", "nhận chức ")
# No post goes over one of these marks, nor over a stop that parts two words, save `TP. HCM`;
# the space behind that stop may be lost (`kiểm soát.Bí thư …`).
_BARRIER = re.compile(
    r".*(?:[;:!?\"“”…]|\.(?:(?<=[^\W_]{4}\.) |(?<=[^\W\d_]{3}\.)(?=[A-ZĐ][^\W\d_A-ZĐ])))"
)


# A tail with fewer words holds no body and a head behind it.
_LONGEST_UNBROKEN = 3
_DASHES = "-–—"
_JOINTS = frozenset({" - ", " – ", " — "})
_COPULA = " là"


def posts_before(view: View, line_start: int, name_start: int) -> list[PostSpan]:
    """The chain of posts that ends right before `name_start`.

    Args:
        view: the text.
        line_start: where the line begins.
        name_start: start of the name, or of the rank or honorific before it.

    Returns:
        Spans in order of the text; none where no chain reaches the name.
    """
    begin = max(line_start, name_start - WINDOW)
    limit = _post_limit(view, begin, name_start)
    if limit == begin:
        return []
    chain = _chain_before(view, begin, limit, name_start)
    if chain:
        return chain
    before_place = _before_place(view, begin, limit) if "," in view.form[limit:name_start] else -1
    if before_place != -1:
        return _chain_before(view, begin, before_place, name_start)
    standing = standing_before(view, begin, limit)
    if standing is None:
        return []
    posts = posts_before(view, line_start, standing.start())
    return [p._replace(status="former") for p in posts] if is_of_former(standing) else posts


def _before_place(view: View, begin: int, limit: int) -> int:
    """Where a post ends behind which a mark parts the province of its unit off, or -1.

    `Giám đốc Trung tâm Y tế huyện A, Hà Nam, ông …`, `… huyện A (Hà Nam), ông …`.
    """
    is_bracketed = view.form[limit - 1] == ")"
    mark = " (" if is_bracketed else ", "
    found = view.form.rfind(mark, begin, limit)
    place = view.low[found + len(mark) : limit - is_bracketed].removeprefix("tỉnh ")
    return found if found != -1 and place in lexicon().places.provinces else -1


def _serves(view: View, start: int, limit: int, name_start: int) -> bool:
    """Whether a post is somebody's who serves who is named (`thư ký cho Bí thư Thành ủy A`)."""
    is_tight = "," not in view.form[limit:name_start]
    return is_tight and _SERVING.match(view.low, start, limit) is not None


def _chain_before(view: View, begin: int, limit: int, name_start: int) -> list[PostSpan]:
    """The chain of posts that ends at `limit`, with its standing."""
    low = view.low
    if not _may_end_post(view.form, begin, limit):
        return []
    barrier = _BARRIER.match(view.form, begin, limit)
    first = barrier.end() if barrier else begin
    for start, word in head_starts(low, first, limit):
        if word in _SERVANTS and _serves(view, start, limit, name_start):
            continue
        other = _OTHER_BEFORE.get(word)
        if other is not None and low.endswith(other, first, start):
            continue
        chain = _chain_to(view, start, limit)
        if chain:
            chain = _from_break(view, chain)
            own = _without_others(view, begin, name_start, chain)
            return with_status_before(view, begin, own) if own else []
    return []


def _from_break(view: View, chain: list[PostSpan]) -> list[PostSpan]:
    """The chain from the post on that stands in a last tail behind a lost break.

    `Bí thư Tỉnh ủy Hà Nam Thứ trưởng A`: a head in capitals behind a name is no part of a body.
    """
    last = chain[-1]
    passed = last.head_end
    if view.form.count(" ", passed, last.end) < _LONGEST_UNBROKEN:
        return chain
    for start, _ in head_starts(view.low, last.head_end, last.end):
        head = head_end(view, start, last.end) if start > passed else -1
        if head == -1:
            continue
        space = view.form.rfind(" ", 0, start - 1)
        is_named = space > last.head_end and view.form[space + 1].isupper()
        if is_named and view.form[start].isupper():
            return [last._replace(start=start, head_end=head)]
        passed = head
    return chain


def _post_limit(view: View, begin: int, name_start: int) -> int:
    """Where a post may end that stands before a name: left of a comma, a dash or `là`."""
    form = view.form
    limit = name_start
    while limit > begin and form[limit - 1] in " ,":
        limit -= 1
    limit = before_term(view, begin, limit)
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

    `4 đồng chí Phó Chủ tịch, Chủ tịch A`; `thay mặt Giám đốc Công an tỉnh, Thượng tá A`;
    `khi ông A nhậm chức Tổng thống, Giám đốc B`; none where one runs for it.
    """
    first = chain[0]
    if view.low.endswith(_RUNNING_FOR, begin, first.start):
        return []
    is_tight = "," not in view.form[chain[-1].end : name_start]
    if is_tight and len(chain) > 1 and view.low.endswith(_ASSUMED, begin, first.start):
        return chain[-1:]
    is_told_of = len(chain) > 1 or view.low.startswith(_COPULA, first.end, name_start)
    is_of_several = is_told_of and _SEVERAL.search(view.low, begin, first.start)
    is_on_behalf = view.form.startswith(",", first.end) and _ON_BEHALF.search(
        view.low, begin, first.start
    )
    return chain[1:] if is_of_several or is_on_behalf else chain


def _may_end_post(form: str, begin: int, limit: int) -> bool:
    """Whether the word that ends at `limit` could be the last of a post: a quick look at it."""
    if not form[limit - 1].isalnum() and form[limit - 1] not in _LAST_MARKS:
        return False
    space = form.rfind(" ", begin, limit)
    word = form[space + 1 : limit]
    bare = word.removesuffix(".")
    if space == -1 or not bare.islower() or not bare.isalnum():
        return True
    # A stop behind a word in small letters is a sentence's, but for `tp.`
    return word in lexicon().posts.last_words or (word != bare and bare in STOPPED_LEVELS)


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
            return without_office(view, chain)
        end = with_parent(view, position, tail_end(view, head, limit), limit)
        if end == limit:
            chain.append(PostSpan(position, end, head))
            return without_office(view, chain)
        separator = SEPARATOR.match(view.form, end, limit)
        if separator is None and not is_fused(view, end):
            return []
        if separator is not None and separator[0] in _JOINTS:
            # `Bộ Thông tin - Truyền thông`: the dash is the name's where no post follows it.
            further = tail_end(view, separator.end(), limit, is_before_name=True)
            if further == limit and head_end(view, separator.end(), limit) == -1:
                chain.append(PostSpan(position, limit, head))
                return without_office(view, chain)
        chain.append(PostSpan(position, end, head))
        position = separator.end() if separator else end


def _unbracketed(view: View, post: PostSpan) -> PostSpan:
    """A post without the abbreviation in brackets that it ends with."""
    if view.form[post.end - 1] != ")":
        return post
    opening = view.form.rfind(" (", post.head_end, post.end)
    return post if opening == -1 else post._replace(end=opening)
