"""What a unit is a part of, where the text says so elsewhere.

In comes the plain post of a unit's head (`Trưởng phòng Tổng hợp`, `Cục trưởng Cục X`), out comes
the post with what the text names behind the same unit at another place. Where it names several,
or none, the post stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.homes import province_in
from flows.extract.people.completion.ministries import only_ministry
from flows.extract.people.completion.seats import is_local, organisation_of
from flows.extract.people.lexicon import key
from flows.extract.people.posts.ends import with_parent
from flows.extract.people.posts.forms import plain_form

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

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
_COMMA = re.compile(r", ?(?:thuộc |của )?(?=\S)")


def with_whole(plain: str, scene: Scene) -> str:
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
        found = only_ministry(scene.places) or ""
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
