"""Put one figure together from a number and what stands beside it.

In comes a reading (number, words before, words after), out comes its figure: value with multiplier,
unit, qualifier, direction and spans. Which numbers are figures is decided elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.extract.figures.model import Figure
from flows.extract.figures.reading.numerals import parse_number

if TYPE_CHECKING:
    from flows.extract.figures.model import Source
    from flows.extract.figures.reading.neighbours import Reading

RANGE_SHAPES = frozenset({"range", "percent_range", "dash"})
_RANGE_SIGN = re.compile(r" ?%? ?(?:[-–—]|đến|tới) ?")
# Number and multiplier that no one writes together but by mistake: 68.266.067.050 tỷ,
# 30.000 nghìn tỷ (that is 30 triệu tỷ), 700.000 nghìn người.
_DOUBLED = ((1e9, 1e9), (1e4, 1e12), (1e9, 1e6))
_MIRRORED = {"at_least": "at_most", "at_most": "at_least"}  # `âm hơn 127 tỷ` lies below that
_DEGREES = "độ"
_MINUS_BEFORE = re.compile(r"[ (][-–−]")
_REPEATED = re.compile(r" (triệu|tỷ|tỉ) \1 ")
_DOUBLED_THOUSANDS = 1e5
_THOUSAND = 1e3
_WRITTEN_OUT = 1e4
_MILLION = 1e6
_CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY"}


def build_figure(reading: Reading, value: float | None = None) -> Figure:
    """The figure of a number.

    Args:
        reading: the number with its neighbours.
        value: what the number is worth where that is already known (words, ratios).

    Returns:
        The figure; its value is None where the text gives none or contradicts itself.
    """
    token, before, after, surface = reading.token, reading.before, reading.after, reading.surface
    is_share = surface.endswith("%")
    unit, unit_kind = (after.unit, after.unit_kind or "other")
    unit_start, unit_end, end = after.unit_start, after.unit_end, after.end
    if is_share:
        unit, unit_kind, unit_start, unit_end = "%", "percent", token.end, token.end
        end = after.end if after.qualifier else token.end
    factor = 1.0 if is_share else after.factor
    sign = reading.source.text[token.start - 1 : token.start]
    if sign in _CURRENCY_SIGNS:
        factor = _MILLION if after.unit == "m" else factor  # £102m
        unit, unit_kind = _CURRENCY_SIGNS[sign], "money"
    first, upper, is_consistent = _worth(reading, value, factor)
    if before.qualifier and reading.is_carried:
        before = replace(before, qualifier=None, qualifier_start=0, qualifier_end=0)
    qualifier = before.qualifier or after.qualifier or "exact"
    qualifier_start, qualifier_end = before.qualifier_start, before.qualifier_end
    if before.qualifier is None and after.qualifier:
        qualifier_start, qualifier_end = after.qualifier_start, after.end
    direction = before.direction or ("increase" if "multiple" in before.roles else "none")
    return Figure(
        start=token.start,
        end=token.end,
        phrase_start=before.start,
        phrase_end=max(end, token.end),
        unit_start=unit_start,
        unit_end=max(unit_end, token.end),
        value=first,
        value_upper=upper,
        unit=unit,
        unit_kind=unit_kind,
        qualifier=_MIRRORED.get(qualifier, qualifier) if "negative" in before.roles else qualifier,
        qualifier_start=qualifier_start,
        qualifier_end=qualifier_end,
        direction=direction,
        roles=before.roles,
        decimals=len(surface.rstrip(" %").rpartition(",")[2]) if "," in surface else 0,
        is_consistent=is_consistent,
        is_bare_amount=after.is_bare_amount and not is_share,
    )


def _signed(reading: Reading, first: float, upper: float) -> tuple[float, float]:
    """`âm 1.285 tỷ đồng`, `-54 độ C`; of `từ -80 tới 60 độ C` the first end alone is below zero."""
    if "negative" in reading.before.roles:
        return -first, -upper
    start = reading.token.start
    if reading.after.unit == _DEGREES and _MINUS_BEFORE.match(reading.source.text, start - 2):
        return -first, upper
    return first, upper


def _worth(
    reading: Reading, value: float | None, factor: float
) -> tuple[float | None, float | None, bool | None]:
    """Lower value, upper value of a range, and False where number and words contradict."""
    first, upper = _values(reading, value)
    if first is None:
        return None, None if upper is None else _times(upper, factor), None
    if factor > 1:
        repeated = _REPEATED.match(reading.source.low, reading.token.end)
        if repeated or _is_doubled(first if upper is None else upper, factor):
            # "68.266.067.050 tỷ đồng" says its magnitude twice: which of the two holds is not said
            return None, None, False
    if upper is not None:
        low, high = _in_order(*_signed(reading, first, upper), factor)
        return low, high, None if low is not None else False
    if factor > 1:
        first = _times(first, factor) + (factor / 2 if reading.after.has_half else 0)
    return _signed(reading, first, 0)[0], None, None


def _in_order(first: float, second: float, factor: float) -> tuple[float | None, float | None]:
    """The lower and the upper end of a range, with their multiplier.

    A first end that is larger than the second is written out (`từ 500.000 - 1 triệu đồng`), where
    it has the digits for that and comes to less. Else the two make no range (`Calibre 89 - 6 triệu
    USD`), or the text leaves a multiplier out (`từ 600 - 1 triệu đồng`): which is not said.
    """
    low, high = _times(first, factor), _times(second, factor)
    if low <= high:
        return low, high
    if factor == 1 or second < 0:
        return high, low
    return (first, high) if _WRITTEN_OUT <= first < high else (None, None)


def _is_doubled(number: float, factor: float) -> bool:
    """Whether number and multiplier both state the magnitude."""
    if factor == _THOUSAND and number >= _DOUBLED_THOUSANDS:
        return True
    return any(number >= least and factor >= word for least, word in _DOUBLED)


def _values(reading: Reading, value: float | None) -> tuple[float | None, float | None]:
    """Lower and upper value before the multiplier; the upper is None except in ranges."""
    surface, shape, after = reading.surface, reading.token.shape, reading.after
    is_whole = after.factor == 1 and after.unit_kind in {"count", "money"}
    if shape in RANGE_SHAPES:
        low, high = (
            parse_number(part, is_countable=is_whole)
            for part in _RANGE_SIGN.split(surface, maxsplit=1)
        )
        return low, high
    if value is not None or shape == "word":
        return value, None
    return parse_number(surface, is_countable=is_whole), None


def _times(value: float, factor: float) -> float:
    """The product, free of binary dust where the decimal product is whole."""
    product = float(f"{value * factor:.15g}")  # what a binary fraction adds lies behind that
    return float(round(product)) if factor > 1 and abs(product) >= 1 else product


def join_amounts(source: Source, figures: list[Figure]) -> list[Figure]:
    """`6 tỷ 544 triệu đồng` is one amount, written in two magnitudes.

    Args:
        source: the text and its forms.
        figures: its figures in order.

    Returns:
        The figures, each such pair made one that holds both numbers.
    """
    joined: list[Figure] = []
    for figure in figures:
        first = joined[-1] if joined else None
        if first is None or not first.is_bare_amount or not _goes_on(source.low, first, figure):
            joined.append(figure)
            continue
        assert first.value is not None  # noqa: S101 (just looked at)
        first.value += figure.value or 0.0
        first.unit, first.unit_kind, first.decimals = figure.unit, figure.unit_kind, 0
        first.end, first.unit_start, first.unit_end = figure.end, figure.unit_start, figure.unit_end
        first.phrase_end, first.is_bare_amount = figure.phrase_end, figure.is_bare_amount
    return joined


def _goes_on(low: str, first: Figure, figure: Figure) -> bool:
    """Whether a figure is the smaller part of the amount before it."""
    if figure.unit_kind != "money" or low[first.unit_end : figure.start] != " ":
        return False
    if first.value is None or figure.value is None or first.value_upper or figure.value_upper:
        return False
    magnitude = _MILLION if first.value % (_THOUSAND * _MILLION) else _THOUSAND * _MILLION
    return first.value % magnitude == 0 and _THOUSAND < figure.value < magnitude
