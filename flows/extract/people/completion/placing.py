"""The province, city, district and body of a post of ours, as far as its article names them.

In come a post that has borrowed what it could, those beside it and what its article names, out
comes the post with the place that its last word leaves unnamed (`Giám đốc Công an tỉnh`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.committees import (
    is_deputy,
    with_body_beside,
    with_committee,
    with_district,
    with_force,
    with_house,
)
from flows.extract.people.completion.homes import home_in, province_in
from flows.extract.people.completion.named_places import departments_province
from flows.extract.people.completion.seats import is_unnamed_department
from flows.extract.people.lexicon import key, lexicon

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene

_PROVINCIAL = re.compile(
    r"(?:^|.* )(?:[Tt]ỉnh|[Tt]ỉnh ủy|[Tt]ỉnh đoàn|[Tt]ỉnh ủy viên)$", re.DOTALL
)
_CITY = re.compile(
    r"(?:^|.* )(?:TP\.?|[Tt]hành phố|[Tt]hành ủy|[Tt]hành đoàn|[Tt]hành ủy viên)$", re.DOTALL
)
# `Giám đốc Công an tỉnh này`: the one that the article tells of.
_THIS = re.compile(
    r"\b(tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|thị trấn) này$", re.IGNORECASE
)
# Behind these a city has its own name alone, unless the text says `TP` there.
_COMMITTEES = ("hành ủy", "hành đoàn")
_CITY_WORD = re.compile(r"(?:T[Pp]\.?|[Tt]hành phố)$")
# Without `TP` this city's name is a man's.
_NEEDS_CITY_PREFIX = re.compile(r"HCM|Hồ Chí Minh")
_CITY_PREFIX = re.compile(r"^(?:T[Pp]\.? ?|[Tt]hành phố )")
_PROVINCE_PREFIX = re.compile(r"^[Tt]ỉnh ")


def placed(
    borrowed: str, siblings: list[str], beside: list[str], position: int, scene: Scene
) -> str:
    """A post of ours with its body, province and district as far as the article names them.

    Args:
        borrowed: the post.
        siblings: the other posts of the mention.
        beside: those of its chain.
        position: where it stands.
        scene: what the article names.
    """
    borrowed = _THIS.sub(r"\1", borrowed)
    if is_deputy(key(borrowed)):
        borrowed = with_house(borrowed, scene.places.view)
    is_of_group = key(borrowed) in lexicon().bodies.party_groups
    led = with_body_beside if is_of_group else with_committee
    text = with_force(led(borrowed, siblings), scene)
    return with_district(_with_place(text, beside, scene), position, scene)


def _with_place(text: str, beside: list[str], scene: Scene) -> str:
    """The post with its province where its last word leaves it unnamed.

    That of a post beside it (`Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X`), else the article's.
    """
    if _CITY.match(text):
        home = _home_of(beside, scene, is_city=True)
        if home is None:
            return text
        home = scene.places.city_of_committee(home) if text.endswith(_COMMITTEES) else home
        return _with_city(text, _PROVINCE_PREFIX.sub("", home))
    if is_unnamed_department(text):
        home = _home_of(beside, scene, is_city=None)
        if home is not None and (own := scene.places.home.province_id) != province_in(home):
            # Several provinces are told of, the departments of the article's own alone.
            told = departments_province(scene.places.view)
            home = told if told and province_in(told) == own else home
        return text if home is None else f"{text} {_department_form(home, scene)}"
    if _PROVINCIAL.match(text) is None:
        return text
    home = _home_of(beside, scene, is_city=False)
    if home is None:
        return text
    # A province is told of by its town, too: `UBND tỉnh`, and not `UBND tỉnh thành phố Nam Định`.
    return f"{text} {_CITY_PREFIX.sub('', _PROVINCE_PREFIX.sub('', home))}"


def _home_of(beside: list[str], scene: Scene, *, is_city: bool | None) -> str | None:
    """The province of a post as the article names it, a city or none as the post's level says."""
    named = next(filter(None, map(home_in, beside)), None)
    home = scene.home
    if named is not None and named.province_id != home.province_id:
        home = named
    if is_city is not None and home.surface is not None and not home.may_be(is_city=is_city):
        home = scene.of_kind(is_city=is_city)
    return home.surface


def _department_form(home: str, scene: Scene) -> str:
    """The province of a department, `tỉnh` before it where the article's departments say so."""
    plain = _PROVINCE_PREFIX.sub("", home)
    if _NEEDS_CITY_PREFIX.search(plain):
        return plain
    plain = _CITY_PREFIX.sub("", plain)
    return f"tỉnh {plain}" if scene.places.has_provincial_departments(plain) else plain


def _with_city(text: str, plain: str) -> str:
    """`UBND TP` with the article's city, `TP` said once."""
    word = _CITY_WORD.search(text)
    if word is None:
        return f"{text} {plain}"
    if plain.startswith("TP.") and word.group().startswith("TP"):
        return f"{text[: word.start()]}{plain}"
    return f"{text} {_CITY_PREFIX.sub('', plain)}"
