"""Which moment of its own sentence governs a figure.

In come the scenes and topics of a text, out comes the moment of one figure's sentence that the
figure is about. The moment named last before a figure governs it, unless another follows it
directly (`8,9 triệu thùng trong năm 2016`); a bracket with figures keeps its moments to itself; a
word of now between moment and figure (`tỷ lệ hiện nay là 76%`) ends what the moment began.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.figures.times import asides, period_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source
    from flows.extract.figures.times.moments import Moment
    from flows.extract.figures.times.scenes import Scenes
    from flows.extract.figures.times.topics import Topics

_PARTED = re.compile(r"[,;:.](?!\d)| và | còn ")
_PARTED_BEHIND = re.compile(r"[,;:.()]|\d| và | thì |so với|so | hơn ")
_OF_ANOTHER = re.compile(r"so với|;|gấp |(?:tăng|giảm|lên|xuống) từ |(?<!\w)từ mức ")
_BROKEN = re.compile(r"[,:.()](?!\d)")
# `923 triệu CAD (700 triệu USD) trong tháng 12/2016`, from either of the two figures
_CONVERTED = re.compile(r"^[^()]{0,12}\) | ?\([^()]{2,40}\)")
_CAPTION = re.compile(r"\(ảnh|ảnh:|trước đó, $")
_LEADS_ON = re.compile(r"[, ]*(?:là|đạt|có|với|chỉ|ước)?(?: \w+){0,4} ?\d")
_FROM_TO = re.compile(r" (?:xuống|lên)(?: còn| tới| đến| mức)? ")
_FROM_LEVEL = re.compile(r"(?<!\w)từ (?:mức )?\d")
_LONGEST_BEHIND = 70
_LONGEST_LATE = 120
_LONG = frozenset({"years", "period"})
_BRACKET_SENTENCE = re.compile(r"\.? {0,2}\([^().\n]{4,70}\)")


@dataclass(slots=True)
class Governor:
    """The moment that governs a figure; `is_closed` where the sentence is about now instead.

    A moment is firm if it governs even what else holds at any time, such as a size or a price.
    """

    moment: Moment | None
    is_closed: bool = False
    is_firm: bool = True


NOTHING, CLOSED = Governor(None), Governor(None, is_closed=True)


class Clauses:
    """The sentences of one text, to be asked for figure after figure."""

    def __init__(self, source: Source, scenes: Scenes, topics: Topics) -> None:
        self._source, self._scenes, self._topics = source, scenes, topics

    def governor_of(self, figure: Figure) -> Governor:
        """What governs a figure in its own sentence."""
        starts = self._scenes.starts
        first = bisect_left(starts, figure.sentence_start)
        last = bisect_left(starts, figure.sentence_end, lo=first)
        now = self._topics.now_before(figure)
        if first == last:
            return CLOSED if now >= 0 else self._bracket_behind(figure, first)
        inside = self._scenes.usable[first:last]
        bracket = self._bracket_of(figure)
        lead = self._lead(figure, inside, bracket)
        behind = next(
            (m for m in inside if m.start >= figure.end and m.kind != "comparison_base"), None
        )
        if behind and self._source.form[behind.start].isupper():
            behind = None  # another sentence begins, although no full stop ends this one
        if behind and "multiple" in figure.roles and not self._is_within(behind):
            behind = None  # `gấp đôi số cây năm 2016`: what it is compared with
        if behind and self._takes(figure, behind, lead, now):
            return self._governor(behind)
        if lead is None:
            return CLOSED if now >= 0 else self._late(figure, behind, bracket)
        is_over = (
            now > lead.end
            or (
                (behind is None or not self._is_tight(figure, behind, has_lead=True))
                and self._is_of_first_level(figure, lead)
            )
            or (not lead.is_day and self._topics.says_between(figure, "going_on", lead.end))
        )
        is_edition = self._scenes.is_edition(lead)
        return CLOSED if is_over else self._governor(lead, is_firm=not is_edition)

    def _is_within(self, moment: Moment) -> bool:
        """`tăng gấp đôi trong năm 2016`: while it grew."""
        return self._source.low.endswith("trong ", 0, moment.start)

    def _governor(self, moment: Moment, *, is_firm: bool = True) -> Governor:
        """A moment as governor; one that only opens a span leaves the figure without period."""
        is_open = asides.is_open(self._source, moment)
        return CLOSED if is_open else Governor(moment, is_firm=is_firm)

    def _takes(self, figure: Figure, behind: Moment, lead: Moment | None, now: int) -> bool:
        """Whether the moment behind a figure wins over the one before it, if any."""
        if lead is not None and self._is_of_next_part(figure, lead, behind):
            return True
        if not self._is_tight(figure, behind, has_lead=lead is not None):
            return False
        return lead is None or self._parts(figure, lead, now)

    def _bracket_behind(self, figure: Figure, at: int) -> Governor:
        """`Tang vật thu của 5 người. (Vụ án được phá năm 2024)`: the bracket is a sentence."""
        if at >= len(self._scenes.usable):
            return NOTHING
        moment = self._scenes.usable[at]
        bracket = _BRACKET_SENTENCE.match(self._source.low, figure.sentence_end)
        if bracket is None or not bracket.start() < moment.start < bracket.end():
            return NOTHING
        return Governor(moment, is_firm=False)

    def _lead(
        self, figure: Figure, inside: list[Moment], bracket: tuple[int, int]
    ) -> Moment | None:
        """The moment named last before a figure; an edition only where nothing else is named."""
        lead: Moment | None = None
        for moment in inside:
            if moment.end > figure.start:
                break
            if not self._reaches(moment, bracket):
                continue
            if lead is None or not self._scenes.is_edition(moment) or self._scenes.is_edition(lead):
                lead = moment
        return lead

    def _is_tight(self, figure: Figure, behind: Moment, *, has_lead: bool) -> bool:
        """Whether a moment follows a figure directly, with nothing but its noun between."""
        end = max(figure.unit_end, figure.end)
        if behind.start - end > _LONGEST_BEHIND or (has_lead and self._scenes.is_edition(behind)):
            return False
        start = behind.start
        if self._source.low[start - 1] == "(" and self._scenes.bracket_around(behind) is None:
            start -= 1  # `85 triệu USD (2015)`
        low = self._source.low
        if _PARTED_BEHIND.search(_CONVERTED.sub("", low[end:start])):
            return False
        # `tham dự hội nghị sơ kết 6 tháng đầu năm`: the span is the meeting's, not the figure's
        return not (has_lead and period_words.words("named").search(low, end, start))

    def _is_of_next_part(self, figure: Figure, lead: Moment, behind: Moment) -> bool:
        """`vụ A tháng 12/2009 …; vụ B làm 5 người chết, 7 người bị thương năm 2011`."""
        low = self._source.low
        return (
            ";" in low[lead.end : figure.start]
            and ";" not in low[figure.end : behind.start]
            and not _BROKEN.search(low, figure.end, behind.start)
            and not self._scenes.is_edition(behind)
            and not _OF_ANOTHER.search(low, figure.end, behind.start)
        )

    def _parts(self, figure: Figure, lead: Moment, now: int) -> bool:
        """Whether the moment before a figure gives way to the one right behind it."""
        return (
            now > lead.end
            or ";" in self._source.low[lead.end : figure.start]
            or period_words.words("reports_that").search(self._source.low, lead.end, figure.start)
            is not None
            or _PARTED.search(self._source.low, lead.end, figure.start) is not None
            or self._scenes.is_behind_figure(lead)
        )

    def _is_of_first_level(self, figure: Figure, lead: Moment) -> bool:
        """`từ hơn 4 ngàn tỷ năm 2014 xuống còn 2,6 ngàn tỷ`: the year is the first level's."""
        found = _FROM_TO.search(self._source.low, lead.end, figure.start)
        if found is None or not self._scenes.is_behind_figure(lead):
            return False
        # `giảm 60% trong năm 2016, từ 34 xuống còn 13`: both levels stand behind the year
        return _FROM_LEVEL.search(self._source.low, lead.end, found.start()) is None

    def _late(self, figure: Figure, behind: Moment | None, bracket: tuple[int, int]) -> Governor:
        """The first moment behind a figure that nothing before it governs."""
        if behind is None or self._scenes.is_edition(behind) or not self._reaches(behind, bracket):
            return NOTHING
        if asides.is_open(self._source, behind):
            return CLOSED
        return Governor(behind, is_firm=False) if self._is_told_later(figure, behind) else NOTHING

    def _is_told_later(self, figure: Figure, behind: Moment) -> bool:
        """Whether nothing between a figure and a moment behind it gives the moment to another."""
        low, end = self._source.low, max(figure.unit_end, figure.end)
        between = low[end : behind.start]
        if len(between) > _LONGEST_LATE or _OF_ANOTHER.search(between) or _CAPTION.search(between):
            return False
        if asides.is_origin(between) or " sẽ " in low[end : behind.end + 4]:
            return False
        if self._topics.is_average(figure) and behind.precision not in _LONG:
            return False
        if not behind.is_day and self._topics.says_between(
            figure, "going_on", figure.sentence_start
        ):
            return False
        # `.. thêm 5 xe và thu 3 tỷ, năm 2016 là 7 tỷ`: it is of the figure that follows it
        return not (_PARTED_BEHIND.search(between) and _LEADS_ON.match(low, behind.end))

    def _bracket_of(self, figure: Figure) -> tuple[int, int]:
        """The open bracket that a figure stands in; (-1, -1) where in none."""
        low = self._source.low
        opening = low.rfind("(", figure.sentence_start, figure.start)
        if opening < 0 or low.find(")", opening, figure.start) >= 0:
            return -1, -1
        closing = low.find(")", figure.end, figure.sentence_end)
        return opening, closing if closing >= 0 else figure.sentence_end

    def _reaches(self, moment: Moment, bracket: tuple[int, int]) -> bool:
        """Whether no bracket parts a moment from a figure."""
        around = self._scenes.bracket_around(moment)
        return around is None or around[0] == bracket[0]
