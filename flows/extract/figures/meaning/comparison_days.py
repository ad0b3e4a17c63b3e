"""The days of what a change is measured against.

In comes a figure with its period and its comparison base, out come the first and last day of the
base. What a base is called says how far it lies before the figure's own period: `cùng kỳ` and `năm
trước` a year, `tháng trước` a month; a whole year beside the first half of another is that year's
first half. Only where the figure has no such period does the base keep the days that it has alone.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from flows.normalize.date_spans import DECEMBER, month_span, shift_years

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure

_SAME = re.compile(r"(?:mức |con số |số vụ )?(?:(?:\d+ )?tháng )?cùng (?:kỳ|giai đoạn|thời điểm)")
_YEAR_BEFORE = re.compile(r"(?:mức |con số |số vụ )?năm (?:trước(?: đó)?|ngoái)")
_MONTH_BEFORE = re.compile(r"(?:mức |con số |số vụ )?tháng (?:trước(?: đó)?|liền trước)")
_QUARTER_BEFORE = re.compile(r"(?:mức |con số |số vụ )?quý (?:trước(?: đó)?|liền trước)")
_SHORTER = re.compile(r"(?:tháng|tuần|quý) (?:trước|qua)")
_YEAR = re.compile(r"(?:mức |con số |số vụ )?(?:năm )?(?P<year>(?:19|20)\d\d)")
_END_OF_YEAR = re.compile(r"(?:thời điểm )?cuối năm (?P<year>(?:19|20)\d\d)")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS_OF_A_QUARTER = 3

Days = tuple["date | None", "date | None"]


def days_of_base(
    low: str, figure: Figure, periods: list[tuple[int, int, date | None, date | None]]
) -> Days:
    """First and last day of a figure's comparison base; None where the text does not say.

    Args:
        low: the text in matching form and lower case.
        figure: a figure with the span of its base and its period set.
        periods: spans of the text's resolved periods with their first and last day.
    """
    start, end = figure.comparison_start or 0, figure.comparison_end or 0
    surface = low[start:end]
    last_day = _END_OF_YEAR.fullmatch(surface)
    if last_day:
        day = date(int(last_day["year"]), DECEMBER, 31)
        return day, day
    if figure.period_start and figure.period_end:
        days = _before_period(surface, figure.period_start, figure.period_end)
        if days is not None:
            return days
    for period_start, period_end, first, last in periods:
        if period_start < end and start < period_end and first:
            return first, last
    return None, None


def _before_period(surface: str, first: date, last: date) -> Days | None:
    """The days that a base has from the period of its figure; None where that says nothing."""
    if _SAME.match(surface):
        if _SHORTER.search(surface):
            return _months_before(first, last, 1) if "tháng" in surface else (None, None)
        named = _NAMED_YEAR.search(surface)
        return _in_year(int(named[0]) if named else last.year - 1, first, last)
    if _YEAR_BEFORE.fullmatch(surface):
        return _in_year(last.year - 1, first, last)
    months = _lengths_back(surface)
    if months:
        return _months_before(first, last, months)
    year = _YEAR.fullmatch(surface)
    if year and first < last and first.year == last.year:
        return _in_year(int(year["year"]), first, last)
    return None


def _lengths_back(surface: str) -> int:
    """How many months a base is long that ends where the period begins; 0 for another base."""
    if _MONTH_BEFORE.fullmatch(surface):
        return 1
    return _MONTHS_OF_A_QUARTER if _QUARTER_BEFORE.fullmatch(surface) else 0


def _in_year(year: int, first: date, last: date) -> Days | None:
    """A period's days as they lie in an earlier year; None where the year is not earlier."""
    years = year - last.year
    if years >= 0:
        return None
    return shift_years(first, years), shift_years(last, years)


def _months_before(first: date, last: date, months: int) -> Days | None:
    """The whole months before a period of just so many months; None where it is not of those."""
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    length = (last.year - first.year) * DECEMBER + last.month - first.month + 1
    if not is_whole or length != months:
        return None
    before = first - timedelta(days=1)
    year, month = before.year, before.month
    start = date(year, month - months + 1, 1) if month >= months else None
    return (start, month_span(year, month, month)[1]) if start else None
