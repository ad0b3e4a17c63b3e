"""Posts made whole with the body and the place of their level, in sentences of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Lãnh đạo huyện Mường Tè họp. Theo ông Mai Văn Khởi, Chủ tịch UBND huyện, đường đã thông.",
         ["Chủ tịch UBND huyện Mường Tè"]),
        ("Đoàn đến huyện Mường Tè. Ông Mai Văn Khởi (Phó bí thư, Chủ tịch UBND huyện) tiếp đoàn.",
         ["Phó bí thư Huyện ủy Mường Tè", "Chủ tịch UBND huyện Mường Tè"]),
        ("Đoàn đến quận 4 và quận 8. Tại quận 8, Bí thư Quận ủy Mai Văn Khởi báo cáo.",
         ["Bí thư Quận ủy quận 8"]),
        ("Đoàn đến quận 4 và quận 8. Bí thư Quận ủy Mai Văn Khởi báo cáo.", ["Bí thư Quận ủy"]),
        ("Bí thư Quận 4 Mai Văn Khởi báo cáo.", ["Bí thư Quận ủy Quận 4"]),
        ("Ông Mai Văn Khởi, Bí thư xã Nậm Xa, cho biết.", ["Bí thư Đảng ủy xã Nậm Xa"]),
        ("Ông Mai Văn Khởi, Đội trưởng Đội tuần tra kiểm soát 12, Phòng CSGT Công an tỉnh Hà Nam.",
         ["Đội trưởng Đội tuần tra kiểm soát 12 Phòng CSGT Công an tỉnh Hà Nam"]),
        ("Thiếu tướng Mai Văn Khởi - cục trưởng cục Cảnh sát hình sự - Bộ Công an chia sẻ.",
         ["cục trưởng cục Cảnh sát hình sự Bộ Công an"]),
        ("Ông Mai Văn Khởi, Vụ trưởng Vụ Pháp chế (Bộ Y tế) cho biết.",
         ["Vụ trưởng Vụ Pháp chế Bộ Y tế"]),
        ("Công an tỉnh Hà Nam bắt ba người. Đại tá Mai Văn Khởi, Trưởng phòng Cảnh sát hình sự.",
         ["Trưởng phòng Cảnh sát hình sự Công an tỉnh Hà Nam"]),
        ("Sáng nay HĐND tỉnh Hà Nam họp. ĐB Mai Văn Khởi chất vấn.",
         ["Đại biểu HĐND tỉnh Hà Nam"]),
        ("Đại hội đoàn trường khai mạc. Đại biểu Mai Văn Khởi phát biểu.", []),
        ("Thủ tướng Anh Theresa Smith phát biểu.", ["Thủ tướng Anh"]),
        ("Ông Mai Văn Khởi, Giám đốc Công ty Gom rác thông minh Xanh Sạch, cho biết như vậy.",
         ["Giám đốc Công ty Gom rác thông minh Xanh Sạch"]),
        ("Ông Mai Văn Khởi, Phó Chủ tịch UBND tỉnh Hà Nam làm trưởng đoàn, đã đến thăm.",
         ["Phó Chủ tịch UBND tỉnh Hà Nam"]),
        ("Ý kiến của 3 đồng chí Phó Chủ tịch UBND tỉnh, Chủ tịch UBND tỉnh Hà Nam Mai Văn Khởi.",
         ["Chủ tịch UBND tỉnh Hà Nam"]),
        ("Việc do chính quyền Tổng thống Michael Smith quyết định.", ["Tổng thống"]),
        (("UBND tỉnh Hà Nam họp. Tỉnh Lào Cai, Công an tỉnh Lào Cai trực. Công an tỉnh Sơn La và "
         "tỉnh Sơn La cũng vậy, ông Mai Văn Khởi, Phó Chủ tịch UBND tỉnh nói."),
         ["Phó Chủ tịch UBND tỉnh Sơn La"]),
        ("Ông Mai Văn Khởi, Chủ tịch UBND tỉnh Hà Nam tại Hội nghị sáng nay.",
         ["Chủ tịch UBND tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Phó Chủ tịch Hiệp hội Doanh nghiệp tại Hội thảo sáng nay.",
         ["Phó Chủ tịch Hiệp hội Doanh nghiệp"]),
        ("Ông Mai Văn Khởi, Trưởng đại diện Ngân hàng Thế giới tại Việt Nam phát biểu.",
         ["Trưởng đại diện Ngân hàng Thế giới tại Việt Nam"]),
        ("Ông Mai Văn Khởi, Trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại tỉnh Hà Nam.",
         ["Trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Trưởng Ban Chỉ đạo phòng, chống tham nhũng, cho biết tỉnh đã xong.",
         ["Trưởng Ban Chỉ đạo phòng, chống tham nhũng"]),
        ("Bộ trưởng Bộ GTVTPhó chủ tịch Ủy ban ATGT Quốc gia Mai Văn Khởi dự họp.",
         ["Bộ trưởng Bộ GTVT", "Phó chủ tịch Ủy ban ATGT Quốc gia"]),
        ("Thay mặt cho giám đốc Công an tỉnh Hà Nam, Thượng tá Mai Văn Khởi - Phó giám đốc.",
         ["Phó giám đốc Công an tỉnh Hà Nam"]),
        ("Thừa lệnh Giám đốc Mai Văn Khởi, cuộc họp đã hoãn.", ["Giám đốc"]),
        ("Ông Mai Văn Khởi - Trưởng phòng Tham mưu, CA tỉnh Hà Nam cho biết.",
         ["Trưởng phòng Tham mưu Công an tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Phó hiệu trưởng trường Đại học Kinh tế quốc dân nói.",
         ["Phó hiệu trưởng trường Đại học Kinh tế quốc dân"]),
        ("Ông Mai Văn Khởi, Trưởng phòng Tham mưu, người phát ngôn Công an tỉnh Hà Nam, nói.",
         ["Trưởng phòng Tham mưu Công an tỉnh Hà Nam", "người phát ngôn Công an tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Phó Vụ trưởng Vụ Tổ chức cán bộ, Thứ trưởng Bộ Xây dựng, nói.",
         ["Phó Vụ trưởng Vụ Tổ chức cán bộ Bộ Xây dựng", "Thứ trưởng Bộ Xây dựng"]),
        ("PCT UBND tỉnh Hà Nam Mai Văn Khởi nói.", ["Phó Chủ tịch UBND tỉnh Hà Nam"]),
        ("Phó CT HĐND tỉnh Hà Nam Mai Văn Khởi nói.", ["Phó Chủ tịch HĐND tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, CT UBND xã Phước An, nói.", ["Chủ tịch UBND xã Phước An"]),
        ("Trung tá Mai Văn Khởi - Đội trưởng Đội CSGT CAQ Thanh Khê nói.",
         ["Đội trưởng Đội CSGT Công an quận Thanh Khê"]),
        ("HĐND TP Hà Nội họp. ĐB Mai Văn Khởi chất vấn.", ["Đại biểu HĐND TP Hà Nội"]),
        ("Ông Mai Văn Khởi, Trưởng phòng Nội vụ huyện Lý Nhân, Ủy viên Công an tỉnh, nói.",
         ["Trưởng phòng Nội vụ huyện Lý Nhân", "Ủy viên Công an tỉnh"]),
    ],
)  # fmt: skip
def test_posts_are_made_whole(text: str, posts: list[str]) -> None:
    mention = next(m for m in mentions_of(text) if m["posts_normalised"] or not posts)
    assert (mention["posts_normalised"] or []) == posts


def test_a_deputy_of_the_national_house_is_not_given_a_delegation() -> None:
    text = "Ông Mai Văn Khởi, đại biểu Quốc hội. Đại biểu Quốc hội đoàn Hà Nam Mai Văn Khởi nói."
    assert [mention["posts_normalised"] for mention in mentions_of(text)] == [
        ["đại biểu Quốc hội"],
        ["Đại biểu Quốc hội đoàn Hà Nam"],
    ]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Ông Mai Văn Khởi, Chánh văn phòng UBND tỉnh Hà Nam.", "Văn phòng UBND tỉnh Hà Nam"),
        ("Ông Mai Văn Khởi, Chánh thanh tra Bộ Y tế.", "Thanh tra Bộ Y tế"),
        ("Ông Mai Văn Khởi, Tư lệnh Cảnh sát cơ động.", "Bộ Tư lệnh Cảnh sát cơ động"),
        ("Ông Mai Văn Khởi, Tư lệnh Quân khu 9.", "Quân khu 9"),
        ("Ông Mai Văn Khởi, Phó Chủ tịch chuyên trách Ủy ban ATGT.", "Ủy ban ATGT"),
        ("Ông Mai Văn Khởi, Phó phòng Nội vụ huyện Mường Tè.", "Phòng Nội vụ huyện Mường Tè"),
        ("Ông Mai Văn Khởi, Bộ trưởng Ngoại giao.", "Bộ Ngoại giao"),
        ("Ông Mai Văn Khởi, Trưởng ban Ban Dân vận Tỉnh ủy Hà Nam.", "Ban Dân vận Tỉnh ủy Hà Nam"),
    ],
)
def test_the_body_that_a_head_leads_is_named_whole(text: str, organisation: str) -> None:
    assert mentions_of(text)[0]["organisation"] == organisation


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bí thư Huyện ủy Phước Long Mai Văn Khởi dự họp.", ["Mai Văn Khởi"]),
        ("Phó Bí thư Thường trực Huyện ủy Vân Hồ Lường Văn Pành dự họp.", ["Lường Văn Pành"]),
        ("Lệnh bắt đối với Mùa A Lử, ở bản Nậm Xa.", ["Mùa A Lử"]),
        ("Trung tá Rahlan Nhơn kể lại.", ["Rahlan Nhơn"]),
        ("Phó Chủ tịch Ủy ban ATGT Quốc gia Mai Văn Khởi dự họp.", ["Mai Văn Khởi"]),
        ("Cây mọc trong vườn quốc gia Mai Văn Khởi.", []),
        ("Luật sư Mai Văn Khởi (Văn phòng luật sư Lê Hà) nói.", ["Mai Văn Khởi"]),
    ],
)
def test_names_behind_a_committee_and_of_minorities(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_a_last_syllable_misprinted_small_is_mended_from_the_article() -> None:
    mentions = mentions_of("Bộ trưởng Bộ Y tế Mai Khởi dự họp. Bộ trưởng Bộ Y tế Mai khởi nói.")
    assert [mention["surface"] for mention in mentions] == ["Mai Khởi", "Mai khởi"]
    assert {mention["name"] for mention in mentions} == {"Mai Khởi"}
    alone = mentions_of("Ông Mai Khởi dự họp. Sau đó Mai khởi hành sớm.")
    assert "Mai khởi" not in [mention["surface"] for mention in alone]
    assert names_of("Bộ trưởng Bộ Y tế Mai khởi nói.") == []


def test_the_city_that_a_post_names_is_its_province() -> None:
    text = "Tỉnh Hà Tĩnh tiếp khách. Ông Mai Văn Khởi, Bí thư Thành ủy Thành phố Hồ Chí Minh, đến."
    assert mentions_of(text)[0]["province_id"] == "tp-ho-chi-minh"


@pytest.mark.parametrize(
    ("text", "post", "organisation", "status"),
    [
        (
            "Bà Hà Thị Tám - tổ phó tổ dân phố số 9, phường Tân Hà - cho biết.",
            "tổ phó tổ dân phố số 9 phường Tân Hà",
            "Tổ dân phố số 9 phường Tân Hà",
            "current",
        ),
        (
            "Anh Mai Văn Khởi - Phó bí thư Chi đoàn xóm 9 đã về.",
            "Phó bí thư Chi đoàn xóm 9",
            "Chi đoàn xóm 9",
            "current",
        ),
        (
            (
                "Đại tá Mai Văn Khởi, Trưởng phòng 9, Cục An ninh tài chính, tiền tệ, đầu tư "
                "(A9-Bộ Công an) dự."
            ),
            "Trưởng phòng 9 Cục An ninh tài chính, tiền tệ, đầu tư Bộ Công an",
            "Phòng 9 Cục An ninh tài chính, tiền tệ, đầu tư Bộ Công an",
            "current",
        ),
        # A country is led, and is no organisation.
        ("Ngoại trưởng Nga Dmitri Barno đến.", "Ngoại trưởng Nga", None, "current"),
        ("Tổng thống Pháp Jarno Velk đến.", "Tổng thống Pháp", None, "current"),
        (
            "Giám đốc Sở Y tế tỉnh Hà Nam cũ – ông Mai Văn Khởi đến.",
            "Giám đốc Sở Y tế tỉnh Hà Nam",
            "Sở Y tế tỉnh Hà Nam",
            "former",
        ),
        (
            (
                "Bổ nhiệm ông Mai Văn Khởi đến công tác tại VKSND tỉnh Hà Nam, giữ chức vụ Viện "
                "trưởng VKSND tỉnh Hà Nam."
            ),
            "Viện trưởng VKSND tỉnh Hà Nam",
            "VKSND tỉnh Hà Nam",
            "appointed",
        ),
        (
            "Sau đó, ông Mai Văn Khởi về Hà Nội làm Chủ tịch Liên minh Hợp tác xã Việt Nam.",
            "Chủ tịch Liên minh Hợp tác xã Việt Nam",
            "Liên minh Hợp tác xã Việt Nam",
            "current",
        ),
    ],
)
def test_a_post_with_what_its_unit_is_a_part_of(
    text: str, post: str, organisation: str | None, status: str
) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == [post]
    assert mention["organisation"] == organisation
    assert mention["statuses"] == [status]
