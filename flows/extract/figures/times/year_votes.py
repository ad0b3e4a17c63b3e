"""Which year a moment with its year allows for a day that is told of without one.

In come the day told of and the other moments of a text, out come years: those that lie near enough
in the calendar, by what kind of time the moment is and what the words beside it say.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_words
from flows.extract.figures.times.moments import is_future, is_required
from flows.normalize.date_spans import make_date

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Source
    from flows.extract.figures.times.moments import Moment

_SOON_AFTER = 45  # a day or month told of as just past
_REPORTED = 100  # a quarter, half or span of months is reported within a quarter of its end
_AHEAD = 130  # and planned for as long before its start
_ANNIVERSARY = 90
_SHORTEST_ANNIVERSARY = 5  # years
_LATER = re.compile(r"(?<!\w)sau (?:cuộc|khi|vụ|đợt|kỳ) ")  # `sau cuộc bỏ phiếu 2016`
_CLOSE = 100  # a day less than this after the event may be past or to come
_CLAUSE = 70
_URGENT = 20  # days
_MONTH = 31
_FIRST_OF_CYCLE, _CYCLE = 4, 60  # the year 4 opened a round of sixty lunar years
_PARTS_OF_YEAR = frozenset({"quarter", "half_year", "months"})
_FIRST_MONTHS, _LAST_MONTHS = range(1, 4), range(11, 13)
_POINTS = frozenset({"day", "month"})


def lunar_years(source: Source, stated: list[Moment], key: tuple[int, int]) -> set[int]:
    """The years of a day in winter by the names of lunar years (`mùng 6 Tết Đinh Dậu`) beside it.

    A name comes back every sixty years: meant is the round of the years that the text states.
    """
    if key[1] not in _FIRST_MONTHS and key[1] not in _LAST_MONTHS:
        return set()
    if not period_words.names_lunar_year(source.low):
        return set()
    years = set()
    for name in period_words.lunar_year_named().finditer(source.low):
        rank = period_words.lunar_rank(name["stem"], name["branch"])
        for moment in stated:
            if moment.first is None or moment.kind == "comparison_base":
                continue
            near = range(moment.first.year - 1, moment.first.year + 2)
            years |= {year for year in near if (year - _FIRST_OF_CYCLE) % _CYCLE == rank}
    return {year - (key[1] in _LAST_MONTHS) for year in years}


def vote(  # noqa: PLR0911 (a ladder of rules)
    source: Source, moment: Moment, told: Moment, key: tuple[int, int], lead_end: int
) -> int | None:
    """The year that one moment with its year allows for the day told of."""
    first, last = moment.first, moment.last or moment.first
    if first is None or last is None or moment.kind == "comparison_base":
        return None
    if moment.is_day and first != last:
        is_anniversary = last.year - first.year >= _SHORTEST_ANNIVERSARY
        return _near(key, last, last, _ANNIVERSARY, _ANNIVERSARY) if is_anniversary else None
    left = source.low[max(0, moment.start - _CLAUSE) : moment.start]
    if asides.is_since(left):
        return None
    if moment.is_day and period_words.names_document().search(left):
        # a dispatch is told of within days
        is_urgent = period_words.words("urgent_document").search(left)
        return _near(key, first, last, _URGENT, _URGENT) if is_urgent else None
    if moment.precision == "period" and moment.basis == "text":
        return _near(key, last, last, _MONTH, _SOON_AFTER)  # a span up to the day told of
    if moment.precision in _POINTS:
        return _vote_of_point(source, moment, key)
    if moment.precision in _PARTS_OF_YEAR:
        is_plan = period_words.words("future").search(
            source.low, sentence_start(source, moment), moment.start
        )
        return None if is_plan else _near(key, first, last, _AHEAD, _REPORTED)
    if moment.precision == "year":
        return _vote_of_year(source, moment, told, key, lead_end)
    return None


def sentence_start(source: Source, moment: Moment) -> int:
    """Where the sentence of a moment begins."""
    low = source.low
    return max(low.rfind("\n", 0, moment.start), low.rfind(". ", 0, moment.start)) + 1


def _vote_of_point(source: Source, moment: Moment, key: tuple[int, int]) -> int | None:
    """A day or month: to come, just past, or past since an earlier round of the calendar."""
    assert moment.first is not None  # noqa: S101 (only asked of moments with days)
    last = moment.last or moment.first
    if is_future(source, moment):
        return _near(key, last, last, 2 * _REPORTED, 0)
    soon = _near(key, moment.first, last, 0, _SOON_AFTER)
    if soon is not None:
        return soon
    same_year = make_date(last.year, key[1], key[0])
    if same_year is None or (last - same_year).days < _CLOSE:
        return None
    sentence = source.low[max(0, moment.start - _CLAUSE) : moment.end + _CLAUSE]
    if not period_words.words("past").search(sentence):
        return None
    return last.year + 1


def _vote_of_year(
    source: Source, moment: Moment, told: Moment, key: tuple[int, int], lead_end: int
) -> int | None:
    """A whole year: of the games or plan that the day's own sentence, title or lead speaks of."""
    assert moment.first is not None  # noqa: S101 (only asked of moments with days)
    low = source.low
    left = low[max(0, moment.start - _CLAUSE) : moment.start]
    if period_words.names_new_year().search(left):
        return _year_of_winter(moment.first.year, key)
    if left.endswith("trong ") and key[1] not in _LAST_MONTHS and is_required(source, moment):
        return moment.first.year
    in_sentence = (
        ". " not in low[told.end : moment.start] and ". " not in low[moment.end : told.start]
    )
    if "\n" in low[min(told.end, moment.end) : max(told.start, moment.start)]:
        in_sentence = False
    if (not in_sentence and moment.end > lead_end) or _LATER.search(left):
        return None
    if period_words.words("looking_back").search(left):
        # a year is looked back on in its last months or in the first of the next
        return _year_of_winter(moment.first.year + 1, key)
    if period_words.stands_at_end("not_edition", left.rstrip(" (")) or is_future(source, moment):
        return None
    return moment.first.year


def _year_of_winter(year: int, key: tuple[int, int]) -> int | None:
    """The year of a day in the winter at whose middle a year begins; None for other days."""
    if key[1] in _FIRST_MONTHS:
        return year
    return year - 1 if key[1] in _LAST_MONTHS else None


def _near(key: tuple[int, int], first: date, last: date, before: int, after: int) -> int | None:
    """The year in which a day and month lie near a span; None where none or two do."""
    years = []
    for year in range(first.year - 1, last.year + 2):
        day = make_date(year, key[1], key[0])
        if day and first - timedelta(before) <= day <= last + timedelta(after):
            years.append(year)
    return years[0] if len(years) == 1 else None
