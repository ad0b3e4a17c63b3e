"""Bodies that a post calls by their kind alone, or not at all, as its text names them elsewhere.

In comes a plain post with its position, out comes the post with the body that the text names before
it (`Giám đốc bệnh viện`), with the one ministry that it tells of (`Thứ trưởng`), or with what its
unit is a part of wherever else the text names it (`Trưởng phòng Tổng hợp`). Where the text names
none, or several where one is asked for, the post stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.lexicon_tables import post_words
from flows.extract.people.post_ends import with_parent
from flows.extract.people.post_forms import head_of, plain_form
from flows.extract.people.posts import tail_end
from flows.extract.people.seats import is_local, organisation_of, province_in
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from flows.extract.people.posts import View
    from flows.extract.people.scenes import Scene

_MINISTERS = frozenset({"bộ trưởng", "thứ trưởng", "thứ trưởng thường trực"})
_NO_BODIES = {"bộ": "no_ministry", "Ban": "no_committee"}
_MINISTRY = re.compile(r"\bBộ (?=[A-ZĐ])")
# How far before a bare head the body may be named that it leads.
_LONGEST_WAY = 500
_LONGEST_BODY = 90
_UNIT = re.compile(
    r"(?:phòng|chi cục|trung tâm|khoa|hạt|trạm|đội|ban quản lý|ban tiếp|văn phòng|bộ môn) (?=\S)"
)
# A bureau of a ministry, and what it is a part of where a bracket or a comma says so.
_BUREAU = re.compile(r"(?:vụ|cục|tổng cục) (?=\S)")
# Of one of these and of nothing else named with it a text's one ministry is the whole.
_OF_MINISTRY = re.compile(
    r"vụ (?!.*\b(?:bộ|tổng cục|cục|ủy ban|ban|văn phòng|ngân hàng|viện|tòa án|kiểm toán|quốc hội))"
)
_BUREAUS_WHOLE = re.compile(
    r"(?: (?:thuộc |của )?|, ?| \()"
    r"(?=(?:Bộ|Tổng cục) [A-ZĐ]|Thanh tra Chính phủ|Văn phòng Chính phủ)"
)
# What a unit is a part of, behind it.
_WHOLE = re.compile(
    r" (?:(?:thuộc|của) )?(?=(?:Công an|CA|CATP|Sở|UBND|HĐND|Ban|Ủy ban|Bộ|Tổng cục|Cục|Chi cục|"
    r"Bệnh viện|Trường|Đại học|Viện|Công ty|Tập đoàn|Trung tâm|Tỉnh ủy|Thành ủy|Huyện ủy|tỉnh|"
    r"[Tt]hành phố|TP\.?|huyện|quận|thị xã|[A-ZĐ])(?![^\W_]))"
)
# `Ngân hàng Nhà nước` has no `Tổng giám đốc`.
_CENTRAL_BANKS = (" nhà nước", " thế giới", " trung ương")
# What `và` joins is another body (`Bộ Công an và Bộ Y tế`).
_NEXT_BODY = re.compile(
    r" và (?=(?:Bộ|Sở|Công ty|Tập đoàn|Ngân hàng|Bệnh viện|Trường|UBND|Ban|Phòng|Cục)\b)"
)
_WORD = re.compile(r"[^\W_]+")
_DISTRICT_UNIT = re.compile(r"\bphòng (.+)$")
_DISTRICT_KINDS = ("huyện", "quận", "thị xã")
_COMMA = re.compile(r", ?(?:thuộc |của )?(?=\S)")


@cache
def _named(named_as: str) -> re.Pattern[str]:
    """A body of one of these kinds, up to where its name begins."""
    kinds = sorted(named_as.split("|"), key=len, reverse=True)
    # What is a word of its own too is a body in capitals only (`Hội`, `Ban`).
    words = "|".join(
        re.escape(kind) if kind[0].isupper() else f"(?i:{re.escape(kind)})" for kind in kinds
    )
    return re.compile(rf"\b(?<!Chi )(?<!chi )(?<!Tổng )(?:{words})(?= )(?! (?:này|đó|trên)\b)")


@cache
def _kinds(*, is_head: bool) -> dict[str, str]:
    """How a body may be named, by the word that a post calls it, or by the head that has none."""
    table = load("bare_bodies").filter(pl.col("is_head") == is_head)
    return dict(table.select("written", "named_as").rows())


def with_named_body(plain: str, position: int, scene: Scene) -> str:
    """A post with the body that it leaves out or calls by its kind.

    Args:
        plain: the post, in plain form.
        position: where it stands.
        scene: what the article names.
    """
    head, low = head_of(plain), key(plain)
    if not head:
        return plain
    if low == head and head in _MINISTERS:
        ministry = _ministry(scene.places.view)
        return f"{plain} {ministry}" if ministry else plain
    if low == head and (named_as := _kinds(is_head=True).get(head)):
        body = _last_body(scene, named_as, position)
        if body is None:
            return plain
        # `Trưởng phòng`, and not `Trưởng phòng Phòng Nội vụ`.
        is_said = low.endswith(f" {key(named_as)}")
        return f"{plain} {body[len(named_as) + 1 :] if is_said else body}"
    kind = _bare_kind(low)
    if kind is not None:
        body = _last_body(scene, _kinds(is_head=False)[kind], position)
        return f"{plain[: -len(kind) - 1]} {body}" if body else plain
    return _of_district(_with_whole(plain, scene), position, scene)


def _bare_kind(low: str) -> str | None:
    """The word for a body that a post ends with and that is all that it says of it."""
    for count in (3, 2, 1):
        words = low.rsplit(" ", count)
        kind = " ".join(words[1:])
        if len(words) > count and kind in _kinds(is_head=False) and words[0] in lexicon().posts:
            return kind
    return None


def _of_district(plain: str, position: int, scene: Scene) -> str:
    """A post in a district's department with the district that the text tells of there."""
    unit = _DISTRICT_UNIT.search(key(plain))
    if unit is None or unit[1] not in lexicon().district_departments:
        return plain
    named = [(kind, scene.places.district(kind, position)) for kind in _DISTRICT_KINDS]
    told = [f"{kind} {name}" for kind, name in named if name is not None]
    return f"{plain} {told[0]}" if len(told) == 1 else plain


