"""The posts that a clause appoints somebody to, or releases him from.

In comes a text and the end of a name, out come the posts of the clause behind it as spans, each
with its standing (appointed, former, current).
"""

from __future__ import annotations

import itertools
import re

from flows.extract.people.lexicon import lexicon
from flows.extract.people.posts.sequels import first_after, is_of_body, was_held_until
from flows.extract.people.posts.spans import PostSpan, View
from flows.extract.people.words import CAPITALISED

_CLAUSE = re.compile(
    r"(?:(?:giữ|đảm nhiệm) các (?:chức vụ|chức danh|cương vị):?|giữ chức vụ|giữ chức danh|"
    r"giữ chức|bổ nhiệm chức(?: danh| vụ)?|giữ cương vị|"
    r"thôi(?: làm)?(?: nhiệm vụ)?|đảm nhiệm chức vụ|đảm nhiệm cương vị|"
    r"nhận chức(?: vụ| danh)?|giữ quyền|làm|là tân|"
    r"nhận quyết định(?: bổ nhiệm)?(?:(?: giữ)?(?: chức vụ| chức danh| chức)| làm)?|"
    r"(?:phân công|giao|nhận|đảm nhận) nhiệm vụ|(?:giữ|đảm nhiệm) vị trí|đảm nhận chức vụ) (?=\w)"
)
_RELEASING = "thôi"
# What somebody held one after the other is told as of before.
_HELD = re.compile(r"\b(?:trước đó|trước đây|lần lượt)\b")
# `Giai đoạn 2006-2011, ông A làm Bí thư …`
_HELD_THEN = re.compile(rf"{_HELD.pattern}|\bgiai đoạn\b|\b(?:năm|tháng) [\d/]*\d{{4}}\b")
_SINCE = "đến nay"
_MADE = "làm "
# `Công ty X do ông A làm giám đốc`: the body stands before.
_LONGEST_LED = 180
_LED_BY = re.compile(
    r"\b(?:công ty|cty|ctcp|trung tâm|bệnh viện|doanh nghiệp|hợp tác xã|htx|nhà hát|chi nhánh|"
    r"xí nghiệp|viện|trường) (?!này)[^.;:()]*(?:\([^()]*\))?,? \(?do [^,.;:()]{2,45}$"
)
# `A làm Giám đốc …`, `A chuyển sang làm Giám đốc …`
_MOVED = re.compile(
    r"(?: (?:đã|được|mới|vừa|nay|tiếp tục))*"
    r"(?: chuyển| được điều)?(?: (?:quay )?(?:trở )?(?:qua|sang|về|lên|đến|lại)"
    rf"(?: {CAPITALISED}){{0,2}})? "
)
_CLAUSE_OPENING = re.compile(
    r" ?(?:\([^()\n]{0,40}\)|, (?:SN|sinh năm|sinh ngày) ?[\d/.-]+)?,? "
    r"(?:bằng hình thức [^.,;:()\n]{2,20} và (?:cho )?)?"
    r"(?:chính thức |vừa |đã |mới |hiện |đang |từng |nay |chỉ |lần lượt |cũng |khi )*"
    r"(?:được|nhận|tiếp tục|thôi|giữ|đảm nhiệm|trở thành|làm|"
    r"chuyển|về|lên|đến (?:nhận )?công tác) "
)
# Behind a post: the clause that appoints its bearer (`…, Phó Giám đốc Sở X, giữ chức`).
_FURTHER_OPENING = re.compile(
    r"(?: ?\([^()\n]{2,40}\)| nhiệm kỳ \d{4} ?[-–] ?\d{4})?,? "
    r"(?:(?:để|và|sang|đồng thời|chính thức|vừa|đã|mới) )*"
    r"(?:được|nhận|thôi|giữ|đảm nhiệm|làm|phân công|bổ nhiệm|điều động|"
    r"tham gia (?:[^.;:\n]|\.(?=\w)){2,60}(?: và|,) giữ) "
)
APPOINTING = re.compile(
    r"bổ nhiệm|quyết định|được bầu|tín nhiệm|điều động|phân công|phê chuẩn|chỉ định|trúng cử|"
    r"\b(?:bầu|cử) (?:đồng chí|ông|bà|bổ sung|giữ)|giao trọng trách|giao nhiệm vụ|\bcử giữ|"
    r"(?<!đảm )nhận chức"
)
# Who is put forward holds nothing yet.
_NOMINATING = re.compile(r"giới thiệu|đề cử|ứng cử|quy hoạch|đề nghị (?:bổ nhiệm|bầu)|dự kiến")
_SENTENCE_STOP = re.compile(r"[.;:!?](?= |$)")
_LIST_STOP = re.compile(r"[.!?](?= |$)")
_OF_ALL = " các "
_NO_LONGER = ("thôi ", "từng ")
_LONGEST_CLAUSE = 160
_LONGEST_BEFORE = 80


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
    return _posts_of_clause(view, opening, name_end, limit)


