"""A time that the text names, and what the words beside it say of it.

In comes one moment with the text it stands in, out come answers: which day and month it writes,
whether it lies ahead, is asked for or was named from the day of writing. Which days it has where
its year is not written beside it is told in `settling`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.extract.figures.times import period_words
from flows.normalize.date_grammar import find_mentions

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Source
    from flows.normalize.date_grammar import Mention

DAY_KINDS = frozenset({"event", "other"})
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:[/.\-– ]+(?:tháng )?)(\d{1,2})(?!\d)")
_BARE_DAYS = re.compile(r"\d(?!.*(?:năm|qua|nay)(?!\w))")
_SPOKEN = re.compile(r"(?:ngày )?\w+(?: \w+)? (?:nay|qua)(?!\w)")
_CLAUSE = 60
_MUST = 14


@dataclass(slots=True)
class Moment:
    """One time that the text names; the names are those of `raw.dates`."""

    start: int
    end: int
    kind: str
    first: date | None
    last: date | None
    precision: str
    basis: str | None

    @property
    def is_day(self) -> bool:
        """Whether it is a day that was named, not a period."""
        return self.kind in DAY_KINDS


def day_and_month(source: Source, moment: Moment) -> tuple[int, int] | None:
    """Day and month as the text writes them, first day of a range; None where it has none."""
    found = _DAY_AND_MONTH.search(source.low, moment.start, moment.end)
    return (int(found[1]), int(found[2])) if found else None


@lru_cache(maxsize=4096)
def parsed(surface: str) -> Mention | None:
    """The mention that a surface is by itself."""
    marked = f"ngày {surface}" if _BARE_DAYS.match(surface) else surface
    mentions = find_mentions(marked + ".", [marked])
    return mentions[0] if len(mentions) == 1 else None


def is_future(source: Source, moment: Moment) -> bool:
    """Whether the words beside a time say that it lies ahead."""
    low = source.low
    left = max(low.rfind("\n", 0, moment.start), moment.start - _CLAUSE, 0)
    stop = low.rfind(". ", left, moment.start)
    left = max(left, stop)
    if period_words.words("future").search(low, left, moment.start):
        return True
    if period_words.stands_at_end("deadline", low[left : moment.start].rstrip()):
        return True
    return low.startswith((" tới", " sắp tới", " sẽ"), moment.end)


def is_required(source: Source, moment: Moment) -> bool:
    """Whether the words behind a time ask for something: `trong năm 2017 phải giảm tội phạm`."""
    low = source.low
    found = period_words.words("must").search(low, moment.end, moment.end + _MUST)
    return found is not None and not any(mark in low[moment.end : found.start()] for mark in ".\n")


def is_spoken(source: Source, moment: Moment) -> bool:
    """Whether a day is named from the day of writing: `hôm qua`, `sáng nay (3/4)`."""
    is_day = moment.is_day and moment.precision == "day"
    return is_day and _SPOKEN.match(source.low, moment.start, moment.end) is not None
