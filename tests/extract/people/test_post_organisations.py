"""The organisation of a main post, and bodies named with a small word inside; our own sentences."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, read_people


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        # A board is not the organisation, what it directs is.
        ("Ông Mai Văn Khởi, Chủ tịch HĐQT Công ty Sao Khuê, nói.", "Công ty Sao Khuê"),
        ("Ông Mai Văn Khởi, Chủ tịch Hội đồng thành viên của Tập đoàn Sao Khuê, nói.",
         "Tập đoàn Sao Khuê"),
        ("Ông Mai Văn Khởi, Chủ tịch HĐQT, nói.", None),
        # What a head leads by its own name.
        ("Tổng Thanh tra Chính phủ Mai Văn Khởi nói.", "Thanh tra Chính phủ"),
        ("Phó Tổng Kiểm toán Nhà nước Mai Văn Khởi nói.", "Kiểm toán Nhà nước"),
        ("Đại sứ đặc mệnh toàn quyền Việt Nam tại Lào Mai Văn Khởi nói.",
         "Đại sứ quán Việt Nam tại Lào"),
        ("Bà Hà Thị Bông, kế toán trưởng, nói.", None),
        # Of two posts of one weight the one that is of a body.
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ Mai Văn Khởi nói.", "Văn phòng Chính phủ"),
        # A grade is no body.
        ("Thẩm phán cao cấp Mai Văn Khởi chủ tọa phiên tòa.", None),
    ],
)  # fmt: skip
def test_the_organisation_is_what_the_post_belongs_to(text: str, organisation: str | None) -> None:
    """Neither a board nor a word of the title is one."""
    assert [row["organisation"] for row in mentions_of(text)] == [organisation]


def test_who_sits_on_a_board_is_no_official() -> None:
    """A private school has a board, a public one has none."""
    row, *_ = mentions_of("Ông Mai Văn Khởi, Chủ tịch HĐQT Trường THPT Hoa Ban, nói.")
    assert (row["role"], row["branch"]) == ("other", "company")


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # `với` behind a whole body tells of others.
        ("Đồng chí Mai Văn Khởi, Trưởng Ban Dân vận Trung ương với các Đại sứ mới được bổ nhiệm.",
         ["Trưởng Ban Dân vận Trung ương"]),
        # A body whose name goes on behind `về` or a comma.
        ("Ông Mai Văn Khởi, Chủ nhiệm Ủy ban Nhà nước về người Việt Nam ở nước ngoài cho biết.",
         ["Chủ nhiệm Ủy ban Nhà nước về người Việt Nam ở nước ngoài"]),
        (("Ông Mai Văn Khởi, Trưởng ban Chỉ đạo quốc gia chống buôn lậu, gian lận thương mại và "
          "hàng giả, phát biểu."),
         ["Trưởng ban Chỉ đạo quốc gia chống buôn lậu, gian lận thương mại và hàng giả"]),
        ("Ông Mai Văn Khởi, Trưởng ban Chỉ đạo Trung ương về phòng, chống tham nhũng, dự họp.",
         ["Trưởng ban Chỉ đạo Trung ương về phòng, chống tham nhũng"]),
        # A deputy of the one board whose head is told of.
        ("Trưởng ban Tổ chức Huyện ủy Đông Hải Mai Văn Khởi cùng Phó ban Hà Văn Lợi dự họp.",
         ["Trưởng ban Tổ chức Huyện ủy Đông Hải", "Phó ban Tổ chức Huyện ủy Đông Hải"]),
        # The Party committee of a company, whose board stands between.
        ("Ông Mai Văn Khởi, Bí thư Đảng ủy, Chủ tịch HĐQT, Tổng giám đốc Công ty Sao Khuê, nói.",
         ["Bí thư Đảng ủy Công ty Sao Khuê", "Chủ tịch HĐQT Công ty Sao Khuê",
          "Tổng giám đốc Công ty Sao Khuê"]),
        ("Ông Mai Văn Khởi, Phó Chủ tịch, Tổng Thư ký UBTƯ MTTQ Việt Nam, nói.",
         ["Phó Chủ tịch UBTƯ MTTQ Việt Nam", "Tổng Thư ký UBTƯ MTTQ Việt Nam"]),
        # The places of a body without commas between.
        (("Ông Mai Văn Khởi, Phó Chủ tịch UBND xã Ia Ban, huyện Chư Ban, tỉnh Gia Lai cho biết."),
         ["Phó Chủ tịch UBND xã Ia Ban huyện Chư Ban tỉnh Gia Lai"]),
        ("Ông Mai Văn Khởi - Hạt trưởng Hạt Kiểm lâm huyện Bắc Ban, tỉnh Hà Giang, nói.",
         ["Hạt trưởng Hạt Kiểm lâm huyện Bắc Ban tỉnh Hà Giang"]),
        ("Ông Mai Văn Khởi, Chủ nhiệm bộ môn Hàng không, Đại học Hoa Ban, nói.",
         ["Chủ nhiệm bộ môn Hàng không Đại học Hoa Ban"]),
        # A head that leaves its unit's kind to be said by itself.
        ("Phó Cục trưởng Đường sắt Mai Văn Khởi và Vụ trưởng ATGT Hà Văn Lợi cho hay.",
         ["Phó Cục trưởng Cục Đường sắt", "Vụ trưởng Vụ ATGT"]),
        ("Ông Mai Văn Khởi, Trưởng Ban Quản lý Khu Di tích và thắng cảnh Hương Sơn, trả lời.",
         ["Trưởng Ban Quản lý Khu Di tích và thắng cảnh Hương Sơn"]),
        ("Ông Mai Văn Khởi, Phó Giám đốc Sở Văn hóa, Thể thao Hà Nội, thừa nhận.",
         ["Phó Giám đốc Sở Văn hóa, Thể thao Hà Nội"]),
        ("Ông Mai Văn Khởi, Phó Chủ tịch Hội Toán học Việt Nam, nói.",
         ["Phó Chủ tịch Hội Toán học Việt Nam"]),
        ("Ông Mai Văn Khởi, Hiệu trưởng Trường Đại học Hoa Ban (Đại học Quốc gia Hà Nội), nói.",
         ["Hiệu trưởng Trường Đại học Hoa Ban Đại học Quốc gia Hà Nội"]),
        # Who speaks for a group of deputies is none of them thereby.
        ("Thay mặt tổ đại biểu Quốc hội, Thiếu tướng Mai Văn Khởi ghi nhận.", []),
        # A foreign post is of the one country that is told of, unless it is said to be another's.
        (("Tổng thống Mỹ Donald Trump nói về Nga. Mỹ và Mỹ. Cựu Ngoại trưởng Hillary Clinton đến "
          "Nga."), ["Tổng thống Mỹ", "Ngoại trưởng Mỹ"]),
        (("Tổng thống Mỹ Donald Trump nói về Nga. Mỹ và Mỹ. Ngoại trưởng Nga đến. Cựu Ngoại trưởng "
          "Hillary Clinton đến Nga."), ["Tổng thống Mỹ", "Ngoại trưởng"]),
        ("Ngoại trưởng Saudi Arabia Adel al-Velk cho biết.", ["Ngoại trưởng Saudi Arabia"]),
        ("Ông Mai Văn Khởi (nguyên Đội phó Đội TTGT H.Phong Điền) nhận tội.",
         ["Đội phó Đội TTGT H.Phong Điền"]),
        ("Tổng thống Mỹ Donald Trump đến. Đại tá Ryan Velk, người phát ngôn của liên minh, nói.",
         ["Tổng thống Mỹ", "người phát ngôn của liên minh"]),
        # The only country that is named, where nobody's post is told with it.
        ("Phe đối lập ở Romania họp. Thủ tướng Sorin Velk nói. Quốc hội Romania họp.",
         ["Thủ tướng Romania"]),
        ("Ở Romania và Nga, Thủ tướng Sorin Velk nói. Romania họp.", ["Thủ tướng"]),
        ("Ông Mai Văn Khởi, Chủ tịch HĐTV, Tổng Giám đốc Becamex IDC, cho rằng.",
         ["Chủ tịch HĐTV Becamex IDC", "Tổng Giám đốc Becamex IDC"]),
        # Our State is not repeated, however it is written.
        ("Ông Mai Văn Khởi, Phó Chủ tịch nước Cộng hòa Xã hội Chủ nghĩa Việt Nam, phát biểu.",
         ["Phó Chủ tịch nước"]),
    ],
)  # fmt: skip
def test_a_body_is_named_whole(text: str, posts: list[str]) -> None:
    """As far as its name goes, and no further."""
    told = [post for row in mentions_of(text) for post in row["posts_normalised"] or ()]  # type: ignore[attr-defined]
    assert told == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A post in a Party group, told of with the board's that names the company.
        (("Giai đoạn 2006-2011, ông Mai Văn Khởi làm Bí thư Ban cán sự đảng, Chủ tịch Hội đồng "
          "quản trị PVN rồi Bí thư Đảng ủy, Chủ tịch Hội đồng thành viên PVN."),
         [("Bí thư Ban cán sự đảng PVN", "former"), ("Chủ tịch Hội đồng quản trị PVN", "former"),
          ("Bí thư Đảng ủy PVN", "former"), ("Chủ tịch Hội đồng thành viên PVN", "former")]),
        ("Ông Mai Văn Khởi làm Bí thư Đảng ủy, nói.", []),
        # A decision about a post, with the term it is held for.
        (("Ban Bí thư đã chỉ định chức danh ủy viên Ban thường vụ, Phó bí thư Tỉnh ủy Hà Nam nhiệm "
          "kỳ 2015-2020 đối với ông Mai Văn Khởi."),
         [("ủy viên Ban thường vụ Tỉnh ủy Hà Nam", "appointed"),
          ("Phó bí thư Tỉnh ủy Hà Nam", "appointed")]),
        ("Miễn nhiệm chức vụ Phó Chủ tịch UBND TP Đà Nẵng khóa IX đối với ông Mai Văn Khởi.",
         [("Phó Chủ tịch UBND TP Đà Nẵng", "former")]),
        ("Trao quyết định bổ nhiệm có thời hạn chức vụ Vụ trưởng Vụ Pháp chế cho bà Mai Thị Khởi.",
         [("Vụ trưởng Vụ Pháp chế", "appointed")]),
    ],
)  # fmt: skip
def test_a_clause_gives_every_post_that_it_tells(text: str, posts: list[tuple[str, str]]) -> None:
    """Also one whose body the next of them names, and one with its term behind it."""
    people, _ = read_people({"0": text})
    told = people.posts.sort("mention_id", "post_index")
    assert told.select("post_normalised", "status").rows() == posts


@pytest.mark.parametrize(
    ("post", "organisation"),
    [
        ("Giám đốc pháp lý của Sao Mai", "Sao Mai"),
        ("Phó giám đốc nghiên cứu tại Viện Sao Mai", "Viện Sao Mai"),
        ("Phó chủ tịch cấp cao của Tập đoàn Sao Mai", "Tập đoàn Sao Mai"),
        # A part of the body, which is led by itself.
        ("Giám đốc chi nhánh Sao Mai tại Hà Nam", "Chi nhánh Sao Mai tại Hà Nam"),
        ("Giám đốc trung tâm dữ liệu của Sao Mai", "Trung tâm dữ liệu của Sao Mai"),
        ("Giám đốc cơ quan cứu trợ của Sao Mai", "Cơ quan cứu trợ của Sao Mai"),
    ],
)
def test_what_a_director_directs_is_no_organisation(post: str, organisation: str) -> None:
    (mention,) = mentions_of(f"Ông Mai Văn Khởi, {post}, vắng mặt.")
    assert mention["posts"] == [post]
    assert mention["organisation"] == organisation
