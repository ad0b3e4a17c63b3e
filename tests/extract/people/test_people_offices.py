"""Officials of every kind as a reader meets them: each class of error once, in words of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A foreign name behind the country, the body or the city that its post ends with.
        ("Bộ trưởng Quốc phòng Mỹ Jarno Velk lên tiếng.", ["Jarno Velk"]),
        ("Giám đốc FBI Jarno Velk từ chức.", ["Jarno Velk"]),
        ("Phát ngôn viên của Tổng thống Barno Dmitry Velk nói.", ["Dmitry Velk"]),
        ("Thủ tướng Iraq Jarno al-Velk tuyên bố.", ["Jarno al-Velk"]),
        ("Chủ tịch tập đoàn Samsung Electronics nói.", []),
        # A name behind a ministry of two capitals, behind a place's word that ends a post.
        ("Bộ trưởng Bộ Công Thương Mai Văn Khởi họp.", ["Mai Văn Khởi"]),
        ("Chủ tịch Hiệp hội Vận tải ô tô Mai Văn Khởi cho biết.", ["Mai Văn Khởi"]),
        ("Vụ trưởng Vụ Giáo dục Đại học Mai Thị Khởi nói.", ["Mai Thị Khởi"]),
        ("Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn Mai Xuân Khởi đến.", ["Mai Xuân Khởi"]),
        ("Ông hội đàm với người đồng cấp Pháp Jarno Velk.", ["Jarno Velk"]),
        # Posts in capitals, units and delegations are nobody.
        ("Bà Hà Thị Tám, Phó Trưởng Ban Thường trực Ban Tuyên giáo trình bày.", ["Hà Thị Tám"]),
        ("Bà Hà Thị Tám, Trưởng khoa Thận nhân tạo, cho biết.", ["Hà Thị Tám"]),
        ("Đoàn Việt Nam tham gia tích cực.", []),
        ("Chị Ngô Ngọc L. Liên quan vụ việc này.", []),
        # What a later title proves, and what it does not.
        ("Yarno Velk là chủ quán. Hôm nay ông Velk kể lại.", ["Yarno Velk"]),
        ("Khi Velk đổi sơ đồ, HLV Velk rất vui.", ["Velk"]),
        ("Chủ tịch Trung Quốc Tập Cận Khởi nói. Ông Tập nhấn mạnh.", ["Tập Cận Khởi"]),
        # Roads that somebody leaves; days that are no house numbers.
        ("Anh chở khách từ Phạm Văn Hai đi Bình Trị Đông.", []),
        ("Nhà ở số 268/5 Nguyễn Huy Khởi, quận 3.", []),
        ("Anh Mai Văn Khởi ngã. Chiều 20/5, Khởi đã về, cách nhà Khởi 80m. Việc Khởi ngã là thật.",
         ["Mai Văn Khởi"]),
        # Names that a lost space, stop or capital has changed, or that are spelt in two ways.
        ("Đồng chí Mai Văn Khởi họp. Đại tướngMai Văn Khởi, Bộ trưởng Bộ Công an nói.",
         ["Mai Văn Khởi"]),
        ("Chủ tịch UBND TP Mai Văn Khởi nói. Chủ tịch UBND TP mai Văn Khởi đi.", ["Mai Văn Khởi"]),
        ("Ông Mai Văn Khởi đến. Ông Mai Văn Khởi Đón nhận quà.", ["Mai Văn Khởi"]),
        ("Bà Mai Thị Khởi Bà Hà Thị Tám cùng đi.", ["Mai Thị Khởi", "Hà Thị Tám"]),
        ("Anh Mai Sĩ Khởi vui. Anh Mai Sỹ Khởi buồn.", ["Mai Sĩ Khởi"]),
        ("Bắt Mai Thị Huyền Như. Để trả nợ, Huyền Như dùng tiền.", ["Mai Thị Huyền Như"]),
        # One word with an age; the country Arab Saudi.
        ("Bắt Lê Văn Tòng (40 tuổi) và Hiển (33 tuổi). Hiển cầm ly.", ["Lê Văn Tòng", "Hiển"]),
        ("Hợp đồng giữa Mỹ và Arab Saudi đã ký.", []),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_short_forms_beside_days_and_numbers_are_found() -> None:
    text = "Anh Mai Văn Khởi ngã. Chiều 20/5, Khởi đã về, cách nhà Khởi 80m. Việc Khởi ngã là thật."
    assert [m["surface"] for m in mentions_of(text)] == ["Mai Văn Khởi", "Khởi", "Khởi", "Khởi"]


def test_a_name_that_lost_its_space_keeps_rank_and_post() -> None:
    text = "Đồng chí Mai Văn Khởi họp. Đại tướngMai Văn Khởi, Bộ trưởng Bộ Công an nói."
    last = mentions_of(text)[-1]
    assert (last["surface"], last["rank"]) == ("Mai Văn Khởi", "Đại tướng")
    assert last["posts"] == ["Bộ trưởng Bộ Công an"]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # Bodies and deputies.
        ("ĐB Mai Văn Khởi hỏi các ĐBQH.", ["Đại biểu Quốc hội"]),
        ("Chủ tịch TP Hà Nội Mai Văn Khởi nói.", ["Chủ tịch UBND TP Hà Nội"]),
        ("Trung tá Mai Văn Khởi, Trưởng CA xã Phước An cho biết.", ["Trưởng Công an xã Phước An"]),
        ("Ông Mai Văn Khởi, Trưởng đoàn Đoàn Đại biểu Quốc hội tỉnh Hà Nam.",
         ["Trưởng đoàn Đoàn Đại biểu Quốc hội tỉnh Hà Nam"]),
        ("Ông Mai Văn Khởi, Chủ tịch UBND huyện đảo Lý Sơn, nói.",
         ["Chủ tịch UBND huyện đảo Lý Sơn"]),
        # Between the post and the name.
        ("Giám đốc WB tại Việt Nam - ông Jarno Velk nói.", ["Giám đốc WB tại Việt Nam"]),
        ("Bí thư Huyện ủy Hoài Ân là ông Mai Văn Khởi.", ["Bí thư Huyện ủy Hoài Ân"]),
        ("Tổng thống Mỹ đương nhiệm Donald Velk nói.", ["Tổng thống Mỹ"]),
        ("giám đốc tài chính (CFO) của Uber, ông Jarno Velk, nói.",
         ["giám đốc tài chính của Uber"]),
        ("Bộ trưởng Bộ Thông tin - Truyền thông Mai Văn Khởi nói.",
         ["Bộ trưởng Bộ Thông tin - Truyền thông"]),
        ("Bộ trưởng Thương mại Anh Philip Velk tuyên bố.", ["Bộ trưởng Bộ Thương mại Anh"]),
        ("Theo vị giám đốc bệnh viện, ông Jarno Velk là bác sĩ.", []),
        # Behind the name.
        ("Ông Mai Văn Khởi, Đội trưởng Đội CSGT số 3, cho biết.", ["Đội trưởng Đội CSGT số 3"]),
        ("Ông Mai Văn Khởi, Phó giám đốc Trung tâm xuất tạng Quốc gia cho hay.",
         ["Phó giám đốc Trung tâm xuất tạng Quốc gia"]),
        ("Ông Mai Văn Khởi, Giám đốc Công ty Chế tạo Máy Minh Châu, nói.",
         ["Giám đốc Công ty Chế tạo Máy Minh Châu"]),
        ("Anh Mai Văn Khởi Giám đốc Công ty Thương mại Minh Châu cho biết.",
         ["Giám đốc Công ty Thương mại Minh Châu"]),
        ("Đại tá Mai Văn Khởi, Trưởng Ban Chỉ đạo Tổng đếm kinh tế năm 2017 CATP Hà Nội; họp.",
         ["Trưởng Ban Chỉ đạo Tổng đếm kinh tế năm 2017 Công an TP Hà Nội"]),
        ("Ông Mai Văn Khởi, Phó Cục trưởng Cục H59 (Bộ Công an), Ủy viên Ban Chỉ đạo, nói.",
         ["Phó Cục trưởng Cục H59 Bộ Công an", "Ủy viên Ban Chỉ đạo"]),
        ("Ông Mai Văn Khởi, Phó chánh thanh tra TP Hà Nội Trong quá trình quản lý.",
         ["Phó chánh thanh tra TP Hà Nội"]),
        ("Bà Aung San Velk - cố vấn cấp cao của Nhà nước Myanmar.",
         ["cố vấn cấp cao của Nhà nước Myanmar"]),
        ("Bà Mai Thị Khởi từng là Phó tổng giám đốc Sacombank.", ["Phó tổng giám đốc Sacombank"]),
        ("Bộ trưởng Quốc phòng Mỹ James Velk, Thủ tướng Australia cũng lên tiếng.",
         ["Bộ trưởng Bộ Quốc phòng Mỹ"]),
        ("Bị can Mai Văn Khởi, Phó Tổng giám đốc Công ty Minh Châu và 11 bị can khác.",
         ["Phó Tổng giám đốc Công ty Minh Châu"]),
        ("Bộ trưởng Bộ Y tế họp; Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc Mai Văn Khởi dự.",
         ["Bộ trưởng", "Chủ nhiệm Ủy ban Dân tộc"]),
        # Bare posts, completed by what the article says.
        ("Bộ trưởng Bộ Y tế họp. Thứ trưởng Mai Văn Khởi dự.", ["Thứ trưởng Bộ Y tế"]),
        ("Có 8 Phó Giám đốc Sở Nội vụ. Ông Mai Văn Khởi - Giám đốc.", ["Giám đốc Sở Nội vụ"]),
        ("Ông Mai Văn Khởi, Chủ tịch HĐQT kiêm Tổng giám đốc Công ty Minh Châu.",
         ["Chủ tịch HĐQT Công ty Minh Châu", "Tổng giám đốc Công ty Minh Châu"]),
        ("Đại sứ quán Việt Nam tại Nhật Bản họp. Đại sứ Mai Văn Khởi nói.",
         ["Đại sứ Việt Nam tại Nhật Bản"]),
        ("Phó Chủ tịch UBND tỉnh Mai Văn Khởi nói. Quê hương Bình Định ngày càng đẹp.",
         ["Phó Chủ tịch UBND tỉnh Bình Định"]),
        ("Chủ tịch UBND TP Mai Văn Khởi nói.", ["Chủ tịch UBND TP"]),
    ],
)  # fmt: skip
def test_posts_are_read_whole(text: str, posts: list[str]) -> None:
    normalised = [mention["posts_normalised"] for mention in mentions_of(text)]
    assert [post for listed in normalised if isinstance(listed, list) for post in listed] == posts


def test_two_heads_named_side_by_side_keep_their_posts() -> None:
    text = (
        "Bộ trưởng Bộ Y tế Mai Văn Khởi và Bộ trưởng Bộ Nội vụ Hà Văn Tám họp. "
        "Thứ trưởng Lê Văn Bay dự."
    )
    assert mentions_of(text)[-1]["posts_normalised"] == ["Thứ trưởng"]


def test_a_post_of_several_is_given_to_each() -> None:
    text = "Có 3 Phó Giám đốc Sở Y tế gồm có ông Mai Văn Khởi, Lê Văn Bay và bà Hà Thị Tám."
    assert [m["posts"] for m in mentions_of(text)] == [["Phó Giám đốc Sở Y tế"]] * 3


def test_a_name_with_a_post_leaves_the_next_one_to_who_is_addressed() -> None:
    text = "Tổng Thư ký NATO Jarno Velk, Chủ tịch Ngân hàng Thế giới (WB), ông Barno Telk cùng dự."
    assert [m["posts"] for m in mentions_of(text)] == [
        ["Tổng Thư ký NATO"],
        ["Chủ tịch Ngân hàng Thế giới"],
    ]


def test_a_foreign_head_of_government_has_no_cabinet_of_ours() -> None:
    text = "Thủ tướng Campuchia Hun Khởi đến. Thủ tướng Hun Khởi nói. Thủ tướng Mai Văn Tám đón."
    assert [m["posts_normalised"] for m in mentions_of(text)] == [
        ["Thủ tướng Campuchia"],
        ["Thủ tướng Campuchia"],
        ["Thủ tướng Chính phủ"],
    ]


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Chủ tịch QH Mai Thị Khởi nói.", "official", "Quốc hội"),
        ("Chủ tịch Trung Quốc Tập Cận Khởi nói.", "official", "Trung Quốc"),
        ("Trung tá Mai Văn Khởi, Trưởng CA xã Phước An nói.", "official", "Công an xã Phước An"),
        ("Bà Hà Thị Tám, Phó Trưởng ban Thường trực Ban Tuyên giáo Trung ương.", "official",
         "Ban Tuyên giáo Trung ương"),
        ("Ông Jarno Velk, giám đốc tài chính của Uber, nói.", "other", "Uber"),
        ("Ông Mai Văn Khởi - Chủ tịch Tổng LĐLĐVN nói.", "official", "Tổng LĐLĐVN"),
        ("Anh Mai Văn Khởi - Chủ tịch CĐ Velko nói.", "official", "CĐ Velko"),
        ("Ông Mai Khởi, Phó tổng giám đốc BHXH Việt Nam, đáp.", "official", "BHXH Việt Nam"),
        ("Ông Mai Văn Khởi - Trưởng phòng Kinh tế Cty CP Sông Bông nói.", "other",
         "Phòng Kinh tế Cty CP Sông Bông"),
        ("Ông Mai Văn Khởi - Trưởng phòng Thu hồi đất Quỹ đất thuộc Sở Xây dựng nói.", "official",
         "Phòng Thu hồi đất Quỹ đất thuộc Sở Xây dựng"),
    ],
)  # fmt: skip
def test_role_and_organisation(text: str, role: str, organisation: str) -> None:
    (mention,) = mentions_of(text)
    assert (mention["role"], mention["organisation"]) == (role, organisation)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A bureau's name may be a verb of speech with a capital, and no sentence opens behind `Vụ`.
        ("Bộ bổ nhiệm ông Mai Văn Khởi, Cục trưởng Cục Hóa chất giữ chức Cục trưởng Cục Thông tin.",
         ["Cục trưởng Cục Hóa chất", "Cục trưởng Cục Thông tin"]),
        ("Ông Mai Văn Khởi, Vụ trưởng Vụ Đánh giá cho biết.", ["Vụ trưởng Vụ Đánh giá"]),
        ("Ông Mai Văn Khởi, Chủ tịch UBND huyện Bình An đánh giá cao.",
         ["Chủ tịch UBND huyện Bình An"]),
        # Those who lead a body beside it are no body above it.
        ("Bà Hà Thị Tám, Chủ tịch LĐLĐ quận Bình An, Ban Giám đốc và 40 công nhân.",
         ["Chủ tịch LĐLĐ quận Bình An"]),
    ],
)  # fmt: skip
def test_where_a_post_ends(text: str, posts: list[str]) -> None:
    assert [mention["posts"] for mention in mentions_of(text)] == [posts]
