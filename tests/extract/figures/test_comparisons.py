"""What a change is measured against, and on which days that was."""

from __future__ import annotations

import pytest

from tests.extract.figures.reading import figures_in

HALF = "Trong 6 tháng đầu năm 2024, "


def bases_in(text: str) -> list[str | None]:
    """The comparison bases of one text's figures, in order."""
    return [found["comparison_base"] for found in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        # a list goes on with the time that its first member names
        ("Thu 90 tỷ đồng, tăng 15% so với năm 2016; chi tăng 17%.", [None, "năm 2016", "năm 2016"]),
        (
            "Xảy ra 25 vụ (giảm 8 vụ so với cùng kỳ), 2 người chết (giảm 6 người).",
            [None, "cùng kỳ", None, "cùng kỳ"],
        ),
        (
            "Có 22 xã có số vụ tăng so với cùng kỳ, trong đó 10 xã tăng trên 15%.",
            [None, None, "cùng kỳ"],
        ),
        (
            "So với năm 2016, tai nạn giảm cả về số vụ. Cụ thể, số vụ giảm 36 vụ (giảm 6%).",
            ["năm 2016", "năm 2016"],
        ),
        (
            "Xảy ra 322 vụ, tăng 18 vụ; 54 vụ cháy, tăng 8 vụ so với cùng kỳ.",
            [None, "cùng kỳ", None, "cùng kỳ"],
        ),
        # but not with what is expected, a contrast, or another time
        ("Vốn tăng 15% so với năm 2016; năm 2018 dự kiến tăng 17%.", ["năm 2016", None]),
        ("Số vụ giảm 15% so với năm 2016, nhưng thiệt hại tăng 17%.", ["năm 2016", None]),
        ("Số vụ giảm 3% so với quý trước và giảm 2% trong năm 2017.", ["quý trước", None]),
        ("Số vụ giảm 15% so với năm 2016. Thu ngân sách tăng 17%.", ["năm 2016", None]),
        ("Tai nạn tăng 3 vụ; phạm pháp tăng 18% so với cùng kỳ.", [None, "cùng kỳ"]),
        # a share of the base, and a level with the one before in brackets
        ("Dư nợ đạt 99% so với kế hoạch.", ["kế hoạch"]),
        ("Khách bằng 96% cùng kỳ năm trước.", ["cùng kỳ năm trước"]),
        ("Số vụ cháy giảm còn 576 vụ (cùng kỳ 1.393 vụ).", ["cùng kỳ", None]),
        ("So với tuần trước, giảm 81 trường hợp (817/898).", ["tuần trước", "tuần trước"]),
        # what the words of a base are
        ("So với tháng cùng kỳ năm 2016 giảm 186 vụ.", ["tháng cùng kỳ năm 2016"]),
        ("Chỉ số tăng 2% so với tháng 12 năm 2016.", ["tháng 12 năm 2016"]),
        ("Giá giảm 10 đồng so với ngày 6-2.", ["ngày 6-2"]),
        ("Lượng bán tăng 25% so với ngày vía Thần Tài 2016.", ["ngày vía Thần Tài 2016"]),
        (
            "Cổ phiếu A giảm 7.000 đồng, còn 101.000 đồng, thấp hơn 13 tỷ đồng so với ông Nam.",
            [None, None, "ông Nam"],
        ),
    ],
)
def test_bases(text: str, bases: list[str | None]) -> None:
    assert bases_in(text) == bases


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (HALF + "số vụ giảm 8 vụ so với năm 2022.", "2022-01-01", "2022-06-30"),
        (HALF + "số vụ giảm 8 vụ so với cùng kỳ năm 2022.", "2022-01-01", "2022-06-30"),
        (HALF + "số vụ giảm 8 vụ so với năm trước.", "2023-01-01", "2023-06-30"),
        (HALF + "dư nợ tăng 4% so với cuối năm 2023.", "2023-12-31", "2023-12-31"),
        ("Tháng 1/2024, số vụ giảm 8 vụ so với tháng trước.", "2023-12-01", "2023-12-31"),
        ("Tháng 3/2024, số vụ giảm 8 vụ so với tháng trước.", "2024-02-01", "2024-02-29"),
        ("Quý 2/2024, số vụ giảm 8 vụ so với quý trước.", "2024-01-01", "2024-03-31"),
        ("Trong năm 2024, số vụ giảm 8 vụ so với năm 2022.", "2022-01-01", "2022-12-31"),
    ],
)
def test_days_of_a_base(text: str, first: str, last: str) -> None:
    found = figures_in(text)[-1]
    assert (str(found["comparison_start_date"]), str(found["comparison_end_date"])) == (first, last)


def test_the_period_reported_on_by_days_is_that_of_the_year_before() -> None:
    found = figures_in(
        "Từ ngày 16/12/2023 đến 15/6/2024, xảy ra 90 vụ, giảm 8 vụ so với cùng kỳ năm 2023."
    )[-1]
    assert str(found["comparison_start_date"]) == "2022-12-16"
    assert str(found["comparison_end_date"]) == "2023-06-15"
