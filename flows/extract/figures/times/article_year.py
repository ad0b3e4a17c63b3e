"""The year that an article is of, where its text states it.

In come a text and its moments, out comes a `Reference` (year, month, perhaps day) or None. The
dates step knows the year of an article from its header, its source or a full date of its event.
Where those are missing, the text may still state it: `sáng 11/6` beside `6 tháng đầu năm 2017` is
of 2017, `tối 20.9` in a sentence on a games `năm 2022` of 2022, `8/2` after `tháng 12/2016` of
2017. Each such moment names the year it allows for the event's day; only if all agree it is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.figures.times import period_words
from flows.extract.figures.times.moments import day_and_month, is_future
from flows.extract.figures.times.year_votes import lunar_years, sentence_start, vote
from flows.normalize.date_spans import DECEMBER, Reference, make_date

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Source
    from flows.extract.figures.times.moments import Moment

_BARE_YEAR = 4
_NUMBERED = re.compile(r"lần thứ (?:\d+|[ivx]+)[ ,–-]*(?:năm )?$")
_NUMBER_WINDOW = 24
_CLOSE = 100  # a day less than this after the event may be past or to come
_CLAUSE = 70
_STATE_REACH = 12
_TRIAL_BEFORE = 70
_CURRENT_REACH = 45
_MIDDLE_MONTHS = range(4, 10)
_PARTS_OF_YEAR = frozenset({"quarter", "half_year", "months"})
_POINTS = frozenset({"day", "month"})


def reference_of(source: Source, moments: list[Moment], lead_end: int) -> Reference | None:
    """Year and month of the article, or None where the text leaves them open.

    Args:
        source: the text and its forms.
        moments: its moments in order, as the dates step left them.
        lead_end: where title and lead end.
    """
    stated = [moment for moment in moments if moment.basis == "text" and moment.first]
    given = _given(moments)
    if given or not stated or all(moment.first for moment in moments):
        return given
    told = _told_day(source, moments)
    if told is None:
        return _year_alone(source, stated, lead_end)
    key = day_and_month(source, told)
    assert key is not None  # noqa: S101 (such days only are told of)
    years = lunar_years(source, stated, key)
    if not years:
        votes = (vote(source, moment, told, key, lead_end) for moment in stated)
        years = {year for year in votes if year is not None}
        if years:
            years = _after_the_last(source, stated, told, years)
    years = years or _current_year(source, stated, told, key)
    if len(years) != 1:
        return None
    year = years.pop()
    day = make_date(year, key[1], key[0])
    if day is None or any(_is_later(source, moment, day) for moment in stated):
        return None
    return Reference(year, key[1], day if told.kind == "event" else None, "context")


def _after_the_last(
    source: Source, stated: list[Moment], told: Moment, years: set[int]
) -> set[int]:
    """Of some years those in which it may be told: the last one stated as past, or the next.

    What a court tries may be long past: its sitting has no year from it.
    """
    if _is_trial(source, told):
        return set()
    latest = max((m.last.year for m in stated if m.last and _is_past(source, m)), default=0)
    return {year for year in years if not latest or latest <= year <= latest + 1}


def _is_past(source: Source, moment: Moment) -> bool:
    """Whether a time may be past: no plan's last year, nothing said to come."""
    if moment.precision == "years" or is_future(source, moment):
        return False
    return not source.low.endswith(("đến ", "tới "), 0, moment.start)


def _is_trial(source: Source, told: Moment) -> bool:
    """Whether a day is that of a court's sitting."""
    start = max(sentence_start(source, told), told.start - _TRIAL_BEFORE)
    beside = source.low[start : told.end + _CLAUSE]
    return period_words.words("trial").search(beside) is not None