def _last_body(scene: Scene, named_as: str, position: int) -> str | None:
    """The body of one of these kinds that the text names last before `position`."""
    form, low = scene.places.view.form, scene.places.view.low
    begin = max(0, position - _LONGEST_WAY)
    for match in reversed(list(_named(named_as).finditer(form, begin, position))):
        if low.startswith(_no_bodies(named_as), match.end() + 1):
            continue
        if low.startswith(_CENTRAL_BANKS, match.end()):
            continue
        stop = scene.places.end_of_body(match.end(), position)
        if any(map(str.isupper, form[match.end() : stop])):
            body = _NEXT_BODY.split(plain_form(form[match.start() : stop]), maxsplit=1)[0]
            return body[0].upper() + body[1:]
    return None


@cache
def _no_bodies(named_as: str) -> tuple[str, ...]:
    """What begins no body of the kind behind its word (`Bộ Tư lệnh`, `Ban Thường vụ`)."""
    return tuple(post_words(_NO_BODIES[named_as])) if named_as in _NO_BODIES else ()


def _ministry(view: View) -> str | None:
    """The one ministry that a text tells of."""
    told: list[str] = []
    for match in _MINISTRY.finditer(view.form):
        if not view.low.startswith(lexicon().no_ministries, match.end()):
            stop = tail_end(view, match.end(), min(len(view.form), match.end() + _LONGEST_BODY))
            if stop > match.end():
                body = plain_form(view.form[match.start() : stop])
                told.append(_NEXT_BODY.split(body, maxsplit=1)[0])
    # `Bộ Y tế ban hành`, `Bộ Giáo dục và Đào tạo` and `Bộ GD-ĐT` are no two ministries.
    shortest = min(told, key=len, default=None)
    if shortest is None:
        return None
    is_one = all(_initials(body).startswith(_initials(shortest)) for body in told)
    return max(told, key=lambda body: (told.count(body), -len(body))) if is_one else None


def _initials(body: str) -> str:
    """The first letters of a body's words, which are what it is written short with."""
    words = _WORD.findall(body.removeprefix("Bộ ").replace(" và ", " "))
    return "".join(word if word.isupper() else word[0].upper() for word in words)


def _with_whole(plain: str, scene: Scene) -> str:
    """A unit's post with what the unit is a part of, where the text says so elsewhere."""
    body = organisation_of(plain)
    if body is None or province_in(plain) is not None:
        return plain
    low = key(body)
    is_bureau = _BUREAU.match(low) is not None
    if not (is_bureau or _UNIT.match(low)) or is_local(low):
        return plain
    view = scene.places.view
    found = ""
    start = view.low.find(low)
    while start != -1:
        end = start + len(low)
        further = (_ministry_behind if is_bureau else _whole_behind)(scene, start, end)
        start = view.low.find(low, end)
        if key(found).startswith(key(further)):
            continue
        if not key(further).startswith(key(found)):
            return plain
        found = further
    if not found and _OF_MINISTRY.match(low):
        found = _ministry(view) or ""
    return f"{plain} {found}" if found else plain


def _ministry_behind(scene: Scene, _start: int, end: int) -> str:
    """The ministry that a bureau's name goes on with at one place of the text, or empty."""
    form = scene.places.view.form
    limit = min(len(form), end + _LONGEST_BODY)
    whole = _BUREAUS_WHOLE.match(form, end, limit)
    if whole is None:
        return ""
    stop = scene.places.end_of_body(whole.end(), limit)
    return plain_form(form[whole.end() : stop])


def _whole_behind(scene: Scene, start: int, end: int) -> str:
    """What a unit's name goes on with at one place of the text, empty where it names nothing."""
    view = scene.places.view
    limit = min(len(view.form), end + _LONGEST_BODY)
    whole = _WHOLE.match(view.form, end, limit)
    if whole is not None:
        stop = scene.places.end_of_body(end, limit)
        begin = whole.end()
    else:
        comma = _COMMA.match(view.form, end, limit)
        if comma is None:
            return ""
        begin = comma.end()
        stop = with_parent(view, start, end, limit)
        if stop == end and comma[0].rstrip() != ",":
            stop = scene.places.end_of_body(begin, limit)
    if stop <= begin or not any(map(str.isupper, view.form[begin:stop])):
        return ""
    kind = _UNIT.match(view.low, start)
    if kind is not None and view.low.startswith(kind[0], begin):
        # `Văn phòng X, Văn phòng Y và Văn phòng Z` are no parts of each other.
        return ""
    return plain_form(view.form[begin:stop])
