"""The period that a figure is about.

In come the figures of a text and its moments, out come the same figures with the span of their
period's label and its first and last day. What a sentence says of time governs its own figures, by
clause (`clauses`). Else the scene of the paragraph goes on until another is named (`scenes`); else
a figure of the event has the event's day (`event_scope`), a figure of a report the report's
period, and a figure of title or lead the period it has where the text repeats it. What holds at any
time, and what is planned, takes nothing from outside its sentence (`topics`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_days
from flows.extract.figures.times.clauses import Clauses
from flows.extract.figures.times.event_scope import EventScope
from flows.extract.figures.times.scenes import Scenes
from flows.extract.figures.times.topics import Topics

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source
    from flows.extract.figures.times.moments import Moment
    from flows.normalize.date_spans import Reference

_NOW_WORDS = ("hiện", "đến nay", "tới nay", "bây giờ")
_BEFORE_NOW = (".", ". ", "\n", "\n ")
_HAPPENED = re.compile(
    r"^[.:!]? ?(?:[^.\n]{0,80}: ?[“\"]?)?(?:vụ|sự việc|tai nạn)(?:(?!\. )[^\n]){0,60}xảy ra"
    r"(?:(?!\. )[^\n]){0,24}$"
)
_REPORTS = frozenset({"quarter", "half_year", "months", "period", "month", "year", "years"})
_SPANS = frozenset({"years", "period", "months", "quarter", "half_year"})
_NO_REPORT = frozenset({"request", "meeting", "going_on"})
_PARTED = frozenset({"argued", "afterwards"})
_LONG = _SPANS | {"year"}
# How far a scene goes on, in characters: of a day, of a report's span, of a whole year.
_REACH = {"day": 1000, "year": 700, "years": 2500}
_LONGEST_REACH = 1600
_NEXT_SENTENCE = 180
_REACH_OF_ARTICLE = 1200


def set_periods(
    source: Source,
    figures: list[Figure],
    moments: list[Moment],
    lead_end: int,
    written: Reference | None,
) -> None:
    """Set period span, days and basis of every figure, in place.

    Args:
        source: the text and its forms.
        figures: its figures with their sentences set.
        moments: the times that the text names, in order, settled.
        lead_end: where title and lead end.
        written: year and month of the article, where they are known.
    """
    if not moments:
        return
    scenes = Scenes(source, figures, moments, written)
    if not scenes.usable:
        return
    search = _Search(source, scenes, moments, lead_end)
    for figure in figures:
        found = search.period_of(figure)
        if found is None:
            continue
        moment, basis = found
        if moment.first is None:
            moment = period_days.resolved(source, moment, moments)
        if moment.precision == "year" and period_days.is_level(source, moment, figure):
            moment = replace(moment, first=moment.last)
        figure.period_start_char, figure.period_end_char = moment.start, moment.end
        figure.period_start, figure.period_end = moment.first, moment.last
        figure.period_basis = basis
    period_days.repeat(figures, lead_end)


class _Search:
    """The moments of one text, to be asked for figure after figure."""

    def __init__(
        self, source: Source, scenes: Scenes, moments: list[Moment], lead_end: int
    ) -> None:
        self._source, self._scenes, self._topics = source, scenes, Topics(source)
        self._clauses = Clauses(source, scenes, self._topics)
        self._moments = scenes.usable
        self._event = EventScope(source, scenes, moments, self._topics)
        self._report = next(
            (
                moment
                for moment in self._moments
                if moment.end <= lead_end and self._is_reported(moment) and scenes.is_report(moment)
            ),
            None,
        )
        self._now_at = -1  # the last figure of a sentence about now

    def _is_past(self, at: int, line: int) -> bool:
        """Whether the paragraph has told of another time since the report's."""
        report = self._report
        while report is not None and at >= 0 and self._moments[at].start > max(line, report.start):
            moment = self._moments[at]
            if self._scenes.carries(moment) or self._scenes.is_step(moment):
                return (moment.first, moment.last) != (report.first, report.last)
            at -= 1
        return False

    def _is_reported(self, moment: Moment) -> bool:
        return not moment.is_day and moment.precision in _REPORTS and self._scenes.carries(moment)

    def _is_report(self, moment: Moment) -> bool:
        """Whether a whole text may be about a span: what it reports on."""
        return self._is_reported(moment) and self._scenes.is_report(moment)

    def _is_parted(self, figure: Figure, line: int) -> bool:
        """Whether the paragraph has come to another time or to what somebody claims."""
        if self._topics.says_any(figure, _PARTED):
            return True
        return self._is_now_between(line, figure.sentence_start)

    def _is_now_between(self, start: int, end: int) -> bool:
        """Whether a sentence of now begins behind a stop between two places."""
        return any(_opens_between(self._source.low, word, start, end) for word in _NOW_WORDS)

    def period_of(self, figure: Figure) -> tuple[Moment, str] | None:
        """The period of a figure and its basis: sentence, paragraph or article."""
        topics = self._topics
        own = self._clauses.governor_of(figure)
        if own.moment is not None and figure.unit_kind == "percent":
            # `7,5% kế hoạch vốn năm 2025`: as it stood on the day told of, if one is
            state = self._of_state(figure) if asides.is_of_plan(self._source, own.moment) else None
            if state is not None:
                return state
        if own.moment is not None and (own.is_firm or not topics.is_general(figure)):
            return None if topics.is_measure(figure) else (own.moment, "sentence")
        if own.is_closed:
            self._now_at = figure.start
            return None
        if topics.is_planned(figure) or topics.is_general(figure):
            return None
        before = bisect_left(self._scenes.starts, figure.sentence_start) - 1
        line = self._source.text.rfind("\n", 0, figure.start)
        return (
            self._of_next_sentence(figure)
            or self._scene(figure, before, line)
            or self._of_event(figure, line)
            or self._of_report(figure, before, line)
        )

    def _of_state(self, figure: Figure) -> tuple[Moment, str] | None:
        """The day told of last, if what came before was as it stood on that day."""
        at = bisect_left(self._scenes.starts, figure.sentence_start) - 1
        while at >= 0 and figure.start - self._moments[at].end <= _REACH_OF_ARTICLE:
            moment = self._moments[at]
            if self._scenes.carries(moment):
                return (moment, "article") if asides.is_state(self._source, moment) else None
            at -= 1
        return None

    def _of_next_sentence(self, figure: Figure) -> tuple[Moment, str] | None:
        """`… làm 2 người chết. Vụ tai nạn xảy ra hôm 26/1`: the next sentence tells when."""
        at = bisect_left(self._scenes.starts, figure.sentence_end)
        if at >= len(self._moments):
            return None
        moment = self._moments[at]
        is_near = moment.start - figure.sentence_end <= _NEXT_SENTENCE
        if not (is_near and moment.is_day and self._topics.says(figure, "event")):
            return None
        between = self._source.low[figure.sentence_end : moment.start]
        is_told = moment.first and "xảy ra" in between and _HAPPENED.search(between)
        return (moment, "paragraph") if is_told else None

    def _scene(self, figure: Figure, at: int, line: int) -> tuple[Moment, str] | None:
        """The moment that the paragraph told of last, if it goes on as far as the figure."""
        only_day = self._topics.says(figure, "same_day")
        only_span = self._topics.says(figure, "same_span")
        step: Moment | None = None
        while at >= 0 and self._moments[at].start > line:
            moment = self._moments[at]
            if only_span and not moment.is_day and moment.precision in _SPANS:
                return moment, "paragraph"
            if self._scenes.carries(moment) and (moment.is_day or not only_day):
                goes_on = self._goes_on(moment, figure) and not line < moment.end < self._now_at
                is_left = step is not None and (step.first, step.last) != (
                    moment.first,
                    moment.last,
                )
                return (moment, "paragraph") if goes_on and not is_left else None
            if step is None and self._scenes.is_step(moment):
                step = moment
            at -= 1
        return None

    def _goes_on(self, moment: Moment, figure: Figure) -> bool:
        """Whether a scene goes on as far as a figure, and the figure is of its kind."""
        is_near = figure.start - moment.end <= _REACH.get(moment.precision, _LONGEST_REACH)
        if not is_near or self._is_now_between(moment.end, figure.sentence_start):
            return False
        if self._topics.says(figure, "argued"):
            return False
        if moment.is_day:
            return not (self._topics.is_standing(figure) or self._topics.is_average(figure))
        is_later = moment.precision == "month" and self._topics.says(figure, "afterwards")
        if is_later or self._is_no_report(figure):
            return False
        return moment.precision in _LONG or not self._topics.is_average(figure)

    def _is_no_report(self, figure: Figure) -> bool:
        """Whether a sentence asks, tells of a meeting or of what goes on, instead of reporting."""
        return self._topics.says_any(figure, _NO_REPORT)

    def _of_event(self, figure: Figure, line: int) -> tuple[Moment, str] | None:
        """The event's day, for what was seen, done or lost there."""
        if line < self._now_at or not self._event.reaches(figure):
            return None
        has_report = self._report is not None or self._goes_on_reporting(figure)
        day = self._event.day_of(figure, line, has_report=has_report)
        return None if day is None else (day, "article")

    def _goes_on_reporting(self, figure: Figure) -> bool:
        """Whether the time told of last, in whatever paragraph, is a span reported on."""
        at = bisect_left(self._scenes.starts, figure.start) - 1
        while at >= 0 and figure.start - self._moments[at].end <= _REACH_OF_ARTICLE:
            if self._scenes.carries(self._moments[at]):
                return self._is_reported(self._moments[at])
            at -= 1
        return False

    def _of_report(self, figure: Figure, at: int, line: int) -> tuple[Moment, str] | None:
        """The span that title or lead report on, or that the paragraph before told of."""
        if (
            self._is_no_report(figure)
            or self._topics.is_stock(figure)
            or self._is_parted(figure, line)
        ):
            return None
        is_average = self._topics.is_average(figure)
        if self._report is not None and figure.start > self._report.end:
            fits = self._report.precision in _LONG or not is_average
            return (self._report, "article") if fits and not self._is_past(at, line) else None
        while at >= 0 and figure.start - self._moments[at].end <= _REACH_OF_ARTICLE:
            moment = self._moments[at]
            if moment.start < line and self._scenes.carries(moment):
                label = self._source.low[moment.start : moment.end]
                is_named = any(c.isdigit() for c in label)  # `năm nay` alone is too far off
                is_report = self._is_report(moment) or asides.is_state(self._source, moment)
                goes_on = is_named and is_report and moment.end >= self._now_at
                return (moment, "article") if goes_on and not is_average else None
            at -= 1
        return None


def _opens_between(low: str, word: str, start: int, end: int) -> bool:
    """Whether a word opens a sentence, the stop before which stands between two places."""
    last = end + 1 + len(word)  # a stop and a blank may stand before the word
    at = low.find(word, start + 1, last)
    while at >= 0:
        behind = at + len(word)
        follows = low[behind : behind + 1]
        if low.endswith(_BEFORE_NOW, max(0, at - 2), at) and not (
            follows.isalnum() or follows == "_"
        ):
            stop = at - 1 if low[at - 1] != " " else at - 2
            if start <= stop < end:
                return True
        at = low.find(word, behind, last)
    return False
