"""From mentions of time to days: which year is meant, only where text or source says so.

In come the mentions of one article and what is known of its own date (header or source), out come
the same mentions with first and last day, precision and where the year came from. A year is never
guessed: a day and month take the year of the article's date only where the calendar leaves no
doubt (see `date_spans.Reference.year_of`), otherwise they stay unresolved with their surface kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.normalize.date_grammar import Mention


def _point(
    numbers: dict[str, int], keys: tuple[str, str, str], reference: Reference | None
) -> tuple[date | None, str | None]:
    """Day, month and perhaps year under the given keys -> the day and where its year came from."""
    day, month, year = (numbers.get(key) for key in keys)
    if day is None or month is None:
        return None, None
    if year is not None:
        return make_date(year, month, day), "text"
    if reference is None:
        return None, None
    found = make_date(reference.year_of(month), month, day)
    return found, reference.basis if found else None


def _relative_year(word: str, reference: Reference | None) -> int | None:
    if reference is None:
        return None
    offset = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}.get(word)
    return None if offset is None else reference.year + offset


def _year(mention: Mention, reference: Reference | None) -> tuple[int | None, str | None]:
    """The year that a mention names, or the article's where it names none."""
    if "y" in mention.numbers:
        return mention.numbers["y"], "text"
    if "rel" in mention.words:
        year = _relative_year(mention.words["rel"], reference)
    else:
        year = reference.year if reference else None
    return year, reference.basis if reference and year is not None else None


def resolve_day(mention: Mention, context: Context) -> Span:
    """A day: `sáng 12/3`, `ngày 12 tháng 3 năm 2024`."""
    reference = context.reference
    day, basis = _point(mention.numbers, ("d", "m", "y"), reference)
    return Span(day, day, "day", basis)


def resolve_day_range(mention: Mention, context: Context) -> Span:
    """Days in a row: `từ 12 đến 15/3`, `15 và 16/5`, `26/1-1/2`."""
    reference = context.reference
    numbers = dict(mention.numbers)
    end, basis = _point(numbers, ("d", "m", "y"), reference)
    if end is None:
        return Span(None, None, "day", None)
    numbers.setdefault("m1", numbers["m"])
    if "y1" not in numbers:
        numbers["y1"] = end.year - (numbers["m1"] > end.month)
    start = make_date(numbers["y1"], numbers["m1"], numbers["d1"])
    if start is None or start > end:
        return Span(None, None, "day", None)
    return Span(start, end, "day", basis)


def resolve_month(mention: Mention, context: Context) -> Span:
    """A month: `tháng 7.2022`, `tháng 6`, `cuối tháng 5 năm ngoái`."""
    reference = context.reference
    month = mention.numbers["m"]
    if "y" in mention.numbers or "rel" in mention.words:
        year, basis = _year(mention, reference)
    else:
        year = reference.year_of(month) if reference else None
        basis = reference.basis if reference and year else None
    if year is None:
        return Span(None, None, "month", None)
    return Span(*month_span(year, month, month), "month", basis)


def resolve_month_range(mention: Mention, context: Context) -> Span:
    """Months in a row: `từ tháng 1 đến tháng 6/2024`."""
    reference = context.reference
    first, last = mention.numbers["m1"], mention.numbers["m"]
    if "y" in mention.numbers:
        year: int | None = mention.numbers["y"]
        basis: str | None = "text"
    else:
        year = reference.year_of(last) if reference else None
        basis = reference.basis if reference and year else None
    if year is None:
        return Span(None, None, "month", None)
    start_year = mention.numbers.get("y1", mention.numbers.get("y4", year - (first > last)))
    start = date(start_year, first, 1)
    end = month_span(year, last, last)[1]
    return Span(start, end, "month", basis) if start <= end else Span(None, None, "month", None)


def resolve_months(mention: Mention, context: Context) -> Span:
    """The first or last months of a year: `6 tháng đầu năm 2024`, `9 tháng năm 2024`."""
    reference = context.reference
    year, basis = _year(mention, reference)
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
    year, basis = _year(mention, reference)
    unnamed = "y" not in mention.numbers and "rel" not in mention.words
    if unnamed and reference and 3 * quarter - 2 > reference.month + 3:
        year = None
    if year is None:
        return Span(None, None, "quarter", None)
    return Span(*month_span(year, 3 * quarter - 2, 3 * quarter), "quarter", basis)


def resolve_half(mention: Mention, context: Context) -> Span:
    """A half of a year: `nửa đầu năm 2023`."""
    reference = context.reference
    year, basis = _year(mention, reference)
    if year is None:
        return Span(None, None, "half_year", None)
    first = mention.words["side"] == "đầu"
    return Span(*month_span(year, 1 if first else 7, 6 if first else DECEMBER), "half_year", basis)


def resolve_vague_months(mention: Mention, context: Context) -> Span:
    """`những tháng đầu năm`: from the first of January to the day reported on, where known."""
    reference = context.reference
    year, basis = _year(mention, reference)
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
        year, basis = _year(mention, reference)
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
    year, basis = _year(mention, reference)
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


def resolve_relative(mention: Mention, context: Context) -> Span:
    """`hôm nay`, `chiều qua`, `tháng này`: only where the article's own day or month is known."""
    reference = context.reference
    unit = mention.words.get("unit")
    if unit is None:
        word = mention.words.get("day") or mention.words.get("day2", "")
        offset = {"nay": 0, "qua": -1, "mai": 1}[word.rsplit(" ", 1)[-1]]
        if reference is None or reference.day is None:
            return Span(None, None, "day", None)
        day = reference.day + timedelta(days=offset)
        return Span(day, day, "day", reference.basis)
    if unit == "tháng" and reference is not None and mention.words["rel"] in {"này", "trước"}:
        month = reference.month - (mention.words["rel"] == "trước")
        year = reference.year - (month == 0)
        month = month or DECEMBER
        return Span(*month_span(year, month, month), "month", reference.basis)
    return Span(
        None,
        None,
        {"tuần": "week", "tháng": "month", "quý": "quarter", "quí": "quarter"}[unit],
        None,
    )


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
_UNRESOLVED = {"lunar": "day", "bare_day": "day"}


def resolve(mention: Mention, context: Context) -> Span:
    """First and last day of a mention, its precision, and where its year came from."""
    resolver = _RESOLVERS.get(mention.shape)
    if resolver is None:
        return Span(None, None, _UNRESOLVED[mention.shape], None)
    return resolver(mention, context)
