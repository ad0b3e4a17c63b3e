"""The days that a text's own year gives the times it names.

In come the moments of one article in order, as the dates step left them, out come the same settled.
A day, month or part of a year that was left without a year gets one here where the article states
its year beyond doubt (`article_year`): beside it (`năm 1968, ngày 11.2`), shortly before (`22/6`
after `16/6/2017`), or as the year of the report or of the event that it tells of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from flows.extract.figures.times.moments import day_and_month, is_future, is_spoken, parsed
from flows.normalize.date_resolution import resolve
from flows.normalize.date_spans import DECEMBER, JANUARY, Context, Reference, make_date, shift_years

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Source
    from flows.extract.figures.times.moments import Moment

_SAME_PERIOD = re.compile(r"cùng k[ỳì](?: (?:của )?năm (?:trước|ngoái))?")
_MONTHS = re.compile(r"\w+ tháng")
_MONTHS_OF_A_REPORT = 12
_BESIDE = re.compile(r"[ ,(]*(?:vào )?")
_LONGEST_SIDE = 8
_SOON = 31
_STORY = 60  # days between two steps of a case
_POINTS = frozenset({"day", "month"})
_SPANS = frozenset({"day_range", "day_range_long", "month", "month_range", "range"})
_CALENDAR = frozenset({"day", "day_long", "day_range", "day_range_long", "month", "month_range"})


def settle(
    source: Source, moments: list[Moment], reference: Reference | None, event_day: date | None
) -> list[Moment]:
    """Give every moment without days those that it has beyond doubt.

    Args:
        source: the text and its forms.
        moments: its moments in order.
        reference: the article's year and month, where they are known.
        event_day: the day of the event, where it is known.
    """
    settled: list[Moment] = []
    known = _last_stated(moments)
    named = _months_stated(source, moments)
    last: date | None = None
    months = _months_reported(source, moments)
    has_header = reference is not None and reference.basis == "header"
    is_today = any(moment.kind == "event" and is_spoken(source, moment) for moment in moments)
    for moment in moments:
        is_doubtful = moment.basis == "event" or (event_day and event_day != moment.first)
        if is_doubtful and not is_today and is_spoken(source, moment):
            # the event's day need not be the one on which `hôm qua` was written
            settled.append(_of_same_part(source, moment, settled, event_day))
            continue
        key = day_and_month(source, moment) if moment.is_day else None
        if key and moment.precision == "day" and moment.basis != "text":
            beside = _year_beside(source, moment, settled)
            told = None if moment.kind == "event" or has_header else last
            day = (make_date(beside, key[1], key[0]) if beside else None) or _after(told, key)
            if day is None and moment.first is None:
                day = known.get(key) or _soon(last, key)
            if day:
                moment = replace(moment, first=day, last=day, basis="context")  # noqa: PLW2901
        if (moment.first is None or moment.last is None) and reference:
            moment = _resolved(source, moment, reference, event_day)  # noqa: PLW2901
        if moment.first is None and settled and not is_future(source, moment):
            moment = _close_to(source, moment, settled[-1])  # noqa: PLW2901
        if key and moment.first and moment.first == moment.last:
            known[key] = last = moment.first
        if moment.kind == "comparison_base":
            settled.append(_a_year_before(source, moment, settled[-1] if settled else None))
        else:
            named_here = _of_named_month(source, moment, named)
            settled.append(_taken_up(source, named_here, months))
    return settled


def _of_same_part(
    source: Source, moment: Moment, before: list[Moment], event_day: date | None
) -> Moment:
    """`sáng nay` after `sáng 6/2`, the event's day: that morning; any other spoken day is open."""
    low = source.low
    part = low[moment.start : moment.end].partition(" ")[0]
    is_same = low.startswith("nay", moment.end - len("nay")) and any(
        earlier.first == event_day and low.startswith(f"{part} ", earlier.start)
        for earlier in before
        if earlier.is_day and earlier.first
    )
    day = event_day if is_same else None
    return replace(moment, first=day, last=day, basis="context" if day else None)


def _a_year_before(source: Source, moment: Moment, current: Moment | None) -> Moment:
    """`(cùng kỳ tăng 4,8%)` right behind `trong 4 tháng đầu năm`: the same months a year before."""
    if moment.first or current is None or current.is_day or current.kind == "comparison_base":
        return moment
    if not _SAME_PERIOD.fullmatch(source.low, moment.start, moment.end):
        return moment
    first, last = shift_years(current.first, -1), shift_years(current.last, -1)
    return replace(moment, first=first, last=last, basis="context") if first and last else moment


def _months_reported(source: Source, moments: list[Moment]) -> dict[str, Moment]:
    """Length as written -> the only months of a year that the text states of that length."""
    stated: dict[str, dict[date, Moment]] = {}
    for moment in moments:
        found = _MONTHS.match(source.low, moment.start, moment.end)
        is_stated = moment.kind != "comparison_base" and moment.basis == "text"
        if found and is_stated and moment.first and moment.first.month == JANUARY:
            stated.setdefault(found[0], {}).setdefault(moment.first, moment)
    return {length: next(iter(of.values())) for length, of in stated.items() if len(of) == 1}


