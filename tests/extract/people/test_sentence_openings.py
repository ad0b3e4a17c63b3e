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


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # Who runs for it has it not.
        ("Trong thời gian tranh cử tổng thống Mỹ, ông Mai Văn Khởi kêu gọi dừng lại.", None),
        # Who takes it over is named before.
        (
            "Sau khi ông Hà Văn Sủ nhậm chức Tổng thống Mỹ, Giám đốc Sở Y tế Mai Văn Khởi đến.",
            [("Giám đốc Sở Y tế", "current")],
        ),
        (
            "Ngay sau khi nhậm chức Bí thư Thành ủy, ông Mai Văn Khởi đã đến thăm.",
            [("Bí thư Thành ủy", "appointed")],
        ),
        # When it was told behind it.
        (
            "Trước khi làm Giám đốc Sở Y tế vào năm 2010, ông Mai Văn Khởi là giáo viên.",
            [("Giám đốc Sở Y tế", "current")],
        ),
        (
            "Thứ trưởng Bộ Tài chính Việt Nam Mai Văn Khởi đến.",
            [("Thứ trưởng Bộ Tài chính Việt Nam", "current")],
        ),
        # The stop of an abbreviation ends no clause; what is held is not given.
        (
            "Họ cử ông Mai Văn Khởi, Bộ trưởng tham gia Đảng bộ TP.Na, giữ chức Bí thư Thành ủy.",
            [("Bộ trưởng", "current"), ("Bí thư Thành ủy", "appointed")],
        ),
        (
            "Lúc họ được bổ nhiệm, bố họ là ông Mai Văn Khởi đang giữ chức Giám đốc Sở Y tế.",
            [("Giám đốc Sở Y tế", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Trưởng ban Trọng tài, Liên đoàn Bóng đá Hà Nam, nói.",
            [("Trưởng ban Trọng tài, Liên đoàn Bóng đá Hà Nam", "current")],
        ),
        (
            "Hiện ông Mai Văn Khởi, Phó Thủ tướng, làm Trưởng ban Dân vận Trung ương.",
            [("Phó Thủ tướng", "current"), ("Trưởng ban Dân vận Trung ương", "current")],
        ),
        ("Họ cử trợ lý của ông Mai Văn Khởi, làm Giám đốc Sở Y tế.", None),
        (
            "Bà Na có đơn xin thôi làm đại biểu Quốc hội của ông Mai Văn Khởi.",
            [("đại biểu Quốc hội", "former")],
        ),
        (
            "Thông báo về việc thay thế vị trí Giám đốc Sở Y tế đối với ông Mai Văn Khởi.",
            [("Giám đốc Sở Y tế", "former")],
        ),
        (
            "Ông Mai Văn Khởi có sai phạm trong thời kỳ giữ chức Giám đốc Sở Y tế.",
            [("Giám đốc Sở Y tế", "former")],
        ),
        (
            "Trong thời gian giữ chức Giám đốc Sở Y tế (1/2004 - 5/2010), ông Mai Văn Khởi đã ký.",
            [("Giám đốc Sở Y tế", "former")],
        ),
        # A body is called by words that are unknown, up to a mark; no verb is among them.
        (
            "Theo ông Mai Văn Khởi, Giám đốc Công ty Tư vấn ghềnh thác Sao Mai, giá đã tăng.",
            [("Giám đốc Công ty Tư vấn ghềnh thác Sao Mai", "current")],
        ),
        (
            "Họ gặp ông Mai Văn Khởi - Chủ tịch Hiệp hội nuôi ngao Hà Nam (HNN) và về.",
            [("Chủ tịch Hiệp hội nuôi ngao Hà Nam", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Giám đốc Công ty Sao Mai đã lặn ngụp ở Hà Nam, rồi về.",
            [("Giám đốc Công ty Sao Mai", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Chủ tịch Hội đồng quản trị lờ đờ Sao Mai, về.",
            [("Chủ tịch Hội đồng quản trị", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Ủy viên Trung ương Đảng Cộng sản Trung Quốc, đến.",
            [("Ủy viên Trung ương Đảng Cộng sản Trung Quốc", "current")],
        ),
        # A deputy's post is of both names; one who alone bears it, or who goes on, is told apart.
        (
            "Dự có Thứ trưởng Hà Văn Sủ và Mai Văn Khởi.",
            [("Thứ trưởng", "current")],
        ),
        ("Dự có Thủ tướng Hà Văn Sủ và Mai Văn Khởi.", None),
        ("Dự có Thứ trưởng Hà Văn Sủ và Mai Văn Khởi, nhà thơ.", None),
    ],
)
def test_who_bears_a_post_and_how(text: str, posts: list[tuple[str, str]] | None) -> None:
    mention = next(m for m in mentions_of(text) if m["name"] == "Mai Văn Khởi")
    if posts is None:
        assert mention["posts"] is None
        return
    assert list(zip(mention["posts"], mention["statuses"], strict=True)) == posts  # type: ignore[call-overload]


def test_the_state_is_no_part_of_a_ministrys_post() -> None:
    (mention,) = mentions_of("Thứ trưởng Bộ Tài chính Việt Nam Mai Văn Khởi đến.")
    assert mention["posts_normalised"] == ["Thứ trưởng Bộ Tài chính"]


def test_a_park_with_a_statue_names_nobody() -> None:
    assert mentions_of("Họ họp tại Công viên Tượng đài Chủ tịch Hồ Chí Minh.") == []


def test_a_board_behind_a_comma_is_its_unions() -> None:
    (mention,) = mentions_of("Ông Mai Văn Khởi, Trưởng ban Kiểm tra, Hội Nhà báo Hà Nam, nói.")
    assert mention["posts_normalised"] == ["Trưởng ban Kiểm tra Hội Nhà báo Hà Nam"]
