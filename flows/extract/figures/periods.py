"""The period that a figure is about.

In come the figures of a text and its resolved dates, out come the same figures with the span of
their period's label and its first and last day. The nearest period of the same sentence wins, then
a day named in it, then the last period or day before it in the paragraph, then the last period
before it in the article; a sentence about now, about plans or tasks takes no period from outside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Figure, Source

_NOW_OR_PLAN = re.compile(
    r"\bhiện (?:nay|có|tại|đang|cả)\b|(?:^|(?<=\n)|(?<=[.!?…”] )|[,;] )hiện\b|\bsẽ\b|\bnhiệm vụ\b"
    r"|\bmục tiêu\b|\bphấn đấu\b|\byêu cầu\b|\btới đây\b|\bdự kiến\b|\bđề nghị\b"
)
# Labels that mean a year named before in the same paragraph.
_NEAR = 250  # characters; a year named farther off may be another's, such as the plan's
_RELATIVE_YEARS = frozenset({"năm qua", "trong năm qua", "trong năm", "năm vừa qua"})


class Period(NamedTuple):
    """One period of the text: span of its label, first and last day (None where not resolvable)."""

    start: int
    end: int
    first: date | None
    last: date | None


# A day that is a document's, a birth's or one end of a span says nothing about a figure.
_NOT_ITS_DAY = re.compile(
    r"(?:\b(?:trước|đến|tới|từ|sau|hết|hạn|sinh|sn|số|nghị định|nghị quyết|quyết định|công điện"
    r"|kết luận|thông tư|chỉ thị|luật|kế hoạch|văn bản)\b[^.,;\n]{0,40})$"
)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.\- ]+(?:tháng )?(\d{1,2})")
_DAY_WINDOW = 48
_SOON = 31


def days_of(source: Source, days: list[Period]) -> list[Period]:
    """The days that figures may be about; a day without a year may have it from one before.

    `10/7` after `10/7/2017` is the same day; `22/6` soon after `16/6/2017` is of the same year.

    Args:
        source: the text and its forms.
        days: mentions of single days in order, resolved or not.
    """
    known: dict[tuple[int, int], date] = {}
    last: date | None = None
    kept: list[Period] = []
    for mention in days:
        found = _DAY_AND_MONTH.search(source.low, mention.start, mention.end)
        if found is None:
            continue
        key = (int(found[1]), int(found[2]))
        resolved = mention.first or known.get(key) or _soon_after(last, key)
        if resolved:
            known[key] = last = resolved
        before = source.low[max(0, mention.start - _DAY_WINDOW) : mention.start]
        if not _NOT_ITS_DAY.search(before):
            kept.append(mention._replace(first=resolved, last=resolved))
    return kept


def _soon_after(last: date | None, key: tuple[int, int]) -> date | None:
    """The day and month of `key` in the year of `last`, if that is at most a month later."""
    if last is None:
        return None
    try:
        day = last.replace(month=key[1], day=key[0])
    except ValueError:
        return None
    return day if 0 <= (day - last).days <= _SOON else None


def set_periods(
    source: Source, figures: list[Figure], periods: list[Period], days: list[Period]
) -> None:
    """Set period span, days and basis of every figure, in place.

    Args:
        source: the text and its forms.
        figures: its figures with their sentences set.
        periods: the text's periods in order, without those of comparison bases.
        days: the single days that a figure may be about, in order.
    """
    if not periods and not days:
        return
    search = _Search(source, periods, days)
    for figure in figures:
        found = search.period_of(figure)
        if found is None:
            continue
        period, basis = found
        if period.first is None:
            period = _resolved(source, period, periods)
        figure.period_start_char, figure.period_end_char = period.start, period.end
        figure.period_start, figure.period_end = period.first, period.last
        figure.period_basis = basis


def _resolved(source: Source, period: Period, periods: list[Period]) -> Period:
    """`năm qua` soon after `năm 2016` of the same paragraph is 2016; all else stays open."""
    if source.low[period.start : period.end] not in _RELATIVE_YEARS:
        return period
    line = max(source.text.rfind("\n", 0, period.start), period.start - _NEAR)
    for earlier in reversed(periods):
        in_reach = line < earlier.start < period.start
        if (
            in_reach
            and source.low[earlier.start : earlier.end].startswith("năm ")
            and earlier.first
        ):
            return period._replace(first=earlier.first, last=earlier.last)
    return period


class _Search:
    """The periods and days of one text, to be asked for figure after figure."""

    def __init__(self, source: Source, periods: list[Period], days: list[Period]) -> None:
        self._source = source
        self._periods, self._days = periods, days
        self._starts = [period.start for period in periods]
        self._day_starts = [day.start for day in days]
        self._plans: dict[int, bool] = {}

    def period_of(self, figure: Figure) -> tuple[Period, str] | None:
        """The period of a figure and its basis: sentence, paragraph or article."""
        before = bisect_left(self._starts, figure.start) - 1
        if before >= 0 and self._starts[before] >= figure.sentence_start:
            return self._periods[before], "sentence"
        after = before + 1
        if after < len(self._periods) and self._starts[after] < figure.sentence_end:
            return self._periods[after], "sentence"
        day = self._day_before(figure)
        if day and day.start >= figure.sentence_start:
            return day, "sentence"
        if (before < 0 and day is None) or self._is_now_or_plan(figure):
            return None
        if day and (before < 0 or self._starts[before] < day.start):
            return day, "paragraph"
        period = self._periods[before]
        in_paragraph = self._source.text.find("\n", period.end, figure.start) < 0
        return period, "paragraph" if in_paragraph else "article"

    def _day_before(self, figure: Figure) -> Period | None:
        """The day last named before a figure in its paragraph."""
        at = bisect_left(self._day_starts, figure.start) - 1
        while at >= 0 and self._days[at].end > figure.start:
            at -= 1
        if at < 0 or self._source.text.find("\n", self._days[at].end, figure.start) >= 0:
            return None
        return self._days[at]

    def _is_now_or_plan(self, figure: Figure) -> bool:
        """Whether a sentence is about now, a plan or a task; asked once a sentence."""
        known = self._plans.get(figure.sentence_start)
        if known is None:
            found = _NOW_OR_PLAN.search(
                self._source.low, figure.sentence_start, figure.sentence_end
            )
            known = self._plans[figure.sentence_start] = found is not None
        return known