def _taken_up(source: Source, moment: Moment, months: dict[str, Moment]) -> Moment:
    """`qua 6 tháng` beside `6 tháng đầu năm 2017`, or after its first and last day: those months.

    Days that the text states are believed over its own round words in title and lead.
    """
    if moment.is_day:
        return moment
    length = _whole_months(moment)
    if length:
        months[f"{length} tháng"] = moment
    found = _MONTHS.match(source.low, moment.start, moment.end)
    if found is None:
        return moment
    known = months.get(found[0]) if found.end() == moment.end else None
    if known and (moment.first is None or _whole_months(known)):
        return replace(moment, first=known.first, last=known.last, basis="context")
    if moment.first and moment.first.month == JANUARY:
        months.setdefault(found[0], moment)
    return moment


def _whole_months(moment: Moment) -> int:
    """How many months a span is long that the text gives by its first and last day; else 0."""
    if moment.precision != "period" or moment.basis != "text":
        return 0
    if moment.first is None or moment.last is None:
        return 0
    after = moment.last + timedelta(days=1)
    is_whole = abs(after.day - moment.first.day) <= 1
    months = (after.year - moment.first.year) * 12 + after.month - moment.first.month
    return months if is_whole and months <= _MONTHS_OF_A_REPORT else 0


def _last_stated(moments: list[Moment]) -> dict[tuple[int, int], date]:
    """Day and month -> the day, of the days of the last year that the text states in full."""
    days = [m.first for m in moments if m.is_day and m.basis == "text" and m.first == m.last]
    latest = max((day.year for day in days if day), default=0)
    return {(day.day, day.month): day for day in days if day and day.year == latest}


def _months_stated(source: Source, moments: list[Moment]) -> dict[int, Moment]:
    """Month -> the month of the last year that the text states, where it names it with its year."""
    stated = [m for m in moments if m.precision == "month" and m.basis == "text" and m.first]
    latest = max((m.first.year for m in stated if m.first), default=0)
    return {
        m.first.month: m
        for m in stated
        if m.first and m.first.year == latest and not is_future(source, m)
    }


def _of_named_month(source: Source, moment: Moment, named: dict[int, Moment]) -> Moment:
    """`tháng 1` beside `đầu tháng 1/2017`: that month."""
    if not named or moment.first or moment.precision != "month":
        return moment
    mention = parsed(source.low[moment.start : moment.end])
    known = named.get(mention.numbers.get("m", 0)) if mention and mention.shape == "month" else None
    if known is None:
        return moment
    return replace(moment, first=known.first, last=known.last, basis="context")


def _year_beside(source: Source, moment: Moment, before: list[Moment]) -> int | None:
    """`năm 1968, ngày 11.2`: the year that stands right before a day."""
    if not before or before[-1].precision != "year" or before[-1].basis != "text":
        return None
    year = before[-1]
    if moment.start - year.end > _LONGEST_SIDE or year.first is None:
        return None
    return year.first.year if _BESIDE.fullmatch(source.low, year.end, moment.start) else None


def _soon(last: date | None, key: tuple[int, int]) -> date | None:
    """The day and month of `key` in the year of `last`, if that is at most a month off."""
    day = make_date(last.year, key[1], key[0]) if last else None
    return day if day and last and abs((day - last).days) <= _SOON else None


def _after(last: date | None, key: tuple[int, int]) -> date | None:
    """The day and month of `key` soon after a day told of: a story goes on in time."""
    if last is None:
        return None
    for year in (last.year, last.year + 1):
        day = make_date(year, key[1], key[0])
        if day and 0 < (day - last).days <= _STORY:
            return day
    return None


def _close_to(source: Source, moment: Moment, before: Moment) -> Moment:
    """`trong tháng 7` right after `tháng 6/2017`, `ngày 12 đến 15/4` after `10/4/2025`."""
    if before.last is None or before.precision not in _POINTS or before.kind == "comparison_base":
        return moment
    if before.last.year - (before.first or before.last).year > 1:
        return moment  # an anniversary
    mention = parsed(source.low[moment.start : moment.end])
    if mention is None or mention.shape not in _SPANS:
        return moment
    year = Reference(before.last.year, DECEMBER, None, "context")
    span = resolve(mention, Context(year, None))
    if span.start is None or not 0 <= (span.start - before.last).days <= _SOON:
        return moment
    return replace(moment, first=span.start, last=span.end, basis="context")


def _resolved(
    source: Source, moment: Moment, reference: Reference, event_day: date | None
) -> Moment:
    """A moment with the days that the article's year gives it, if any."""
    mention = parsed(source.low[moment.start : moment.end])
    if mention is None:
        return moment
    span = resolve(mention, Context(reference, event_day))
    if span.start is None and mention.shape in _CALENDAR and not is_future(source, moment):
        # a month later than the article's own that is told of as past: the year before
        before = Reference(reference.year - 1, DECEMBER, None, reference.basis)
        span = resolve(mention, Context(before, event_day))
    if span.start is None:
        return moment
    return replace(moment, first=span.start, last=span.end, basis="context")
