"""Which moments figures may be about, and which of them later sentences go on about.

In come a text, its figures and its moments, out come the moments that a figure may take, with the
answers that taking them up needs. A moment in a bracket with figures is theirs alone; one that
names an edition (`APEC 2017`), that stands behind its own figure, that only bounds a span (`từ ngày
1/7`) or that lies ahead is not taken up later.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_words
from flows.extract.figures.times.moments import day_and_month, is_future, is_required, is_spoken

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source
    from flows.extract.figures.times.moments import Moment
    from flows.normalize.date_spans import Reference

_BEFORE_OWN_FIGURE = ("(", "trong khi ", "trong khi đó, ", "trong khi đó ")
_COMPARED = re.compile(r"(?<!\w)(?:so (?:với )?[^,;.()\n]{0,40}|hơn )$")
_PART = re.compile(r"(?:đầu|giữa) ")  # `Đầu năm 2017, …`: a beginning told of in passing
_HALF = re.compile(r"nửa $")
_OPENING = re.compile(r"(?:^|[\n.,;:“\"(–-] ?)[^.,;:()\n]{0,18}$")
_NUMBERED = re.compile(r"(?:lần thứ|lần|thứ) (?:\d+|[ivx]+|nhất|hai|ba)$")
_CLAUSE_TAIL = re.compile(r"(?:[^.,;()\n]|[.,](?=\d))*\Z")
_LONGEST_BRACKET_AROUND = 8
_BRACKET_BEFORE, _BRACKET_BEHIND = 200, 300
_DOCUMENT_WINDOW = 48
_LAW_REACH = 40
_BASE_REACH = 11
_BOUND_WINDOW = 14
_OPENING_WINDOW = 26
_NAME_WINDOW = 24
_AHEAD = 70
_BARE_YEAR = 4
_LONGEST_NAME = 250
_LONGEST_EVENT = 31  # days
_SOON_OVER = 61  # a half is reported on before it is quite over
_SENTENCE_END = re.compile(r"[;:\n]|\. ")
_LEADING = frozenset({"year", "month", "days"})  # set a scene only where they lead


class Scenes:
    """The moments of one text that a figure may be about (`usable`, in order)."""

    def __init__(
        self,
        source: Source,
        figures: list[Figure],
        moments: list[Moment],
        written: Reference | None,
    ) -> None:
        self._source = source
        self._year = written.year if written else None
        self._written = (written.day or date(written.year, written.month, 1)) if written else None
        self._figures = [figure.start for figure in figures]
        self._latest = max((m.last.year for m in moments if m.last), default=0)
        self._editions: dict[int, bool] = {}
        self._carried: dict[int, bool] = {}
        self.usable = [moment for moment in moments if self._is_usable(moment)]
        self.starts = [moment.start for moment in self.usable]

    def _left(self, moment: Moment, window: int) -> str:
        return self._source.low[max(0, moment.start - window) : moment.start]

    def _is_usable(self, moment: Moment) -> bool:
        """Whether a figure may be about it at all: no comparison, document, deadline or birth."""
        left = self._left(moment, _DOCUMENT_WINDOW)
        if moment.kind == "comparison_base":
            # `(cùng kỳ năm trước tăng 4,58%)`: its own figure follows
            return left.endswith(_BEFORE_OWN_FIGURE)
        if asides.is_since(left) or asides.is_yearly(self._source, moment):
            return False
        if asides.is_rank(self._source, moment):
            return False
        if moment.kind == "period":
            return self._is_usable_period(moment, left)
        return (
            moment.is_day
            and moment.precision == "day"
            and _is_short(moment)
            and not asides.is_dateline(self._source, moment)
            and (day_and_month(self._source, moment) is not None or is_spoken(self._source, moment))
            and (asides.stood_then(self._source, moment) or not _is_bound(left))
        )

    def _is_usable_period(self, moment: Moment, left: str) -> bool:
        """Whether a period is no law's, no half of one, no beginning of a thing, no comparison."""
        if (moment.precision == "year" and _is_of_law(left)) or _HALF.search(left):
            return False
        if asides.is_none(left) or (moment.precision == "year" and asides.is_of_new_year(left)):
            return False
        if asides.is_origin(left) and not self.is_behind_figure(moment):
            return False
        compared = _COMPARED.search(left)
        start = moment.start - len(left)
        # `thấp hơn so với 38 ghế năm 2009`: it is of the figure compared with
        return not compared or self._has_figure(start + compared.start(), moment.start)

    def is_edition(self, moment: Moment) -> bool:
        """Whether a year only names something: `APEC 2017`, `lần thứ 9 năm 2022`, a year's plan."""
        if moment.is_day:
            return False
        known = self._editions.get(moment.start)
        if known is None:
            known = self._editions[moment.start] = self._is_edition(moment)
        return known

    def _is_edition(self, moment: Moment) -> bool:
        left = self._left(moment, _NAME_WINDOW).rstrip(" (")
        if moment.precision != "year":
            # `nhiệm vụ trọng tâm tháng 2/2017`
            return period_words.stands_at_end("base", left, _BASE_REACH)
        if _NUMBERED.search(left) or period_words.stands_at_end("base", left):
            return True
        if self._is_of_days_event(moment, left):
            return True
        if moment.end - moment.start != _BARE_YEAR:
            return False
        return not period_words.stands_at_end("not_edition", left)

    def _is_of_days_event(self, moment: Moment, left: str) -> bool:
        """`Sáng 24.4, diễn ra Giải việt dã năm 2025`: the year names what the day saw."""
        at = bisect_left(self.starts, moment.start) - 1
        if at < 0 or moment.first is None:
            return False
        day = self.usable[at]
        if not day.is_day or day.first is None or day.first.year != moment.first.year:
            return False
        between = self._source.low[day.end : moment.start]
        if len(between) > _LONGEST_NAME or _SENTENCE_END.search(between):
            return False
        return not (
            left.endswith((",", "-", "–"))
            or period_words.stands_at_end("not_edition", left)
            or period_words.words("looking_back").search(between)
        )

    def bracket_around(self, moment: Moment) -> tuple[int, int] | None:
        """The bracket that a moment shares with more than itself, if any."""
        low = self._source.low
        left = max(low.rfind("\n", 0, moment.start) + 1, moment.start - _BRACKET_BEFORE)
        opening = low.rfind("(", left, moment.start)
        if opening < 0 or low.find(")", opening, moment.start) >= 0:
            return None
        closing = low.find(")", moment.end, moment.end + _BRACKET_BEHIND)
        around = closing - opening - (moment.end - moment.start)
        return (opening, closing) if closing >= 0 and around > _LONGEST_BRACKET_AROUND else None

    def is_behind_figure(self, moment: Moment) -> bool:
        """Whether a figure stands shortly before a moment in its clause."""
        left = self._left(moment, _NAME_WINDOW)
        clause = _CLAUSE_TAIL.search(left)
        start = moment.start - len(left) + (clause.start() if clause else 0)
        return self._has_figure(start, moment.start)

    def _has_figure(self, start: int, end: int) -> bool:
        at = bisect_left(self._figures, start)
        return at < len(self._figures) and self._figures[at] < end

    def is_step(self, moment: Moment) -> bool:
        """Whether the story comes to it, although it goes on about nothing: `đến tháng 10/2015`."""
        if moment.is_day or moment.first is None or moment.kind == "comparison_base":
            return False
        return not (
            self.is_edition(moment)
            or self.is_behind_figure(moment)
            or asides.is_aside(self._source, moment)
            or self.bracket_around(moment) is not None
            or is_future(self._source, moment)
            or self._is_ahead(moment)
            or self._is_unfinished(moment)
        )

    def carries(self, moment: Moment) -> bool:
        """Whether later sentences may go on about a moment."""
        known = self._carried.get(moment.start)
        if known is None:
            known = self._carried[moment.start] = asides.is_state(self._source, moment) or not (
                moment.kind == "comparison_base"
                or asides.is_level_day(self._source, moment)
                or self.is_edition(moment)
                or (moment.first is not None and moment.last is None)
                or asides.is_open(self._source, moment)
                or asides.is_aside(self._source, moment)
                or (moment.precision == "year" and _PART.match(self._source.low, moment.start))
                or (self._is_bound_or_inside(moment) and asides.is_in_law(self._source, moment))
                or (moment.precision == "years" and not self._is_over(moment))
                or period_words.begins_with("school_year").match(self._source.low, moment.start)
                is not None
                or (moment.precision in _LEADING and not self._leads(moment))
                or (not moment.is_day and self._is_ahead(moment))
                or (not moment.is_day and self._is_bound(moment))
                or self.bracket_around(moment) is not None
                or is_future(self._source, moment)
                or self._is_unfinished(moment)
            )
        return known

    def _is_bound_or_inside(self, moment: Moment) -> bool:
        return not self._leads(moment) or self._source.low.startswith("từ ", moment.start)

    def _is_unfinished(self, moment: Moment) -> bool:
        """Whether a part of a year ends long after the article was written: nothing is reported."""
        if (
            self._written is None
            or moment.last is None
            or moment.precision not in asides.PARTS_OF_YEAR
        ):
            return False
        return (moment.last - self._written).days > _SOON_OVER

    def _is_over(self, moment: Moment) -> bool:
        """Whether years in a row are a span that was, not a plan's: `giai đoạn 2016-2020`."""
        if self._source.low.startswith("từ ", moment.start):
            return True
        return bool(self._year and moment.last and moment.last.year <= self._year)

    def _is_bound(self, moment: Moment) -> bool:
        """Whether a period only bounds a span: `đến năm 2020`."""
        left = self._left(moment, _BOUND_WINDOW).rstrip(" (")
        return period_words.stands_at_end("bound", left)

    def _leads(self, moment: Moment) -> bool:
        """Whether it sets the scene: at the head of a clause, or before the sentence's figures."""
        left = self._left(moment, _OPENING_WINDOW)
        if _OPENING.search(left) and not any(c.isdigit() for c in left[-12:]):
            return True
        if moment.precision == "year" and not self._is_reported_year(moment, left):
            return False
        low = self._source.low
        sentence = max(low.rfind("\n", 0, moment.start), low.rfind(". ", 0, moment.start)) + 1
        return not self._has_figure(sentence, moment.start)

    def is_report(self, moment: Moment) -> bool:
        """Whether title or lead report on a period: a year not where it only dates a rank."""
        if moment.is_day or not moment.first or not self.carries(moment):
            return False
        if moment.precision != "year":
            return True
        left = self._left(moment, _DOCUMENT_WINDOW)
        return (
            left.endswith("trong ")
            or _OPENING.search(left) is not None
            or period_words.words("looking_back").search(left) is not None
            or period_words.words("current").search(left) is not None
        )

    def _is_reported_year(self, moment: Moment, left: str) -> bool:
        """Whether a year inside a clause is one that is reported on: the last, and named so."""
        if moment.last is None or moment.last.year < self._latest - 1:
            return False
        return (
            left.endswith("trong ")
            or period_words.words("reports_that").search(left) is not None
            or period_words.words("looking_back").search(left) is not None
            or period_words.words("current").search(left) is not None
        )

    def _is_ahead(self, moment: Moment) -> bool:
        """Whether the words behind a year say that it is to come: `Năm 2021, Việt Nam sẽ …`."""
        low = self._source.low
        stop = low.find(". ", moment.end)
        right = min(moment.end + _AHEAD, len(low) if stop < 0 else stop)
        start = max(low.rfind("\n", 0, moment.start), low.rfind(". ", 0, moment.start)) + 1
        start = max(start, moment.start - _AHEAD)
        return bool(
            period_words.words("request").search(low, start, moment.start)
            or period_words.words("plan").search(low, start, moment.start)
            or is_required(self._source, moment)
            or period_words.words("plan").search(low, moment.end, right)
        )


def _is_short(moment: Moment) -> bool:
    """Whether days in a row are one event's (`trong 2 ngày 10 và 11/3`), no anniversary's."""
    if moment.first is None or moment.last is None:
        return moment.first is moment.last
    return (moment.last - moment.first).days <= _LONGEST_EVENT


def _is_bound(left: str) -> bool:
    """Whether a day is a document's, a birth's or one end of a span."""
    return bool(
        period_words.names_document().search(left)
        or period_words.stands_at_end("bound", left.rstrip())
    )


def _is_of_law(left: str) -> bool:
    """Whether a year is a law's: `Luật Thi hành án hình sự năm 2010`."""
    if not period_words.stands_at_end("law", left, _LAW_REACH):
        return False
    return not period_words.stands_at_end("not_edition", left.rstrip())
