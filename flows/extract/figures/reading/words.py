"""Numbers in words: vague and full figures, and words that only count.

In comes a chunk of words (`hàng trăm`, `hai mươi lăm`, `gấp đôi`, `một nửa`, `hạng Ba`, `khóa
XIII`), out comes its figure, its other number, or nothing: a word owes no row, unlike a digit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.extract.figures.model import Figure, OtherNumber, Token
from flows.extract.figures.reading.after import read_after
from flows.extract.figures.reading.before import read_before
from flows.extract.figures.reading.building import build_figure
from flows.extract.figures.reading.neighbours import Reading
from flows.extract.figures.reading.numerals import parse_number_words

if TYPE_CHECKING:
    from flows.extract.figures.model import Source

_ROMAN = re.compile(r"(?<= )[IVX]+$")
_CARDINALS = frozenset({"một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"})
_COUNTED_ONLY = frozenset({"năm", "tháng", "tuần", "phường", "xã", "nhóm", "giải pháp", "mặt"})
_MULTIPLES = {"đôi": 2.0, "rưỡi": 1.5, "ba": 3.0, "bốn": 4.0, "năm": 5.0}
_VAGUE_HEADS = frozenset({"hàng", "mấy", "vài", "cả", "nhiều", "hơn", "gần", "ngót", "nửa"})
_HALVES = {"một": "exact", "phân": "exact", "quá": "at_least", "hơn": "at_least", "gần": "about"}


def read_word(source: Source, token: Token) -> Figure | OtherNumber | None:  # noqa: PLR0911 (a ladder of rules)
    """What a number in words is; None where it is neither a figure nor a known kind."""
    low = source.low[token.start : token.end]
    head, _, tail = low.partition(" ")
    roman = _ROMAN.search(source.form[token.start : token.end])
    if roman:
        return OtherNumber(token.start + roman.start(), token.end, "ordinal_roman")
    if head in {"hạng", "giải"}:
        return OtherNumber(token.start + len(head) + 1, token.end, "ordinal_class")
    if head == "gấp":
        return _multiple(source, token, _MULTIPLES.get(tail))
    if tail == "nửa":
        return _half(source, token, head)
    if head in _VAGUE_HEADS:
        return _counted(source, token, None)
    value = parse_number_words(low)
    if value is not None:
        return _counted(source, token, value)
    if head in _CARDINALS and tail not in _COUNTED_ONLY:
        word = Token(token.start, token.start + len(head), token.shape)
        return _counted(source, word, parse_number_words(head))
    if tail in _COUNTED_ONLY and head in _CARDINALS:
        return OtherNumber(token.start, token.start + len(head), "number_word")
    return None


def _counted(source: Source, token: Token, value: float | None) -> Figure | None:
    """A figure in words where a known unit stands behind it; without value it is vague."""
    after = read_after(source, token.end)
    if after.unit is None or not after.is_known or after.kind:
        return None
    before = read_before(source, token.start)
    if before.kind:
        return None
    figure = build_figure(Reading(source, token, before, after), value)
    figure.is_word = True
    if value is None:
        figure.qualifier = "vague"
        figure.qualifier_start, figure.qualifier_end = token.start, token.end
    return figure


def _multiple(source: Source, token: Token, value: float | None) -> Figure | None:
    """`gấp đôi`, `gấp rưỡi`: the word after `gấp` is the number, its unit is lần."""
    if value is None:
        return None
    before = read_before(source, token.start)
    return Figure(
        start=token.start + 4,
        end=token.end,
        phrase_start=before.start,
        phrase_end=token.end,
        unit_start=token.end,
        unit_end=token.end,
        value=value,
        unit="lần",
        unit_kind="ratio",
        direction=before.direction or "increase",
        roles=("multiple",),
        is_word=True,
    )


def _half(source: Source, token: Token, head: str) -> Figure | None:
    """`quá nửa số hộ`: half of what the unit names."""
    after = read_after(source, token.end)
    if not after.is_known or after.kind or head not in _HALVES:
        return None
    before = read_before(source, token.start)
    figure = build_figure(Reading(source, token, before, after), 0.5)
    figure.is_word = True
    if after.factor == 1:  # "hơn nửa triệu đồng" is an amount, "quá nửa số hộ" a share
        figure.unit, figure.unit_kind = "lần", "ratio"
    figure.qualifier = _HALVES[head]
    return figure
