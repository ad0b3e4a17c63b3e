"""Appointments, nominations, lists and lost signs: each class once, in words of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def posts_of(text: str) -> list[tuple[str, str]]:
    """Every post of a text as normalised, with its standing."""
    found: list[tuple[str, str]] = []
    for mention in mentions_of(text):
        posts, statuses = mention["posts_normalised"], mention["statuses"]
        if isinstance(posts, list) and isinstance(statuses, list):
            found += zip(posts, statuses, strict=True)
    return found


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # The clause that appoints goes on behind the post that somebody comes from.
        (("Bộ Y tế bổ nhiệm ông Mai Văn Khởi, Phó Cục trưởng Cục Quản lý dược, giữ chức Cục trưởng "
         "Cục Y tế dự phòng."),
         [("Phó Cục trưởng Cục Quản lý dược", "current"),
          ("Cục trưởng Cục Y tế dự phòng", "appointed")]),
        ("Ông Mai Văn Khởi được giao trọng trách làm Phó Bí thư Tỉnh ủy Hà Nam.",
         [("Phó Bí thư Tỉnh ủy Hà Nam", "appointed")]),
        (("Ông Mai Văn Khởi thôi giữ chức Giám đốc Sở Y tế Hà Nam để nhận quyết định giữ chức "
         "Bí thư Huyện ủy Lý Nhân."),
         [("Giám đốc Sở Y tế Hà Nam", "former"), ("Bí thư Huyện ủy Lý Nhân", "appointed")]),
        # Who is put forward holds nothing yet.
        ("Ông Mai Văn Khởi được giới thiệu giữ chức Chủ tịch UBND tỉnh Hà Nam.", []),
        ("Ban Thường vụ thống nhất giới thiệu ông Mai Văn Khởi giữ chức Chủ tịch HĐND tỉnh.", []),
        # What somebody is let go from, or held one after the other.
        ("Ông Mai Văn Khởi được thôi đại biểu Quốc hội.", [("đại biểu Quốc hội", "former")]),
        (
            (
                "Trước đó ông Mai Văn Khởi lần lượt giữ các chức vụ Phó Vụ trưởng Vụ Tổ chức cán "
                "bộ, Thứ trưởng Bộ Xây dựng."
            ),
            [
                ("Phó Vụ trưởng Vụ Tổ chức cán bộ Bộ Xây dựng", "former"),
                ("Thứ trưởng Bộ Xây dựng", "former"),
            ],
        ),
        (
            "Ông Mai Văn Khởi - hiện giữ chức vụ Phó Chủ tịch UBND xã Phước An - nói.",
            [("Phó Chủ tịch UBND xã Phước An", "current")],
        ),
        # The term of a post is no part of it.
        (
            "Đại biểu Quốc hội khóa XIV Mai Văn Khởi, Chủ tịch HĐND tỉnh Hà Nam khóa 9, nói.",
            [("Đại biểu Quốc hội", "current"), ("Chủ tịch HĐND tỉnh Hà Nam", "current")],
        ),
        # A line break is lost before the day.
        (
            "Ông Mai Văn Khởi, tân Phó Bí thư Tỉnh ủy Hà Nam Sáng 8/2, Tỉnh ủy Hà Nam họp.",
            [("Phó Bí thư Tỉnh ủy Hà Nam", "appointed")],
        ),
        # Two posts that words join.
        (("Ông Mai Văn Khởi, Chủ tịch UBND thị xã Phú Thọ đồng thời là Chủ tịch Ủy ban bầu cử thị "
         "xã Phú Thọ, nói."),
         [("Chủ tịch UBND thị xã Phú Thọ", "current"),
          ("Chủ tịch Ủy ban bầu cử thị xã Phú Thọ", "current")]),
        (
            (
                "Ông Mai Văn Khởi, Ủy viên Trung ương Đảng, thôi giữ chức Bí thư Thành ủy Hải "
                "Phòng (nhiệm kỳ 2015 - 2020), được phân công nhiệm vụ Phó Trưởng Ban Kinh tế "
                "Trung ương."
            ),
            [
                ("Ủy viên Trung ương Đảng", "current"),
                ("Bí thư Thành ủy Hải Phòng", "former"),
                ("Phó Trưởng Ban Kinh tế Trung ương", "appointed"),
            ],
        ),
        (
            "Ông Mai Văn Khởi từng giữ chức Phó Vụ trưởng Vụ Bảo hiểm.",
            [("Phó Vụ trưởng Vụ Bảo hiểm", "former")],
        ),
        # A part for the day before the standing post; a dash or a comma without its spaces.
        (
            "Ông Mai Văn Khởi – Trưởng đoàn thanh tra (Phó Chánh Thanh tra TP Hà Nội) nói.",
            [("Phó Chánh Thanh tra TP Hà Nội", "current")],
        ),
        (
            "Ông Mai Văn Khởi-Phó Giám đốc Công an TP Hà Nội,Trưởng Ban Chỉ đạo, nói.",
            [("Phó Giám đốc Công an TP Hà Nội", "current"), ("Trưởng Ban Chỉ đạo", "current")],
        ),
        # Behind an age, behind `kiêm`, behind `lúc đó là`; before a rank.
        (
            "Bắt Mai Văn Khởi (42 tuổi, Đội trưởng đội đo đạc số 1).",
            [("Đội trưởng đội đo đạc số 1", "current")],
        ),
        (
            "Ông Mai Văn Khởi kiêm Chủ tịch Ủy ban An toàn giao thông Quốc gia.",
            [("Chủ tịch Ủy ban An toàn giao thông Quốc gia", "current")],
        ),
        (
            "Bắt Mai Văn Khởi (lúc đó là Phó Chủ tịch HĐND xã Phước An).",
            [("Phó Chủ tịch HĐND xã Phước An", "former")],
        ),
        (
            "Thiếu tướng Mai Văn Khởi, Giám đốc và Đại tá Hà Văn Tám đến.",
            [("Giám đốc", "current")],
        ),
        # The break before the next sentence is lost; `Ban Bí thư` is a body.
        (
            "Ông Mai Văn Khởi, Phó chủ tịch UBND xã Phước An Ngày 24/5 bị bắt.",
            [("Phó chủ tịch UBND xã Phước An", "current")],
        ),
        ("Theo thông báo của Ban Bí thư T.Ư, ông Mai Văn Khởi xin thôi.", []),
        # Who leads the State has no other body's post; a decree is `về` something.
        (
            "Gặp Tổng Giám đốc WHO, Thủ tướng Chính phủ Mai Văn Khởi chúc mừng.",
            [("Thủ tướng Chính phủ", "current")],
        ),
        ("Theo Chủ tịch UBND tỉnh về kế hoạch tổ chức Lễ hội Khai ấn, Mai Đình Khởi nói.", []),
        (
            "Ông Mai Văn Khởi, Phó chủ tịch UBND xã Phước An Ngày 24-6 bị bắt.",
            [("Phó chủ tịch UBND xã Phước An", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Giám đốc Bệnh viện Minh Châu Đến ngày 7/7 sẽ về.",
            [("Giám đốc Bệnh viện Minh Châu", "current")],
        ),
        (
            "Sau khi cựu giám đốc FBI, Tổng thống Donald Velk công khai.",
            [("Tổng thống", "current")],
        ),
        # Where a deputy was elected stands between his posts.
        (
            "Đại biểu Quốc hội Mai Văn Khởi, đoàn Hà Nội, hiện là Chủ tịch HĐQT Minh Châu, nói.",
            [("Đại biểu Quốc hội", "current"), ("Chủ tịch HĐQT Minh Châu", "current")],
        ),
        (
            "Tiếp Đại sứ Cộng hòa Pháp tại Việt Nam, Chủ tịch UBND tỉnh Hà Nam Mai Văn Khởi nói.",
            [("Chủ tịch UBND tỉnh Hà Nam", "current")],
        ),
        (
            "Tổng Thư ký đảng Dân chủ Tự do Nhật Bản Yarno Velk nói.",
            [("Tổng Thư ký đảng Dân chủ Tự do Nhật Bản", "current")],
        ),
        (
            "Ông Mai Văn Khởi, Chủ nhiệm Văn phòng Chủ tịch nước; ông Hà Văn Tám cùng đi.",
            [("Chủ nhiệm Văn phòng Chủ tịch nước", "current")],
        ),
        # `Ban Thường vụ` is a body.
        ("Thay mặt Ban Thường vụ Tỉnh ủy Hà Nam, bà Mai Thị Khởi chúc mừng.", []),
        # The space behind a stop is lost.
        ("Cần được khắc phục.Bí thư Thành ủy Hải Phòng Mai Văn Khởi nói.",
         [("Bí thư Thành ủy Hải Phòng", "current")]),
    ],
)  # fmt: skip
def test_posts_and_their_standing(text: str, posts: list[tuple[str, str]]) -> None:
    assert posts_of(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # The body of a Party group is that of the post beside it.
        ("Ông Mai Văn Khởi, Ủy viên Ban Cán sự Đảng, Thứ trưởng Bộ Y tế.",
         ["Ủy viên Ban Cán sự Đảng Bộ Y tế", "Thứ trưởng Bộ Y tế"]),
        ("Ông Mai Văn Khởi, Bí thư Đảng ủy, Chủ tịch UBND xã Phước An.",
         ["Bí thư Đảng ủy xã Phước An", "Chủ tịch UBND xã Phước An"]),
        # A comma before the body that the unit is a part of.
        ("Ông Mai Văn Khởi, Vụ trưởng Vụ Lý luận, Ban Tuyên giáo Trung ương, nói.",
         ["Vụ trưởng Vụ Lý luận Ban Tuyên giáo Trung ương"]),
        ("Đại úy Mai Văn Khởi, Tổ trưởng trinh sát (Phòng Cảnh sát hình sự, CA tỉnh Hà Nam) nói.",
         ["Tổ trưởng trinh sát Phòng Cảnh sát hình sự Công an tỉnh Hà Nam"]),
        (
            "Ông Mai Văn Khởi, Cục trưởng Cục Chống tham nhũng (Thanh tra Chính phủ), nói.",
            ["Cục trưởng Cục Chống tham nhũng Thanh tra Chính phủ"],
        ),
        # A Party head with the territory alone.
        ("Bí thư Hà Nam Mai Văn Khởi và Bí thư TP.HCM Mai Văn Tám họp.",
         ["Bí thư Tỉnh ủy Hà Nam", "Bí thư Thành ủy TP.HCM"]),
        ("Chủ tịch Hà Nội Mai Văn Khởi và Phó chủ tịch Hà Nam Mai Văn Tám họp.",
         ["Chủ tịch UBND TP Hà Nội", "Phó chủ tịch UBND tỉnh Hà Nam"]),
        ("Các ĐBQH họp. ĐB Mai Sỹ Khởi, Phó chủ tịch UBND tỉnh Hà Nam nói.",
         ["Đại biểu Quốc hội", "Phó chủ tịch UBND tỉnh Hà Nam"]),
        ("Phó Chủ nhiệm Văn phòng Chủ tịch nước Mai Khởi nói.",
         ["Phó Chủ nhiệm Văn phòng Chủ tịch nước"]),
        # A dash without one of its spaces, a comma, in a body's name.
        (
            "Ông Mai Văn Khởi- Phó Giám đốc Sở Kế hoạch- Đầu tư tỉnh Hà Nam nói.",
            ["Phó Giám đốc Sở Kế hoạch- Đầu tư tỉnh Hà Nam"],
        ),
        (
            "Bà Mai Thị Khởi – Giám đốc Trung tâm Phòng, chống HIV/AIDS tỉnh Hà Nam nói.",
            ["Giám đốc Trung tâm Phòng, chống HIV/AIDS tỉnh Hà Nam"],
        ),
        # A surname behind the body.
        (
            "Cựu giám đốc FBI James Velk đến. Cựu giám đốc FBI Velk nói.",
            ["giám đốc FBI", "giám đốc FBI"],
        ),
        # What is left out of a committee's name, a department's small letter.
        ("Chủ tịch Ủy ban tỉnh Hà Nam Mai Văn Khởi ký.", ["Chủ tịch Ủy ban nhân dân tỉnh Hà Nam"]),
        ("Tỉnh Hà Nam họp báo. Giám đốc sở Xây dựng Mai Văn Khởi báo cáo.",
         ["Giám đốc sở Xây dựng Hà Nam"]),
        ("Anh Mai Văn Khởi, công chức tư pháp-hộ tịch phường Kim Tân, nói.",
         ["công chức tư pháp-hộ tịch phường Kim Tân"]),
        # The district that is told of far oftener than any other.
        (("Quận 9 họp. Quận 9 rộng. Quận 9 xa. Dân quận 2 và quận 9 qua lại.\nChủ tịch UBND quận "
         "Mai Văn Khởi nói."), ["Chủ tịch UBND quận 9"]),
        ("Quận 9 họp. Dân quận 2 qua lại.\nChủ tịch UBND quận Mai Văn Khởi nói.",
         ["Chủ tịch UBND quận"]),
    ],
)  # fmt: skip
def test_posts_are_completed(text: str, posts: list[str]) -> None:
    assert [post for post, _ in posts_of(text)] == posts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A stop behind a whole word ends the sentence; behind `TP` it does not.
        ("Nhờ cả đồng đội. Mai Thị Hằng Khởi kêu gọi.", ["Mai Thị Hằng Khởi"]),
        ("Anh ở TP. Cao Lãnh.", []),
        # The profession of all of a list; nobody's where none of them is told of.
        ("Có các Nghệ sĩ Nhân dân: Thu Khởi, Quang Tám; các Nghệ sĩ Ưu tú: Đăng Bay.",
         ["Thu Khởi", "Quang Tám", "Đăng Bay"]),
        ("Huấn luyện viên quốc gia Mai Đình Khởi đến.", ["Mai Đình Khởi"]),
        # A word for places that is the end of another word; a place that opens as a surname does.
        ("Bộ trưởng Bộ Tài nguyên Môi trường Mai Hồng Khởi nói.", ["Mai Hồng Khởi"]),
        ("Chủ tịch UBND huyện Hải Hà Mai Văn Khởi nói.", ["Mai Văn Khởi"]),
        (("Có ông Lê Văn Bay - Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh, Mai Văn Khởi - "
         "Thứ trưởng Bộ Y tế."), ["Lê Văn Bay", "Mai Văn Khởi"]),
        ("Anh Mai Văn Khởi, Bí thư Đoàn Trường Đại học Minh Châu, nói.", ["Mai Văn Khởi"]),
        ("Giám đốc Ngân hàng Minh Châu (Anh) Doreen Velk nói.", ["Doreen Velk"]),
        # One word behind an academic title, unless a stop parts them or a country is meant.
        ("BS Khởi kể lại. Bà hỏi bác sĩ. Bảo sao bà buồn. Theo luật sư Anh.", ["Khởi"]),
        ("Chủ tịch Ủy ban châu Âu Yarno Velk đến.", ["Yarno Velk"]),
        ("Giám đốc Tình báo Quốc gia Yarno Velk đến.", ["Yarno Velk"]),
        ("Giám đốc Cty CP Tasco Nam Thái (đơn vị này) nói.", []),
        ("Gặp chị Nga ở đó. Ông Mỹ kia cũng đến.", ["Nga"]),
        ("Ruồi bu kín nhà anh Trung. Trẻ em Syria thì không.", ["Trung"]),
        ("Hóa đơn. Ảnh: Mai Khởi Bà Liên giải thích.", ["Mai Khởi", "Liên"]),
        ("Ông Mai Văn Sơn ở huyện Anh Sơn.", ["Mai Văn Sơn"]),
        ("Phó Thủ tướng Trung Quốc Uông Khởi họp.", ["Uông Khởi"]),
        ("Học tập Chủ tịch Hồ Chí Minh Sở Văn hóa tổ chức.", []),
        ("Trong dinh tổng thống Akorvelk có khách.", []),
        # What opens the next sentence, behind a name of any kind.
        ("Giải của Oscarvelk đã trao. Ông Jarno Velk Với giải này đã vui.", ["Jarno Velk"]),
        ("Ca sĩ Mai Khởi Cô hôn má anh.", ["Mai Khởi"]),
        ("Ông Mai Hoài Khởi Theo Ủy ban Kiểm tra đã sai.", ["Mai Hoài Khởi"]),
        # Territories above a commune bear no persons' names, so a list does not go on with them.
        ("Có ông Lê Văn Bay, Bí thư Thành ủy TP Hồ Chí Minh; Mai Minh Khởi, Trưởng Ban Tổ chức.",
         ["Lê Văn Bay", "Mai Minh Khởi"]),
        ("Dân ở phường Bến Thành, Nguyễn Thái Khởi kéo đến.", []),
        ("Ông Mai Gia Khởi Phó Chủ tịch Tổng hội Y học nói.", ["Mai Gia Khởi"]),
        ("Làm việc với Thị trưởng Buenos Aires và Thị trưởng Rotterdam.", []),
        # `nên` is a word of clauses, but nobody is called by surname and `Văn` alone.
        ("Ông Mai Văn Nên họp.", ["Mai Văn Nên"]),
        # A misprinted last syllable is the same person's.
        ("Ông Mai La Khởi đến. Bí thư Thành ủy Hải Phòng Mai La khởi hỏi.", ["Mai La Khởi"]),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_a_body_is_nobodys_short_form() -> None:
    text = "Ông Mai Ban đến. Tổng Bí thư Ban Chấp hành Trung ương Đảng họp. Ông Ban nói."
    assert [mention["surface"] for mention in mentions_of(text)] == ["Mai Ban", "Ban"]


def test_what_opens_a_list_is_every_members_with_posts_between() -> None:
    text = (
        "Có các đồng chí Ủy viên Trung ương Đảng: Mai Văn Khởi - Bộ trưởng Bộ Y tế, Hà Văn Tám - "
        "Chủ tịch Hội Nông dân Việt Nam, Lê Văn Bay - Thứ trưởng Bộ Nội vụ."
    )
    shared = "Ủy viên Trung ương Đảng"
    assert [mention["posts"] for mention in mentions_of(text)] == [
        [shared, "Bộ trưởng Bộ Y tế"],
        [shared, "Chủ tịch Hội Nông dân Việt Nam"],
        [shared, "Thứ trưởng Bộ Nội vụ"],
    ]


def test_posts_held_one_after_the_other_are_several() -> None:
    text = "Ông Mai Văn Khởi đã đảm nhiệm các chức vụ Phó Chủ tịch rồi Bí thư Tỉnh ủy Hà Nam."
    (mention,) = mentions_of(text)
    assert mention["posts"] == ["Phó Chủ tịch", "Bí thư Tỉnh ủy Hà Nam"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Bắt Mai Văn Nhật. Chị bị Nhật trói, tài sản của Nhật.", ["Mai Văn Nhật", "Nhật", "Nhật"]),
        ("Bắt Mai Văn Nhật, quê Nhật Bản. Hàng của Nhật rất tốt.", ["Mai Văn Nhật"]),
        ("Bắt Mai Thị Nga. Hàng của Nga rất tốt.", ["Mai Thị Nga"]),
    ],
)
def test_a_country_called_short_is_a_persons_name_where_it_is_nowhere_called_in_full(
    text: str, surfaces: list[str]
) -> None:
    assert [mention["surface"] for mention in mentions_of(text)] == surfaces
