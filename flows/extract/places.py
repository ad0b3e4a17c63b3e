"""The province that an article is about, and the places it names.

In come articles and their blocks, out come the places with their spans (`find_places`) and, for
each article, the province with the span that says so (`add_province`). Names in the title, the lead
and at the head of the body weigh most, offices more than passing mentions. Where the text names no
province, or several alike, the province is null: it is never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.forms import read_forms
from flows.extract.place_names import Place, context, found_places
from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, matched
from flows.rows import frame_of

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.forms import Forms

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

_DATELINE = re.compile(r"\s*\(?")
_DATELINE_END = re.compile(r"\)?\s?[-–—,:]")
_PERSONAL = re.compile(r"\([^()]*(?:\bSN\b|[Ss]inh năm|tuổi|trú|ngụ|quê|HKTT)[^()]*$")
_AT = re.compile(r"tại (?:thủ đô )?$", re.IGNORECASE)


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
    column, texts, forms, _ = matched(articles["text"])
    rows = [
        (
            ids[row],
            place.start,
            place.end,
            texts[row][place.start : place.end],
            place.province_id,
            place.kind,
        )
        for row, _, places in found_places(column, forms)
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


@cache
def _national() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, context()["national"])))


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


# What dates an article, best first; a province is called what it was called then.
_DAYS = ("event_date", "published_date", "header_month")
_ADDED: dict[str, Any] = {
    "province_id": pl.String,
    "province_name": pl.String,
    "province_start_char": pl.Int64,
    "province_end_char": pl.Int64,
    "province_basis": pl.String,
}


def add_province(
    articles: pl.DataFrame, blocks: pl.DataFrame, forms: Forms | None = None
) -> pl.DataFrame:
    """Add the province that each article is about.

    Args:
        articles: frame of `flows.normalize`.
        blocks: its blocks.
        forms: the forms of the articles' texts where they are known.

    Returns:
        The articles with `province_id`, `province_name` (its name on the article's day, where
        that is known), `province_start_char` and `province_end_char` (the words that say so) and
        `province_basis` (title, lead, dateline, organisation, district, caption, body), all null
        where the text does not say.
    """
    grouped = _blocks_of(blocks)
    ids = articles["article_id"].to_list()
    known = [name for name in _DAYS if name in articles.columns]
    day = pl.coalesce(known) if known else pl.lit(None, pl.Date)
    days = articles.select(day.alias("day"))["day"].to_list()
    rows: list[tuple[Any, ...]] = [(None,) * len(_ADDED)] * articles.height
    forms = read_forms(articles) if forms is None else forms
    for row, form, places in found_places(forms.column, [text.form for text in forms]):
        decided = _decide(form, places, grouped.get(ids[row], []))
        if decided is not None:
            place, basis = decided
            name = province_name(place.province_id, days[row])
            rows[row] = (place.province_id, name, place.start, place.end, basis)
    return articles.hstack(frame_of(rows, _ADDED))
