"""What a change is measured against: `so với cùng kỳ năm 2023`.

In come the figures of a text, out come the same figures with the span of their comparison base and
its dates. A base belongs to the changes before it in its clause or bracket, or, at the head of a
sentence, to all changes of the sentence that have none of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Figure, Source

_SO_VOI = re.compile(r"\bso (?:với )?(?=\S)|\bcùng kỳ\b")
_PERIOD_BASE = re.compile(
    r"(?:mức |con số |số vụ )?(?:"
    r"(?:\d+ tháng (?:đầu|cuối) (?:năm )?(?:\d{4}|trước|ngoái)?)"
    r"|(?:cùng kỳ|cùng thời điểm|cùng giai đoạn|cùng tháng)(?: của)?(?: các)?(?: năm| tháng| quý)?"
    r"(?: học)?(?: ?(?:\d{1,2}/)?\d{4}(?: ?[-–] ?\d{4})?| trước(?: đó)?| ngoái)?"
    r"|(?:năm|tháng|quý|tuần|ngày|phiên|kỳ|vụ|mùa|niên học) (?:trước(?: đó)?|ngoái|\d{4}"
    r"|[ivx\d/]+(?:/\d{4})?)"
    r"|thời gian (?:liền kề|trước)(?: trước đó| đó)?"
    r"|trước(?: đó| đây)?|đầu năm(?: \d{4})?|cuối năm(?: \d{4}| ngoái| trước)?|kế hoạch|\d{4})"
)
_OTHER_BASE = re.compile(
    r"(?:[^,;.()\n\"”]|[.,](?=\d)){2,80}?"
    r"(?=[,;.](?!\d)|[)\n\"”]| \("
    r"| (?:nhưng|trong đó|và tăng|và giảm|gây|làm|là|thì|mà|do|vì|song)\b|$)"
)
# How far `so với` may stand from the change it belongs to, and from its phrase to be part of it.
_LONGEST_REACH = 160
_LONGEST_PHRASE_GAP = 30
_OWN_FIGURE = re.compile(r" ?(?:là |chỉ |đạt |có |tăng |giảm )?\d")
_OPENING = re.compile(r"[\"“ ]*(?:tuy nhiên, |trong đó, |còn |như vậy, )?so (?:với )?")


class Base(NamedTuple):
    """One comparison base: where `so với` begins, and the span of the base itself."""

    at: int
    start: int
    end: int
    is_opening: bool


def bases_of(low: str, start: int, end: int) -> list[Base]:
    """The comparison bases of the sentence `low[start:end]`."""
    bases: list[Base] = []
    for found in _SO_VOI.finditer(low, start, end):
        if bases and found.start() < bases[-1].end:
            continue
        base_start = found.start() if found[0] == "cùng kỳ" else found.end()
        match = _PERIOD_BASE.match(low, base_start, end)
        if match is None and found[0] != "so ":
            match = _OTHER_BASE.match(low, base_start, end)
        if match is None or not match[0].strip():
            continue
        if found[0] == "cùng kỳ" and _OWN_FIGURE.match(low, base_start + len(match[0]), end):
            continue  # "576 vụ (cùng kỳ 1.393 vụ)": no base, but the base's own figure
        base_end = base_start + len(match[0].rstrip())
        opening = bool(_OPENING.fullmatch(low[start : found.end()]))
        bases.append(Base(found.start(), base_start, base_end, opening))
    return bases


def compare(
    source: Source, figures: list[Figure], periods: list[tuple[int, int, date | None, date | None]]
) -> None:
    """Set comparison span and dates of every change, in place.

    Args:
        source: the text and its forms.
        figures: its figures with sentence, direction and period set.
        periods: spans of the text's resolved periods with their first and last day.
    """
    cache: dict[int, list[Base]] = {}
    for figure in figures:
        if figure.direction == "none" and "multiple" not in figure.roles:
            continue
        if figure.comparison_start is not None:
            continue
        sentence = figure.sentence_start
        if sentence not in cache:
            cache[sentence] = bases_of(source.low, sentence, figure.sentence_end)
        base = _base_of(source.low, figure, cache[sentence])
        if base is None:
            continue
        figure.comparison_start, figure.comparison_end = base.start, base.end
        figure.phrase_end = (
            max(figure.phrase_end, base.end)
            if base.at - figure.phrase_end < _LONGEST_PHRASE_GAP and base.at >= figure.phrase_end
            else figure.phrase_end
        )
        _date_base(source.low, figure, periods)


def _base_of(low: str, figure: Figure, bases: list[Base]) -> Base | None:
    for base in bases:
        if base.is_opening or base.at < figure.end:
            continue
        between = low[figure.end : base.at]
        # a semicolon parts two matters, except inside one bracket
        if ";" in between and ("(" in between or ")" in between or not _in_bracket(low, figure)):
            return None
        if len(between) > _LONGEST_REACH:
            return None
        return base
    for base in bases:
        if base.is_opening and base.end <= figure.start:
            return base
    return None


def _in_bracket(low: str, figure: Figure) -> bool:
    head = low[figure.sentence_start : figure.start]
    return head.count("(") > head.count(")")


def _date_base(
    low: str, figure: Figure, periods: list[tuple[int, int, date | None, date | None]]
) -> None:
    """Dates of the base: the figure's own period a year back, else what the dates step found."""
    start, end = figure.comparison_start or 0, figure.comparison_end or 0
    surface = low[start:end]
    is_year_back = surface.startswith("cùng kỳ") or surface in {"năm trước", "năm ngoái"}
    if is_year_back and figure.period_start and figure.period_end:
        figure.comparison_start_date = _year_back(figure.period_start)
        figure.comparison_end_date = _year_back(figure.period_end)
        return
    for period_start, period_end, first, last in periods:
        if period_start < end and start < period_end and first:
            figure.comparison_start_date, figure.comparison_end_date = first, last
            return


def _year_back(day: date) -> date:
    """The same day a year earlier; 29 February becomes 28."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
