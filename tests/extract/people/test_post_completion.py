"""Posts made whole from what stands beside them; our own sentences."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def _normalised(text: str) -> list[object]:
    told = (row["posts_normalised"] or [] for row in mentions_of(text))
    return [post for posts in told if isinstance(posts, list) for post in posts]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A centre written short, and no department; names of bodies misprinted.
        ("Ông Mai Văn Khởi, Giám đốc TT Cứu hộ Sơn La, nói.", ["Giám đốc Trung tâm Cứu hộ Sơn La"]),
        ("Ông Mai Văn Khởi, Giám đốc TT&TT Sơn La, nói.", ["Giám đốc TT&TT Sơn La"]),
        ("Ông Mai Văn Khởi, Chủ tịch UNBD tỉnh Sơn La, nói.", ["Chủ tịch UBND tỉnh Sơn La"]),
        ("Ông Mai Văn Khởi, Giám đốc Bệnh viên Đa khoa Sơn La, nói.",
         ["Giám đốc Bệnh viện Đa khoa Sơn La"]),
        # A chair who directs as well, whatever the company is.
        ("Ông Mai Văn Khởi, Chủ tịch và CEO Velko, nói.", ["Chủ tịch Velko", "CEO Velko"]),
        ("Ông Mai Văn Khởi, CEO kiêm Chủ tịch Velko, nói.", ["CEO Velko", "Chủ tịch Velko"]),
        ("Ông Mai Văn Khởi, Chủ tịch kiêm Giám đốc điều hành của Velko, nói.",
         ["Chủ tịch của Velko", "Giám đốc điều hành của Velko"]),
        ("Ông Mai Văn Khởi, CEO kiêm Phó Bí thư Đảng ủy Velko, nói.",
         ["CEO", "Phó Bí thư Đảng ủy Velko"]),
        # The judge of a trial is of the court before him, which is not the highest.
        ("TAND tỉnh Sơn La xử vụ án. Thẩm phán Mai Văn Khởi, chủ tọa phiên tòa, nói.",
         ["Thẩm phán TAND tỉnh Sơn La"]),
        ("Đơn gửi TAND Tối cao. Thẩm phán Mai Văn Khởi, chủ tọa phiên tòa, nói.", ["Thẩm phán"]),
        ("Ông Mai Văn Khởi, Chủ tịch kiêm Giám đốc điều hành Velko, nói.",
         ["Chủ tịch Velko", "Giám đốc điều hành Velko"]),
        ("Ông Mai Văn Khởi, Phó Chủ tịch kiêm Tổng Thư ký Tổng hội Hoa kiểng Việt Nam, nói.",
         ["Phó Chủ tịch Tổng hội Hoa kiểng Việt Nam", "Tổng Thư ký Tổng hội Hoa kiểng Việt Nam"]),
        # What the next post borrows is there for the one before it.
        (("Ông Mai Văn Khởi, Phó Chủ tịch - Tổng Thư ký Hội Nông dân Việt Nam, dự họp. "
          "Phó Chủ tịch - Tổng Thư ký Mai Văn Khởi nói."),
         ["Phó Chủ tịch Hội Nông dân Việt Nam", "Tổng Thư ký Hội Nông dân Việt Nam"] * 2),
    ],
)  # fmt: skip
def test_a_post_borrows_from_those_beside_it(text: str, posts: list[str]) -> None:
    assert _normalised(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # The committee of a level that is shortened, and of a city called by its name alone.
        ("Ông Mai Văn Khởi, Bí thư kiêm Chủ tịch UBND P.Hương Lan, nói.",
         ["Bí thư Đảng ủy P.Hương Lan", "Chủ tịch UBND P.Hương Lan"]),
        ("Bí thư kiêm Chủ tịch HĐND Đà Nẵng Mai Văn Khởi nói.",
         ["Bí thư Thành ủy Đà Nẵng", "Chủ tịch HĐND Đà Nẵng"]),
        ("Tổng cục Thủy sản họp. Phó Tổng cục trưởng Mai Văn Khởi nói.",
         ["Phó Tổng cục trưởng Tổng cục Thủy sản"]),
        # Of two forms of the city the one that the person's posts have more often, or first.
        (("Bí thư Thành ủy Hải Phòng Mai Văn Khởi đến. Ông Mai Văn Khởi, Bí thư Thành ủy TP Hải "
          "Phòng, nói. Bí thư Mai Văn Khởi về."),
         ["Bí thư Thành ủy Hải Phòng", "Bí thư Thành ủy TP Hải Phòng",
          "Bí thư Thành ủy Hải Phòng"]),
        # The province behind a district or a commune, and none that opens a list.
        ("Bà Mai Thị Khởi, Trưởng phòng Giáo dục quận Hoa Ban, Hà Nội cho biết.",
         ["Trưởng phòng Giáo dục quận Hoa Ban Hà Nội"]),
        ("Ông Mai Văn Khởi (Phó Bí thư Huyện ủy, Chủ tịch UBND huyện Bình An, Trà Vinh) nói.",
         ["Phó Bí thư Huyện ủy Bình An", "Chủ tịch UBND huyện Bình An Trà Vinh"]),
        ("Ông Mai Văn Khởi, Trưởng công an xã Yên Hòa, huyện Bình An, Hà Nam, nói.",
         ["Trưởng công an xã Yên Hòa huyện Bình An Hà Nam"]),
        ("Ông Mai Văn Khởi, Chủ tịch UBND huyện Bình An, Hà Nam và Thái Bình đều dự.",
         ["Chủ tịch UBND huyện Bình An"]),
        ("Ông Mai Văn Khởi, Giám đốc Sở Y tế, Hà Nam, nói.", ["Giám đốc Sở Y tế Hà Nam"]),
    ],
)  # fmt: skip
def test_a_post_takes_the_form_of_its_place(text: str, posts: list[str]) -> None:
    assert _normalised(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A country in two of its names is one.
        ("Đoàn thăm Mỹ theo lời mời của Tổng thống Donald Velko. Hoa Kỳ coi trọng chuyến thăm.",
         ["Tổng thống Mỹ"]),
        ("Thái Lan điều tra. Ở Thái Lan, Thủ tướng nước này Theresa Velko nói.",
         ["Thủ tướng Thái Lan"]),
        # A ministry is ours where nothing else is said.
        ("Người phát ngôn Bộ Ngoại giao Việt Nam Mai Thị Khởi nói.",
         ["Người phát ngôn Bộ Ngoại giao"]),
        ("Bộ trưởng Quốc phòng Việt Nam Mai Văn Khởi tiếp Bộ trưởng Quốc phòng Lào.",
         ["Bộ trưởng Bộ Quốc phòng"]),
        ("Ông Mai Văn Khởi, Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam, nói.",
         ["Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam"]),
        # That she is a woman is no part of her post.
        ("Bà Mai Thị Khởi, nữ giám đốc Công ty Sao Khuê, nói.", ["giám đốc Công ty Sao Khuê"]),
        ("Tòa tuyên nguyên nữ giám đốc Công ty Sao Khuê Mai Thị Khởi 3 năm tù.",
         ["giám đốc Công ty Sao Khuê"]),
        # A body of the nations is no country.
        ("Tổng thống Donald Velko mời. Đoàn đến Mỹ, ở Mỹ gặp Tổng thư ký LHQ Antonio Becasu.",
         ["Tổng thống Mỹ", "Tổng thư ký LHQ"]),
        # One of two chairs is a chair.
        ("Ông Mai Văn Khởi, đồng Chủ tịch Hội Hoa Ban, nói.", ["Chủ tịch Hội Hoa Ban"]),
        # A ministry with a small letter, and no clerks.
        ("Hôm qua, bộ Y tế họp với cán bộ Thanh tra. Thứ trưởng Mai Văn Khởi chủ trì.",
         ["Thứ trưởng Bộ Y tế"]),
        # The Assembly written short; inspectors of traffic; the commune before a surname like it.
        ("Tổng Thư ký QH Mai Văn Khởi nói.", ["Tổng Thư ký Quốc hội"]),
        ("Bị cáo Mai Văn Khởi, nguyên Phó Chánh TTGT TP Cần Thơ, khai.",
         ["Phó Chánh TTGT TP Cần Thơ"]),
        ("Chủ tịch UBND xã Ngọc Lương Lê Văn Khởi nói.", ["Chủ tịch UBND xã Ngọc Lương"]),
        ("Họp xong. TS-BS MAI VĂN KHỞI, Chánh Thanh tra Sở Y tế Hà Nam",
         ["Chánh Thanh tra Sở Y tế Hà Nam"]),
        # A palace is where he receives, the cabinet is what he leads.
        ("Chiều qua, tại Phủ Chủ tịch, Chủ tịch nước Mai Văn Khởi tiếp khách.", ["Chủ tịch nước"]),
        # Whose State it is goes for each post, also where the name is like ours.
        ("Tổng Bí thư, Chủ tịch Trung Quốc Tập Cận Lâm dự họp.",
         ["Tổng Bí thư Trung Quốc", "Chủ tịch Trung Quốc"]),
        ("Theo đề xuất của Chủ tịch Thượng viện Lào, Chủ tịch Quốc hội Mai Văn Khởi dự họp.",
         ["Chủ tịch Thượng viện Lào", "Chủ tịch Quốc hội"]),
    ],
)  # fmt: skip
def test_what_is_of_a_state_and_what_is_no_part_of_a_post(text: str, posts: list[str]) -> None:
    assert _normalised(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # What is said of the same post of the same person at one place holds at the others.
        (("Bác sĩ Mai Văn Khởi, Trưởng khoa Nhi, nói. Mưa đã tạnh. Gió ngừng. Bệnh viện Sao Mai "
          "mở cửa. Bác sĩ Mai Văn Khởi, Trưởng khoa Nhi, cảm ơn."),
         ["Trưởng khoa Nhi Bệnh viện Sao Mai"] * 2),
        (("Bác sĩ Mai Văn Khởi, Trưởng khoa Nhi, nói. Mưa đã tạnh. Gió ngừng. Bệnh viện Sao Mai "
          "mở cửa. Bác sĩ Hà Văn Bông, Trưởng khoa Nhi, cảm ơn."),
         ["Trưởng khoa Nhi", "Trưởng khoa Nhi Bệnh viện Sao Mai"]),
        # Who heads the Government's office is the minister of no ministry that the text tells of.
        (("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ Mai Văn Khởi nói. Bộ trưởng Bộ Xây dựng "
          "Hà Văn Bông nghe. Bộ trưởng Mai Văn Khởi về."),
         ["Bộ trưởng", "Chủ nhiệm Văn phòng Chính phủ", "Bộ trưởng Bộ Xây dựng", "Bộ trưởng"]),
    ],
)  # fmt: skip
def test_the_posts_of_one_person_agree(text: str, posts: list[str]) -> None:
    assert _normalised(text) == posts