def posts_appointed_to(
    view: View, name_end: int, after: list[PostSpan], limit: int
) -> list[PostSpan]:
    """Posts to which a clause appoints somebody whose posts stand between (`bổ nhiệm A, …, giữ`).

    Args:
        view: the text.
        name_end: end of the name.
        after: posts behind the name, at least one.
        limit: where the next name begins, or the line ends.

    Returns:
        Posts with their standing, as of `posts_appointed`.
    """
    opening = _FURTHER_OPENING.match(view.low, after[-1].end, limit)
    if opening is None:
        return []
    return _posts_of_clause(view, opening, name_end, limit)


def _posts_of_clause(
    view: View, opening: re.Match[str], name_end: int, limit: int
) -> list[PostSpan]:
    """Posts of the clause that `opening` begins, and of the one that goes on behind it."""
    begin = opening.start()
    clause = _CLAUSE.search(view.low, begin, min(limit, begin + _LONGEST_CLAUSE))
    stop = _SENTENCE_STOP.search(view.form, opening.end(), clause.start() if clause else limit)
    if clause is None or stop is not None:
        return []
    is_list = _OF_ALL in clause[0]
    stops = _LIST_STOP if is_list else _SENTENCE_STOP
    stop = stops.search(view.form, clause.end(), limit)
    limit = stop.start() if stop else limit
    told = before_name(view, name_end) + view.low[begin : clause.end()]
    is_held = view.low.endswith(" đang ", 0, clause.start())
    appointing = APPOINTING.search(told) is not None and not is_held
    if _NOMINATING.search(told):
        return []
    found = first = first_after(view, clause.end(), limit, is_list=is_list)
    if clause.group() == _MADE and not appointing:
        # `A làm Giám đốc Sở X`, not what A is to make somebody nor a part for the day.
        # or, behind the posts of an apposition, `A, Ủy viên X, làm Giám đốc Sở Y`
        is_told = _MOVED.fullmatch(view.form, name_end, clause.start()) is not None or (
            begin > name_end and view.form[begin : clause.start()] == ", "
        )
        led_from = view.form.rfind("\n", 0, name_end) + 1
        is_led = _LED_BY.search(view.low, max(led_from, name_end - _LONGEST_LED), name_end)
        found = [post for post in found if is_told and (is_led or is_of_body(view, post))]
        found = _with_group(view, first, found)
    held = _HELD_THEN if clause.group() == _MADE else _HELD
    is_released = clause[0].startswith(_RELEASING) or (
        not appointing
        and _SINCE not in told
        and (held.search(told) is not None or was_held_until(view, name_end))
    )
    if is_released or view.low.endswith(_NO_LONGER, 0, clause.start()):
        status = "former"
    else:
        status = "appointed" if appointing else "current"
    posts = [PostSpan(post.start, post.end, post.head_end, status) for post in found]
    return [*posts, *posts_appointed_to(view, name_end, posts, limit)] if posts else posts


def _with_group(view: View, told: list[PostSpan], kept: list[PostSpan]) -> list[PostSpan]:
    """The posts kept, with those in a Party group whose body the next of them names.

    `A làm Bí thư Ban Cán sự đảng, Chủ tịch HĐQT X rồi Bí thư Đảng ủy, Chủ tịch HĐTV X`.
    """
    groups = lexicon().bodies.party_groups
    beside = dict(itertools.pairwise(told))
    return [
        post
        for post in told
        if post in kept or (view.low[post.start : post.end] in groups and beside.get(post) in kept)
    ]


def before_name(view: View, name_end: int) -> str:
    """What the sentence says right before a name, with the name."""
    before = view.low[max(0, name_end - _LONGEST_BEFORE) : name_end]
    stops = [stop.end() for stop in _SENTENCE_STOP.finditer(before)]
    before = before[stops[-1] :] if stops else before
    return before[before.rfind("\n") + 1 :]
