"""Posts that several names share and bodies that several posts do, in words of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def _posts(text: str) -> list[tuple[object, object]]:
    return [(m["name"], m["posts_normalised"]) for m in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # An item of a list: what two had one after the other, or what deputies are beside others.
        (
            "Dự có nguyên Chủ tịch Quốc hội Mai Văn Khởi, Hà Văn Sủ; Thủ tướng Lê Văn Tòng.",
            [["Chủ tịch Quốc hội"], ["Chủ tịch Quốc hội"], ["Thủ tướng Chính phủ"]],
        ),
        (
            "Dự có Thủ tướng Lê Văn Tòng; Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ và Vũ Văn Đắc.",
            [["Thủ tướng Chính phủ"], *[["Phó Thủ tướng Chính phủ"]] * 3],
        ),
        (
            "Dự có Thủ tướng Lê Văn Tòng, Hà Văn Sủ; Phó Thủ tướng Mai Văn Khởi.",
            [["Thủ tướng Chính phủ"], None, ["Phó Thủ tướng Chính phủ"]],
        ),
        ("Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ đi xa.", [["Phó Thủ tướng Chính phủ"], None]),
        (
            "Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ, Vũ Văn Đắc và bốn bộ trưởng sẽ trả lời.",
            [["Phó Thủ tướng Chính phủ"]] * 3,
        ),
        # Each of a list his own.
        (
            "Ông Mai Văn Khởi và ông Hà Văn Sủ lần lượt là Giám đốc và Phó Giám đốc Sở Y tế Huế.",
            [["Giám đốc Sở Y tế Huế"], ["Phó Giám đốc Sở Y tế Huế"]],
        ),
        (
            "Ông Mai Văn Khởi và ông Hà Văn Sủ lần lượt giữ chức Giám đốc Sở Y tế Hà Nam.",
            [None, ["Giám đốc Sở Y tế Hà Nam"]],
        ),
        # Two elected to one post.
        (
            (
                "HĐND đã bầu ông Mai Văn Khởi (51 tuổi, Giám đốc Sở Y tế Hà Nam) và ông Hà Văn Sủ "
                "(48 tuổi) giữ chức Phó Chủ tịch UBND tỉnh."
            ),
            [
                ["Giám đốc Sở Y tế Hà Nam", "Phó Chủ tịch UBND tỉnh Hà Nam"],
                ["Phó Chủ tịch UBND tỉnh Hà Nam"],
            ],
        ),
        # A decision on two; what a bracket parts from its subject.
        (
            "Bổ nhiệm Thẩm phán Tòa án nhân dân tối cao đối với ông Mai Văn Khởi và ông Hà Văn Sủ.",
            [["Thẩm phán Tòa án nhân dân tối cao"]] * 2,
        ),
        (
            "Bà Hà Thị Tám (vợ ông Mai Văn Khởi) từng giữ chức Chủ tịch Hội Nông dân tỉnh Hà Nam.",
            [["Chủ tịch Hội Nông dân tỉnh Hà Nam"], None],
        ),
        (
            (
                "Bà Hà Thị Tám (em ông Mai Văn Khởi) từ Trưởng phòng Tài chính Sở Y tế Hà Nam được "
                "bổ nhiệm làm Phó giám đốc Sở Nội vụ Hà Nam."
            ),
            [["Trưởng phòng Tài chính Sở Y tế Hà Nam", "Phó giám đốc Sở Nội vụ Hà Nam"], None],
        ),
        # Who bears another post behind those of one post is none of them.
        (
            "Các Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ và Tổng Bí thư Lê Văn Tòng đến.",
            [["Phó Thủ tướng Chính phủ"], ["Phó Thủ tướng Chính phủ"], ["Tổng Bí thư"]],
        ),
        # What sets some deputies apart stands between their post and their list.
        (
            (
                "Các Phó ban Dân vận Trung ương chuyên trách, gồm: Ông Mai Văn Khởi; ông Hà Văn "
                "Sủ. Hai Phó ban kiêm nhiệm gồm: ông Lê Văn Tòng, Thứ trưởng Y tế."
            ),
            [
                ["Phó ban Dân vận Trung ương"],
                ["Phó ban Dân vận Trung ương"],
                ["Phó ban Dân vận Trung ương", "Thứ trưởng Bộ Y tế"],
            ],
        ),
        (
            (
                "Ban Dân vận Trung ương còn có 8 phó trưởng ban, gồm các ông Mai Văn Khởi, Phó "
                "trưởng ban Thường trực; Hà Văn Sủ."
            ),
            [
                [
                    "phó trưởng ban Dân vận Trung ương",
                    "Phó trưởng ban Thường trực Ban Dân vận Trung ương",
                ],
                ["phó trưởng ban Dân vận Trung ương"],
            ],
        ),
    ],
)
def test_posts_of_lists_are_shared(text: str, posts: list[list[str] | None]) -> None:
    assert [normalised for _, normalised in _posts(text)] == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A province that its town is told of for; an inspectorate behind a comma.
        (
            "Sáng nay, UBND thành phố Nam Định báo cáo ông Mai Văn Khởi - Chủ tịch UBND tỉnh.",
            ["Chủ tịch UBND tỉnh Nam Định"],
        ),
        (
            "Ông Mai Văn Khởi - Chánh Thanh tra, Sở Nội vụ Hà Nam cho biết.",
            ["Chánh Thanh tra Sở Nội vụ Hà Nam"],
        ),
        # A board is no body that a Party committee would be of; a country in two spellings.
        (
            (
                "Bà Hà Thị Tám từng giữ các chức vụ Bí thư Đảng ủy, Chủ tịch HĐQT, Tổng giám đốc "
                "Công ty cổ phần Đắc Sủ."
            ),
            [
                "Bí thư Đảng ủy Công ty cổ phần Đắc Sủ",
                "Chủ tịch HĐQT Công ty cổ phần Đắc Sủ",
                "Tổng giám đốc Công ty cổ phần Đắc Sủ",
            ],
        ),
        (
            "Ông Jarno Velk, Ủy viên Bộ Chính trị Đảng Cộng sản Cu-ba, Chủ tịch Quốc hội Cuba đến.",
            ["Ủy viên Bộ Chính trị Đảng Cộng sản Cu-ba", "Chủ tịch Quốc hội Cuba"],
        ),
        # A department decides on its own people, also behind a semicolon.
        (
            (
                "Sở Y tế tỉnh Hà Nam đã quyết định khiển trách bà Hà Thị Tám; cảnh cáo ông Mai Văn "
                "Khởi, Trưởng phòng Nghiệp vụ."
            ),
            ["Trưởng phòng Nghiệp vụ Sở Y tế tỉnh Hà Nam"],
        ),
        # Posts of a career that the last one names the body of; those of many are nobody's.
        (
            (
                "Bà Hà Thị Tám lần lượt được bổ nhiệm các chức vụ: Phó hiệu trưởng, Hiệu trưởng "
                "Trường THPT Đắc Sủ."
            ),
            ["Phó hiệu trưởng Trường THPT Đắc Sủ", "Hiệu trưởng Trường THPT Đắc Sủ"],
        ),
        (
            "Phó Thủ tướng Mai Văn Khởi, Bộ trưởng các Bộ: Công Thương, Y tế báo cáo.",
            ["Phó Thủ tướng Chính phủ"],
        ),
        # Offices told of side by side are no parts of each other; a ministry with a comma.
        (
            (
                "Dự có Văn phòng Quốc hội, Văn phòng Chính phủ. Ông Mai Văn Khởi, Chánh Văn phòng "
                "Quốc hội nói."
            ),
            ["Chánh Văn phòng Quốc hội"],
        ),
        ("Ông Mai Văn Khởi, Bộ trưởng Bộ LĐ, TB&XH đến.", ["Bộ trưởng Bộ LĐ, TB&XH"]),
        (
            (
                "Ông Mai Văn Khởi gặp Ủy viên trưởng Ủy ban Thường vụ Đại hội Đại biểu nhân dân "
                "toàn quốc Trung Quốc Trương Đức Sủ."
            ),
            ["Ủy viên trưởng Ủy ban Thường vụ Đại hội Đại biểu nhân dân toàn quốc Trung Quốc"],
        ),
        # A road between two places; a party of another country; a city in another spelling.
        (
            "Ông Mai Văn Khởi, Giám đốc Ban Quản lý dự án cao tốc Bến Sủ – Long Đắc cho biết.",
            ["Giám đốc Ban Quản lý dự án cao tốc Bến Sủ – Long Đắc"],
        ),
        (
            "Ông Jarno Velk, Phó Tổng Thư ký Đảng Dân tiến Nhật Bản đến.",
            ["Phó Tổng Thư ký Đảng Dân tiến Nhật Bản"],
        ),
        (
            (
                "Hội nghị mở tại Tp. Hồ Chí Minh. Ông Mai Văn Khởi, Phó Chủ tịch UBND thành phố "
                "cho biết, Sở Du lịch thành phố đã họp."
            ),
            ["Phó Chủ tịch UBND thành phố Hồ Chí Minh"],
        ),
        # Who is told of beside a name, unnamed: ambassadors, those of several bodies.
        (
            (
                "Cùng đi có Tổng Thanh tra Chính phủ Mai Văn Khởi, Phó Chánh án Tòa án nhân dân "
                "tối cao, Thứ trưởng các Bộ Y tế, Nội vụ."
            ),
            ["Tổng Thanh tra Chính phủ"],
        ),
        (
            "Dự có Thứ trưởng Bộ Y tế Mai Văn Khởi, Đại sứ Việt Nam tại Nhật Bản cùng nhiều khách.",
            ["Thứ trưởng Bộ Y tế"],
        ),
        (
            "Họ bổ nhiệm Thống đốc bang Iowa Terry Velk làm Đại sứ Mỹ tại Nhật Bản.",
            ["Thống đốc bang Iowa Mỹ", "Đại sứ Mỹ tại Nhật Bản"],
        ),
        ("Bà Hà Thị Tám, Kế toán trưởng thống nhất phương án.", ["Kế toán trưởng"]),
        ("Ông Mai Văn Khởi, nguyên Phó Kiến trúc sư trưởng Huế.", ["Phó Kiến trúc sư trưởng Huế"]),
        ("Trưởng Đặc khu Hong Kong Lương Chấn Sủ đến.", ["Trưởng Đặc khu Hong Kong"]),
        (
            "Ông Mai Văn Khởi, Vụ trưởng Vụ Thể thao thành tích cao II nói.",
            ["Vụ trưởng Vụ Thể thao thành tích cao II"],
        ),
        # What a committee is for; the unions of offices.
        (
            "Ông Mai Văn Khởi, Trưởng Ban Chỉ đạo Nhà nước về đổi mới đơn vị công lập đã đến.",
            ["Trưởng Ban Chỉ đạo Nhà nước về đổi mới đơn vị công lập"],
        ),
        (
            (
                "Theo ông Mai Văn Khởi, Chánh văn phòng Ban chỉ đạo Trung ương về phòng, chống "
                "thiên tai, mưa đã ngớt."
            ),
            ["Chánh văn phòng Ban chỉ đạo Trung ương về phòng, chống thiên tai"],
        ),
        (
            "Ông Mai Văn Khởi, Ủy viên Ban Chấp hành Đoàn khối các cơ quan Trung ương đến.",
            ["Ủy viên Ban Chấp hành Đoàn khối các cơ quan Trung ương"],
        ),
        # Who is called a deputy premier alone is no minister told of before him.
        (
            "Họ hỏi Bộ trưởng Bộ Y tế, Phó Thủ tướng Mai Văn Khởi đã đáp.",
            ["Phó Thủ tướng Chính phủ"],
        ),
        # A stop of an abbreviation that ends the sentence; a semicolon between two posts.
        (
            "Ông Mai Văn Khởi về làm hiệu trưởng Trường Chính trị TP. Ông Hà Văn Sủ đến.",
            ["hiệu trưởng Trường Chính trị TP."],
        ),
        (
            "Ông Mai Văn Khởi hiện là Ủy viên Trung ương Đảng khóa 10, 11; đại biểu Quốc hội.",
            ["Ủy viên Trung ương Đảng", "đại biểu Quốc hội"],
        ),
        (
            "Ông Mai Văn Khởi là Bí thư Tỉnh ủy Hà Nam; Thứ trưởng Bộ Y tế Hà Văn Sủ.",
            ["Bí thư Tỉnh ủy Hà Nam", "Thứ trưởng Bộ Y tế"],
        ),
        ("Ông Mai Văn Khởi, Tổng Giám đốc Becasu IDC đến.", ["Tổng Giám đốc Becasu IDC"]),
        ("Phó TT Mai Văn Khởi đến.", ["Phó Thủ tướng Chính phủ"]),
        ("PTT Mai Văn Khởi trao cờ.", ["Phó Thủ tướng Chính phủ"]),
        ("Cô Hà Thị Tám, Chi hội trưởng Phụ nữ, kể.", ["Chi hội trưởng Phụ nữ"]),
    ],
)
def test_posts_are_completed(text: str, posts: list[str]) -> None:
    told = [normalised for _, normalised in _posts(text) if isinstance(normalised, list)]
    assert [post for normalised in told for post in normalised] == posts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cử tri nghe về hoạt động của Đoàn Hải Phòng.", []),
        ("Ông Đoàn Hải Phòng kể lại.", ["Đoàn Hải Phòng"]),
        ("Ông Mai Văn Khởi, Tổng Giám đốc Becasu IDC đến.", ["Mai Văn Khởi"]),
        ("Ông Mai Văn Khởi, CEO Forbes Việt Nam, nói.", ["Mai Văn Khởi"]),
        ("Bà Hà Thị Tám, Chủ tịch Red Square Vietnam, nói.", ["Hà Thị Tám"]),
        # A road bears the name, too, but none behind a ministry's abbreviation.
        ("Thứ trưởng Bộ GTVT Nguyễn Văn Công đã đến.", ["Nguyễn Văn Công"]),
        ("Nhà ở đường GTVT Nguyễn Văn Công.", []),
        ("Phó Giám đốc Ban quản lý dự án đường sắt đô thị Cát Linh - Hà Đông nói.", []),
        ("Bà Sủ Thị Kim Tám nhận hoa.", ["Sủ Thị Kim Tám"]),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_a_congress_is_no_short_form() -> None:
    mentions = mentions_of("Ông Mai Văn Đại đến. Tham dự Đại hội có ông Hà Văn Sủ. Đại hội đã bầu.")
    assert [m["surface"] for m in mentions] == ["Mai Văn Đại", "Hà Văn Sủ"]


def test_two_elected_to_one_post_are_both_appointed() -> None:
    text = "Quốc hội đã bầu ông Mai Văn Khởi và bà Hà Thị Tám giữ chức Phó Chủ tịch Quốc hội."
    assert [m["statuses"] for m in mentions_of(text)] == [["appointed"], ["appointed"]]
