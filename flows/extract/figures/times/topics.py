"""What the words of a sentence say of time: now, a plan, an event, a size that always holds.

In comes a text, out come answers about one figure's sentence at a time. A sentence is read once,
and its words are looked up, so that the cost does not grow with the vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from flows.extract.figures.times import period_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_BEFORE, _BEHIND = 70, 17  # characters around a number that say whether it holds at any time
_A_RATE = re.compile(
    r" ?/ ?(?:(năm|tháng|ngày|phút|giây|giờ|tuần)|người|km|kg|m2|m3|lượt|hộ|suất|căn|lít|tấn|ha"
    r"|thùng|chiếc|xe|cây|con|lượng|chỉ|cổ phiếu|vé)"
)
_WORD = re.compile(r"\w+")
_NOW = frozenset({"now", "now_opening", "now_word"})
_CHANGING = ("tăng", "giảm")
_MEASURE_WINDOW = 6
_LONGEST_BEFORE, _LONGEST_AFTER = 8, 12


def _is_whole(low: str, start: int, end: int) -> bool:
    """Whether a span neither begins nor ends inside a word."""
    return not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum())


class Topic(NamedTuple):
    """One phrase in a sentence: its span, and what it says."""

    start: int
    end: int
    roles: frozenset[str]


class Sentence(NamedTuple):
    """One sentence: its phrases in order, where those of now end, and the roles of the others."""

    topics: list[Topic]
    now_ends: list[int]
    roles: frozenset[str]


class Topics:
    """The sentences of one text, to be asked for figure after figure."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read: dict[int, Sentence] = {}
        # figures come in order: nearly always it is the sentence asked for last
        self._last_start = -1
        self._last = Sentence([], [], frozenset())

    def _sentence(self, figure: Figure) -> Sentence:
        """What a figure's sentence says of time; read once a sentence."""
        start = figure.sentence_start
        if start != self._last_start:
            known = self._read.get(start)
            if known is None:
                known = self._read[start] = self._read_sentence(start, figure.sentence_end)
            self._last_start, self._last = start, known
        return self._last

    def _read_sentence(self, start: int, end: int) -> Sentence:
        topics: list[Topic] = []
        now_ends: list[int] = []
        roles: set[str] = set()
        for topic in self._phrases(start, end):
            if topic.roles.isdisjoint(_NOW):
                topics.append(topic)
                roles |= topic.roles
            elif self._is_now(topic, start):
                now_ends.append(topic.end)
        return Sentence(topics, now_ends, frozenset(roles))

    def _phrases(self, start: int, end: int) -> list[Topic]:
        """The phrases between two places in order, the longest where they overlap."""
        low, phrases = self._source.low, period_words.topics()
        found: list[Topic] = []
        position = start
        # the blank before lets the search jump from word to word
        for opening in period_words.opening().finditer(f" {low[start:end]}"):
            word = opening["word"]
            at = start + opening.start("word") - 1
            if at < position:
                continue  # a word of the phrase before
            for surface, roles in phrases[word]:
                stop = at + len(surface)
                if stop <= end and low.startswith(surface, at) and _is_whole(low, at, stop):
                    if roles:
                        found.append(Topic(at, stop, roles))
                    position = stop
                    break
        return found

    def _is_now(self, topic: Topic, start: int) -> bool:
        """Whether a word of now is one here: `hiện`, but not `thực hiện`, `so với hiện nay`."""
        low = self._source.low
        if "now_opening" in topic.roles:
            return topic.start == start or low[topic.start - 2 : topic.start] in {", ", "; "}
        before, after = period_words.now_parts()
        if low.endswith(before, max(0, topic.start - _LONGEST_BEFORE), topic.start):
            return False
        if "now_word" not in topic.roles:
            return True
        following = _WORD.search(low, topic.end, topic.end + _LONGEST_AFTER)
        return following is None or following[0] not in after

    def says(self, figure: Figure, role: str) -> bool:
        """Whether a figure's sentence has a word of a role."""
        return role in self._sentence(figure).roles

    def says_any(self, figure: Figure, roles: frozenset[str]) -> bool:
        """Whether a figure's sentence has a word of one of the roles."""
        return not roles.isdisjoint(self._sentence(figure).roles)

    def _says_beside(self, figure: Figure, role: str, behind: int = _BEHIND) -> bool:
        sentence = self._sentence(figure)
        if role not in sentence.roles:
            return False
        left, right = figure.start - _BEFORE, figure.unit_end + behind
        return any(
            role in topic.roles and left <= topic.start and topic.end <= right
            for topic in sentence.topics
        )

    def now_ends(self, figure: Figure) -> list[int]:
        """Where the words of now end in a figure's sentence."""
        return self._sentence(figure).now_ends

    def now_before(self, figure: Figure) -> int:
        """Where the last word of now before a figure ends; -1 where none stands."""
        ends = self.now_ends(figure)
        at = bisect_left(ends, figure.start + 1) - 1
        if at < 0 or ";" in self._source.low[ends[at] : figure.start]:
            return -1
        return ends[at]

    def is_planned(self, figure: Figure) -> bool:
        """Whether a sentence is about a plan or, in a part of it, about now."""
        low = self._source.low
        if any(";" not in low[end : figure.start] for end in self.now_ends(figure)):
            return True
        return self.says(figure, "plan")

    def says_between(self, figure: Figure, role: str, start: int) -> bool:
        """Whether a word of a role stands between a place and a figure, in the figure's part."""
        sentence, low = self._sentence(figure), self._source.low
        return role in sentence.roles and any(
            role in topic.roles
            and start <= topic.start < figure.start
            and ";" not in low[topic.end : figure.start]
            for topic in sentence.topics
        )

    def is_average(self, figure: Figure) -> bool:
        """Whether a figure is so much a year or day, which only a longer span has."""
        return self._says_beside(figure, "average")

    def is_of_event(self, figure: Figure) -> bool:
        """Whether the words before a figure say what happened at an event."""
        return self._says_beside(figure, "event", -1)

    def is_measure(self, figure: Figure) -> bool:
        """Whether a figure is how long or heavy a thing is: `dài 3,8 km`, `nặng hơn 6 kg`."""
        if figure.unit in period_words.fixed_units():
            return True
        start = figure.phrase_start
        words = self._source.low[max(0, start - _MEASURE_WINDOW) : start].split()
        return bool(words) and words[-1] in period_words.measures()

    def is_general(self, figure: Figure) -> bool:
        """Whether a figure holds at any time: a size, a price, a rule, so much a year."""
        if figure.unit in period_words.general_units() and not self.is_of_event(figure):
            # `diện tích giảm 4.142 ha` in the half year, but `cao hơn 3.000 mét` for ever
            return not self._source.low.startswith(_CHANGING, figure.phrase_start)
        if self.is_measure(figure):
            return True
        rate = _A_RATE.match(self._source.low, max(figure.unit_end, figure.end))
        if rate and (figure.direction == "none" or rate[1]):
            return True
        return self._says_beside(figure, "general")

    def is_standing(self, figure: Figure) -> bool:
        """Whether it counts provinces or the like, whose number no event changes."""
        unit = (figure.unit or "").partition(",")[0].lower()
        return unit in period_words.standing_units()

    def is_stock(self, figure: Figure) -> bool:
        """Whether so many live or serve somewhere, or one place has times as many as another."""
        if "multiple" in figure.roles:
            return True
        unit = (figure.unit or "").lower()
        return unit in period_words.stock_units() and not self.is_of_event(figure)
