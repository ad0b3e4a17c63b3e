"""Posts completed with the body of their level: Party committee, council, police, district.

In come a post freed of brackets, the posts beside it and what its article names, out comes the post
with the body that its level has (`Bí thư Quận 2` -> `Bí thư Quận ủy Quận 2`, `Phó bí thư` beside a
`Chủ tịch UBND huyện` -> `Phó bí thư Huyện ủy`) and with its district (`Chủ tịch UBND huyện`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.people.completion.homes import province_in
from flows.extract.people.completion.seats import organisation_of
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.posts.forms import head_of
from flows.extract.people.words import CAPITALISED
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.completion.scenes import Scene
    from flows.extract.people.posts.spans import View

_LEVEL = (
    r"(tỉnh|thành phố|tp\.|tp|huyện|quận|thị xã|tx\.|tx|xã|phường|thị trấn|[hqpx]\.|tt\.)"
    r"(?:(?<=\.)|(?![^\W_]| ủy| đoàn))"
)
_AT_LEVEL = re.compile(rf" {_LEVEL}", re.IGNORECASE)
_GOVERNMENT = re.compile(
    rf"\b(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân) {_LEVEL} ?(.*)$", re.IGNORECASE | re.DOTALL
)
# A council of the province, which is named without its level (`HĐND Đà Nẵng`).
_PROVINCIAL_GOVERNMENT = re.compile(r"\b(?:ubnd|hđnd) (\S.*)$", re.IGNORECASE)
_NAMED_COMMITTEE = re.compile(
    r"\b(?:tỉnh|thành|huyện|quận|thị|đảng) ủy(?! viên)\b.*$", re.IGNORECASE | re.DOTALL
)
_OF_COMMUNES = ("đảng ủy", "đảng bộ", "chi bộ")
_OF_HOUSES = frozenset({"đại biểu quốc hội", "đại biểu hđnd", "đại biểu", "đb"})
# What `Chủ tịch huyện` chairs.
_COUNCIL_NAME = "UBND"
_COMMUNES = frozenset({"xã", "phường", "thị trấn", "x.", "p.", "tt."})
# The city whose own name is a man's keeps its `TP`.
_KEEPS_CITY = re.compile(r"HCM|Hồ Chí Minh")
_DISTRICT_LEVEL = re.compile(
    r" (huyện|quận|thị xã|xã|phường|thị trấn|thành phố|tp\.?)$", re.IGNORECASE
)
_DISTRICT_BODY = re.compile(r" ?(huyện|quận|thị|thành) (ủy|đoàn|ủy viên)$", re.IGNORECASE)
_BODY_KINDS = {"huyện": "huyện", "quận": "quận", "thị": "thị xã", "thành": "thành phố"}
_SHORT_KINDS = {"tp": "thành phố", "tp.": "thành phố"}
# Departments and ranks that only the police of a province have.
_POLICE_DEPARTMENT = re.compile(
    r"\bphòng (?:cảnh sát|cs(?!dl|vc|xh)[^\W\d_]*(?: |$)|an ninh|anđt|pc ?\d|pa ?\d|px ?\d|"
    r"kỹ thuật hình sự|qlhc|quản lý hành chính về|quản lý xuất nhập cảnh)[^,]*$"
)
_HAS_PARENT = re.compile(r"công an|\bca |bộ |cục |học viện|tổng cục")
_DEPUTY = frozenset({"đại biểu", "đb"})
_COUNCIL = re.compile(r"(?:hđnd|hội đồng nhân dân) (tỉnh|thành phố|tp|huyện|quận|xã|phường)\b")
_ASSEMBLY = re.compile(r"quốc hội|\bqh\b|\bđbqh\b")
# A deputy with the province of the delegation in brackets; of two provinces only the Assembly has.
_DELEGATE = re.compile(
    rf"\b(?:ĐB|ĐBQH|[Đđ]ại biểu) {CAPITALISED}(?: {CAPITALISED}){{1,4}} "
    r"\((?:[Đđ]oàn |ĐBQH |tỉnh |TP\.? ?)*([^()\n]{2,20})\)"
)
_COUNCIL_WORDS = ("hđnd", "hội đồng nhân dân")
# How much oftener the one is told of than the other where a deputy's house is not said.
_CLEARLY = 3


def is_party_head(head: str) -> bool:
    """Whether a head alone is a Party committee's (`Phó Bí thư`)."""
    post = lexicon().posts.heads.get(head)
    return post is not None and post.branch == "party" and head.endswith(("bí thư", "thường trực"))


def with_committee(plain: str, siblings: list[str]) -> str:
    """A Party post with the committee of its level, or of the government post beside it.

    Args:
        plain: the post.
        siblings: the other posts of the same mention, plain.
    """
    head = head_of(plain)
    is_council = head in lexicon().posts.council_heads
    if not is_council and not is_party_head(head):
        return _of_committee_beside(plain, siblings) if key(plain) == head else plain
    if key(plain) != head:
        return _of_territory(plain, head, is_council=is_council)
    for sibling in siblings if not is_council else ():
        government = _GOVERNMENT.search(sibling)
        if government is not None:
            return f"{plain} {_committee(government[1], government[2].strip())}"
        government = _PROVINCIAL_GOVERNMENT.search(sibling)
        if government is not None and (committee := _provincial_committee(government[1])):
            return f"{plain} {committee}"
    return plain


def _provincial_committee(name: str) -> str | None:
    """The committee of a province or city that is called by its name alone."""
    province_id = lexicon().places.provinces.get(key(name))
    if province_id is None:
        return None
    return _committee("thành phố" if province_id in lexicon().places.cities else "tỉnh", name)


