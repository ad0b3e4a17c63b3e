"""Posts of whom a sentence opens with are not of who speaks behind the comma."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def posts_of(text: str) -> dict[str, list[str]]:
    """The posts as written of each name of a text."""
    return {str(m["name"]): list(m["posts"] or []) for m in mentions_of(text)}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Báo cáo với Thủ tướng, ông Mai Văn Khởi nói mỏ đã đóng.", []),
        ("Phát biểu trước các nghị sĩ, ông Mai Văn Khởi cho rằng mỏ phải đóng.", []),
        ("Tại cuộc gặp Bộ trưởng Tài chính, ông Mai Văn Khởi đã nhấn mạnh vai trò của mỏ.", []),
        (
            "Tiếp thu ý kiến của Chủ tịch Quốc hội, Bí thư Thành ủy Mai Văn Khởi cho hay, đã sửa.",
            ["Bí thư Thành ủy"],
        ),
        (
            "Trả lời chất vấn của đại biểu Quốc hội, Bộ trưởng Mai Văn Khởi cho biết sẽ sửa.",
            ["Bộ trưởng"],
        ),
        # Who asks tells of whom he asks.
        (
            "Trao đổi với Giám đốc Sở Tài chính, ông Mai Văn Khởi cho biết đã sửa.",
            ["Giám đốc Sở Tài chính"],
        ),
        # No clause opens the sentence.
        (
            "Giám đốc Sở Tài chính, ông Mai Văn Khởi cho biết đã sửa.",
            ["Giám đốc Sở Tài chính"],
        ),
        # The clause goes on, so that the name is who is met.
        (
            "Tại cuộc gặp Bộ trưởng Tài chính, ông Mai Văn Khởi, hai bên đã ký.",
            ["Bộ trưởng Tài chính"],
        ),
        (
            "Đáp lại lời chúc của Ủy viên Bộ Chính trị, Bí thư Thành ủy Mai Văn Khởi chiều qua.",
            ["Ủy viên Bộ Chính trị", "Bí thư Thành ủy"],
        ),
    ],
)
def test_who_is_spoken_to_is_not_who_speaks(text: str, posts: list[str]) -> None:
    assert posts_of(text)["Mai Văn Khởi"] == posts


def test_who_speaks_behind_a_name_is_not_who_is_named() -> None:
    asked = "Trả lời câu hỏi của cử tri gửi ông Mai Văn Khởi, Tổng Bí thư cho hay đã có báo cáo."
    assert posts_of(asked) == {"Mai Văn Khởi": []}
    told = "Ông Mai Văn Khởi, Chủ tịch UBND tỉnh Hà Nam cho hay đã có báo cáo."
    assert posts_of(told) == {"Mai Văn Khởi": ["Chủ tịch UBND tỉnh Hà Nam"]}
    own = "Báo cáo với Bộ trưởng, ông Mai Văn Khởi, Giám đốc Sở Tài chính cho biết đã sửa."
    assert posts_of(own)["Mai Văn Khởi"][-1:] == ["Giám đốc Sở Tài chính"]
