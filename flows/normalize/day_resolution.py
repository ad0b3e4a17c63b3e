"""Days and months as mentions give them.

In comes a mention of a day, a month or a row of either with what is known of the article, out
comes its span. A year is taken from the article's date only where the calendar leaves no doubt
(see `date_spans.Reference.year_of`), else the span stays open.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flows.normalize.date_spans import (
    DECEMBER,
    Context,
    Reference,
    Span,
    make_date,
    month_span,
)

if TYPE_CHECKING:
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


def year_named(mention: Mention, reference: Reference | None) -> tuple[int | None, str | None]:
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
        year, basis = year_named(mention, reference)
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
