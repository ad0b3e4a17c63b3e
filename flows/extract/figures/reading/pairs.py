"""Two numbers in one token: `185/207 vụ`, `20-30 người`, `12/3`, `2-2`.

In comes a reading whose token is a pair, out comes its figure, or the kind of number it is instead.
The same signs write ratios, ranges, dates, scores, scales and house numbers; the words beside the
pair decide, then the sizes of its members.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.figures.reading.building import build_figure
from flows.extract.figures.reading.numerals import parse_number

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure
    from flows.extract.figures.reading.neighbours import Reading

_PAIR = re.compile(r"(\d+(?:[.,]\d+)*)[ ]?%?[ ]?([-–—/])[ ]?(\d+(?:[.,]\d+)*)")
_DATE_CUES = frozenset({"date", "time"})
_LARGEST_FRACTION = 10
_MASS_WORDS = frozenset({"số", "tổng", "diện", "dân", "thời", "quãng"})
_ROUND_THE_CLOCK = frozenset({(24.0, 24.0), (24.0, 7.0)})
_SMALLEST_SCALE = 100
_LARGEST_SCORE = 20
_DAYS, _MONTHS = 31, 12
_PLACE_WORDS = frozenset({"số", "ngõ", "hẻm", "ngách", "nhà"})
_RANK_WORDS = frozenset({"vòng", "thứ", "hạng"})


def read_pair(reading: Reading) -> Figure | str:
    """The figure of a pair, or its kind.

    Args:
        reading: a pair of numbers with a slash or dash, and its neighbours.
    """
    source, token, before, after = reading.source, reading.token, reading.before, reading.after
    found = _PAIR.fullmatch(reading.surface)
    first = parse_number(found[1]) if found else None
    second = parse_number(found[3]) if found else None
    if before.kind:
        return "date" if before.kind in _DATE_CUES else before.kind
    goes_on = source.low[token.end : token.end + 1] in {"-", "/"}
    if found is None or first is None or second is None or goes_on:
        return after.kind or "other"
    if after.kind:
        return after.kind
    if found[2] == "/":
        return _read_slash(reading, first, second)
    if after.is_known and first < second:
        return build_figure(reading)
    return "score" if max(first, second) <= _LARGEST_SCORE else "other"


def _read_slash(reading: Reading, first: float, second: float) -> Figure | str:
    kind = _kind_of_slash(reading, first, second)
    if kind:
        return kind
    after = reading.after
    figure = build_figure(reading, first)
    figure.numerator, figure.denominator = first, second
    figure.unit_kind = "ratio"
    if first < second <= _LARGEST_FRACTION and (
        not after.is_known or after.unit_kind != "count" or after.word in _MASS_WORDS
    ):
        # "2/3 số phiếu", "1/3 lợi nhuận": a fraction, which no one counts
        figure.value, figure.ratio_kind = first / second, "fraction"
    return figure


def _kind_of_slash(reading: Reading, first: float, second: float) -> str | None:
    """What `a/b` is where it is no ratio."""
    source, token, before, after = reading.source, reading.token, reading.before, reading.after
    if (first, second) in _ROUND_THE_CLOCK:
        return "time"
    if first == 1 and second >= _SMALLEST_SCALE:
        return "scale"
    if before.word in _RANK_WORDS | _PLACE_WORDS:
        return "ordinal" if before.word in _RANK_WORDS else "address"
    behind = source.low[token.end : token.end + 3]
    in_brackets = source.text[token.start - 1 : token.start] == "(" and behind[:1] == ")"
    is_day = first <= _DAYS and second <= _MONTHS
    if in_brackets:
        return "date" if is_day else None
    if after.unit is None and not behind.strip().startswith("="):
        return "date" if is_day else "other"
    return None
