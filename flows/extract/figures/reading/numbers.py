"""Every number of a text: a figure, or a number of another kind.

In come a text's chunks (from `tokens`), its matching form and the spans of its dates; out come its
figures and its other numbers, which together hold every digit exactly once. The order of the rules
is the order of certainty: what the dates say, what the shape says, what the words beside it say,
and only then the noun behind it.
"""

from __future__ import annotations

import re

from flows.extract.figures.model import Figure, OtherNumber, Source, Token
from flows.extract.figures.reading.after import read_after, read_share_after
from flows.extract.figures.reading.before import read_before
from flows.extract.figures.reading.building import build_figure
from flows.extract.figures.reading.kinds import (
    KIND_OF_SHAPE,
    is_rate_base,
    is_tail_of_name,
    kind_in_date,
    kind_of_code,
    other_kind,
)
from flows.extract.figures.reading.neighbours import Reading
from flows.extract.figures.reading.pairs import read_pair
from flows.extract.figures.reading.shapes import NUMERIC, PAIRS, split_chunk
from flows.extract.figures.reading.words import read_word

_RANGE_GAP = re.compile(r" ?(?:[-–—]|đến|tới) ?")
_LONGEST_GAP = 7
_LIST_GAPS = frozenset({" và ", ", ", " hoặc "})
_MILLION = 1e6
_GROUP = 3  # digits of a group of thousands
_BUILT_AT_ONCE = frozenset({"percent", "percent_range", "range", "spaced_decimal"})
_NAME_SIGNS = frozenset("-–.")
_PHONE_OPENINGS = frozenset("0+1")
_PHONE_DIGITS = range(8, 13)
_MOST_PHONE_DIGITS = 11
_LONG_PHONE = 9
_MONTHS = 12
_PHONE_SHAPES = frozenset({"integer", "number", "decimal", "thousands"})


def tokens_of(chunks: list[str], starts: list[int]) -> list[Token]:
    """The numbers of a text from its chunks (see `tokens.chunks_of`)."""
    tokens: list[Token] = []
    # there is one start more: that of the end, behind the last chunk
    for chunk, start in zip(chunks, starts, strict=False):
        if chunk.isdecimal():
            tokens.append(Token(start, start + len(chunk), "integer"))
            continue
        pieces = split_chunk(chunk)
        if len(pieces) == 1:
            left, right, shape = pieces[0]
            tokens.append(Token(start + left, start + right, shape))
        elif pieces:
            tokens.extend(Token(start + p.start, start + p.end, p.shape) for p in pieces)
        else:
            tokens.append(Token(start, start + len(chunk), "word"))
    return tokens


def read_numbers(  # noqa: C901 (one loop over tokens)
    source: Source, tokens: list[Token]
) -> tuple[list[Figure], list[OtherNumber]]:
    """Sort every token into a figure or another number.

    Args:
        source: the text with its forms, dates and vocabulary.
        tokens: its numbers in order.

    Returns:
        Figures and other numbers, each in the order of the text, without overlap.
    """
    figures: list[Figure] = []
    others: list[OtherNumber] = []
    at, date_at = 0, 0
    dates = source.dates
    last = len(tokens) - 1
    while at <= last:
        token = tokens[at]
        start, end, shape = token.start, token.end, token.shape
        while date_at < len(dates) and dates[date_at][1] <= start:
            date_at += 1
        if date_at < len(dates) and dates[date_at][0] < end and shape != "word":
            others.append(OtherNumber(start, end, kind_in_date(source, token)))
            at += 1
            continue
        if source.text[start] in _PHONE_OPENINGS:
            phone_tokens = _phone_run(source, tokens, at)
            if phone_tokens:
                others.append(OtherNumber(start, tokens[at + phone_tokens - 1].end, "phone"))
                at += phone_tokens
                continue
        following = tokens[at + 1] if at < last else None
        joined = None
        if following and following.start - end <= _LONGEST_GAP:
            joined = _join(source, token, following)
            if joined:
                # the second number's dates are no matter: a joined number was seen to have a unit
                token = joined
        result = read_word(source, token) if shape == "word" else _read_number(source, token)
        if result == "other":
            result = _kind_of_neighbour(source, token, following, others)
        if isinstance(result, Figure):
            figures.append(result)
        elif isinstance(result, OtherNumber):
            others.append(result)
        elif result:
            others.append(OtherNumber(token.start, token.end, result))
        at += 2 if joined else 1
    return figures, others


