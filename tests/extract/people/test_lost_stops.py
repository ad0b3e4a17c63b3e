"""Names and posts behind which a stop or a space is lost, and careers told beside a name."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def told(text: str) -> list[tuple[object, object]]:
    """The posts of a text as written, each with its standing."""
    rows = mentions_of(text)
    return [
        (post, status)
        for row in rows
        for post, status in zip(row["posts"] or (), row["statuses"] or (), strict=True)  # type: ignore[call-overload]
    ]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ông giữ chức Chủ tịch UBND tỉnh Hà Nam Thứ trưởng Mai Văn Khởi dự họp.",
         [("Thứ trưởng", "current")]),
        ("Ông Mai Văn Khởi, Chủ tịch UBND tỉnh Kon Tum Ban cán sự đảng UBND tỉnh có khuyết điểm.",
         [("Chủ tịch UBND tỉnh Kon Tum", "current")]),
        ("Ông Mai Văn Khởi - Chủ tịch HĐQT và các ủy viên đã họp.", [("Chủ tịch HĐQT", "current")]),
        ("Thứ trưởng Bộ TT&TT Phan Khởi đã yêu cầu kiểm tra.",
         [("Thứ trưởng Bộ TT&TT", "current")]),
        ("Bà Hà Thị Bông, Kế toán trưởng Ban Bồi thường giải phóng mặt bằng quận 3, bị bắt.",
         [("Kế toán trưởng Ban Bồi thường giải phóng mặt bằng quận 3", "current")]),
        ("Ông Mai Văn Khởi, Chi cục trưởng Chi cục Khai thác và Bảo vệ nguồn lợi thủy sản, nói.",
         [("Chi cục trưởng Chi cục Khai thác và Bảo vệ nguồn lợi thủy sản", "current")]),
        ("Bà Hà Thị Bông, Tổ trưởng tổ chấm thi tự luận, cho biết.",
         [("Tổ trưởng tổ chấm thi tự luận", "current")]),
        ("Bà Hà Thị Bông, khi còn Chủ tịch UBND tỉnh Hà Nam, đã ký.",
         [("Chủ tịch UBND tỉnh Hà Nam", "former")]),
        ("Ông Mai Văn Khởi trong thời gian giữ cương vị Chủ tịch UBND tỉnh Hà Nam đã ký.",
         [("Chủ tịch UBND tỉnh Hà Nam", "former")]),
        ("Ông Mai Văn Khởi từng có nhiều năm làm Phó Giám đốc Sở Y tế Hà Nam.",
         [("Phó Giám đốc Sở Y tế Hà Nam", "former")]),
        (("Bà Hà Thị Bông - khi đó là Chủ tịch UBND tỉnh Hà Nam và hiện nay là Bí thư Tỉnh ủy "
         "Hà Nam - đã ký."),
         [("Chủ tịch UBND tỉnh Hà Nam", "former"), ("Bí thư Tỉnh ủy Hà Nam", "current")]),
        ("Mai Văn Khởi ( sinh năm 1954, nguyên Giám đốc Sở Y tế Hà Nam) nhận 10 năm tù.",
         [("Giám đốc Sở Y tế Hà Nam", "former")]),
        ("Thượng tá Mai Văn Khởi, (Phó phòng Tham mưu, Công an tỉnh Hà Nam) cho biết.",
         [("Phó phòng Tham mưu, Công an tỉnh Hà Nam", "current")]),
        (("Ban Bí thư cách chức Bí thư Tỉnh ủy Hà Nam nhiệm kỳ 2005 - 2010 và nhiệm kỳ 2010 - 2015 "
         "đối với ông Mai Văn Khởi."),
         [("Bí thư Tỉnh ủy Hà Nam", "former")]),
        ("Ban Bí thư kỷ luật ông Mai Văn Khởi, cách chức Bí thư Tỉnh ủy Hà Nam.",
         [("Bí thư Tỉnh ủy Hà Nam", "former")]),
        ("Khi còn làm Giám đốc Trung tâm Y tế huyện Kim Sơn, Ninh Bình, ông Mai Văn Khởi bị tố.",
         [("Giám đốc Trung tâm Y tế huyện Kim Sơn, Ninh Bình", "former")]),
        ("Giám đốc Trung tâm Y tế huyện Kim Sơn (Ninh Bình), ông Mai Văn Khởi bị tố.",
         [("Giám đốc Trung tâm Y tế huyện Kim Sơn", "current")]),
        ("Đoàn do Ủy viên Trung ương Đảng, Thượng tướng, Thứ trưởng Mai Văn Khởi dẫn đầu.",
         [("Ủy viên Trung ương Đảng", "current"), ("Thứ trưởng", "current")]),
        ("Ông Mai Văn Khởi, thành viên HĐTV Vinasao, nguyên Tổng giám đốc Vinakhuê, đã nghỉ.",
         [("thành viên HĐTV Vinasao", "current"), ("Tổng giám đốc Vinakhuê", "former")]),
        (("Ông Mai Văn Khởi, sinh năm 1958 (hộ khẩu thường trú tại bản Nà Hai, xã Nậm Xa, huyện "
         "Mường Tè), Phó trưởng Công an huyện Mường Tè, nói."),
         [("Phó trưởng Công an huyện Mường Tè", "current")]),
        ("Ông Mai Văn Khởi, Ủy viên Ban chấp hành Huyện ủy Đắk R’lấp, nói.",
         [("Ủy viên Ban chấp hành Huyện ủy Đắk R’lấp", "current")]),
    ],
)  # fmt: skip
def test_posts_end_where_their_clause_does(text: str, posts: list[tuple[str, str]]) -> None:
    assert told(text) == posts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Đại biểu HĐND TP Đà Nẵng MAI VĂN KHỞI Gắn phát triển với bảo tồn.", ["MAI VĂN KHỞI"]),
        (("Đoàn họp. Ảnh: VGP/Quang Hiếu Phó Thủ tướng Mai Văn Khởi dự."),
         ["Quang Hiếu", "Mai Văn Khởi"]),
        ("Trận đấu hay. Ảnh: DUY ANH Đến giờ nghỉ, khán giả về.", ["DUY ANH"]),
        ("Đoàn kiểm tra DNTN Mai Văn Khởi và doanh nghiệp tư nhân Hà Thị Bông.", []),
        ("Ông Mai Văn Khởi - Phó Chánh TP Hà Nội là trưởng đoàn.", ["Mai Văn Khởi"]),
        ("Đại biểu Mai Trung Quốc nói, ông Mai Trung Quốc cho biết.", ["Mai Trung Quốc"]),
        ("Hàng từ Đài Trung Quốc rẻ hơn.", []),
        ("Ông Mai Văn Khởi nói. Bí thư Tỉnh ủy Hà Nam Mai Văn Khởi Hà Nam cũng họp.",
         ["Mai Văn Khởi"]),
        ("Chuyện với đại gia Mai Khởi Chuyện tình kéo dài.", ["Mai Khởi"]),
        ("Ca sĩ Hồng Bông Ngay từ khi mới mười tuổi đã hát.", ["Hồng Bông"]),
        ("Ông Mai Thị Ngay từ nhỏ đã học.", ["Mai Thị Ngay"]),
        ("Công chúa Velka Năm 2010 lấy chồng. Bà Velka Dorn Thứ 7 tuần trước đi.", ["Velka Dorn"]),
        ("Ông Ben Velkner Điều đó đúng.", ["Ben Velkner"]),
        ("Ảnh: Thu Bông HLV Mai Quang Khởi nói tiếp.", ["Mai Quang Khởi"]),
        ("Bé khỏe Theo BS Mai Thái Khởi - Trưởng khoa Nhi, bé đã về.", ["Mai Thái Khởi"]),
        ("Bà Hà Thị Bông, giáo viên Văn Trường THPT Mai Hữu Khởi, nói.", ["Hà Thị Bông"]),
        ("Bí thư Đoàn CAQ Nam Từ Liêm cho biết.", []),
        ("Cầu thủ Velko Dorn Velko Dorn ra sân.", ["Velko Dorn"]),
        ("Ông Velko Dorn Theo Bloomberg, giá đã giảm.", ["Velko Dorn"]),
        ("Tỷ phú Velko Dorn Là người sáng lập.", ["Velko Dorn"]),
        ("HLV Velko Dornan Arsenal nói.", ["Velko Dornan"]),
        ("Ông Velko Dornan đến. Tổng thống Nga Velko Dornan Triều Tiên đã bắn tên lửa.",
         ["Velko Dornan"]),
        ("Ca sĩ Mai Bông-khi đó mười tuổi.", ["Mai Bông"]),
        ("Kẹt xe ở Ông Ích Khiêm-Lê Duẩn và Hùng Vương-Ông Ích Khiêm.", []),
        ("Chủ tịch UBND tỉnh Quảng Ninh-Mai Văn Khởi gõ trống.", ["Mai Văn Khởi"]),
        ("Chủ tịch MINH ĐỨC Khởi Bông nói. Bà Hà ĐỨC Bông, 30 tuổi, nói.", ["Hà ĐỨC Bông"]),
    ],
)  # fmt: skip
def test_names_end_where_a_sentence_or_a_place_begins(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Người phát ngôn quân đội, Tướng Ayoub Velkem cho hay.", ["Ayoub Velkem"]),
        ("Thị trưởng London Velko Dorn nói.", ["Velko Dorn"]),
        ("Người đồng cấp Mỹ Velko đáp.", ["Velko"]),
        ("CEO Google Velko Dorn bày tỏ.", ["Velko Dorn"]),
        ("Thống đốc BoJ Velko Dornuro phát biểu.", ["Velko Dornuro"]),
        ("Giám đốc ILO Việt Nam Velk-Hee Dorn nói.", ["Velk-Hee Dorn"]),
        ("Chủ tịch Quốc hội Campuchia Samdech Velko Dornin nói.", ["Velko Dornin"]),
        ("Ảnh: NN Ông Hun Velkagawa, Phó trưởng Đại diện Văn phòng WHO nói.", ["Hun Velkagawa"]),
        ("Giáo sư PGS-TS-BS Mai Chí Khởi, Phó Giám đốc Sở Y tế, nói.", ["Mai Chí Khởi"]),
        ("Chủ tịch HĐQT Velkosilk Group họp. CEO Velko Center vắng.", []),
        ("Tổng giám đốc Velko Việt Nam và CEO Velko Mỹ đến.", []),
        ("Ông Velkens, thị trưởng Matlock thuộc hạt, đến thăm.", ["Velkens"]),
        ("Giá trị của nghề luật sư Góp ý về quy định.", []),
        ("Ở thành phố nhỏ bé Hinwil có công cụ Velko Case.", []),
        ("Nhà ở ấp Ông Bọng, xã Viên An. Tàu khu trục Đô đốc Velken rời cảng.", []),
        ("Thi ở Zurich, Thụy Sĩ và London, Anh Velkauteng, Nam Phi.", []),
        ("Trong khi đó, các cầu thủ Velkobar vui mừng với người đàn ông Velkajo.", []),
        ("Tiền đạo Velkobar vui mừng.", ["Velkobar"]),
        ("Giáo sư Tai mũi họng đến.", []),
        ("An táng tại Nghĩa trang Liệt sỹ Tông Bông (xã Thanh Nưa).", []),
        ("Bắt người có hộ khẩu tại 15 Mai Minh Khởi, phường Máy Tơ.", []),
        ("Người mẫu Victoria's Secret Velka Dornaio nói.", ["Velka Dornaio"]),
        ("Tay vợt Juan Velko del Dorn thua.", ["Juan Velko del Dorn"]),
    ],
)
def test_what_leads_or_leads_up_to_a_name_is_none_of_it(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nên đi khám ngay.\nBS. Mai Duy Khởi\n", ["Mai Duy Khởi"]),
        ("Gấu nặng hơn. Ảnh: AP Chú béo đã ăn.\nHết.\n", []),
        ("Gấu nặng hơn. Ảnh: AP Hà Bông\n", ["Hà Bông"]),
    ],
)
def test_a_credit_names_somebody_without_degree_or_agency(text: str, names: list[str]) -> None:
    assert names_of(text) == names
