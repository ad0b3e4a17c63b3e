"""Posts told in running text behind a name: the steps of a career, and who takes none."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def _posts_of(text: str) -> list[tuple[str, str]] | None:
    mention = mentions_of(text)[0]
    if mention["posts"] is None:
        return None
    return list(zip(mention["posts"], mention["statuses"], strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ông Mai Văn Khởi sau đó được điều chuyển lên làm Giám đốc Trung tâm Y tế huyện Lý Nhân.",
         [("Giám đốc Trung tâm Y tế huyện Lý Nhân", "appointed")]),
        ("Ông Mai Văn Khởi lại có quyết định cất nhắc lên làm Giám đốc Bệnh viện Minh Châu.",
         [("Giám đốc Bệnh viện Minh Châu", "appointed")]),
        ("Ông Mai Văn Khởi từng đảm nhận những nhiệm vụ là Giám đốc Sở Y tế, Bí thư Quận ủy Na.",
         [("Giám đốc Sở Y tế", "former"), ("Bí thư Quận ủy Na", "former")]),
        ("Bà Mai Thị Khởi trong thời gian giữ cương vị Phó Bí thư Tỉnh ủy Hà Nam đã ký.",
         [("Phó Bí thư Tỉnh ủy Hà Nam", "former")]),
        ("Ông Mai Văn Khởi có nhiều năm làm Phó Giám đốc Sở Y tế kiêm Giám đốc Viện Sao.",
         [("Phó Giám đốc Sở Y tế", "former"), ("Giám đốc Viện Sao", "former")]),
        ("Ông Mai Văn Khởi đã nhận quyết định thôi chức Bí thư Thành ủy Hải Phòng.",
         [("Bí thư Thành ủy Hải Phòng", "former")]),
        ("Ông Mai Văn Khởi rời chức Cục trưởng Cục Dược để đảm nhiệm chức Giám đốc Sở Y tế.",
         [("Cục trưởng Cục Dược", "former"), ("Giám đốc Sở Y tế", "appointed")]),
        ("Họ điều động ông Mai Văn Khởi (Phó Chủ tịch UBND tỉnh) đến giữ chức Trưởng ban Tổ chức.",
         [("Phó Chủ tịch UBND tỉnh", "current"), ("Trưởng ban Tổ chức", "appointed")]),
        ("Tỉnh họp về ông Mai Văn Khởi (hiện được điều động làm Giám đốc Sở Y tế).",
         [("Giám đốc Sở Y tế", "appointed")]),
        ("Ông Mai Văn Khởi, lúc đó đã là Thứ trưởng Bộ Nội vụ, cùng đến.",
         [("Thứ trưởng Bộ Nội vụ", "former")]),
        ("Ông Mai Văn Khởi nói với tư cách là Bí thư Tỉnh ủy Hà Nam.",
         [("Bí thư Tỉnh ủy Hà Nam", "current")]),
        # Told further behind in the sentence.
        ("Ông Mai Văn Khởi có học vị tiến sĩ, là Bí thư Tỉnh ủy khóa X, XI, đại biểu Quốc hội.",
         [("Bí thư Tỉnh ủy", "current"), ("đại biểu Quốc hội", "current")]),
        ("Ông Mai Văn Khởi sinh năm 1975, nguyên là Tổng Giám đốc Công ty Sao Mai.",
         [("Tổng Giám đốc Công ty Sao Mai", "former")]),
        ("Bị bắt có Mai Văn Khởi sinh năm 1986, trú Bắc Ninh, là Giám đốc Công ty Sao Mai.",
         [("Giám đốc Công ty Sao Mai", "current")]),
        ("Ông Mai Văn Khởi làm thất thoát tiền nhưng lại được đưa về làm Phó Giám đốc Sở Y tế.",
         [("Phó Giám đốc Sở Y tế", "appointed")]),
        ("Ông Mai Văn Khởi, và người thân của ông, là Giám đốc Công ty Sao Mai.", None),
        ("Ông Mai Văn Khởi gặp con trai cụ Sủ, là Giám đốc Công ty Sao Mai.", None),
        # He does it to another, takes another's place for it, or is only put forward.
        ("Ông Mai Văn Khởi đã điều động Giám đốc Sở Y tế sang huyện.", None),
        ("Không ai thay ông Mai Văn Khởi để đảm nhiệm chức vụ Giám đốc Sở Y tế.", None),
        ("Tỉnh giới thiệu ông Mai Văn Khởi vào giữ chức Giám đốc Sở Y tế.", None),
        ("Ông Mai Văn Khởi đã về Đại sứ quán Pháp.", None),
    ],
)  # fmt: skip
def test_posts_of_a_step(text: str, posts: list[tuple[str, str]] | None) -> None:
    assert _posts_of(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # Behind the kind of person somebody is; behind a dash that has lost a space, or both.
        ("Đồng chí Mai Văn Khởi - NSND, Thứ trưởng Bộ Văn hóa, đến.",
         [("Thứ trưởng Bộ Văn hóa", "current")]),
        ("Ông Mai Văn Khởi (chuyên gia đường sắt - nguyên Cục trưởng Cục Đường sắt) nói.",
         [("Cục trưởng Cục Đường sắt", "former")]),
        ("Ông Mai Văn Khởi –Cục trưởng Cục Đường sắt nói.",
         [("Cục trưởng Cục Đường sắt", "current")]),
        ("Ông Mai Văn Khởi -giám đốc Sở Y tế Hà Nam nói.",
         [("giám đốc Sở Y tế Hà Nam", "current")]),
        ("Bà Mai Thị Khởi (vợ ông Hà Văn Tám, Giám đốc Sở Y tế) nói.", None),
        ("Đại tá Mai Văn Khởi ( thương binh 2/4, nguyên Cục trưởng Cục Đường sắt) nói.",
         [("Cục trưởng Cục Đường sắt", "former")]),
        ("Ông Mai Văn Khởi là thiếu tướng, giám đốc Công an tỉnh Hà Nam.",
         [("giám đốc Công an tỉnh Hà Nam", "current")]),
        # A stop for a comma; a firm that nobody names.
        ("Đồng chí Mai Văn Khởi. Ủy viên Trung ương Đảng, Thứ trưởng Bộ Y tế chủ trì.",
         [("Ủy viên Trung ương Đảng", "current"), ("Thứ trưởng Bộ Y tế", "current")]),
        ("Ông Mai Văn Khởi, Giám đốc một công ty vàng ở Hà Nam, nói.", None),
        ("Theo Giám đốc Nhà hát Minh Châu, nhạc sĩ Mai Văn Khởi, vé đã hết.",
         [("Giám đốc Nhà hát Minh Châu", "current")]),
        ("Gặp Giám đốc Nhà hát Minh Châu và nhạc sĩ Mai Văn Khởi.", None),
        # Who serves, where the body is named.
        ("Bà Mai Thị Khởi, kế toán Sở Y tế Hà Nam, ký.", [("kế toán Sở Y tế Hà Nam", "current")]),
        ("Ông Mai Văn Khởi được điều động về làm chuyên viên Vụ Pháp chế.",
         [("chuyên viên Vụ Pháp chế", "appointed")]),
        ("Bà Mai Thị Khởi, kế toán, ký.", None),
        ("Chuyên viên trang điểm Mai Kim Khởi nói.", None),
        # Behind the abbreviation of the body before it, behind a post once held or held now.
        ("Ông Mai Văn Khởi - Chủ tịch Liên đoàn Bóng đá (LBĐ) – Phó Giám đốc Sở Y tế nói.",
         [("Chủ tịch Liên đoàn Bóng đá", "current"), ("Phó Giám đốc Sở Y tế", "current")]),
        ("Ông Mai Văn Khởi, Giám đốc Sở Y tế (trước đây là Bí thư Huyện ủy Lý Nhân), nói.",
         [("Giám đốc Sở Y tế", "current"), ("Bí thư Huyện ủy Lý Nhân", "former")]),
        # What somebody comes from before the clause that appoints.
        ("Bà Mai Thị Khởi từ Phó Giám đốc Sở Y tế được bổ nhiệm làm Bí thư Huyện ủy Lý Nhân.",
         [("Phó Giám đốc Sở Y tế", "former"), ("Bí thư Huyện ủy Lý Nhân", "appointed")]),
        # A body that a comma parts from its own; the sentence before, whose stop is lost.
        ("Ông Mai Văn Khởi, Hiệu trưởng Đại học Y, Đại học Quốc gia TP.HCM, nói.",
         [("Hiệu trưởng Đại học Y, Đại học Quốc gia TP.HCM", "current")]),
        ("Nghe Chủ tịch UBND tỉnh Hà Nam Thứ trưởng Bộ Y tế Mai Văn Khởi nói.",
         [("Thứ trưởng Bộ Y tế", "current")]),
        ("Gặp Đặc phái viên của Tổng Thư ký Liên Hợp Quốc Mai Văn Khởi.",
         [("Đặc phái viên của Tổng Thư ký Liên Hợp Quốc", "current")]),
        ("Ông Mai Văn Khởi, Trưởng phòng 2 VKSND tỉnh Bà Rịa – Vũng Tàu nói.",
         [("Trưởng phòng 2 VKSND tỉnh Bà Rịa – Vũng Tàu", "current")]),
        (("Có ông Mai Văn Khởi, Phó Cục trưởng Cục Giải quyết khiếu nại, tố cáo và thanh tra khu "
         "vực II."),
         [("Phó Cục trưởng Cục Giải quyết khiếu nại, tố cáo và thanh tra khu vực II", "current")]),
        ("Ông Mai Văn Khởi, Chủ tịch Công ty CP đầu tư Minh Châu, nói.",
         [("Chủ tịch Công ty CP đầu tư Minh Châu", "current")]),
        ("Ông Mai Văn Khởi, Cục trưởng Cục Đường sắt (Bộ GT-VT) Kế đó, ngành này họp.",
         [("Cục trưởng Cục Đường sắt", "current")]),
        ("Đại tá Mai Văn Khởi – Trưởng phòng CSGT đường sắt – đường bộ - Công an TP Hà Nội nói.",
         [("Trưởng phòng CSGT đường sắt – đường bộ - Công an TP Hà Nội", "current")]),
        ("Bà Mai Thị Khởi, Giám đốc Trung tâm Bồi dưỡng chính trị huyện Lý Nhân nói.",
         [("Giám đốc Trung tâm Bồi dưỡng chính trị huyện Lý Nhân", "current")]),
    ],
)  # fmt: skip
def test_posts_behind_asides_and_marks(text: str, posts: list[tuple[str, str]] | None) -> None:
    assert _posts_of(text) == posts


def test_the_last_two_words_of_a_name_are_whom_it_names() -> None:
    text = "Bà Hồ Thị Kim Khởi đến. Thứ trưởng Kim Khởi nói. Ông Mai Khởi đi. Bà Khởi về."
    assert [mention["name"] for mention in mentions_of(text)][:2] == ["Hồ Thị Kim Khởi"] * 2
    other = "Ông Mai Khởi đi. Bà Hồ Thị Mai Khởi đến."
    assert names_of(other) == ["Mai Khởi", "Hồ Thị Mai Khởi"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thăm thương binh 1/4 Mai Văn Khởi ở xã bên.", ["Mai Văn Khởi"]),
        ("Thăm gia đình giáo dân tiêu biểu Trần Khởi ở xã bên.", ["Trần Khởi"]),
        ("Họ gặp đại biểu Dương Trung Quốc ở Nam Định.", ["Dương Trung Quốc"]),
        ("Nhà ở 12/4 Mai Xuân Khởi, xã bên.", []),
        ("Trường Chinh là nhà lãnh đạo. Đồng chí Trường Chinh họp.", ["Trường Chinh"]),
        ("Xe qua đường Trường Chinh. Trường Chinh đông xe.", []),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_the_secretary_of_the_house_whose_office_is_named_behind() -> None:
    text = "Tổng Thư ký, Chủ nhiệm Văn phòng Quốc hội Mai Văn Khởi đến."
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == [
        "Tổng Thư ký Quốc hội",
        "Chủ nhiệm Văn phòng Quốc hội",
    ]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Có ông Mai Văn Khởi, ông Hà Văn Tám và bà Lê Thị Bay đều là Phó Cục trưởng Cục Dược.",
         ["Phó Cục trưởng Cục Dược"] * 3),
        ("Bắt Mai Văn Khởi (40 tuổi) và Hà Văn Tám (cùng là Phó Chủ tịch UBND xã Kim Sơn).",
         ["Phó Chủ tịch UBND xã Kim Sơn"] * 2),
        ("Ông Mai Văn Khởi đến. Hà Văn Tám và Lê Thị Bay là các Phó Cục trưởng Cục Dược.",
         [None, "Phó Cục trưởng Cục Dược", "Phó Cục trưởng Cục Dược"]),
        ("Ông Mai Văn Khởi nghe ông Hà Văn Tám cùng là Phó Chủ tịch UBND xã Kim Sơn.",
         [None, None]),
    ],
)  # fmt: skip
def test_what_all_of_a_list_are_told_to_be(text: str, posts: list[str | None]) -> None:
    found = [mention["posts"] for mention in mentions_of(text)]
    assert found == [[post] if post else None for post in posts]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Họ ký với Công ty TNHH Minh Châu do ông Mai Văn Khởi làm giám đốc.",
         ["giám đốc Công ty TNHH Minh Châu"]),
        ("Công ty Gia đổi tên thành Công ty Minh Châu (quận 2), do bà Mai Thị Khởi làm giám đốc.",
         ["giám đốc Công ty Minh Châu"]),
        ("Công ty này mở cửa từ năm ngoái do ông Mai Văn Khởi làm giám đốc.", None),
        ("Vụ án do ông Mai Văn Khởi làm chủ tọa.", None),
    ],
)  # fmt: skip
def test_who_leads_a_body_named_before(text: str, posts: list[str] | None) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == posts