def _current_year(
    source: Source, stated: list[Moment], told: Moment, key: tuple[int, int]
) -> set[int]:
    """The last year that the text states, if it is of what goes on: `kế hoạch vốn năm 2025`.

    Near the turn of a year nothing is taken: plans of the next and reports of the last are told of.
    What stood on a day (`đến ngày 17.4`) needs one such year, another day two.
    """
    if key[1] not in _MIDDLE_MONTHS:
        return set()
    years = [m.last.year for m in stated if m.last and m.kind != "comparison_base"]
    current = [
        moment.first.year
        for moment in stated
        if moment.first and moment.precision == "year" and _is_current(source, moment)
    ]
    if not current or max(years) != max(current):
        return set()
    is_state = period_words.stands_at_end(
        "bound", source.low[max(0, told.start - _STATE_REACH) : told.start].rstrip()
    )
    is_sure = is_state or current.count(max(current)) > 1 or _is_numbered(source, stated, current)
    return {max(current)} if is_sure else set()


def _is_numbered(source: Source, stated: list[Moment], years: list[int]) -> bool:
    """`Festival lần thứ VI - 2017`: the edition that the text is about."""
    return any(
        _NUMBERED.search(source.low[max(0, moment.start - _NUMBER_WINDOW) : moment.start])
        for moment in stated
        if moment.first and moment.precision == "year" and moment.first.year == max(years)
    )


def _is_current(source: Source, moment: Moment) -> bool:
    """Whether a year is a plan's or of work that goes on, and none looked back on or ahead to."""
    left = source.low[max(0, moment.start - _CLAUSE) : moment.start]
    if period_words.words("looking_back").search(left):
        return False
    return period_words.stands_at_end("current", left, _CURRENT_REACH)


def _given(moments: list[Moment]) -> Reference | None:
    """What the dates step knew: the header's month or the event's day."""
    for moment in moments:
        if moment.kind == "header" and moment.first:
            day = moment.first if moment.first == moment.last else None
            return Reference(moment.first.year, moment.first.month, day, "header")
    for moment in moments:
        if moment.kind == "event" and moment.first:
            return Reference(moment.first.year, moment.first.month, moment.first, "event")
    for moment in moments:
        if moment.basis in {"header", "source", "event"} and moment.first:
            return Reference(moment.first.year, moment.first.month, None, moment.basis)
    return None


def _told_day(source: Source, moments: list[Moment]) -> Moment | None:
    """The event's day; where no event was found, the first day that the text tells of."""
    days = [
        moment
        for moment in moments
        if moment.is_day
        and moment.precision == "day"
        and moment.first is None
        and day_and_month(source, moment)
    ]
    for day in days:
        if day.kind == "event":
            return day
    for day in days:
        left = source.low[max(0, day.start - _CLAUSE) : day.start]
        if not period_words.names_document().search(left) and not is_future(source, day):
            return day
    return None


def _is_later(source: Source, moment: Moment, day: date) -> bool:
    """Whether a day or month told of as past lies long after the day found: then that is wrong."""
    if moment.first is None or moment.precision not in _POINTS or moment.kind == "comparison_base":
        return False
    is_point = moment.first == moment.last or not moment.is_day
    return is_point and (moment.first - day).days > 2 * _CLOSE and not is_future(source, moment)


def _year_alone(source: Source, stated: list[Moment], lead_end: int) -> Reference | None:
    """The year of an article that tells of no day: of its reports, of the games in its title.

    Days and months count only together: one alone may be of the year before.
    """
    years: set[int] = set()
    points: list[int] = []
    editions: set[int] = set()
    for moment in stated:
        if moment.first is None or moment.last is None or moment.kind == "comparison_base":
            continue
        left = source.low[max(0, moment.start - _CLAUSE) : moment.start]
        if moment.precision in _POINTS:
            if not period_words.names_document().search(left):
                points.append(moment.last.year)
        elif moment.precision in _PARTS_OF_YEAR or (
            moment.precision == "year"
            and moment.end <= lead_end
            and not period_words.stands_at_end("not_edition", left.rstrip(" ("))
            and not period_words.words("looking_back").search(left)
        ):
            years.add(moment.first.year)
            if moment.end - moment.start == _BARE_YEAR:
                editions.add(moment.first.year)
    if len(points) > 1:
        years.update(points)
    elif len(years) > 1 and editions:
        years = {max(years)} & editions  # `Kỳ thi 2017`, beside what was so in 2016
    return Reference(years.pop(), DECEMBER, None, "context") if len(years) == 1 else None
