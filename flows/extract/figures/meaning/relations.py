"""How the figures of one sentence hang together.

In come the figures of a text in order, out come the same figures with their group, the direction
and unit they borrow from a neighbour, the meaning of their ratio and whether a stated rate agrees
with the numbers it was made from. Nothing is ever corrected: a rate that disagrees is flagged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.figures.meaning.changes import borrow_direction, count_times, read_verb
from flows.extract.figures.reading.units import longest_unit, split_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_JOINT = re.compile(r"[ ,(=/]*(?:và|với|gồm|cùng)?[ (=]*")
_BRACKET = re.compile(r"[^.;:()\n]{0,30}\([^.;:()\n\d]{0,24}")
_COUNT_HEAD = re.compile(r"(?:tổng )?số (?:lượng )?([^.;:\n\d]{1,40})$")
# `trường hợp vi phạm lên đến con số 1.464`
_NUMBER_OF = re.compile(
    r"(?:^|[,;:(] )([^.,;:(\n\d]{2,60}) (?:là|lên|đạt|tới|đến)[^.,;:(\n\d]{0,12} con số $"
)
_CHANGE_WORDS = re.compile(r"tăng|giảm|cùng kỳ|năm (?:trước|ngoái)|so với")
_COUNTED_IN_MILLIONS = re.compile(
    r"lượt khách|lượt người|lượt|hành khách|du khách|khách|thuê bao|người dùng|người|tài khoản"
    r"|cổ phiếu|dân số|tấn"
)
_AMOUNT_WORDS = re.compile(r"tiền|giá|vốn|đồng|usd|doanh thu|chi |thu nhập|lương|phí")
_PART_OF_TOTAL = re.compile(
    r"khám phá|điều tra|làm rõ|giải quyết|xử lý|hoàn thành|đạt|thu hồi|tổng số|bắt|khởi tố"
    r"|phát hiện|triệt phá|trong đó|có|tại|thi hành"
)
_LONGEST_GROUP_GAP = 40
_SAID_AGAIN = re.compile(r"[(\[=;~≈]|tương đương|tương ứng|quy đổi|quy ra|hay |tức ")
_RANGE_GAP = re.compile(r" (?:đến|tới|-|–) ")


def relate(source: Source, figures: list[Figure]) -> None:
    """Fill in group, borrowed direction and unit, ratio kind and consistency, in place.

    Args:
        source: the text and its forms.
        figures: its figures in order, with their sentences set.
    """
    group = 0
    for i, figure in enumerate(figures):
        previous = figures[i - 1] if i else None
        if figure.unit is None or figure.is_bare_amount:
            _borrow_unit(source, figure, previous, figures[i + 1 : i + 2])
        if figure.direction == "none":
            read_verb(source, figure)
        if previous and previous.sentence_start == figure.sentence_start:
            gap = source.low[previous.phrase_end : figure.phrase_start]
            borrow_direction(source, figure, previous, gap)
            if gap.strip() == "/" and {previous.unit_kind, figure.unit_kind} == {"count"}:
                # "31 vụ/45 đối tượng": cases and their suspects
                previous.ratio_kind = figure.ratio_kind = "cases_suspects"
            if _are_joint(figure, gap):
                if previous.group is None:
                    group += 1
                    previous.group = group
                figure.group = previous.group
        if figure.unit == "lần":
            count_times(source, figure)
        if figure.denominator is not None and figure.ratio_kind is None:
            figure.ratio_kind = _ratio_kind(source, figure)
    _check_rates(figures)


def _are_joint(figure: Figure, gap: str) -> bool:
    if len(gap) > _LONGEST_GROUP_GAP:
        return False
    if _JOINT.fullmatch(gap):
        return True
    return bool(_BRACKET.fullmatch(gap)) and figure.direction != "none"


def _borrow_unit(
    source: Source, figure: Figure, previous: Figure | None, following: list[Figure]
) -> None:
    """`Số người chết là 58`, `từ 43 vụ xuống 31`: the unit stands before the number."""
    if figure.is_bare_amount:
        _name_amount(source, figure)
        _name_currency(source, figure, [previous, *following] if previous else following)
        return
    clause = _clause_before(source, figure)
    found = _COUNT_HEAD.search(clause) or _NUMBER_OF.search(clause)
    if found:
        words = split_words(found[1] + " ", 0)
        count, surface = longest_unit(words, 0, source.lexicon)
        if count:
            unit = source.lexicon.units[surface]
            figure.unit, figure.unit_kind = unit.name, unit.kind
            return
    if figure.denominator is not None and _unit_after_rate(source, figure):
        return
    if (
        previous
        and previous.sentence_start == figure.sentence_start
        and previous.unit_kind == "count"
    ):
        figure.unit, figure.unit_kind = previous.unit, previous.unit_kind
        return
    figure.unit_kind = "other"


def _name_amount(source: Source, figure: Figure) -> None:
    """`lượt khách đạt 3,3 triệu`: millions with nothing behind them are not always money."""
    clause = _clause_before(source, figure)
    counted = list(_COUNTED_IN_MILLIONS.finditer(clause))
    if counted and not _AMOUNT_WORDS.search(clause, counted[-1].end()):
        figure.unit, figure.unit_kind = counted[-1][0], "count"


def _name_currency(source: Source, figure: Figure, near: list[Figure]) -> None:
    """`đạt 1,5 tỷ USD và sẽ là 2 tỷ`, `từ 300 triệu tới 600 triệu USD`: the neighbour's currency.

    Only that of the same magnitude in the same sentence, and not where the amount says the other
    one again (`622 USD (tương đương 14 triệu)`).
    """
    low = source.low
    for other in near:
        is_ahead = other.start < figure.start
        gap = low[other.unit_end : figure.start] if is_ahead else low[figure.unit_end : other.start]
        if (
            figure.unit_kind == other.unit_kind == "money"
            and figure.unit != other.unit
            and other.sentence_start == figure.sentence_start
            and low[other.end : other.unit_start].strip()
            == low[figure.end : figure.unit_end].strip()
            and (_SAID_AGAIN.search(gap) is None if is_ahead else _RANGE_GAP.fullmatch(gap))
        ):
            figure.unit = other.unit
            return


def _clause_before(source: Source, figure: Figure) -> str:
    return source.low[max(figure.sentence_start, figure.phrase_start - 70) : figure.phrase_start]


_RATE_BEHIND = re.compile(r" ?= ?[\d.,]+ ?% (?:số |các(,)? )?")


def _unit_after_rate(source: Source, figure: Figure) -> bool:
    """`153/153 = 100% xã, thị trấn`: the unit of a ratio stands behind its rate.

    Where a list has lost its first member (`các, thị trấn`), the member is taken from the
    vocabulary's lists that end so, if just one of their first members stands in the sentence
    before. The text stays as it is; only the unit's name is completed.
    """
    low = source.low
    rate = _RATE_BEHIND.match(low, figure.end)
    if rate is None:
        return False
    words = split_words(low, rate.end())
    count, surface = longest_unit(words, 0, source.lexicon)
    if not count:
        return False
    name = source.lexicon.units[surface].name
    if rate[1]:
        ahead = low[figure.sentence_start : figure.start]
        lists = [
            unit.name
            for listed, unit in source.lexicon.units.items()
            if listed.endswith(f", {surface}") and f" {listed.split(',')[0]} " in ahead
        ]
        name = lists[0] if len(lists) == 1 else name
    figure.unit = name
    return True


def _ratio_kind(source: Source, figure: Figure) -> str:
    """Which of its meanings a/b has: a part of a total, or this year against last."""
    assert figure.numerator is not None  # noqa: S101 (only called on ratios)
    assert figure.denominator is not None  # noqa: S101
    start = max(figure.sentence_start, figure.start - 60)
    clause = source.low[start : figure.end + 40]
    ahead = source.low[start : figure.start]
    is_change = figure.direction != "none" or re.search(r"(?:tăng|giảm)[^.;\n]{0,50}$", ahead)
    if is_change or (figure.numerator > figure.denominator and _CHANGE_WORDS.search(clause)):
        return "this_last_year"
    if figure.numerator > figure.denominator:
        return "other"
    if "cùng kỳ" in clause and not _PART_OF_TOTAL.search(clause):
        return "this_last_year"
    return "cleared_total"


def _check_rates(figures: list[Figure]) -> None:
    """Compare each stated rate with the ratio or change it was made from, allowing for rounding."""
    for i, rate in enumerate(figures):
        if rate.unit_kind != "percent" or rate.group is None or rate.value is None:
            continue
        if rate.value_upper is not None or rate.qualifier != "exact":
            continue
        mates = [f for f in figures[max(0, i - 4) : i] if f.group == rate.group]
        if rate.direction == "none":
            ratios = [
                f for f in mates if f.numerator is not None and f.ratio_kind == "cleared_total"
            ]
            if ratios and ratios[-1].denominator:
                ratio = ratios[-1]
                expected = 100 * (ratio.numerator or 0.0) / (ratio.denominator or 1.0)
                rate.is_consistent = _agrees(rate.value, expected, rate.decimals)
        else:
            rate.is_consistent = _check_change(rate, mates)


def _check_change(rate: Figure, mates: list[Figure]) -> bool | None:
    """`322 vụ, tăng 180 vụ (tăng 126,8%)`: 180 over 322 - 180."""
    changes = [
        f for f in mates if f.direction == rate.direction and f.unit_kind in {"count", "money"}
    ]
    if not changes or changes[-1].value is None or changes[-1].qualifier != "exact":
        return None
    change = changes[-1]
    levels = [
        f
        for f in mates
        if f.direction == "none" and f.unit == change.unit and f.start < change.start and f.value
    ]
    if not levels or levels[-1].qualifier != "exact" or change.value is None:
        return None
    level = levels[-1].value or 0.0
    base = level - change.value if rate.direction == "increase" else level + change.value
    if base <= 0 or rate.value is None:
        return None
    return _agrees(rate.value, 100 * change.value / base, rate.decimals)


def _agrees(stated: float, expected: float, decimals: int) -> bool:
    """Whether a rate may be the rounding, or the cutting off, of what was computed."""
    return abs(stated - expected) < 10.0**-decimals * (1 if decimals else 0.75) - 1e-9 or (
        abs(stated - expected) <= 0.5 * 10.0**-decimals + 1e-9
    )
