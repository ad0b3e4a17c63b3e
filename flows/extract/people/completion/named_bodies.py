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

from flows.extract.people.completion.ministries import (
    NEXT_BODY,
    SENTENCE_STOP,
    ministry_there,
    only_ministry,
)
from flows.extract.people.completion.seats import organisation_of
from flows.extract.people.completion.wholes import with_whole
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.lexicon.tables import post_words
from flows.extract.people.posts.forms import head_of, plain_form
from flows.extract.vocabulary import load

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

_MINISTERS = frozenset({"bộ trưởng", "thứ trưởng", "thứ trưởng thường trực"})
_NO_BODIES = {"bộ": "no_ministry", "Ban": "no_committee"}
# How far before a bare head the body may be named that it leads.
_LONGEST_WAY = 500
# `Ngân hàng Nhà nước` has no `Tổng giám đốc`, and `TAND Tối cao` sits in no trial.
_CENTRAL_BODIES = (" nhà nước", " thế giới", " trung ương", " tối cao", " cấp cao")
_DISTRICT_UNIT = re.compile(
    r"(?:.* )?(?:(?:phòng|trạm|hạt) |chi cục (?=thuế$|thi hành án dân sự$|thống kê$))(.+)$"
)
# In `bare_bodies`: whatever the unit is called.
_ANY = " …"
# What a faculty or a ward is a part of, so that none is added.
_HOUSE = re.compile(
    r"\b(?:bệnh viện|bệnh viên|bv\w*|trường|đại học|đh|học viện|viện|trung tâm|sở)\b"
)
# Whose festival or contest is named elsewhere (`Phó trưởng ban tổ chức lễ hội`).
_ORGANISERS = "trưởng ban tổ chức"
_DISTRICT_KINDS = ("huyện", "quận", "thị xã")


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
        ministry = only_ministry(scene.places) or ministry_there(scene.places, position)
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
    whole = with_whole(plain, scene)
    if whole == plain:
        whole = _with_house(plain, position, scene)
    return _of_district(whole, position, scene)


def _with_house(plain: str, position: int, scene: Scene) -> str:
    """The post of a faculty or a ward (`khoa Nhi`) with the house named right before it.

    In its sentence or the one before: a patient's or a student's story goes on in another house.
    """
    low = key(organisation_of(plain) or "")
    named_as = next((named for unit, named in _wholes() if low.startswith(unit)), None)
    if named_as is None or _HOUSE.search(low) is not None:
        return plain
    stops = [stop.end() for stop in SENTENCE_STOP.finditer(scene.places.view.form, 0, position)]
    begin = stops[-2] if len(stops) > 1 else 0
    body = _last_body(scene, named_as, position, begin)
    return f"{plain} {body}" if body else plain


@cache
def _wholes() -> list[tuple[str, str]]:
    """How units begin that are a part of a house, and how such houses are named."""
    return [
        (unit[: -len(_ANY)], named)
        for unit, named in _kinds(is_head=False).items()
        if unit.endswith(_ANY)
    ]


def _bare_kind(low: str) -> str | None:
    """The word for a body that a post ends with and that is all that it says of it."""
    if low.rpartition(" ")[2] not in _last_words():
        return None
    for count in (3, 2, 1):
        words = low.rsplit(" ", count)
        kind = " ".join(words[1:])
        is_head = words[0] in lexicon().posts.heads or words[0].endswith(_ORGANISERS)
        if len(words) > count and kind in _kinds(is_head=False) and is_head:
            return kind
    return None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(kind.rpartition(" ")[2] for kind in _kinds(is_head=False))


def _of_district(plain: str, position: int, scene: Scene) -> str:
    """A post in a district's department with the district that the text tells of there."""
    unit = _DISTRICT_UNIT.match(key(plain))
    if unit is None or unit[1] not in lexicon().bodies.district_departments:
        return plain
    named = [(kind, scene.places.district(kind, position)) for kind in _DISTRICT_KINDS]
    told = [f"{kind} {name}" for kind, name in named if name is not None]
    return f"{plain} {told[0]}" if len(told) == 1 else plain


def _last_body(scene: Scene, named_as: str, position: int, start: int = 0) -> str | None:
    """The body of one of these kinds that the text names last before `position`, from `start`."""
    form, low = scene.places.view.form, scene.places.view.low
    begin = max(start, position - _LONGEST_WAY)
    for match in reversed(list(_named(named_as).finditer(form, begin, position))):
        if low.startswith(_no_bodies(named_as), match.end() + 1):
            continue
        if low.startswith(_CENTRAL_BODIES, match.end()):
            continue
        stop = scene.places.end_of_body(match.end(), position)
        if any(map(str.isupper, form[match.end() : stop])) and not _is_place(
            low[match.start() : stop]
        ):
            body = NEXT_BODY.split(plain_form(form[match.start() : stop]), maxsplit=1)[0]
            return body[0].upper() + body[1:]
    return None


def _is_place(low: str) -> bool:
    """Whether what looks like a body is a place's name (`Hội An`)."""
    return low in lexicon().places.district_names or low in lexicon().places.names


@cache
def _no_bodies(named_as: str) -> tuple[str, ...]:
    """What begins no body of the kind behind its word (`Bộ Tư lệnh`, `Ban Thường vụ`)."""
    return tuple(post_words(_NO_BODIES[named_as])) if named_as in _NO_BODIES else ()
