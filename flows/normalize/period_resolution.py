"""Periods as mentions give them: parts of a year, years, and what began and goes on.

In comes a mention of a period with what is known of the article and what its text said before, out
comes the span; one whose year or end the text does not say stays open.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flows.normalize.date_spans import (
    DECEMBER,
    JANUARY,
    Context,
    Reference,
    Span,
    make_date,
    month_span,
    shift_years,
)
from flows.normalize.day_resolution import year_named

if TYPE_CHECKING:
    from flows.normalize.date_grammar import Mention


def resolve_months(mention: Mention, context: Context) -> Span:
    """The first or last months of a year: `6 tháng đầu năm 2024`, `9 tháng năm 2024`."""
    reference = context.reference
    year, basis = year_named(mention, reference)
    count = mention.numbers.get("n", 0)
    precision = {3: "quarter", 6: "half_year", 12: "year"}.get(count, "months")
    if year is None or not 1 <= count <= DECEMBER:
        return Span(None, None, precision, None)
    first, last = (1, count) if mention.words.get("side") != "cuối" else (13 - count, DECEMBER)
    return Span(*month_span(year, first, last), precision, basis)


def resolve_bare_months(mention: Mention, context: Context) -> Span:
    """`trong 6 tháng`: the first six months that the text spoke of before; else it stays open.

    After `nhiệm vụ 6 tháng cuối năm` a result of six months is one of those before.
    """
    known = context.months.get(mention.numbers.get("n", 0))
    if known is None or known.start is None or known.start.month != JANUARY:
        return Span(None, None, "months", None)
    return Span(known.start, known.end, known.precision, "context")


def resolve_months_past(mention: Mention, context: Context) -> Span:
    """`6 tháng qua`: the first six months that the text spoke of before; else it stays open."""
    known = context.months.get(mention.numbers.get("n", 0))
    is_taken_up = "months" in mention.words and "past" in mention.words
    if not is_taken_up or known is None or known.start is None or known.start.month != JANUARY:
        return Span(None, None, "period", None)
    return Span(known.start, known.end, known.precision, "context")


def resolve_quarter(mention: Mention, context: Context) -> Span:
    """A quarter: `quý I/2017`; without a year only one that is running, past or next."""
    reference = context.reference
    quarter = mention.numbers["q"]
    year, basis = year_named(mention, reference)
    unnamed = "y" not in mention.numbers and "rel" not in mention.words
    if unnamed and reference and 3 * quarter - 2 > reference.month + 3:
        year = None
    if year is None:
        return Span(None, None, "quarter", None)
    return Span(*month_span(year, 3 * quarter - 2, 3 * quarter), "quarter", basis)


def resolve_half(mention: Mention, context: Context) -> Span:
    """A half of a year: `nửa đầu năm 2023`."""
    reference = context.reference
    year, basis = year_named(mention, reference)
    if year is None:
        return Span(None, None, "half_year", None)
    first = mention.words["side"] == "đầu"
    return Span(*month_span(year, 1 if first else 7, 6 if first else DECEMBER), "half_year", basis)


def resolve_vague_months(mention: Mention, context: Context) -> Span:
    """`những tháng đầu năm`: from the first of January to the day reported on, where known."""
    reference = context.reference
    year, basis = year_named(mention, reference)
    if year is None or mention.words["side"] == "cuối":
        return Span(None, None, "months", None)
    end = context.event_day if context.event_day and context.event_day.year == year else None
    return Span(date(year, 1, 1), end, "months", basis)


def resolve_since(mention: Mention, context: Context) -> Span:
    """`từ đầu năm 2024 đến nay`: closed by the day reported on, or by the day it names."""
    reference = context.reference
    numbers = mention.numbers
    if "m1" in numbers or "d1" in numbers:
        start, basis = _start_of_since(numbers, reference)
    elif "now" in mention.words:
        start = date(reference.year, reference.month, 1) if reference else None
        basis = reference.basis if reference else None
    elif "y1" in numbers:
        start, basis = date(numbers["y1"], 1, 1), "text"
    else:
        year, basis = year_named(mention, reference)
        start = date(year, 1, 1) if year else None
    if start is None:
        return Span(None, None, "period", None)
    end = _end_of_since(numbers, context, start)
    return Span(start, end, "period", basis)


def _start_of_since(
    numbers: dict[str, int], reference: Reference | None
) -> tuple[date | None, str | None]:
    """`từ tháng 9.2024`, `từ ngày 7.4`: the first day, and where its year came from."""
    month = numbers.get("m1") or numbers["m"]
    year = numbers.get("y4") or numbers.get("y3")
    if year is not None:
        return make_date(year, month, numbers.get("d1", 1)), "text"
    end_year = numbers.get("y2") or numbers.get("y5")
    if end_year is not None:
        end_month = numbers.get("m2") or numbers["m3"]
        return make_date(end_year - (month > end_month), month, numbers.get("d1", 1)), "text"
    year = reference.year_of(month) if reference else None
    start = make_date(year, month, numbers.get("d1", 1))
    return start, reference.basis if reference and start else None


def _end_of_since(numbers: dict[str, int], context: Context, start: date) -> date | None:
    reference = context.reference
    if "d2" in numbers:
        year = numbers.get("y2") or (reference.year_of(numbers["m2"]) if reference else start.year)
        end = make_date(year, numbers["m2"], numbers["d2"])
    elif "m3" in numbers:
        year = numbers.get("y5") or (reference.year_of(numbers["m3"]) if reference else start.year)
        end = month_span(year, numbers["m3"], numbers["m3"])[1] if year else None
    else:
        end = context.event_day or (reference.day if reference else None)
    return end if end and end >= start else None


def resolve_years(mention: Mention, context: Context) -> Span:
    """Years in a row: `giai đoạn 2015-2020`."""
    del context
    first, last = mention.numbers["y1"], mention.numbers["y"]
    if first > last:
        return Span(None, None, "years", None)
    return Span(date(first, 1, 1), date(last, DECEMBER, 31), "years", "text")


def resolve_year(mention: Mention, context: Context) -> Span:
    """A year: `năm 2023`, `2016`, `năm ngoái`."""
    reference = context.reference
    year, basis = year_named(mention, reference)
    if year is None:
        return Span(None, None, "year", None)
    return Span(date(year, 1, 1), date(year, DECEMBER, 31), "year", basis)


def resolve_same_period(mention: Mention, context: Context) -> Span:
    """`cùng kỳ năm 2023`: the period told of just before, in the year named or the year before."""
    current = context.current
    if current is None or current.start is None or current.end is None:
        return Span(None, None, "period", None)
    if "unit" in mention.words:
        return Span(None, None, current.precision, None)
    year = mention.numbers.get("y", current.start.year - 1)
    years = year - current.start.year
    if years >= 0:
        return Span(None, None, current.precision, None)
    basis = "text" if "y" in mention.numbers else current.basis
    return Span(
        shift_years(current.start, years), shift_years(current.end, years), current.precision, basis
    )
