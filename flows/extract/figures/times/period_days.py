"""The days of a period once it is found: years named before, levels, figures told twice.

In come a moment and its figure, or all figures of a text with their periods; out come the moment
with its days, or the same figures with what title and lead take from the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_words

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Figure, Source
    from flows.extract.figures.times.moments import Moment

_NEAR = 250  # characters; a year named farther off may be another's, such as the plan's
# Labels that mean a year named before in the same paragraph.
_RELATIVE_YEARS = frozenset({"năm qua", "trong năm qua", "trong năm", "năm vừa qua"})
_LONGEST_LEVEL = 80
_LEVEL_REACH = 8  # characters between the word of a level and its figure


def resolved(source: Source, moment: Moment, moments: list[Moment]) -> Moment:
    """`năm qua` soon after `năm 2016` of the same paragraph is 2016; all else stays open."""
    if source.low[moment.start : moment.end] not in _RELATIVE_YEARS:
        return moment
    line = max(source.text.rfind("\n", 0, moment.start), moment.start - _NEAR)
    for earlier in reversed(moments):
        in_reach = line < earlier.start < moment.start
        is_year = source.low[earlier.start : earlier.end].startswith("năm ")
        if in_reach and is_year and earlier.first:
            return replace(moment, first=earlier.first, last=earlier.last)
    return moment


def is_level(source: Source, moment: Moment, figure: Figure) -> bool:
    """`Cuối năm 2015, nợ tăng lên 400 tỷ`: as things stood on the year's last day."""
    low = source.low
    if not low.startswith(("cuối năm", "hết năm"), moment.start) or figure.start < moment.end:
        return False
    if asides.is_state(source, moment):
        return True  # `Tính đến cuối năm 2016, vốn chủ sở hữu 546 tỷ đồng`
    between = low[moment.end : figure.start]
    if len(between) > _LONGEST_LEVEL or ". " in between or ";" in between:
        return False
    return period_words.stands_at_end("level", between, _LEVEL_REACH)


def repeat(figures: list[Figure], lead_end: int) -> None:
    """A figure of title or lead that the text repeats has the period that it has there."""
    told: dict[tuple[float, str], set[tuple[date | None, date | None]]] = {}
    by_key: dict[tuple[float, str], Figure] = {}
    for figure in figures:
        if figure.value is None or not figure.unit:
            continue
        key = (figure.value, figure.unit)
        if figure.period_basis == "sentence":
            by_key[key] = figure
        # `14%` of a plan and `14%` of the first half: a rate of the title may be either
        is_rate = figure.unit_kind == "percent" and figure.start >= lead_end
        if figure.period_basis == "sentence" or is_rate:
            told.setdefault(key, set()).add((figure.period_start, figure.period_end))
    for figure in figures:
        if figure.start >= lead_end:
            return
        if figure.period_basis is not None or figure.value is None or figure.unit is None:
            continue
        key = (figure.value, figure.unit)
        other = by_key.get(key)
        if other is None or len(told[key]) > 1 or figure.direction != other.direction:
            continue
        figure.period_start_char, figure.period_end_char = (
            other.period_start_char,
            other.period_end_char,
        )
        figure.period_start, figure.period_end = other.period_start, other.period_end
        figure.period_basis = "article"
