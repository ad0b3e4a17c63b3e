"""Writers whose byline is written in short or with what they did, and roles told by the body."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def roles(text: str) -> list[tuple[object, object]]:
    """Each mention of a text with its role."""
    return [(mention["name"], mention["role"]) for mention in mentions_of(text)]


@pytest.mark.parametrize(
    ("byline", "writers"),
    [
        ("Tr.Khởi", ["Tr.Khởi"]),
        ("Ng. Bông", ["Ng. Bông"]),
        ("LÊ KHỞI thực hiện", ["LÊ KHỞI"]),
        ("Mai Khởi - Hà Bông thực hiện.", ["Mai Khởi", "Hà Bông"]),
        ("Mai Khởi tổng hợp", ["Mai Khởi"]),
        ("Mai Khởi- Hà Bông", ["Mai Khởi", "Hà Bông"]),
        ("Mai Khởi (từ Bắc Kinh, Trung Quốc)", ["Mai Khởi"]),
        ("Nhóm PV tổng hợp", []),
    ],
)
def test_a_byline_may_be_short_or_say_what_was_done(byline: str, writers: list[str]) -> None:
    text = f"Trời mưa to từ sáng sớm.\nXe cộ đi lại rất khó. {byline}"
    assert roles(text) == [(writer, "author") for writer in writers]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ông Mai Văn Khởi, Trưởng phòng Kinh doanh, cho biết.", "other"),
        ("Ông Mai Văn Khởi, Tổng Giám đốc Liên hiệp HTX Dịch vụ Bông, cho biết.", "other"),
        ("Ông Mai Văn Khởi, Chủ tịch Phòng Thương mại và Công nghiệp Việt Nam, nói.", "official"),
        ("Ông Mai Văn Khởi, Trưởng phòng Kinh tế huyện Kim Sơn, cho biết.", "official"),
        ("Cục trưởng Cục Xuất bản, In và Phát hành Mai Văn Khởi đã ký.", "official"),
    ],
)
def test_what_somebody_heads_tells_the_role(text: str, role: str) -> None:
    assert roles(text) == [("Mai Văn Khởi", role)]


def test_a_school_called_after_somebody_is_no_person() -> None:
    assert roles("Hiệu trưởng Trường ĐH Y khoa Phạm Ngọc Thạch đã ký.") == []


def test_teachers_of_a_kindergarten_are_persons() -> None:
    text = "Hai giáo viên mầm non Mai Thị Khởi và Hà Thị Bông đã khai."
    assert roles(text) == [("Mai Thị Khởi", "other"), ("Hà Thị Bông", "other")]
