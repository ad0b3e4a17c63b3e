"""What belongs to the span that a text reports on, and what only looks as if it had its own."""

from __future__ import annotations

import pytest

from tests.extract.figures.test_periods import periods_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is under way is a part of the report's cases
        (
            "6 tháng đầu năm 2024, thụ lý 26 vụ. Đang điều tra 17 vụ.",
            [("26", "2024-01-01", "2024-06-30"), ("17", "2024-01-01", "2024-06-30")],
        ),
        # an area that changed, against one that is so big
        (
            "6 tháng đầu năm 2024, thu 7 tỷ đồng. Diện tích lúa giảm 42 ha.",
            [("7", "2024-01-01", "2024-06-30"), ("42", "2024-01-01", "2024-06-30")],
        ),
        ("6 tháng đầu năm 2024, xã khởi công hồ chứa. Hồ rộng 42 ha.", [("42", "None", "None")]),
        # what a thing is ranked among is not its time
        (
            "Quý 1/2024, GDP chỉ đạt 5,1%, thấp nhất trong vòng 4 năm qua, còn nợ 7 tỷ đồng.",
            [("5,1%", "2024-01-01", "2024-03-31"), ("7", "2024-01-01", "2024-03-31")],
        ),
        # `thì` opens what is told of the next time
        (
            "Năm 2010, xã có 13 nhóm với 298 hộ thì đến năm 2017 đã có 30 nhóm.",
            [
                ("13", "2010-01-01", "2010-12-31"),
                ("298", "2010-01-01", "2010-12-31"),
                ("30", "2017-01-01", "2017-12-31"),
            ],
        ),
        # the level in a bracket is the base's
        (
            "Năm 2016, lãi 802 tỷ đồng, tăng 49 tỷ đồng so với năm 2015 (537 tỷ đồng).",
            [
                ("802", "2016-01-01", "2016-12-31"),
                ("49", "2016-01-01", "2016-12-31"),
                ("537", "2015-01-01", "2015-12-31"),
            ],
        ),
        (
            "Năm 2016, tăng 15% so với cùng kỳ (đạt 76 tỷ đồng).",
            [("15%", "2016-01-01", "2016-12-31"), ("76", "2016-01-01", "2016-12-31")],
        ),
        (
            "Quý 4/2016, lãi 191 tỷ đồng, trong khi cùng kỳ năm ngoái, con số này là 127 tỷ đồng.",
            [("191", "2016-10-01", "2016-12-31"), ("127", "2015-10-01", "2015-12-31")],
        ),
        # a level on a day inside the clause
        (
            "Năm 2015, nợ của thành phố đến 31/12/2015 là 198 tỷ đồng. Thành phố chi 4 tỷ đồng.",
            [("198", "2015-12-31", "2015-12-31"), ("4", "2015-01-01", "2015-12-31")],
        ),
        # as things stood, for all that the sentence counts
        (
            "Tính đến cuối năm 2016, tài sản là 4 tỷ đồng, vốn 546 triệu đồng.",
            [("4", "2016-12-31", "2016-12-31"), ("546", "2016-12-31", "2016-12-31")],
        ),
        # the first months of the year, without the word for it
        (
            "Sáng 12/6/2024, tỉnh họp báo. Trong 5 tháng năm nay, có 546 doanh nghiệp mới.",
            [("546", "2024-01-01", "2024-05-31")],
        ),
    ],
)
def test_what_belongs_to_the_report(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert periods_in(text) == expected
