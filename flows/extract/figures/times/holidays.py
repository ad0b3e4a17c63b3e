"""The days of a holiday that a text speaks of, where it states them once.

In come the settled moments of one text, out come the same with a moment for every mention of the
holiday at the lunar new year (`dịp Tết Nguyên đán Đinh Dậu 2017`, `trong 7 ngày nghỉ Tết`). All
have the days that the text gives one of them (`nghỉ Tết từ 26/1 - 1/2`); where it gives none they
stay open. A year inside such a name is no period of its own: the holiday is not the year.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.figures.times import period_words
from flows.extract.figures.times.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from flows.extract.figures.model import Source

_SHORTEST, _LONGEST = 3, 20  # days
_TO_DAYS = re.compile(r"[^.,;:\n\d]{0,16}(?:\d{1,2} ngày )?[^.,;:\n\d]{0,16}")
_LEFT = 14
_LONGEST_NAME = 60


@cache
def _mention() -> re.Pattern[str]:
    year = period_words.lunar_year()
    return re.compile(
        r"(?:(?:trong|suốt|vào) )?(?:(?:cả )?(?:dịp|kỳ|đợt|những ngày|các ngày|\d{1,2} ngày)"
        rf"(?: nghỉ)?(?: lễ)?(?: đón)? tết|tết(?=(?: nguyên đán)? {year},? (?:năm )?20\d\d))"
        r"(?! dương lịch| trung thu| độc lập| thiếu nhi| đoan ngọ| tây| và)"
        r"(?: nguyên đán| cổ truyền| âm lịch| ta)?"
        rf"(?: {year})?(?:,? (?:năm )?(?:19|20)\d\d(?!\d))?(?!\w)"
    )


def add_holidays(source: Source, moments: list[Moment]) -> list[Moment]:
    """The moments with those of the lunar new year among them, in order.

    Args:
        source: the text and its forms.
        moments: the times that the text names, in order, settled.
    """
    names = [
        (start, end)
        for start, end in _named(source.low)
        if not period_words.stands_at_end(
            "beside_holiday", source.low[max(0, start - _LEFT) : start].rstrip()
        )
    ]
    if not names:
        return moments
    days = _days(source, names, moments)
    first, last = days or (None, None)
    holidays = [Moment(*name, "period", first, last, "days", "context") for name in names]
    others = [
        moment for moment in moments if not any(start <= moment.start < end for start, end in names)
    ]
    return sorted(others + holidays, key=lambda moment: moment.start)


def _named(low: str) -> Iterator[tuple[int, int]]:
    """Where the holiday is named; only what stands around its word is looked at."""
    first = low.find(" tết")
    if first < 0:
        return
    position, last = max(0, first - _LONGEST_NAME), low.rfind(" tết") + _LONGEST_NAME
    while (at := low.find("tết", position, last)) >= 0:
        stop = min(at + _LONGEST_NAME, last)
        match = _mention().search(low, max(position, at - _LONGEST_NAME), stop)
        # a name that begins behind this word is that of a later one
        if match is None or match.start() > at:
            position = at + 1
            continue
        yield match.span()
        position = match.end()


def _days(
    source: Source, names: list[tuple[int, int]], moments: list[Moment]
) -> tuple[date, date] | None:
    """First and last day as the text states them right behind one mention, if it says them once."""
    stated = set()
    for moment in moments:
        if moment.first is None or moment.last is None:
            continue
        length = (moment.last - moment.first).days + 1
        if not _SHORTEST <= length <= _LONGEST:
            continue
        if any(
            end <= moment.start and _TO_DAYS.fullmatch(source.low, end, moment.start)
            for _, end in names
        ):
            stated.add((moment.first, moment.last))
    return stated.pop() if len(stated) == 1 else None
