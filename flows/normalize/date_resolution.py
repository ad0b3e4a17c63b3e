"""From mentions of time to days: which year is meant, only where text or source says so.

In come the mentions of one article and what is known of its own date (header or source), out come
the same mentions with first and last day, precision and where the year came from. A year is never
guessed. Each shape has its resolver: days and months in `day_resolution`, longer periods in
`period_resolution`, and here the spans between any two of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flows.normalize.date_spans import Context, Span
from flows.normalize.day_resolution import (
    resolve_day,
    resolve_day_range,
    resolve_month,
    resolve_month_range,
    resolve_relative,
)
from flows.normalize.period_resolution import (
    resolve_bare_months,
    resolve_half,
    resolve_months,
    resolve_months_past,
    resolve_quarter,
    resolve_same_period,
    resolve_since,
    resolve_vague_months,
    resolve_year,
    resolve_years,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.normalize.date_grammar import Mention


def resolve_range(mention: Mention, context: Context) -> Span:
    """`từ A đến B` of two points of time: A takes B's year where it has none of its own."""
    unknown = Span(None, None, "period", None)
    if mention.parts is None:
        return unknown
    first, last = mention.parts
    end = resolve(last, context)
    if end.end is None:
        return unknown
    if "y" not in first.numbers and "rel" not in first.words:
        year = end.end.year - (first.numbers.get("m", 1) > end.end.month)
        first = replace(first, numbers={**first.numbers, "y": year})
    start = resolve(first, context)
    if start.start is None or start.start > end.end:
        return unknown
    return Span(start.start, end.end, "period", end.basis)


_RESOLVERS: dict[str, Callable[[Mention, Context], Span]] = {
    "day": resolve_day,
    "day_long": resolve_day,
    "day_range": resolve_day_range,
    "day_range_long": resolve_day_range,
    "month": resolve_month,
    "month_year": resolve_month,
    "month_range": resolve_month_range,
    "months": resolve_months,
    "bare_months": resolve_bare_months,
    "months_past": resolve_months_past,
    "vague_months": resolve_vague_months,
    "quarter": resolve_quarter,
    "half": resolve_half,
    "since": resolve_since,
    "same_period": resolve_same_period,
    "years": resolve_years,
    "year": resolve_year,
    "relative_year": resolve_year,
    "relative": resolve_relative,
    "range": resolve_range,
}
# Shapes that have no days, only a length or a place in a calendar that the text does not give.
_UNRESOLVED = {"lunar": "day", "bare_day": "day", "lunar_month": "month"}


def resolve(mention: Mention, context: Context) -> Span:
    """First and last day of a mention, its precision, and where its year came from."""
    resolver = _RESOLVERS.get(mention.shape)
    if resolver is None:
        return Span(None, None, _UNRESOLVED[mention.shape], None)
    return resolver(mention, context)
