"""Posts read whole and completed, and those told of beside a name that are nobody's."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


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
        # Who acts or is asked in the next clause, who leads another State.
        (
            "Quốc hội họp. Theo đại biểu Mai Văn Khởi (Huế), Bộ trưởng đã nói thẳng.",
            ["Đại biểu Quốc hội"],
        ),
        (
            "Quốc hội họp. Chất vấn Bộ trưởng, đại biểu Mai Văn Khởi (Huế) nêu rõ.",
            ["Đại biểu Quốc hội"],
        ),
        (
            "Tổng thống Thổ Nhĩ Kỳ và Bộ trưởng Quốc phòng Nga Jarno Velk đã thảo luận.",
            ["Bộ trưởng Bộ Quốc phòng Nga"],
        ),
        (
            "Nước Anh họp. Thủ tướng Anh Theresa Velk nói. Tổng thống Donald Trump sẽ thăm Anh.",
            ["Thủ tướng Anh", "Tổng thống"],
        ),
        (
            "Bộ trưởng Chủ nhiệm Văn phòng Chính phủ Mai Văn Khởi nói.",
            ["Bộ trưởng", "Chủ nhiệm Văn phòng Chính phủ"],
        ),
        # Boards of examinations; a lost stop behind a post.
        (
            "Thầy Mai Văn Khởi, Trưởng điểm thi Trường THPT Đắc Sủ, cho biết.",
            ["Trưởng điểm thi Trường THPT Đắc Sủ"],
        ),
        (
            "Ông Mai Văn Khởi, Trưởng Ban Chỉ đạo thi và kiểm tra trung ương, đến.",
            ["Trưởng Ban Chỉ đạo thi và kiểm tra trung ương"],
        ),
        (
            "Ông Jarno Velk, Giám đốc vùng Mỹ và Canada Là người cũ, nói.",
            ["Giám đốc vùng Mỹ và Canada"],
        ),
        ("Bà Jarna Velk, Giám đốc Nhân sự Tháng 11/2016, công ty tuyển.", ["Giám đốc Nhân sự"]),
        (
            (
                "Ông Mai Văn Khởi (sinh năm 1959) tại xã Nga Sủ, huyện Nga Đắc hiện đang giữ chức "
                "Chủ tịch UBND huyện Nga Đắc."
            ),
            ["Chủ tịch UBND huyện Nga Đắc"],
        ),
        # A ministry ends where its minister's name begins; a ministry of ours is nobody.
        (
            (
                "Họ nghe Bộ trưởng Bộ VHTTDL Mai Văn Khởi. Ông Hà Văn Sủ - Vụ trưởng Vụ thể thao "
                "thành tích cao II nói."
            ),
            ["Bộ trưởng Bộ VHTTDL", "Vụ trưởng Vụ thể thao thành tích cao II Bộ VHTTDL"],
        ),
        (
            "Nói thêm, Bộ trưởng Công Thương Việt Nam - Mai Văn Khởi cho biết.",
            ["Bộ trưởng Bộ Công Thương"],
        ),
        (
            "Ông Mai Văn Khởi, Trưởng phòng Hành chính, Quản trị - Tổ chức cán bộ, đến.",
            ["Trưởng phòng Hành chính, Quản trị - Tổ chức cán bộ"],
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
    told = [m["posts_normalised"] for m in mentions_of(text)]
    assert [post for own in told if isinstance(own, list) for post in own] == posts
