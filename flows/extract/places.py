"""Places of an article: provinces named in the text, and the one that the article is about.

In come articles and their blocks, out come the places with their spans (`find_places`) and, for
each article, the province with the span that says so (`add_province`). The names are found by one
multi-pattern scan in Rust; what stands beside each decides what it is: `tỉnh Thanh Hóa`, the city
`TP Thanh Hóa` of that province, or a road, a ward or a person that only bears the name. Where the
text names no province, or several alike, the province is null: it is never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, match_form, match_form_expr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

PLACES_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "start_char": pl.Int64,
    "end_char": pl.Int64,
    "surface": pl.String,
    "province_id": pl.String,
    "kind": pl.String,
}

# Weights of evidence for "the article is about this province", tuned on the tuning articles: a name
# in the title or of the body that acts in the lead outweighs any number of passing mentions.
_BLOCK_WEIGHT = {"title": 4.0, "lead": 2.0, "header": 0.0, "byline": 0.0, "placeholder": 0.0}
_DATELINE_WEIGHT = 4.0
_ORGANISATION_WEIGHT = 1.5
_DISTRICT_WEIGHT = 0.7
_ROUTE_WEIGHT = 0.3
_OPENING_WEIGHT = 2.0
_OPENING_LENGTH = 200
# A lead is a paragraph; of a text on one line only so much is its lead.
_LEAD_LENGTH = 500
_SEAT_WEIGHT = 0.25
_NEAR = 400
_MOST_MENTIONS = 4.0
_CAPITAL = "ha-noi"
# The winner needs this much, and this much more than the next.
LEAST_SCORE = 1.9
# A province that neither title nor lead nor the first words of the body name needs this much.
LEAST_PASSING = 3.0
LEAST_LEAD = 1.5

_LEFT = 40
_LETTER = re.compile(r"\w")
_CAPITALISED = re.compile(r"([^\W\d_]+) $")
_ADMIN = re.compile(
    r"(?P<city>(?:thành phố|TP|Tp|tp|TX|Tx|tx|thị xã|Thị xã|Thành phố|Thành Phố)\.? ?)$"
    r"|(?P<province>(?:tỉnh|Tỉnh) )$"
)
_LIST = re.compile(r"(?:[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Nn]hiều|\d) $")
_DATELINE = re.compile(r"\s*\(?")
_DATELINE_END = re.compile(r"\)?\s?[-–—,:]")
_PERSONAL = re.compile(r"\([^()]*(?:\bSN\b|[Ss]inh năm|tuổi|trú|ngụ|quê|HKTT)[^()]*$")
_AT = re.compile(r"tại (?:thủ đô )?$", re.IGNORECASE)


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


@lru_cache(maxsize=1)
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
    for phrase in _context()["phrase"]:
        names[phrase] = _Name(None, "phrase", False)
    return dict(sorted(names.items(), key=lambda item: (-len(item[0]), item[0])))


@lru_cache(maxsize=1)
def _context() -> dict[str, tuple[str, ...]]:
    """Words beside a name, by kind, longest first; case folded but for phrases."""
    words: dict[str, list[str]] = defaultdict(list)
    for written, kind in load("place_context").iter_rows():
        form = match_form(written)
        words[kind].append(form if kind == "phrase" else fold_case(form))
    return {kind: tuple(sorted(found, key=len, reverse=True)) for kind, found in words.items()}


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    table = load("surnames")
    return frozenset(match_form(name) for name in table[table.columns[0]])


@lru_cache(maxsize=1)
def _city_provinces() -> frozenset[str]:
    """Provinces that are cities themselves: `TP Đà Nẵng` is the province."""
    table = load("provinces")
    return frozenset(table.filter(table["kind"] == "thành phố")["province_id"])


def _left_kind(left: str) -> str:
    """Kind of the word that stands directly before a name; empty for none."""
    folded = fold_case(left).rstrip()
    if not folded:
        return ""
    for kind in ("organisation", "small_place", "street", "person", "residence", "route"):
        for word in _context()[kind]:
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
    admin = _ADMIN.search(left)
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


def _found(texts: pl.DataFrame) -> Iterator[tuple[int, str, list[Place]]]:
    """Row, matching form and places of each article that names any."""
    names = _names()
    patterns = list(names)
    forms = texts.select(match_form_expr(pl.col("text")).alias("form"))
    forms = forms.with_columns(
        pl.col("form").str.extract_many(patterns, leftmost=True).alias("found")
    ).with_row_index("row")
    forms = forms.filter(pl.col("found").list.len() > 0)
    for row, form, found in forms.select("row", "form", "found").iter_rows():
        places: list[Place] = []
        position = 0
        for surface in found:
            start = form.find(surface, position)
            position = start + len(surface)
            place = _place(form, start, position, names[surface])
            if place is not None:
                places.append(place)
        yield row, form, places


def find_places(articles: pl.DataFrame) -> pl.DataFrame:
    """Provinces, and cities and districts of one province, with their spans.

    Args:
        articles: frame with `article_id` and `text`.

    Returns:
        Frame `article_id, start_char, end_char, surface, province_id, kind`; the span takes in
        `tỉnh`, `TP`, `huyện` where they stand before the name, kind is province, city (of the
        province whose name it bears) or district.
    """
    ids = articles["article_id"].to_list()
    texts = articles["text"].to_list()
    rows = [
        (
            ids[row],
            place.start,
            place.end,
            texts[row][place.start : place.end],
            place.province_id,
            place.kind,
        )
        for row, _, places in _found(articles)
        for place in places
    ]
    return pl.DataFrame(rows, schema=PLACES_SCHEMA, orient="row")


def _blocks_of(blocks: pl.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    grouped: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    columns = ("article_id", "start_char", "end_char", "kind")
    for article_id, start, end, kind in blocks.select(columns).iter_rows():
        grouped[article_id].append((start, end, kind))
    return grouped


def _block_at(blocks: list[tuple[int, int, str]], position: int) -> tuple[int, int, str]:
    index = bisect_right(blocks, (position, 1 << 60, "")) - 1
    return blocks[index] if index >= 0 else (0, 0, "paragraph")


@lru_cache(maxsize=1)
def _national() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _context()["national"])))


def _is_seat(form: str, place: Place, block: tuple[int, int, str]) -> bool:
    """`tại Hà Nội` beside a national body says where it sits, not what the article is about."""
    if place.province_id != _CAPITAL or not _AT.search(form, max(0, place.start - 12), place.start):
        return False
    near = form[max(block[0], place.start - _NEAR) : min(block[1], place.end + _NEAR)]
    return _national().search(fold_case(near)) is not None


def _weigh(form: str, place: Place, block: tuple[int, int, str], opening: int) -> tuple[float, str]:
    """Weight of one place as evidence, and what it is called."""
    start, _, kind = block
    weight = _BLOCK_WEIGHT.get(kind, 1.0)
    if kind == "lead" and place.start - start > _LEAD_LENGTH:
        weight, kind = 1.0, "paragraph"
    basis = {"title": "title", "lead": "lead", "caption": "caption"}.get(kind, "body")
    if place.context == "residence" or _PERSONAL.search(
        form, max(start, place.start - 90), place.start
    ):
        return 0.0, basis
    opens_lead = kind == "lead" and _DATELINE.fullmatch(form, start, place.start)
    if opens_lead and _DATELINE_END.match(form, place.end):
        return _DATELINE_WEIGHT, "dateline"
    if start == opening and place.start - start < _OPENING_LENGTH:
        weight = max(weight, _OPENING_WEIGHT)
    if place.context == "route" and kind != "title":
        return weight * _ROUTE_WEIGHT, basis
    if _is_seat(form, place, block):
        return weight * _SEAT_WEIGHT, basis
    return _adjust(place, kind, weight, basis)


def _adjust(place: Place, kind: str, weight: float, basis: str) -> tuple[float, str]:
    """An office or `tỉnh` before the name weighs more, a district less."""
    is_named = place.kind == "province" and place.start != place.name_start
    if place.context == "organisation" or is_named:
        weight *= _ORGANISATION_WEIGHT
        if place.context == "organisation" and kind != "title":
            basis = "organisation"
    if place.kind == "district":
        weight *= _DISTRICT_WEIGHT
        basis = "district" if kind != "title" else basis
    return weight, basis


def _opening(blocks: list[tuple[int, int, str]]) -> int:
    """Where the body opens behind a title and a lead: its first words are a lead too."""
    if not any(kind == "title" for _, _, kind in blocks):
        return -1
    return next((start for start, _, kind in blocks if kind == "paragraph"), -1)


def _is_prominent(place: Place, block: tuple[int, int, str], opening: int) -> bool:
    """Whether a place stands in the title, the lead, or where the body opens."""
    start, _, kind = block
    is_lead = kind == "lead" and place.start - start <= _LEAD_LENGTH
    return (
        kind == "title" or is_lead or (start == opening and place.start - start < _OPENING_LENGTH)
    )


def _decide(
    form: str, places: list[Place], blocks: list[tuple[int, int, str]]
) -> tuple[Place, str] | None:
    """The province that the article is about, by the weight of what names it."""
    scores: dict[str, float] = defaultdict(float)
    passing: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, int, Place, str]] = {}
    opening = _opening(blocks)
    for place in places:
        block = _block_at(blocks, place.start)
        weight, basis = _weigh(form, place, block, opening)
        if weight <= 0:
            continue
        if _is_prominent(place, block, opening):
            scores[place.province_id] += weight
        else:
            passing[place.province_id] += weight
        evidence = (-weight, place.start, place, basis)
        if place.province_id not in best or evidence[:2] < best[place.province_id][:2]:
            best[place.province_id] = evidence
    for province_id, weight in passing.items():
        if province_id in scores or weight >= LEAST_PASSING:
            scores[province_id] += min(weight, _MOST_MENTIONS)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    winner, score = ranked[0]
    if score < LEAST_SCORE or (len(ranked) > 1 and score < LEAST_LEAD * ranked[1][1]):
        return None
    return best[winner][2], best[winner][3]


@lru_cache(maxsize=4096)
def province_name(province_id: str, day: date | None = None) -> str:
    """Name of a province on a day; without a day its latest name."""
    table = load("provinces")
    rows = table.filter(table["province_id"] == province_id).sort("valid_from").to_dicts()
    if not rows:
        raise KeyError(f"no province {province_id!r} in the table of provinces")
    if day is not None:
        for row in rows:
            if row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"]):
                return str(row["name"])
    return str(rows[-1]["name"])


_ADDED: dict[str, Any] = {
    "province_id": pl.String,
    "province_name": pl.String,
    "province_start_char": pl.Int64,
    "province_end_char": pl.Int64,
    "province_basis": pl.String,
}


def add_province(articles: pl.DataFrame, blocks: pl.DataFrame) -> pl.DataFrame:
    """Add the province that each article is about.

    Args:
        articles: frame of `flows.normalize`.
        blocks: its blocks.

    Returns:
        The articles with `province_id`, `province_name` (its name on the day of the event, where
        that is known), `province_start_char` and `province_end_char` (the words that say so) and
        `province_basis` (title, lead, dateline, organisation, district, caption, body), all null
        where the text does not say.
    """
    grouped = _blocks_of(blocks)
    ids = articles["article_id"].to_list()
    days = (
        articles["event_date"].to_list() if "event_date" in articles.columns else [None] * len(ids)
    )
    rows: list[tuple[Any, ...]] = [(None,) * len(_ADDED)] * articles.height
    for row, form, places in _found(articles):
        decided = _decide(form, places, grouped.get(ids[row], []))
        if decided is not None:
            place, basis = decided
            name = province_name(place.province_id, days[row])
            rows[row] = (place.province_id, name, place.start, place.end, basis)
    return articles.hstack(pl.DataFrame(rows, schema=_ADDED, orient="row"))
