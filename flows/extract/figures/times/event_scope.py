"""Which figures of a text are of its event's day.

In come the moments of one text and its figures one after another, out comes whether a figure tells
what was seen, done or lost at the event. Its own words may say so; else a text that names no other
time is all about its event, and a paragraph that told of the event goes on with it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source
    from flows.extract.figures.times.moments import Moment
    from flows.extract.figures.times.scenes import Scenes
    from flows.extract.figures.times.topics import Topics

_DOCUMENT_WINDOW = 48
_REACH_OF_EVENT = 4000
_REACH_OF_SCENE = 2500


class EventScope:
    """The event of one text, to be asked for figure after figure, in order."""

    def __init__(
        self, source: Source, scenes: Scenes, moments: list[Moment], topics: Topics
    ) -> None:
        self._source, self._scenes, self._topics = source, scenes, topics
        event = next((m for m in scenes.usable if m.kind == "event" and m.first), None)
        self._event = None if event and asides.is_aside(source, event) else event
        self._moments = moments
        self._line = -2  # the paragraph in which a figure of the event was met last
        self._met_at = -1  # and where it was

    @cached_property
    def _times(self) -> list[int]:
        """Where the text tells of times; most texts have no figure that asks for them."""
        return [moment.start for moment in self._moments if self._is_time(moment)]

    def _is_time(self, moment: Moment) -> bool:
        """Whether a moment is a time told of: no birth, document, anniversary or name."""
        if moment.kind == "other" and (moment.precision != "day" or moment.first != moment.last):
            return False
        if moment.kind == "other":
            left = self._source.low[max(0, moment.start - _DOCUMENT_WINDOW) : moment.start]
            return not period_words.stands_at_end("law", left, _DOCUMENT_WINDOW)
        return not self._scenes.is_edition(moment)

    def reaches(self, figure: Figure) -> bool:
        """Whether a figure is near enough behind the event, and of a kind that events have."""
        event = self._event
        if event is None or not self._is_of_event_kind(figure):
            return False
        if not 0 < figure.start - event.end <= _REACH_OF_EVENT:
            return False
        return not (self._topics.is_average(figure) or self._topics.says(figure, "argued"))

    def day_of(self, figure: Figure, line: int, *, has_report: bool) -> Moment | None:
        """The event's moment, if it holds a figure that it reaches.

        Args:
            figure: the figure.
            line: where its paragraph begins.
            has_report: the text reports on a span there too: only what happened at the meeting
                itself is of its day.
        """
        event = self._event
        if event is None:
            return None
        goes_on = not has_report and (
            self._is_beside(figure, line) or self._is_all_there_is(event, figure)
        )
        topic = "ceremony" if has_report else "event"
        if not goes_on and not self._topics.says(figure, topic):
            return None
        self._line, self._met_at = line, figure.start
        return event

    def _is_beside(self, figure: Figure, line: int) -> bool:
        """Whether the paragraph told of the event last, and of no other time since."""
        if line != self._line:
            return False
        return bisect_left(self._times, figure.start) == bisect_left(self._times, self._met_at)

    def _is_of_event_kind(self, figure: Figure) -> bool:
        """Whether events are told in such figures: no rates, and a length only if it was run."""
        if figure.unit_kind in {"count", "money"}:
            return True
        return figure.unit_kind == "other" and self._topics.is_of_event(figure)

    def _is_all_there_is(self, event: Moment, figure: Figure) -> bool:
        """Whether the text names no time but the event's day as far as a figure."""
        if not event.end <= figure.start <= event.end + _REACH_OF_SCENE:
            return False
        if self._topics.is_standing(figure):
            return False
        at = bisect_left(self._times, figure.start) - 1
        return at < 0 or self._times[at] <= event.start
