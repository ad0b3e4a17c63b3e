"""Every number of a text: a figure, or a number of another kind.

In come a text's chunks (from `tokens`), its matching form and the spans of its dates; out come its
figures and its other numbers, which together hold every digit exactly once. The order of the rules
is the order of certainty: what the dates say, what the shape says, what the words beside it say,
and only then the noun behind it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.extract.figures.context import After, Before, read_after, read_before
from flows.extract.figures.model import Figure, OtherNumber, Source
from flows.extract.figures.numerals import parse_number, parse_number_words
from flows.extract.figures.shapes import NUMERIC, PAIRS, split_chunk

_RANGE_GAP = re.compile(r" ?(?:[-–—]|đến|tới) ?")
_BODY = re.compile(r"(?:P?[ACKXVHBE]|PC|PA|PX|PV|PK|CA)\d{2}[A-Z]?")
_PLATE = re.compile(r"\d{2}[A-Z]{1,2}\d?[-–.]?\d{3}\.?\d{2,3}|\d{2}[A-Z]\d?-\d{4}")
_PAIR = re.compile(r"(\d+(?:[.,]\d+)*)[ ]?%?[ ]?([-–—/])[ ]?(\d+(?:[.,]\d+)*)")
_ROMAN = re.compile(r"(?<= )[IVX]+$")
_TIME_AFTER = ("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "cùng", "hôm", "kém", "rạng")
_DATE_CUES = frozenset({"date", "time"})
_KIND_OF_SHAPE = {
    "full_date": "date",
    "written_date": "date",
    "iso_month": "date",
    "month_year": "month",
    "quarter": "quarter",
    "year_range": "year_range",
    "clock": "time",
    "document": "document_number",
    "exponent": "unit",
    "roman": "ordinal_roman",
    "leftover": "other",
}
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_PHONE_DIGITS = range(8, 13)


class Token(NamedTuple):
    """One number in the text: its span and shape (see `shapes`), or `word` for number words."""

    start: int
    end: int
    shape: str


def tokens_of(parts: list[str], ends: list[int]) -> list[Token]:
    """The numbers of a text from its parts (see `tokens.add_chunks`)."""
    tokens: list[Token] = []
    for i in range(1, len(parts), 2):
        chunk = parts[i]
        start = ends[i - 1]
        if chunk[0].isdecimal() and chunk.isdecimal():
            tokens.append(Token(start, start + len(chunk), "integer"))
            continue
        pieces = split_chunk(chunk)
        if pieces:
            tokens.extend(Token(start + p.start, start + p.end, p.shape) for p in pieces)
        else:
            tokens.append(Token(start, start + len(chunk), "word"))
    return tokens


def read_numbers(source: Source, tokens: list[Token]) -> tuple[list[Figure], list[OtherNumber]]:
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
    while at < len(tokens):
        token = tokens[at]
        while date_at < len(dates) and dates[date_at][1] <= token.start:
            date_at += 1
        in_date = date_at < len(dates) and dates[date_at][0] < token.end
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if in_date and token.shape != "word":
            others.append(OtherNumber(token.start, token.end, _kind_in_date(source, token)))
            at += 1
            continue
        phone_tokens = _phone_run(source, tokens, at)
        if phone_tokens:
            others.append(OtherNumber(token.start, tokens[at + phone_tokens - 1].end, "phone"))
            at += phone_tokens
            continue
        joined = _join(source, token, following) if following else None
        if joined:
            # the second number's dates are no matter: a joined number was seen to have a unit
            token = joined
        result = _read_word(source, token) if token.shape == "word" else _read_number(source, token)
        if isinstance(result, Figure):
            figures.append(result)
        elif isinstance(result, OtherNumber):
            others.append(result)
        elif result:
            others.append(OtherNumber(token.start, token.end, result))
        at += 2 if joined else 1
    return figures, others


def _join(source: Source, first: Token, second: Token) -> Token | None:
    """`11,5 - 12,4%`, `100 đến 200 triệu`, `21, 218 tỷ`: two tokens that are one number."""
    if first.shape not in NUMERIC or second.shape not in NUMERIC or second.start - first.end > 7:
        return None
    gap = source.low[first.end : second.start]
    surface = source.text[second.start : second.end]
    if gap == ", " and second.shape == "integer" and len(surface) == 3 and first.shape == "integer":
        after = read_after(source, second.end)
        if after.factor >= 1e6 and first.end - first.start <= 3:
            return Token(first.start, second.end, "spaced_decimal")
    if not _RANGE_GAP.fullmatch(gap):
        return None
    before = read_before(source, first.start)
    if before.kind and before.kind not in {"ordinal"}:
        return None
    if second.shape == "percent":
        return Token(first.start, second.end, "range")
    after = read_after(source, second.end)
    if after.unit is None or after.kind:
        return None
    return Token(first.start, second.end, "range")


def _phone_run(source: Source, tokens: list[Token], at: int) -> int:
    """How many tokens from `at` on are one phone number written in groups; 0 where none is."""
    surface = source.text[tokens[at].start : tokens[at].end]
    if surface[0] not in "0+1" or tokens[at].shape not in {
        "integer",
        "number",
        "decimal",
        "thousands",
    }:
        return 0
    if surface[0] == "1" and surface not in {"1900", "1800"}:
        return 0
    digits = sum(c.isdecimal() for c in surface)
    count = 1
    while at + count < len(tokens) and digits < 11:
        token = tokens[at + count]
        gap = source.text[tokens[at + count - 1].end : token.start]
        if gap not in {" ", "-", ".", " - "} or token.shape not in {"integer", "decimal", "number"}:
            break
        digits += sum(c.isdecimal() for c in source.text[token.start : token.end])
        count += 1
    long_enough = digits in _PHONE_DIGITS and (digits >= 9 or count > 1)
    return count if long_enough and "," not in surface else 0


def _kind_in_date(source: Source, token: Token) -> str:
    """Which part of a date or period a token inside its span is."""
    if token.end <= source.header_end:
        return "header_month"
    shape = token.shape
    if shape in _KIND_OF_SHAPE:
        return _KIND_OF_SHAPE[shape]
    if shape in {"slash", "dash", "decimal", "number", "thousands"}:
        return "date"
    value = source.text[token.start : token.end]
    if shape == "integer":
        after = source.low[token.end : token.end + 7].strip()
        if len(value) == 4:
            return "year"
        if source.low[max(0, token.start - 6) : token.start].endswith("tháng "):
            return "month"
        if source.low[max(0, token.start - 5) : token.start].endswith("quý "):
            return "quarter"
        if after.startswith(("tháng", "năm", "ngày", "tuần", "quý", "giờ")):
            return "period_length"
    return "date"


def _read_word(source: Source, token: Token) -> Figure | OtherNumber | None:
    """A number in words: a vague or full figure, or a word that only counts."""
    low = source.low[token.start : token.end]
    head, _, tail = low.partition(" ")
    if head == "gấp":
        value = {"đôi": 2.0, "rưỡi": 1.5, "ba": 3.0, "bốn": 4.0, "năm": 5.0}.get(tail)
        return _multiple_word(source, token, value)
    roman = _ROMAN.search(source.form[: token.end], token.start)
    if roman:
        return OtherNumber(roman.start(), token.end, "ordinal_roman")
    if head in {"hạng", "giải"}:
        return OtherNumber(token.start + 5, token.end, "ordinal_class")
    if tail == "nửa" and head in {"một", "quá", "hơn", "gần", "phân"}:
        return _half(source, token, head)
    vague = head in {"hàng", "mấy", "vài", "cả", "nhiều", "hơn", "gần", "ngót", "nửa"}
    value = None if vague else parse_number_words(low)
    if not vague and value is None:
        if tail in _COUNTED_ONLY and head in _CARDINALS:
            return OtherNumber(token.start, token.start + len(head), "number_word")
        return None
    after = read_after(source, token.end)
    if after.unit is None or not after.is_known or after.kind:
        return None
    before = read_before(source, token.start)
    if before.kind:
        return None
    figure = _figure(source, token, before, after, value)
    figure.is_word = True
    if vague:
        figure.qualifier = "vague"
        figure.qualifier_start, figure.qualifier_end = token.start, token.end
    return figure


_CARDINALS = frozenset({"một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười"})
_COUNTED_ONLY = frozenset({"năm", "tháng", "tuần", "phường", "xã", "nhóm", "giải pháp", "mặt"})


def _multiple_word(source: Source, token: Token, value: float | None) -> Figure | None:
    """`gấp đôi`, `gấp rưỡi`: the word after `gấp` is the number, its unit is lần."""
    if value is None:
        return None
    before = read_before(source, token.start)
    figure = Figure(
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
    return figure


def _half(source: Source, token: Token, head: str) -> Figure | None:
    after = read_after(source, token.end)
    if not after.is_known or after.kind:
        return None
    before = read_before(source, token.start)
    figure = _figure(source, token, before, after, 0.5)
    figure.unit, figure.unit_kind, figure.is_word = "lần", "ratio", True
    if head in {"quá", "hơn"}:
        figure.qualifier = "at_least"
    elif head == "gần":
        figure.qualifier = "about"
    return figure


def _read_number(source: Source, token: Token) -> Figure | str:
    """A number in digits: its figure, or the kind of number it is instead."""
    text = source.text
    if token.end <= source.header_end:
        return "header_month"
    shape = token.shape
    if shape in _KIND_OF_SHAPE:
        if shape == "month_year" and _is_ratio_after_all(source, token):
            pass
        else:
            return _KIND_OF_SHAPE[shape]
    if shape == "code":
        return _kind_of_code(text[token.start : token.end])
    before = read_before(source, token.start)
    after = read_after(source, token.end)
    if shape in {"percent", "percent_range"} or shape == "range":
        return _figure(source, token, before, after, None)
    if shape in PAIRS or shape == "month_year":
        return _read_pair(source, token, before, after)
    if shape == "spaced_decimal":
        return _figure(source, token, before, after, None)
    kind = _other_kind(source, token, before, after)
    if kind:
        return kind
    return _figure(source, token, before, after, None)


def _is_ratio_after_all(source: Source, token: Token) -> bool:
    """`12/2017 vụ`: a month and a year unless a count noun follows at once."""
    after = read_after(source, token.end)
    return after.is_known and after.unit_kind == "count" and not after.kind


def _kind_of_code(surface: str) -> str:
    if _BODY.fullmatch(surface):
        return "body_name"
    if _PLATE.fullmatch(surface):
        return "plate"
    return "name"


def _read_pair(source: Source, token: Token, before: Before, after: After) -> Figure | str:
    """`a/b`, `a-b`: a ratio, a range, a date, a score or something else."""
    found = _PAIR.fullmatch(source.text[token.start : token.end])
    if found is None:
        return "other"
    first, second = (parse_number(found[1]), parse_number(found[3]))
    if before.kind in _DATE_CUES:
        return "date"
    if before.kind:
        return "document_number" if before.kind == "document_number" else before.kind
    if source.low[token.end : token.end + 1] in {"-", "/"} or first is None or second is None:
        return "other"
    is_slash = found[2] == "/"
    if after.kind:
        return (
            after.kind if not is_slash else "period_length" if after.kind == "age" else after.kind
        )
    if is_slash:
        return _read_slash(source, token, before, after, first, second)
    if after.unit and (after.is_known or first < second):
        return _figure(source, token, before, after, None)
    return "score" if first <= 20 and second <= 20 else "other"


def _read_slash(
    source: Source, token: Token, before: Before, after: After, first: float, second: float
) -> Figure | str:
    if (first, second) in {(24.0, 24.0), (24.0, 7.0)}:
        return "time"
    if first == 1 and second >= 100:
        return "scale"
    if before.word in {"vòng", "thứ", "hạng", "số", "ngõ", "hẻm", "ngách", "nhà"}:
        return "ordinal" if before.word in {"vòng", "thứ", "hạng"} else "address"
    behind = source.low[token.end : token.end + 3]
    in_brackets = source.text[token.start - 1 : token.start] == "(" and behind[:1] == ")"
    equals = behind.strip().startswith("=")
    if after.unit is None and not equals and not in_brackets:
        return "date" if first <= 31 and second <= 12 else "other"
    if in_brackets and first <= 31 and second <= 12:
        return "date"
    figure = _figure(source, token, before, after, first)
    figure.numerator, figure.denominator = first, second
    figure.unit_kind = "ratio"
    return figure


def _other_kind(source: Source, token: Token, before: Before, after: After) -> str | None:
    """The kind of a plain number that is no figure; None where it is one."""
    text, low = source.text, source.low
    surface = text[token.start : token.end]
    is_integer = token.shape == "integer"
    if after.kind:
        return _kind_behind(source, token, before, after)
    size = len(surface)
    if is_integer and _is_list_number(source, token, after):
        return "list_number"
    if is_integer and size >= 9:
        return "phone" if surface[0] == "0" else "code"
    is_large = after.factor > 1 or (token.shape == "thousands" and size > 5)
    if before.kind and not is_large:
        kind = _kind_before(before, after, surface, is_integer)
        if kind:
            return kind
    if (
        is_integer
        and size == 4
        and not after.is_known
        and _is_year(surface)
        and not before.direction
        and not before.qualifier
    ):
        return "year"
    if after.unit and (after.is_known or after.factor > 1):
        return None
    if _follows_name(source, token) and not before.qualifier:
        return "name"
    if after.unit and not (token.shape == "decimal" and not after.is_known and "." in surface):
        return None
    if before.direction or "multiple" in before.roles:
        return None
    if (
        before.word in {"là", "còn", "xuống", "lên"}
        and _stands_alone(low, token.end)
        and before.kind is None
    ):
        return None if _counted_before(source, token) else "other"
    return "other"


def _kind_behind(source: Source, token: Token, before: Before, after: After) -> str:
    """`6 tháng`, `8 giờ`, `45 tuổi`."""
    if after.word == "giờ":
        behind = source.low[token.end : token.end + 24].split()
        follows = behind[1:2]
        if before.kind in _DATE_CUES or (
            follows and (follows[0].rstrip(",.") in _TIME_AFTER or follows[0][0].isdecimal())
        ):
            return "time"
    if after.word == "phút" and re.search(
        r"giờ $|h $", source.low[max(0, token.start - 4) : token.start]
    ):
        return "time"
    return after.kind or "other"


def _kind_before(before: Before, after: After, surface: str, is_integer: bool) -> str | None:
    """Whether the cue before a number decides against the unit behind it."""
    kind = before.kind or ""
    has_unit = after.unit is not None and after.is_known
    if kind == "year":
        return "year" if is_integer and (_is_year(surface) or not has_unit) else None
    if kind == "date":
        if is_integer and int(surface) <= 31:
            if before.word == "tháng" and int(surface) <= 12:
                return "month"
            if before.is_strong or not has_unit:
                return "date"
        if not is_integer and not has_unit and len(surface) <= 5:
            return "date"
        return None
    if kind == "time":
        return None if has_unit else "time"
    if before.is_strong:
        return kind
    return None if has_unit else kind


def _is_year(surface: str) -> bool:
    return len(surface) == 4 and _FIRST_YEAR <= int(surface) <= _LAST_YEAR


def _is_list_number(source: Source, token: Token, after: After) -> bool:
    """`1. `, `(2)`, `3)` at the head of a line or clause."""
    text = source.text
    behind = text[token.end : token.end + 2]
    ahead = text[max(0, token.start - 2) : token.start]
    if token.end - token.start > 2:
        return False
    if ahead[-1:] == "(" and behind[:1] == ")":
        return after.unit is None
    at_line = not ahead or ahead[-1:] == "\n" or ahead == "- "
    return (
        behind[:1] in {".", ")", "/"}
        and behind[1:2] in {" ", ""}
        and (at_line or ahead in {". ", ": ", "; "})
    )


def _follows_name(source: Source, token: Token) -> bool:
    """Whether the word right before is capitalised inside a sentence: `Mỹ Đình 1`, `Vịnh Xanh 58`."""
    window = source.form[max(0, token.start - 16) : token.start]
    if window[-1:] != " ":
        return False
    words = window.rstrip(" ").split(" ")
    return bool(words[-1]) and words[-1][0].isupper() and len(words) > 1


def _stands_alone(low: str, end: int) -> bool:
    return low[end : end + 1] in {",", ".", ";", ")", " ", "\n", ""}


_COUNTED = re.compile(
    r"(?:số|tổng số|con số) [^.;:\n]{0,60}$|(?:tăng|giảm) [^.;\n]{0,40}$|từ \d[\d.,]* $"
)


def _counted_before(source: Source, token: Token) -> bool:
    """Whether the clause before says what a bare number counts: `Số người chết là 58`."""
    return bool(_COUNTED.search(source.low[max(0, token.start - 70) : token.start]))


def _figure(
    source: Source, token: Token, before: Before, after: After, value: float | None
) -> Figure:
    """Put together what was read; value and unit of ranges and percentages are read here."""
    surface = source.text[token.start : token.end]
    is_share = surface.endswith("%")
    unit, unit_kind = after.unit, after.unit_kind or "other"
    end = after.end
    unit_start, unit_end = after.unit_start, after.unit_end
    if is_share:
        unit, unit_kind = "%", "percent"
        unit_start = unit_end = token.end
        end = after.end if after.qualifier else token.end
    whole = unit_kind == "count" or (unit_kind == "money" and after.factor == 1)
    upper = None
    if token.shape in {"range", "percent_range", "dash"}:
        first, last = re.split(r" ?%? ?(?:[-–—]|đến|tới) ?", surface, maxsplit=1)
        value = parse_number(first, is_countable=whole, is_share=is_share)
        upper = parse_number(last, is_countable=whole, is_share=is_share)
    elif token.shape == "spaced_decimal":
        value = parse_number(surface.replace(" ", ""))
    elif value is None and token.shape != "word":
        value = parse_number(surface, is_countable=whole and after.factor == 1, is_share=is_share)
    factor = after.factor if not is_share else 1.0
    if value is not None:
        value = _times(value, factor) + (factor / 2 if after.has_half else 0)
    if upper is not None:
        upper = _times(upper, factor)
    qualifier = before.qualifier or after.qualifier or "exact"
    qualifier_start, qualifier_end = before.qualifier_start, before.qualifier_end
    if before.qualifier is None and after.qualifier:
        qualifier_start, qualifier_end = after.qualifier_start, after.end
    direction = before.direction or "none"
    if direction == "none" and "multiple" in before.roles:
        direction = "increase"
    decimals = len(surface.rstrip(" %").rpartition(",")[2]) if "," in surface else 0
    return Figure(
        start=token.start,
        end=token.end,
        phrase_start=before.start,
        phrase_end=max(end, token.end),
        unit_start=unit_start,
        unit_end=max(unit_end, token.end),
        value=value,
        value_upper=upper,
        unit=unit,
        unit_kind=unit_kind,
        qualifier=qualifier,
        qualifier_start=qualifier_start,
        qualifier_end=qualifier_end,
        direction=direction,
        roles=before.roles,
        decimals=decimals,
    )


def _times(value: float, factor: float) -> float:
    """The product, free of binary dust where the decimal product is whole."""
    product = value * factor
    return float(round(product)) if factor > 1 and abs(product) >= 1 else product
