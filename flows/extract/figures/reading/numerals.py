"""Numbers as the Vietnamese press writes them, read into values.

In comes the surface of one number, in digits (`13.596`, `2,826`, `1.275`, `0,5`) or in words
(`hai trăm`, `một nửa`); out comes its value. The dot groups thousands and the comma opens the
decimals; the press breaks both rules often enough that each reading has its own clause below. No
context is read here: `is_countable` and `is_share` are what the caller knows of the unit.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from flows.reference import load

_TEN, _HUNDRED, _BILLION = 10, 100, 1e9
_DOT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_DOT_GROUPS_COMMA = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_COMMA_GROUPS_DOT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def parse_number(  # noqa: PLR0911 (one clause a convention)
    surface: str, *, is_countable: bool = False
) -> float | None:
    """Value of a number written in digits.

    Args:
        surface: digits with dots and commas, such as `13.596` or `21, 218`; a final `%` is allowed.
        is_countable: the unit is whole things or single đồng, so `1,234` is 1234, not 1.234.

    Returns:
        The value; None where the form follows no convention (`1.2.3`, `1.23,456.7`).
    """
    digits = surface.rstrip("%").replace(" ", "")
    if digits.isdecimal():
        return float(int(digits))
    if _DOT_GROUPS.fullmatch(digits):
        return float(digits.replace(".", ""))
    if _COMMA_GROUPS.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _ONE_COMMA_GROUP.fullmatch(digits) and is_countable:
        return float(digits.replace(",", ""))
    if _DOT_GROUPS_COMMA.fullmatch(digits):
        return float(digits.replace(".", "").replace(",", "."))
    if _COMMA_GROUPS_DOT.fullmatch(digits):
        return float(digits.replace(",", ""))
    if _DECIMAL.fullmatch(digits):
        return float(digits.replace(",", "."))
    return None


@cache
def word_values() -> dict[str, tuple[float, str]]:
    """Number words: surface -> (value, role); roles as in `number_words.csv`."""
    table = load("number_words")
    values = (float(value) for value in table["value"])
    return dict(zip(table["surface"], zip(values, table["role"], strict=True), strict=True))


@lru_cache(maxsize=4096)
def parse_number_words(surface: str) -> float | None:
    """Value of a number written in words, such as `hai trăm ba mươi lăm` or `một nửa`.

    Args:
        surface: words in lower case, one space between them.

    Returns:
        The value; None where the words are no number.
    """
    table = word_values()
    if surface in table and table[surface][1] == "fraction":
        return table[surface][0]
    total = 0.0  # what the great multipliers (nghìn, triệu, tỷ) have closed
    block = 0.0  # the hundreds, tens and ones still open
    digit: float | None = None
    last_multiplier = 1.0
    for word in surface.split():
        value, role = table.get(word, (0.0, "none"))
        if role == "digit":
            # `hai mươi lăm`: the tens are closed; two digits in a row are no number.
            if digit is not None:
                return None
            digit = value
        elif role in {"ten", "tens"} or (role == "multiplier" and value == _TEN):
            block += 10 * (digit if digit is not None else 1)
            digit = None
        elif role == "multiplier" and value == _HUNDRED:
            block = (block + (digit if digit is not None else 1)) * 100
            digit = None
        elif role == "multiplier":
            open_part = block + (digit or 0)
            total = (
                (total + open_part) * value
                if value >= _BILLION
                else total + (open_part or 1) * value
            )
            block, digit, last_multiplier = 0.0, None, value
            continue
        elif role == "half":
            return total + block + (digit or 0) + last_multiplier / 2
        elif role == "filler":
            continue
        else:
            return None
    return total + block + (digit or 0)
