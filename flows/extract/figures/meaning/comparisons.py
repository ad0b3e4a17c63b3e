"""What a change is measured against: `so với cùng kỳ năm 2023`.

In come the figures of a text, out come the same figures with the span of their comparison base and
its dates. A base belongs to the changes before it in its clause or bracket, or, at the head of a
sentence, to all changes of the sentence that have none of their own. A time compared with goes on
over the list that it opens: `tăng so với cùng kỳ, trong đó 10 tỉnh tăng trên 15%`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from flows.extract.figures.meaning.changes import merging
from flows.extract.figures.meaning.comparison_days import days_of_base

if TYPE_CHECKING:
    from datetime import date

    from flows.extract.figures.model import Figure, Source

_SO_VOI = re.compile(r"\bso (?:với )?(?=\S)|\bcùng kỳ\b")
_PERIOD_BASE = re.compile(
    r"(?:mức |con số |số vụ )?(?:"
    r"(?:\d+ tháng (?:đầu|cuối) (?:năm )?(?:\d{4}|trước|ngoái)?)"
    r"|(?:(?:\d+ )?tháng )?(?:cùng kỳ|cùng thời điểm|cùng giai đoạn|cùng tháng)(?: của)?"
    r"(?: các)?(?: năm| tháng| quý)?"
    r"(?: học)?(?: ?(?:\d{1,2}/)?\d{4}(?: ?[-–] ?\d{4})?| trước(?: đó)?| ngoái)?"
    r"|(?:năm|tháng|quý|tuần|ngày|phiên|kỳ|vụ|mùa|niên học) (?:trước(?: đó)?|ngoái|\d{4}"
    r"|(?:[ivx]+|\d[\d/.\-]*\d|\d)(?:/\d{4}| năm \d{4})?(?!\w))"
    r"|thời gian (?:liền kề|trước)(?: trước đó| đó)?"
    r"|trước(?: đó| đây)?|đầu năm(?: \d{4})?|cuối năm(?: \d{4}| ngoái| trước)?|kế hoạch|\d{4})"
)
_OTHER_BASE = re.compile(
    r"(?:[^,;.()\n\"”]|[.,](?=\d)){2,80}?"
    r"(?=[,;.](?!\d)|[)\n\"”]| \(|(?<!\d) [-–] "
    r"| (?:nhưng|trong đó|và tăng|và giảm|và dự kiến|và sẽ|bởi|nhờ|khiến|gây|làm|là|thì|mà|do|vì"
    r"|song)\b|$)"
)
# How far `so với` may stand from the change it belongs to, and from its phrase to be part of it.
_LONGEST_REACH = 160
_LONGEST_PHRASE_GAP = 30
_LONGEST_LIST = 240
_SHARE_OF = re.compile(r" so (?:với )?| cùng kỳ")
_ANOTHER_MATTER = re.compile(
    r"(?<!\w)(?:nhưng|tuy nhiên|song|trong khi|ngược lại|mức tăng|mức giảm|nếu|sẽ|dự kiến|dự báo"
    r"|mục tiêu|kế hoạch|(?:do|vì)(?! tngt| tai nạn)|khiến|nhờ|góp phần|hơn|so|cùng kỳ|bình quân"
    r"|mỗi)(?!\w)"
)
_LIST_OF_CHANGES = re.compile(r";[^;]*(?<!\w)(?:tăng|giảm) [^;]{1,40}$")
_LONGEST_LEAD = 30
_LEVEL_IN_BRACKET = re.compile(
    r" ?\((?:(?:với|là|chỉ|có|khoảng|gần|hơn|trên|ở mức|mức|con số) ){0,3}"
)
_BRACKET_BEHIND = re.compile(r"[^,;.()\n]{0,30}\(")
# `Cụ thể, số vụ giảm 636 vụ`: a sentence that says in figures what the one before it said
_IN_DETAIL = re.compile(r"[\"“ ]*(?:cụ thể|trong đó|theo đó)(?: là)?[,:]? ")
_TIME_BEHIND = re.compile(r"[^,;.()\n]{0,40}")
_OWN_FIGURE = re.compile(r" ?(?:là |chỉ |đạt |có )?\d")
_OWN_CHANGE = re.compile(r" ?(?:tăng |giảm )\d")
_OPENING = re.compile(r"[\"“ ]*(?:tuy nhiên, |trong đó, |còn |như vậy, )?so (?:với )?")


class Base(NamedTuple):
    """One comparison base: where `so với` begins, and the span of the base itself."""

    at: int
    start: int
    end: int
    is_opening: bool
    is_time: bool
    has_figure: bool  # `cùng kỳ 1.393 vụ`


def bases_of(low: str, start: int, end: int) -> list[Base]:
    """The comparison bases of the sentence `low[start:end]`."""
    bases: list[Base] = []
    for found in _SO_VOI.finditer(low, start, end):
        if bases and found.start() < bases[-1].end:
            continue
        base_start = found.start() if found[0] == "cùng kỳ" else found.end()
        match = _PERIOD_BASE.match(low, base_start, end)
        is_time = match is not None
        if match is None and found[0] != "so ":
            match = _OTHER_BASE.match(low, base_start, end)
        if match is None or not match[0].strip():
            continue
        if found[0] == "cùng kỳ" and _OWN_CHANGE.match(low, base_start + len(match[0]), end):
            continue  # `tăng 5,29% (cùng kỳ tăng 4,58%)`: no base, but a change of its own
        base_end = base_start + len(match[0].rstrip())
        has_figure = (
            found[0] == "cùng kỳ"
            and _OWN_FIGURE.match(low, base_start + len(match[0]), end) is not None
        )
        opening = bool(_OPENING.fullmatch(low[start : found.end()]))
        bases.append(Base(found.start(), base_start, base_end, opening, is_time, has_figure))
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
        if figure.comparison_start is not None:
            # `cao hơn năm ngoái 4 điểm`, `gấp 3 lần năm 2015`: read with the verb
            _set_days(source.low, figure, periods)
            continue
        is_change = figure.direction != "none" or "multiple" in figure.roles
        # `đạt 99% so với kế hoạch`: a share of the base itself
        is_share = figure.unit_kind == "percent" and _SHARE_OF.match(source.low, figure.end)
        if not (is_change or is_share or figure.ratio_kind == "this_last_year"):
            continue
        sentence = figure.sentence_start
        if sentence not in cache:
            cache[sentence] = bases_of(source.low, sentence, figure.sentence_end)
        bases = cache[sentence]
        base = _base_of(source.low, figure, bases)
        if base is None and is_change:
            known = bases or _bases_before(source.low, sentence)
            base = _base_going_on(source.low, figure, known, periods)
            base = base or _before_merging(source.low, figure)
        if base is None:
            continue
        figure.comparison_start, figure.comparison_end = base.start, base.end
        figure.phrase_end = (
            max(figure.phrase_end, base.end)
            if base.at - figure.phrase_end < _LONGEST_PHRASE_GAP and base.at >= figure.phrase_end
            else figure.phrase_end
        )
        _set_days(source.low, figure, periods)
    _date_levels(source.low, figures)


def _date_levels(low: str, figures: list[Figure]) -> None:
    """`tăng 25 vụ so với năm 2014 (63 vụ)`: the level in the bracket is that of the base."""
    base: Figure | None = None
    for figure in figures:
        if base is not None and _is_level_of(low, figure, base):
            figure.period_start_char, figure.period_end_char = (
                base.comparison_start,
                base.comparison_end,
            )
            figure.period_start = base.comparison_start_date
            figure.period_end = base.comparison_end_date
            figure.period_basis = "sentence"
        elif figure.comparison_start_date is not None:
            base = figure


def _is_level_of(low: str, figure: Figure, base: Figure) -> bool:
    end = base.comparison_end or 0
    if figure.sentence_start != base.sentence_start or not end < figure.start < end + _LONGEST_LEAD:
        return False
    if figure.direction != "none" or figure.unit_kind == "percent" or "rate" in figure.roles:
        return False
    return _LEVEL_IN_BRACKET.fullmatch(low, end, figure.start) is not None


def _set_days(
    low: str, figure: Figure, periods: list[tuple[int, int, date | None, date | None]]
) -> None:
    days = days_of_base(low, figure, periods)
    figure.comparison_start_date, figure.comparison_end_date = days


def _base_of(low: str, figure: Figure, bases: list[Base]) -> Base | None:
    for base in bases:
        if base.is_opening or base.at < figure.end:
            continue
        between = low[figure.end : base.at]
        if base.has_figure and not _BRACKET_BEHIND.fullmatch(between):
            continue  # only of the level right before its bracket: `còn 576 vụ (cùng kỳ 1.393 vụ)`
        if ";" in between and _is_parted(low, figure, between):
            return None
        is_next_clause = not base.is_time and between.count(", ") > 1
        if len(between) > _LONGEST_REACH or is_next_clause:
            return None
        return base
    for base in bases:
        if base.is_opening and base.end <= figure.start and not base.has_figure:
            return base
    return None


def _bases_before(low: str, sentence: int) -> list[Base]:
    """The bases of the sentence before one that goes into its details."""
    if not _IN_DETAIL.match(low, sentence):
        return []
    line = low.rfind("\n", 0, sentence) + 1
    start = low.rfind(". ", line, max(line, sentence - 2)) + 1
    return bases_of(low, max(line, start), sentence)


def _before_merging(low: str, figure: Figure) -> Base | None:
    """`Trước khi sắp xếp có 155 xã, nay còn 58, giảm 97`: fewer than before."""
    if low.find("trước ", figure.sentence_start, figure.start) < 0:
        return None
    found = merging().search(low, figure.sentence_start, figure.start)
    if found is None or figure.direction == "increase":
        return None
    return Base(found.start(), found.start(), found.end(), True, False, False)


def _base_going_on(
    low: str,
    figure: Figure,
    bases: list[Base],
    periods: list[tuple[int, int, date | None, date | None]],
) -> Base | None:
    """The time compared with before, where nothing since has named another one.

    `tăng 15% so với năm 2016; vốn huy động tăng 17%`. What is expected, or told as a cause or a
    contrast, is measured on its own.
    """
    before = [
        base
        for base in bases
        if base.is_time
        and base.end <= figure.start
        and not base.has_figure
        and not low.startswith("kế hoạch", base.start)
    ]
    if not before:
        return None
    base = before[-1]
    between = low[base.end : figure.start]
    if len(between) > _LONGEST_LIST or _ANOTHER_MATTER.search(between):
        return None
    behind = _TIME_BEHIND.match(low, figure.end)
    stop = behind.end() if behind else figure.end
    is_other_time = any(base.end <= start < stop for start, *_ in periods)
    return None if is_other_time else base


def _is_parted(low: str, figure: Figure, between: str) -> bool:
    """Whether a semicolon parts two matters: not in a bracket, nor in a list of like changes."""
    head = low[figure.sentence_start : figure.start]
    if head.count("(") > head.count(")"):
        return "(" in between or ")" in between
    if _ANOTHER_MATTER.search(between) or not _LIST_OF_CHANGES.search(between):
        return True
    return figure.unit is None or not between.rstrip().endswith(figure.unit.lower())