def _join(source: Source, first: Token, second: Token) -> Token | None:  # noqa: PLR0911 (a ladder of rules)
    """`11,5 - 12,4%`, `100 đến 200 triệu`, `21, 218 tỷ`: two near tokens that are one number."""
    if first.shape not in NUMERIC or second.shape not in NUMERIC:
        return None
    gap = source.low[first.end : second.start]
    surface = source.text[second.start : second.end]
    if (
        gap == ", "
        and second.shape == "integer"
        and len(surface) == _GROUP
        and first.shape == "integer"
    ):
        after = read_after(source, second.end)
        if after.factor >= _MILLION and first.end - first.start <= _GROUP:
            return Token(first.start, second.end, "spaced_decimal")
    if not _RANGE_GAP.fullmatch(gap):
        return None
    before = read_before(source, first.start)
    if before.kind and before.kind != "ordinal":
        return None
    if second.shape == "percent":
        return Token(first.start, second.end, "range")
    after = read_after(source, second.end)
    if after.unit is None or after.kind:
        return None
    return Token(first.start, second.end, "range")


def _kind_of_range(source: Source, first: Token, second: Token) -> str:
    """`từ 1 đến 2 ngày`, `22 đến 45 tuổi`: the first number is of the second one's kind."""
    if _RANGE_GAP.fullmatch(source.low[first.end : second.start]) or (
        source.low[first.end : second.start] == ", "
    ):
        return read_after(source, second.end).kind or "other"
    return "other"


def _kind_of_neighbour(
    source: Source, token: Token, following: Token | None, others: list[OtherNumber]
) -> str:
    """The kind of a number that says nothing itself: that of the one after or before it."""
    kind = _kind_of_range(source, token, following) if following else "other"
    if kind == "other" and others:
        gap = source.low[others[-1].end : token.start]
        if gap in _LIST_GAPS:
            return others[-1].kind  # "Nghị định 29 và 178"
    return kind


def _phone_run(source: Source, tokens: list[Token], at: int) -> int:
    """How many tokens from `at` on are one phone number written in groups; 0 where none is."""
    surface = source.text[tokens[at].start : tokens[at].end]
    if tokens[at].shape not in _PHONE_SHAPES:
        return 0
    if surface[0] == "1" and surface not in {"1900", "1800"}:
        return 0
    digits = sum(c.isdecimal() for c in surface)
    count = 1
    while at + count < len(tokens) and digits < _MOST_PHONE_DIGITS:
        token = tokens[at + count]
        gap = source.text[tokens[at + count - 1].end : token.start]
        if gap not in {" ", "-", ".", " - "} or token.shape not in {"integer", "decimal", "number"}:
            break
        digits += sum(c.isdecimal() for c in source.text[token.start : token.end])
        count += 1
    long_enough = digits in _PHONE_DIGITS and (digits >= _LONG_PHONE or count > 1)
    return count if long_enough and "," not in surface else 0


def _read_number(source: Source, token: Token) -> Figure | str:  # noqa: PLR0911 (a ladder of rules)
    """A number in digits: its figure, or the kind of number it is instead."""
    if token.end <= source.header_end:
        return "header_month"
    sign = source.text[token.start - 1 : token.start]
    if sign == "/" and is_rate_base(source, token):
        return "rate_base"
    shape = token.shape
    if shape in KIND_OF_SHAPE and (shape != "month_year" or _is_month(source, token)):
        return KIND_OF_SHAPE[shape]
    if shape == "code":
        return kind_of_code(source.text[token.start : token.end])
    if sign in _NAME_SIGNS and is_tail_of_name(source, token):
        return "name"
    read = read_share_after if source.text[token.end - 1] == "%" else read_after
    reading = Reading(source, token, read_before(source, token.start), read(source, token.end))
    if shape in _BUILT_AT_ONCE:
        return build_figure(reading)
    if shape in PAIRS or shape == "month_year":
        return read_pair(reading)
    return other_kind(reading) or build_figure(reading)


def _is_month(source: Source, token: Token) -> bool:
    """`12/2017` is a month, but not in `12/2017 vụ`, `82/2011` or `Nghị định số 12/2011`."""
    if int(re.split(r"\D", source.text[token.start : token.end])[0]) > _MONTHS:
        return False
    if read_before(source, token.start).kind == "document_number":
        return False
    after = read_after(source, token.end)
    return not (after.is_known and after.unit_kind == "count" and not after.kind)
