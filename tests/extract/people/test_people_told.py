"""Who is told of in cases and careers, and what the sentences say that they are and were."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A case is called after a person as a rule, and no place.
        ("Tòa trả hồ sơ vụ án Mai Xuân Khởi và đồng phạm. Khởi kháng cáo.", ["Mai Xuân Khởi"]),
        ("Kết thúc vụ án Cống Sủ ở huyện bên.", []),
        # An age or a post at one place proves a name that a road or a firm bears at another.
        ("Nhà ở đường Mai Xuân Khởi. Mai Xuân Khởi (41 tuổi) bị bắt.", ["Mai Xuân Khởi"]),
        ("Vào Công ty Mai Xuân Khởi. Mai Xuân Khởi, Giám đốc Sở Y tế, đến.", ["Mai Xuân Khởi"]),
        ("Vào Công ty Thanh Sủ. Từ Thanh Sủ, Chủ tịch UBND tỉnh đi.", []),
        # A company of whose name the legal form alone is told before; both names of one.
        ("Giám đốc Công ty trách nhiệm hữu hạn Thương mại một thành viên Mai Kim Khởi nói.", []),
        ("Vốn của Công ty trách nhiệm hữu hạn Đại Đắc Sủ và Mai Tuấn Khởi đã hết.", []),
        ("Giám đốc công ty bất động sản Mai Văn Khởi nói.", ["Mai Văn Khởi"]),
        ("Theo Giám đốc Công ty TNHH Nam Sủ Mai Văn Khởi, vốn đã hết.", ["Mai Văn Khởi"]),
        ("Công ty cổ phần do Mai Văn Khởi (41 tuổi) lập đã hết vốn.", ["Mai Văn Khởi"]),
        # A photographer in capitals ends where a word is not.
        ("Lễ dâng hương sáng nay. Ảnh: MAI KHỞI Phó Bí thư Thường trực Tỉnh ủy nói.",
         ["MAI KHỞI"]),
        ("Nhà ở đường Mai Xuân Khởi. Từ Mai Xuân Khởi rẽ trái.", []),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Chủ tịch Hồ Chí Minh về thăm nhà máy.", True),
        ("Khánh thành tượng đài Chủ tịch Hồ Chí Minh ở phố biển.", True),
        ("Hàng nghìn người vào Lăng Chủ tịch Hồ Chí Minh.", False),
        ("Dâng hương tại Khu lưu niệm Chủ tịch Hồ Chí Minh.", False),
        ("Chủ tịch TP Hồ Chí Minh đi họp.", False),
    ],
)
def test_a_name_that_much_bears_is_a_persons_behind_a_post(text: str, is_named: bool) -> None:
    rest = (
        " Trung ương Đoàn TNCS Hồ Chí Minh mời ông Minh đi qua Quảng trường Hồ Chí Minh. "
        "UBND tỉnh Hà Nam, Chủ tịch UBND tỉnh chờ."
    )
    named = [m for m in mentions_of(text + rest) if m["name"] == "Hồ Chí Minh"]
    found = [(m["role"], m["posts_normalised"], m["statuses"]) for m in named]
    assert found == [("official", ["Chủ tịch"], ["current"])] * is_named


def test_a_house_that_bears_a_rank_and_a_name_is_nobody() -> None:
    text = "Đoàn thăm Nhà tưởng niệm Đại tướng Mai Xuân Khởi. Đại tướng Mai Xuân Khởi quê Hà Nam."
    assert [mention["start_char"] for mention in mentions_of(text)] == [text.rindex("Mai")]


def test_a_post_is_of_the_province_that_heads_what_is_told() -> None:
    text = (
        "Nhân sự mới.\nHà Nam: Sáng nay, Chủ tịch UBND tỉnh Mai Văn Khởi đã ký. Ảnh: báo Lào Cai "
        "Lào Cai: Hôm qua, ông Ngô Bá Lực, Phó Bí thư Tỉnh ủy, đến họp."
    )
    assert [mention["posts_normalised"] for mention in mentions_of(text)] == [
        ["Chủ tịch UBND tỉnh Hà Nam"],
        ["Phó Bí thư Tỉnh ủy Lào Cai"],
    ]
    one = "Chủ tịch tỉnh Hà Nam: Phải làm. Ở Lào Cai: Chờ. Bí thư Tỉnh ủy Mai Văn Khởi nói."
    assert [mention["province_id"] for mention in mentions_of(one)] == ["ha-nam"]


def test_a_post_beside_that_of_the_past_is_who_bears_it() -> None:
    text = "Ảnh chụp Chủ tịch Hồ Chí Minh, Tổng Tham mưu trưởng Mai Văn Khởi tại chiến khu."
    assert [mention["posts"] for mention in mentions_of(text)] == [
        ["Chủ tịch"],
        ["Tổng Tham mưu trưởng"],
    ]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("ĐBQH Mai Văn Khởi phát biểu.", "Đại biểu Quốc hội"),
        ("ĐBQH tỉnh Bắc Giang Mai Văn Khởi phát biểu.", "ĐBQH tỉnh Bắc Giang"),
    ],
)
def test_a_lone_abbreviation_is_written_out(text: str, post: str) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == [post]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ông Mai Văn Khởi đã có đơn xin thôi nhiệm vụ ĐBQH vì lý do riêng.",
         [("ĐBQH", "former")]),
        ("Ông Mai Văn Khởi đã trúng cử ĐBQH tại tỉnh Hà Nam với nhiều phiếu.",
         [("ĐBQH", "appointed")]),
        ("Khi bầu cử ĐBQH, ông Mai Văn Khởi vắng mặt.", None),
        (("Ông Mai Văn Khởi không còn là Bí thư Thành ủy Hải Phòng, tức cũng không còn làm "
         "Trưởng đoàn ĐBQH Hải Phòng."),
         [("Bí thư Thành ủy Hải Phòng", "former"), ("Trưởng đoàn ĐBQH Hải Phòng", "former")]),
        (("Ông Mai Văn Khởi từ vị trí Giám đốc Sở Y tế lên Phó Chủ tịch UBND tỉnh; sau đó làm "
         "Bí thư Tỉnh ủy."),
         [("Giám đốc Sở Y tế", "former"), ("Phó Chủ tịch UBND tỉnh", "former"),
          ("Bí thư Tỉnh ủy", "current")]),
        ("Bà Mai Thị Khởi chuyển qua làm Phó Ban Tổ chức Huyện ủy An Lão.",
         [("Phó Ban Tổ chức Huyện ủy An Lão", "current")]),
        ("Ông Mai Văn Khởi, quê Hà Nam, từng là Chủ tịch UBND tỉnh Hà Nam, đến dự.",
         [("Chủ tịch UBND tỉnh Hà Nam", "former")]),
        ("Ông Mai Văn Khởi sinh năm 1960, hiện là Giám đốc Sở Y tế.",
         [("Giám đốc Sở Y tế", "current")]),
        ("Ông Mai Văn Khởi trở thành tổng thống trẻ nhất từ trước đến nay.",
         [("tổng thống", "appointed")]),
        ("Khi ông Mai Văn Khởi còn làm lãnh đạo ở đó, trên cương vị Chủ tịch UBND tỉnh, đã lâu.",
         [("Chủ tịch UBND tỉnh", "former")]),
        ("Ông Mai Văn Khởi cũng đã được điều động quay lại giữ chức Giám đốc Sở Y tế.",
         [("Giám đốc Sở Y tế", "appointed")]),
        ("Ông Mai Văn Khởi (phải) khi nhận quyết định bổ nhiệm chức vụ Giám đốc Sở Y tế.",
         [("Giám đốc Sở Y tế", "appointed")]),
        ("Người ký khi ấy là bà Mai Thị Khởi - Giám đốc Sở Y tế nay là Phó Bí thư Tỉnh ủy.",
         [("Giám đốc Sở Y tế", "former"), ("Phó Bí thư Tỉnh ủy", "current")]),
        ("Con rể Mai Văn Khởi từng giữ chức Giám đốc Sở Y tế.", [("Giám đốc Sở Y tế", "former")]),
        ("Vợ ông Mai Văn Khởi - Giám đốc Sở Y tế đến.", [("Giám đốc Sở Y tế", "current")]),
        # Somebody else is told of, nothing has come to pass, or nobody bears it.
        ("Vợ ông Mai Văn Khởi từng giữ chức Giám đốc Sở Y tế.", None),
        ("Ông hứa sẽ đề cử ông Mai Văn Khởi trở thành Giám đốc Sở Y tế.", None),
        ("Ca sĩ Mai Văn Khởi chính là cố vấn âm nhạc.", None),
        ("Ông Mai Văn Khởi sẽ trở thành Giám đốc Sở Y tế.", None),
        ("Ông Mai Văn Khởi đến nhà người từng là Giám đốc Sở Y tế.", None),
        ("Ông Mai Văn Khởi trở thành đại sứ du lịch Việt Nam.", None),
        ("Ông Mai Văn Khởi đang làm trợ lý.", None),
    ],
)  # fmt: skip
def test_posts_of_a_career(text: str, posts: list[tuple[str, str]] | None) -> None:
    assert _posts_of(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Hội đồng miễn nhiệm chức vụ Giám đốc Sở Y tế đối với ông Mai Văn Khởi.",
         [("Giám đốc Sở Y tế", "former")]),
        ("Tỉnh hủy bỏ quyết định bổ nhiệm chức vụ Giám đốc Sở Y tế đối với bà Mai Thị Khởi.",
         [("Giám đốc Sở Y tế", "former")]),
        ("Tỉnh bổ nhiệm chức vụ Giám đốc Sở Y tế cho bà Mai Thị Khởi.",
         [("Giám đốc Sở Y tế", "appointed")]),
        ("Sở đình chỉ chức vụ Hiệu trưởng Trường Tiểu học Kim Sơn của bà Mai Thị Khởi.",
         [("Hiệu trưởng Trường Tiểu học Kim Sơn", "current")]),
        ("Tỉnh miễn nhiệm Giám đốc Sở Y tế của ông Mai Văn Khởi.", None),
        ("Họ gặp Giám đốc Sở Y tế cho ông Mai Văn Khởi.", None),
    ],
)  # fmt: skip
def test_posts_that_a_decision_gives_or_takes(
    text: str, posts: list[tuple[str, str]] | None
) -> None:
    assert _posts_of(text) == posts


def _posts_of(text: str) -> list[tuple[str, str]] | None:
    (mention,) = mentions_of(text)
    if mention["posts"] is None:
        return None
    return list(zip(mention["posts"], mention["statuses"], strict=True))  # type: ignore[call-overload]


def test_who_has_no_post_before_the_name_bears_the_one_behind() -> None:
    text = "Có ông Mai Văn Khởi, Giám đốc Sở Y tế, Bí thư Tỉnh ủy Lê Văn Bay và dân."
    assert [mention["posts"] for mention in mentions_of(text)] == [
        ["Giám đốc Sở Y tế"],
        ["Bí thư Tỉnh ủy"],
    ]
