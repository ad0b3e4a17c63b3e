"""What the words of a sentence say of time: now, a plan, an event, a size that always holds.

In comes a text, out come answers about one figure's sentence at a time. A sentence is read once, in
one pass over all the words of `period_words.csv` that matter here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from flows.extract.figures import period_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_BEFORE, _BEHIND = 70, 17  # characters around a number that say whether it holds at any time
_A_RATE = re.compile(
    r" ?/ ?(?:năm|tháng|ngày|người|phút|giây|giờ|km|kg|tuần|m2|lượt|hộ|suất|căn|lít|tấn|ha)"
)


class Topics:
    """The sentences of one text, to be asked for figure after figure."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._roles: dict[int, list[tuple[int, int, frozenset[str]]]] = {}
        self._now: dict[int, list[int]] = {}

    def _words(self, figure: Figure) -> list[tuple[int, int, frozenset[str]]]:
        """Spans and roles of the words of time in a figure's sentence."""
        start = figure.sentence_start
        found = self._roles.get(start)
        if found is None:
            roles = period_words.topics()
            found = self._roles[start] = [
                (match.start(), match.end(), roles[match[0]])
                for match in period_words.topic().finditer(
                    self._source.low, start, figure.sentence_end
                )
            ]
        return found

    def says(self, figure: Figure, role: str) -> bool:
        """Whether a figure's sentence has a word of a role."""
        return any(role in roles for _, _, roles in self._words(figure))

    def _says_beside(self, figure: Figure, role: str, behind: int = _BEHIND) -> bool:
        left, right = figure.start - _BEFORE, figure.unit_end + behind
        return any(
            role in roles and left <= start and end <= right
            for start, end, roles in self._words(figure)
        )

    def now_ends(self, figure: Figure) -> list[int]:
        """Where the words of now end in a figure's sentence."""
        start = figure.sentence_start
        found = self._now.get(start)
        if found is None:
            found = self._now[start] = [
                match.end()
                for match in period_words.now().finditer(
                    self._source.low, start, figure.sentence_end
                )
            ]
        return found

    def now_before(self, figure: Figure) -> int:
        """Where the last word of now before a figure ends; -1 where none stands."""
        ends = self.now_ends(figure)
        at = bisect_left(ends, figure.start + 1) - 1
        return ends[at] if at >= 0 else -1

    def is_planned(self, figure: Figure) -> bool:
        """Whether a sentence is about a plan or about now."""
        return self.says(figure, "plan") or bool(self.now_ends(figure))

    def is_average(self, figure: Figure) -> bool:
        """Whether a figure is so much a year or day, which only a longer span has."""
        return self._says_beside(figure, "average")

    def is_general(self, figure: Figure) -> bool:
        """Whether a figure holds at any time: a size, a price, a rule, so much a year."""
        if figure.unit in period_words.general_units() and not self._says_beside(
            figure, "event", -1
        ):
            return True
        if _A_RATE.match(self._source.low, max(figure.unit_end, figure.end)):
            return True
        return self._says_beside(figure, "general")
