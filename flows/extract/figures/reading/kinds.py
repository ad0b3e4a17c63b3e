"""The kinds of the numbers that report nothing.

In comes a number with its neighbours (or inside a date), out comes its kind: date, year, age,
ordinal, phone, … or None where it is a figure. The gold's page lists the kinds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.extract.figures.model import Source, Token
    from flows.extract.figures.reading.after import After
    from flows.extract.figures.reading.before import Before
    from flows.extract.figures.reading.neighbours import Reading

_BODY = re.compile(r"(?:P?[ACKXVHBE]|PC|PA|PX|PV|PK|CA)\d{2}[A-Z]?")
_PLATE = re.compile(r"\d{2}[A-Z]{1,2}\d?[-–.]?\d{3}\.?\d{2,3}|\d{2}[A-Z]\d?-\d{4}")
_TIME_AFTER = ("sáng", "trưa", "chiều", "tối", "đêm", "ngày", "cùng", "hôm", "kém", "rạng")
_DATE_CUES = frozenset({"date", "time"})
KIND_OF_SHAPE = {
    "full_date": "date",
    "written_date": "date",
    "iso_month": "date",
    "month_year": "month",
    "quarter": "quarter",
    "year_range": "year_range",
    "clock": "time",
    "around": "time",
    "plate": "plate",
    "document": "document_number",
    "exponent": "unit",
    "roman": "ordinal_roman",
    "chain": "other",  # a team's `4-2-3-1`
    "leftover": "other",
}
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_RATE_UNITS = ("h", "giờ", "phút", "ngày", "tháng", "năm", "tuần", "km")
_NAMED = frozenset({"address", "body_name", "document_number"})
_ADMINISTRATIVE = frozenset({"phường", "xã", "quận", "huyện", "khu", "thôn", "ấp", "tỉnh", "thị"})
_YEAR_DIGITS = 4
_DAYS, _MONTHS = 31, 12
_LONGEST_DAY = 5  # 31.12
_LONGEST_LIST_NUMBER = 2
_LONG_CODE = 9
_LONG_NUMBER = 5
_LEVEL_WORDS = frozenset({"là", "còn", "xuống", "lên"})
_NAME_BEFORE = re.compile(r"(?:(?<![^\W_])[A-ZĐ][^\W_]{0,10}[-–]|[A-ZĐ]\.)$")
_SPLIT_EXPONENT = re.compile(r"(?<![^\W\d_])[kcdh]?m $")  # `390.000m 2 nhà ở`
_HOUR_BEFORE = re.compile(r"(?:giờ|h) $")
_COUNTED = re.compile(
    r"(?:số|tổng số|con số) [^.;:\n]{0,60}$|(?:tăng|giảm) [^.;\n]{0,40}$|từ \d[\d.,]* $"
)


def kind_in_date(source: Source, token: Token) -> str:  # noqa: PLR0911 (a ladder of rules)
    """Which part of a date or period a token inside its span is."""
    if token.end <= source.header_end:
        return "header_month"
    shape = token.shape
    if shape in KIND_OF_SHAPE:
        return KIND_OF_SHAPE[shape]
    if shape in {"slash", "dash", "decimal", "number", "thousands"}:
        return "date"
    value = source.text[token.start : token.end]
    if shape == "integer":
        after = source.low[token.end : token.end + 7].strip()
        if len(value) == _YEAR_DIGITS:
            return "year"
        if source.low[max(0, token.start - 6) : token.start].endswith("tháng "):
            return "month"
        if source.low[max(0, token.start - 5) : token.start].endswith("quý "):
            return "quarter"
        if after.startswith(("tháng", "năm", "ngày", "tuần", "quý", "giờ")):
            return "period_length"
    return "date"


def kind_of_code(surface: str) -> str:
    """Of letters and digits run together: a unit of the police, a plate, or a name."""
    if _BODY.fullmatch(surface):
        return "body_name"
    if _PLATE.fullmatch(surface):
        return "plate"
    return "name"


def is_tail_of_name(source: Source, token: Token) -> bool:
    """`BTR-50`, `U.23`, `Covid-19`: the number goes on from a name."""
    window = source.text[max(0, token.start - 12) : token.start]
    return _NAME_BEFORE.search(window) is not None


def is_rate_base(source: Source, token: Token) -> bool:
    """`1 khách/1 phòng`, `90mm/3h`: the number under the stroke is what the rate is for."""
    text = source.text
    if not text[token.start - 2 : token.start - 1].isalpha():
        return False
    behind = source.low[token.end : token.end + 8].lstrip()
    return text[token.start : token.end] == "1" or behind.startswith(_RATE_UNITS)


def other_kind(reading: Reading) -> str | None:  # noqa: PLR0911 (a ladder of rules)
    """The kind of a plain number that is no figure; None where it is one."""
    source, token, before, after = reading.source, reading.token, reading.before, reading.after
    surface = reading.surface
    if after.kind:
        return _kind_behind(source, token, before, after)
    by_form = _kind_by_form(reading)
    if by_form:
        return by_form
    is_large = after.factor > 1 or (token.shape == "thousands" and len(surface) > _LONG_NUMBER)
    if before.kind and not is_large:
        kind = _kind_before(before, after, surface, is_integer=token.shape == "integer")
        if kind:
            return kind
    if after.unit and (after.is_known or after.factor > 1):
        return "year" if _opens_sentence(after.unit) and _is_year(surface) else None
    if not (before.direction or before.qualifier) and _is_year(surface):
        return "year"
    if _follows_name(source, token) and not before.qualifier:
        return "name"
    if after.unit and not (token.shape == "decimal" and "." in surface):
        return None
    # what has a sign but no unit is no change: (+84)
    if "sign" not in before.roles and (before.direction or "multiple" in before.roles):
        return None
    is_told = before.word in _LEVEL_WORDS or source.low.endswith("con số ", 0, token.start)
    counts = before.kind is None and is_told
    return None if counts and _counted_before(source, token) else "other"


def _kind_by_form(reading: Reading) -> str | None:
    """List numbers, phone numbers and codes, which show in the digits alone."""
    if reading.token.shape != "integer":
        return None
    source, start = reading.source, reading.token.start
    if reading.surface in {"2", "3"} and _SPLIT_EXPONENT.search(
        source.low, max(0, start - 4), start
    ):
        return "unit"
    if _is_list_number(source, reading.token, reading.after):
        return "list_number"
    if source.text[start - 1 : start] == "+" and source.text[start - 2 : start - 1].isdecimal():
        return "address"  # `Km 1632+100`
    if len(reading.surface) >= _LONG_CODE:
        return "phone" if reading.surface[0] == "0" else "code"
    return None


def _kind_behind(source: Source, token: Token, before: Before, after: After) -> str:
    """`6 tháng`, `8 giờ`, `45 tuổi`."""
    if after.word == "giờ":
        behind = source.low[token.end : token.end + 24].split()
        follows = behind[1:2]
        if before.kind in _DATE_CUES or (
            follows and (follows[0].rstrip(",.") in _TIME_AFTER or follows[0][0].isdecimal())
        ):
            return "time"
    if after.word == "phút" and _HOUR_BEFORE.search(
        source.low[max(0, token.start - 4) : token.start]
    ):
        return "time"
    return after.kind or "other"


def _kind_before(before: Before, after: After, surface: str, *, is_integer: bool) -> str | None:  # noqa: PLR0911 (a ladder of rules)
    """Whether the cue before a number decides against the unit behind it."""
    kind = before.kind or ""
    has_unit = after.unit is not None and after.is_known and not _opens_sentence(after.unit)
    if kind in _NAMED and after.word in _ADMINISTRATIVE:
        return kind  # tổ 44 phường Yên Thịnh, Ban Chỉ đạo 389 tỉnh
    if kind == "year":
        return "year" if is_integer and (_is_year(surface) or not has_unit) else None
    if kind == "date":
        if is_integer and int(surface) <= _DAYS:
            if before.word == "tháng" and int(surface) <= _MONTHS:
                return "month"
            if before.is_strong or not has_unit:
                return "date"
        if not is_integer and not has_unit and len(surface) <= _LONGEST_DAY:
            return "date"
        return None
    if kind == "time":
        return None if has_unit else "time"
    if before.is_strong:
        return kind
    return None if has_unit else kind


def _opens_sentence(unit: str) -> bool:
    """`Lexus RX 2016 Mẫu xe …`: a sentence begins, although no full stop ends the one before.

    One word in capitals is an abbreviation: `giá khởi điểm 1.440 USD`.
    """
    return unit[:1].isupper() and (" " in unit or not unit.isupper())


def _is_year(surface: str) -> bool:
    return (
        len(surface) == _YEAR_DIGITS
        and surface.isdecimal()
        and _FIRST_YEAR <= int(surface) <= _LAST_YEAR
    )


def _is_list_number(source: Source, token: Token, after: After) -> bool:
    """`1. `, `(2)`, `3)` at the head of a line or clause."""
    text = source.text
    behind = text[token.end : token.end + 2]
    ahead = text[max(0, token.start - 2) : token.start]
    if token.end - token.start > _LONGEST_LIST_NUMBER:
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
    """Whether the word right before is capitalised inside a sentence: `Mỹ Đình 1`."""
    window = source.form[max(0, token.start - 16) : token.start]
    if window[-1:] != " ":
        return False
    words = window.rstrip(" ").split(" ")
    return bool(words[-1]) and words[-1][0].isupper() and len(words) > 1


def _counted_before(source: Source, token: Token) -> bool:
    """Whether the clause before says what a bare number counts: `Số người chết là 58`."""
    return bool(_COUNTED.search(source.low[max(0, token.start - 70) : token.start]))
