"""Days as mentions of time give them, and what they are resolved against.

`Span` is what a mention comes to, `Reference` the article's own date, `Context` both that and what
the text said before. Nothing here reads text.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

DECEMBER = 12
JANUARY = 1


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of what a mention says; either may be open."""

    start: date | None
    end: date | None
    precision: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of the article's own date: its month, or its day."""

    year: int
    month: int
    day: date | None
    basis: str

    def year_of(self, month: int) -> int | None:
        """Year of a month named without one.

        Writers leave the year out when it is the running one. So a month up to the one after the
        article's own is of the same year, and December told of in January is of the year before.
        A later month may be a plan or of the year before: not resolved.
        """
        if month <= self.month + 1:
            return self.year
        if self.month == JANUARY and month == DECEMBER:
            return self.year - 1
        return None


@dataclass(slots=True)
class Context:
    """What the mentions of one article are resolved against.

    Attributes:
        reference: the article's own date.
        event_day: the day of the event.
        current: the period told of last, with which `cùng kỳ` compares.
        months: the last period of so many months, which `trong 6 tháng` takes up.
    """

    reference: Reference | None
    event_day: date | None
    current: Span | None = None
    months: dict[int, Span] = field(default_factory=dict)


def make_date(year: int | None, month: int, day: int) -> date | None:
    """The day, or None where the year is not known or the calendar has no such day."""
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, first: int, last: int) -> tuple[date, date]:
    """First day of month `first` and last day of month `last` of a year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def shift_years(day: date | None, years: int) -> date | None:
    """The same day some years later; the last of February stays the last of February."""
    if day is None:
        return None
    if (day.month, day.day) == (2, monthrange(day.year, 2)[1]):
        return date(day.year + years, 2, monthrange(day.year + years, 2)[1])
    return day.replace(year=day.year + years)
