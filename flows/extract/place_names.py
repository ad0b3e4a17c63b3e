"""Names of provinces and districts in a text, judged by what stands beside them.

In come articles, out come the places of each with their spans. The names are found by one
multi-pattern scan in Rust; the words beside each decide what it is: `tỉnh Thanh Hóa`, the city
`TP Thanh Hóa` of that province, or a road, a ward or a person that only bears the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, match_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

# Characters before a name that are looked at.
_LEFT = 40
_LETTER = re.compile(r"\w")
_CAPITALISED = re.compile(r"([^\W\d_]+) $")
_ADMIN = re.compile(
    r"(?P<city>(?:thành phố|TP|Tp|tp|TX|Tx|tx|thị xã|Thị xã|Thành phố|Thành Phố)\.? ?)$"
    r"|(?P<province>(?:tỉnh|Tỉnh) )$"
)
# How a text ends of which `_ADMIN` holds; most names stand behind none of these.
_ADMIN_ENDS = tuple(
    end + sign
    for end in ("phố", "Phố", "P", "p", "X", "x", "xã", "tỉnh", "Tỉnh")
    for sign in ("", " ", ".", ". ")
)
_LIST = re.compile(r"(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Nn]hiều|\d) $")


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a text; `name_start` is where its name begins behind `tỉnh` or `TP`."""

    start: int
    end: int
    name_start: int
    province_id: str
    kind: str
    context: str


@dataclass(frozen=True, slots=True)
class _Name:
    province_id: str | None
    kind: str
    is_ambiguous: bool


@cache
def _names() -> dict[str, _Name]:
    """What may be found -> what it is, longest first (so the scan takes the longest)."""
    names: dict[str, _Name] = {}
    for row in load("districts").filter("is_unique").iter_rows(named=True):
        if row["name"].isdigit():
            for word in ("quận ", "Quận ", "Q."):
                names[word + row["name"]] = _Name(row["province_id"], "district", False)
        else:
            names[match_form(row["name"])] = _Name(row["province_id"], "district_name", True)
    for row in load("province_aliases").iter_rows(named=True):
        if row["kind"] == "informal" or (row["kind"] == "abbreviation" and row["is_ambiguous"]):
            continue
        name = _Name(row["province_id"], "province", bool(row["is_ambiguous"]))
        names[match_form(row["alias"])] = name
        names.setdefault(match_form(row["alias"]).upper(), name)
    for phrase in context()["phrase"]:
        names[phrase] = _Name(None, "phrase", False)
    return dict(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def context() -> dict[str, tuple[str, ...]]:
    """Words beside a name, by kind, longest first; case folded but for phrases."""
    words: dict[str, list[str]] = defaultdict(list)
    for written, kind in load("place_context").iter_rows():
        form = match_form(written)
        words[kind].append(form if kind == "phrase" else fold_case(form))
    return {kind: tuple(sorted(found, key=len, reverse=True)) for kind, found in words.items()}


@cache
def _surnames() -> frozenset[str]:
    table = load("surnames")
    return frozenset(match_form(name) for name in table[table.columns[0]])


@cache
def _city_provinces() -> frozenset[str]:
    """Provinces that are cities themselves: `TP Đà Nẵng` is the province."""
    table = load("provinces")
    return frozenset(table.filter(table["kind"] == "thành phố")["province_id"])


_BESIDE = ("organisation", "small_place", "street", "person", "residence", "route")


@cache
def _words_beside() -> tuple[str, ...]:
    return tuple(word for kind in _BESIDE for word in context()[kind])


def _left_kind(left: str) -> str:
    """Kind of the word that stands directly before a name; empty for none."""
    folded = fold_case(left).rstrip()
    # All words at once first: most names stand behind none of them.
    if not folded.endswith(_words_beside()):
        return ""
    for kind in _BESIDE:
        for word in context()[kind]:
            if folded.endswith(word) and not _LETTER.match(folded[-len(word) - 1 : -len(word)]):
                return kind
    return ""


def _place(form: str, start: int, end: int, name: _Name) -> Place | None:
    """Judge one occurrence of a name by what stands beside it."""
    inside_word = _LETTER.match(form[start - 1 : start]) or _LETTER.match(form[end : end + 1])
    if inside_word or name.province_id is None:
        return None
    if name.kind == "district":
        return Place(start, end, start, name.province_id, "district", "")
    if name.kind == "district_name":
        return _district(form, start, end, name.province_id)
    left = form[max(0, start - _LEFT) : start]
    admin = _ADMIN.search(left) if left.endswith(_ADMIN_ENDS) else None
    # `các tỉnh A, B, C`: the word is the list's, not the first name's.
    if admin and not _LIST.search(left, 0, admin.start()):
        context = _left_kind(left[: admin.start()])
        is_city = admin["city"] and name.province_id not in _city_provinces()
        kind = "city" if is_city else "province"
        return Place(start - len(admin[0]), end, start, name.province_id, kind, context)
    context = _left_kind(left)
    is_other = name.is_ambiguous and context != "organisation" and _is_person(form, end, left)
    if is_other or context in {"street", "small_place"}:
        return None
    return Place(start, end, start, name.province_id, "province", context)


_DISTRICT_WORD = re.compile(
    r"(?:(?:[Hh]uyện(?: đảo)?|[Qq]uận|[Tt]hị xã|[Tt]hành phố|TP|Tp|tp|TX|Tx|tx)\.? ?"
    r"|(?<!\w)[QH]\. ?)$"
)


def _district(form: str, start: int, end: int, province_id: str) -> Place | None:
    """A district counts only with the word for it before the name."""
    word = _DISTRICT_WORD.search(form, max(0, start - 14), start)
    if word is None:
        return None
    before = form[max(0, word.start() - _LEFT) : word.start()]
    return Place(word.start(), end, start, province_id, "district", _left_kind(before))


def _is_person(form: str, end: int, left: str) -> bool:
    """Whether an ambiguous name is part of a person's: `Nguyễn Hải Dương`, `ca sĩ Khánh Hòa`."""
    if _left_kind(left) == "person":
        return True
    word = _CAPITALISED.search(left)
    if word is not None and word[1] in _surnames() and word[1] not in {"Tỉnh", "Hà"}:
        return True
    following = form[end : end + 2]
    return following[:1] == " " and following[1:].isupper() and not _is_list_left(left)


def _is_list_left(left: str) -> bool:
    """A capital after the name may be a person's, where an office of the province stands before."""
    return bool(re.search(r"(?:ủy|tỉnh|UBND|HĐND|an|,|tại|ở) $", left))


def found_places(column: pl.Series, forms: Sequence[str]) -> Iterator[tuple[int, str, list[Place]]]:
    """Row, matching form and places of each text that names any.

    Args:
        column: the matching forms of texts.
        forms: the same as Python has them.
    """
    names = _names()
    found_in = column.str.extract_many(list(names), leftmost=True).to_list()
    for row, found in enumerate(found_in):
        if not found:
            continue
        form = forms[row]
        places: list[Place] = []
        position = 0
        for surface in found:
            start = form.find(surface, position)
            position = start + len(surface)
            place = _place(form, start, position, names[surface])
            if place is not None:
                places.append(place)
        yield row, form, places