def _of_committee_beside(plain: str, siblings: list[str]) -> str:
    """A membership (`Ủy viên Ban Thường vụ`) with the committee that a post beside it is of."""
    if key(plain) not in lexicon().posts.memberships:
        return plain
    committee = next(filter(None, map(_NAMED_COMMITTEE.search, siblings)), None)
    return f"{plain} {committee[0]}" if committee else plain


def _of_territory(plain: str, head: str, *, is_council: bool) -> str:
    """The post of who heads a territory's Party or council (`Bí thư Quận 2`, `Chủ tịch Hà Nội`)."""
    title = plain[: len(head)]
    level = _AT_LEVEL.match(plain, len(head))
    if level is not None:
        if is_council:
            return f"{title} {_COUNCIL_NAME}{plain[len(head) :]}"
        return f"{title} {_committee(level[1], plain[level.end() :].strip())}"
    name = plain[len(head) + 1 :]
    committee = _provincial_committee(name)
    if committee is None:
        return plain
    if is_council:
        is_city = lexicon().places.provinces[key(name)] in lexicon().places.cities
        return f"{title} {_COUNCIL_NAME} {'TP' if is_city else 'tỉnh'} {name}"
    return f"{title} {committee}"


def with_body_beside(plain: str, siblings: list[str]) -> str:
    """A post in a body's own Party group with the body that a post beside it is of.

    `Bí thư Ban Cán sự Đảng, Bộ trưởng Bộ X`; `Bí thư Đảng ủy, Chủ tịch UBND xã Y`.

    Args:
        plain: the post, without a body.
        siblings: the other posts of the same mention, plain.
    """
    for sibling in siblings:
        if (
            lexicon().posts.heads[head_of(sibling)].branch == "party"
            or head_of(sibling) in _OF_HOUSES
        ):
            continue
        government = _GOVERNMENT.search(sibling)
        if government is not None and key(plain).endswith(_OF_COMMUNES):
            return f"{plain} {government[1]} {government[2]}".strip()
        body = organisation_of(sibling)
        if body is not None:
            return f"{plain} {body}"
    return plain


def _committee(level: str, name: str) -> str:
    """The committee of a unit (`Huyện ủy Phước Long`, `Quận ủy Quận 2`, `Đảng ủy xã Tân Hà`)."""
    low = key(level)
    committee = lexicon().bodies.committees[low]
    keeps_level = (
        low in _COMMUNES
        or name[:1].isdigit()
        or (low.startswith("tp") and _KEEPS_CITY.match(name.lstrip(". ")) is not None)
    )
    joint = "" if level.endswith(".") else " "
    named = f"{level}{joint}{name}".strip() if keeps_level else name.removeprefix(".").strip()
    return f"{committee} {named}".strip()


def with_district(text: str, position: int, scene: Scene) -> str:
    """The post with the district or commune that the article is about where it leaves it out.

    Args:
        text: the post, with its province.
        position: where the post stands.
        scene: the province there and what else the article names.
    """
    body = _DISTRICT_BODY.search(text)
    level = _DISTRICT_LEVEL.search(text)
    if body is not None:
        kind = _BODY_KINDS[key(body[1])]
    elif level is not None:
        kind = _SHORT_KINDS.get(key(level[1]), key(level[1]))
    else:
        return text
    if kind == "thành phố" and scene.home.is_city:
        return text
    name = scene.places.district(kind, position)
    if name is None:
        return text
    return f"{text} {kind} {name}" if body is not None and name.isdigit() else f"{text} {name}"


def with_force(text: str, scene: Scene) -> str:
    """A department of the police with the provincial police that it is a part of."""
    low = key(text)
    if _POLICE_DEPARTMENT.search(low) is None or _HAS_PARENT.search(low) is not None:
        return text
    force = scene.places.force(scene.home)
    return text if force is None else f"{text} {force}"


def is_deputy(head: str) -> bool:
    """Whether the head is a deputy's without the house (`ĐB`)."""
    return head in _DEPUTY


def names_house(view: View) -> bool:
    """Whether a text tells of an assembly or a council that has deputies."""
    low = view.low
    is_told = any(word in low for word in _COUNCIL_WORDS) or _ASSEMBLY.search(low) is not None
    return is_told or _has_delegations(view.form)


# A text that tells of one deputy mostly tells of more.
@remembered(64)
def _has_delegations(form: str) -> bool:
    """Whether deputies are told of with the provinces that sent them, more than one."""
    return len({province_in(match[1]) for match in _DELEGATE.finditer(form)} - {None}) > 1


@remembered(64)
def _times_assembly_is_told_of(low: str) -> int:
    return len(_ASSEMBLY.findall(low))


def with_house(plain: str, view: View) -> str:
    """A deputy's post with the house that the article tells of.

    Args:
        plain: `Đại biểu` or `ĐB`.
        view: the article's text.
    """
    form, low = view.form, view.low
    if _has_delegations(form):
        return "Đại biểu Quốc hội"
    councils = sum(low.count(word) for word in _COUNCIL_WORDS)
    assembly = _times_assembly_is_told_of(low)
    if assembly > _CLEARLY * councils:
        return "Đại biểu Quốc hội"
    if councils <= _CLEARLY * assembly:
        return plain
    found = {_SHORT_KINDS.get(match[1], match[1]): match for match in _COUNCIL.finditer(low)}
    if len(found) != 1:
        return plain
    council = next(iter(found.values()))
    return f"Đại biểu {form[council.start() : council.end()]}"
