"""A number rendered in each convention of the press reads back as itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.figures.reading.numerals import parse_number, parse_number_words
from tests.extract.figures.reading import figures_in

_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def words(number: int) -> str:
    """The number spoken in full, as a Vietnamese writer spells it."""
    for value, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn")):
        if number >= value:
            rest = words(number % value) if number % value else ""
            return f"{words(number // value)} {name} {rest}".strip()
    hundreds, tens, ones = number // 100, number % 100 // 10, number % 10
    spoken = [f"{_ONES[hundreds]} trăm"] if hundreds else []
    if tens:
        spoken.append("mười" if tens == 1 else f"{_ONES[tens]} mươi")
    elif hundreds and ones:
        spoken.append("linh")
    if ones:
        last = {1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}
        spoken.append(last.get(ones, _ONES[ones]))
    return " ".join(spoken)


@given(st.integers(0, 10**13))
def test_plain_and_dotted_integers(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(dotted(number)) == number
    assert parse_number(f"{number:,}", is_countable=True) == number


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_decimal_comma(whole: int, hundredths: int) -> None:
    value = float(f"{whole}.{hundredths:02}")
    assert parse_number(f"{whole},{hundredths:02}") == value
    assert parse_number(f"{dotted(whole)},{hundredths:02}") == value
    assert parse_number(f"{whole},{hundredths:02}%") == value


@given(st.integers(1, 999), st.integers(0, 999))
def test_three_decimals_are_decimals_with_a_comma_and_thousands_with_a_dot(
    whole: int, thousandths: int
) -> None:
    assert parse_number(f"{whole},{thousandths:03}") == float(f"{whole}.{thousandths:03}")
    assert parse_number(f"{whole}.{thousandths:03}") == whole * 1000 + thousandths


@given(st.integers(1, 10**12 - 1))
def test_words(number: int) -> None:
    assert parse_number_words(words(number)) == number


@pytest.mark.parametrize("surface", ["1.2.3", "1.23,456.7", "1,2,3"])
def test_what_follows_no_convention_has_no_value(surface: str) -> None:
    assert parse_number(surface) is None


@pytest.mark.parametrize(
    ("phrase", "value", "unit"),
    [
        ("2,826 tỉ đồng", 2_826_000_000, "đồng"),
        ("1.275 tỉ đồng", 1_275_000_000_000, "đồng"),
        ("21, 218 tỷ đồng", 21_218_000_000, "đồng"),
        ("10.000 đồng", 10_000, "đồng"),
        ("13.596 tỷ đồng", 13_596_000_000_000, "đồng"),
        ("842,238 tỷ đồng", 842_238_000_000, "đồng"),
        ("600 nghìn tỷ đồng", 600_000_000_000_000, "đồng"),
        ("2 tỷ rưỡi", 2_500_000_000, "đồng"),
        ("6 tỷ 544 triệu đồng", 6_544_000_000, "đồng"),
        ("10 tỷ 1 triệu 335 nghìn đồng", 10_001_335_000, "đồng"),
        ("1,234 vụ", 1_234, "vụ"),
        ("1,5 triệu đại biểu", 1_500_000, "đại biểu"),
        ("3,2 triệu USD", 3_200_000, "USD"),
        ("hai trăm cán bộ", 200, "cán bộ"),
        ("40ha", 40, "ha"),
    ],
)
def test_phrases(phrase: str, value: float, unit: str) -> None:
    (found,) = figures_in(f"Tổng cộng có {phrase}.")
    assert (found["value"], found["unit"]) == (value, unit)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 999_999), st.sampled_from(["vụ", "đối tượng", "người", "hộ dân", "dự án"]))
def test_a_count_in_a_sentence(number: int, unit: str) -> None:
    (found,) = figures_in(f"Công an tỉnh đã xử lý {dotted(number)} {unit} trên địa bàn.")
    assert (found["value"], found["unit"]) == (number, unit)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9_999), st.integers(1, 9), st.sampled_from(["triệu", "tỷ", "nghìn tỷ"]))
def test_money_in_a_sentence(whole: int, tenths: int, magnitude: str) -> None:
    factor = {"triệu": 10**6, "tỷ": 10**9, "nghìn tỷ": 10**12}[magnitude]
    (found,) = figures_in(f"Thiệt hại khoảng {dotted(whole)},{tenths} {magnitude} đồng.")
    assert found["value"] == whole * factor + tenths * factor // 10
    assert (found["unit"], found["qualifier"]) == ("đồng", "about")
