"""Posts made whole with a body or a province that the text names elsewhere; our own sentences."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def posts_of(text: str) -> list[object]:
    """The whole posts of a text, in order."""
    return [post for row in mentions_of(text) for post in row["posts_normalised"] or ()]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A body called by its kind alone is the one named last before.
        ("Đoàn đến Bệnh viện Xanh Mai. Ông Mai Văn Khởi, Giám đốc bệnh viện, tiếp đoàn.",
         ["Giám đốc Bệnh viện Xanh Mai"]),
        ("Đoàn đến Bệnh viện Xanh Mai và Bệnh viện Hoa Ban. Ông Mai Văn Khởi - Giám đốc BV nói.",
         ["Giám đốc Bệnh viện Hoa Ban"]),
        ("Lễ do Trường Mầm non Thọ Lâm tổ chức. Bà Hà Thị Bông, Hiệu trưởng nhà trường, phát biểu.",
         ["Hiệu trưởng Trường Mầm non Thọ Lâm"]),
        ("Bà Hà Thị Bông, Hiệu trưởng nhà trường, phát biểu.", ["Hiệu trưởng nhà trường"]),
        # Who leads a company and nothing else is told of it.
        ("Các bị can đều làm tại Công ty Sao Khuê, gồm: Mai Văn Khởi, Phó Tổng giám đốc.",
         ["Phó Tổng giám đốc Công ty Sao Khuê"]),
        (("Ngân hàng Sao Khuê họp với Ngân hàng Nhà nước. Ông Mai Văn Khởi, Tổng giám đốc, nói."),
         ["Tổng giám đốc Ngân hàng Sao Khuê"]),
        # A minister of the one ministry that the text tells of.
        ("Bộ Nội vụ họp báo. Thứ trưởng Mai Văn Khởi chủ trì.", ["Thứ trưởng Bộ Nội vụ"]),
        (("Bộ Giáo dục và Đào tạo họp. Sáng nay Bộ GD-ĐT nêu rõ. Bộ GD-ĐT đồng ý. "
         "Thứ trưởng Mai Văn Khởi chủ trì."), ["Thứ trưởng Bộ Giáo dục và Đào tạo"]),
        ("Bộ Nội vụ và Bộ Y tế họp báo. Thứ trưởng Mai Văn Khởi chủ trì.", ["Thứ trưởng"]),
        ("Bộ Chính trị họp. Thứ trưởng Mai Văn Khởi có mặt.", ["Thứ trưởng"]),
        (("Bộ Nội vụ họp báo. Bộ trưởng Mai Văn Khởi chủ trì. Ông Mai Văn Khởi, Chủ nhiệm Văn "
         "phòng Chính phủ, đã nói rõ."),
         ["Bộ trưởng", "Chủ nhiệm Văn phòng Chính phủ"]),
        # The word `Bộ` that its minister leaves out.
        ("Bộ trưởng Công Thương Mai Văn Khởi và Thứ trưởng GD&ĐT Hà Thị Bông dự họp.",
         ["Bộ trưởng Bộ Công Thương", "Thứ trưởng Bộ GD&ĐT"]),
        ("Ông Mai Văn Khởi, Ủy viên Trung ương, Bí thư Tỉnh ủy Hà Nam, có mặt.",
         ["Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy Hà Nam"]),
        # A unit with what it is a part of elsewhere in the text.
        (("Kỷ luật Trưởng phòng Bảo vệ nội bộ, Ban Tổ chức Tỉnh ủy Hà Nam. "
         "Ông Mai Văn Khởi - Trưởng phòng Bảo vệ nội bộ nhận hình thức cảnh cáo."),
         ["Trưởng phòng Bảo vệ nội bộ Ban Tổ chức Tỉnh ủy Hà Nam"]),
        (("Phòng Dân tộc huyện Mường Tè và Phòng Dân tộc huyện Mường La dự. "
         "Ông Mai Văn Khởi - Trưởng phòng Dân tộc có mặt."),
         ["Trưởng phòng Dân tộc"]),
        # A bureau with the ministry that the text names with it, a ministry's section with its one.
        (("Ông Mai Văn Khởi, chuyên viên Cục Kinh tế đất đai (Tổng cục Quản lý đất đai), và ông "
          "Hà Văn Lợi, Cục trưởng Cục Kinh tế đất đai, đã đến."),
         ["chuyên viên Cục Kinh tế đất đai Tổng cục Quản lý đất đai",
          "Cục trưởng Cục Kinh tế đất đai Tổng cục Quản lý đất đai"]),
        ("Bộ Tài chính họp. Ông Mai Văn Khởi, Vụ trưởng Vụ TCNH, nói.",
         ["Vụ trưởng Vụ TCNH Bộ Tài chính"]),
        ("Bộ Tài chính họp. Ông Mai Văn Khởi, Vụ trưởng Vụ Thanh toán, Ngân hàng Nhà nước, nói.",
         ["Vụ trưởng Vụ Thanh toán Ngân hàng Nhà nước"]),
        # Of several ministries the one that the post's own sentence names.
        (("Bộ Y tế và Bộ Nội vụ đã nêu ý kiến. Tại phiên họp của Bộ GTVT, Bộ trưởng Mai Văn Khởi "
          "chủ trì."), ["Bộ trưởng Bộ GTVT"]),
        (("Bộ Y tế và Bộ Tài nguyên và Môi trường đã nêu ý kiến. Bộ Tài nguyên kỷ luật nguyên Bộ "
          "trưởng Mai Văn Khởi."), ["Bộ trưởng Bộ Tài nguyên và Môi trường"]),
        # A faculty, a ward or an office for studies with its house, named right before.
        (("Tại Bệnh viện Xanh Mai, bác sĩ Mai Văn Khởi, Phó Giám đốc bệnh viện kiêm Trưởng khoa "
          "Nhi tổng hợp, nói."),
         ["Phó Giám đốc Bệnh viện Xanh Mai", "Trưởng khoa Nhi tổng hợp Bệnh viện Xanh Mai"]),
        (("Trường ĐH Hoa Ban cũng tuyển sinh. Ông Mai Văn Khởi, Phó trưởng Phòng Đào tạo, nói."),
         ["Phó trưởng Phòng Đào tạo Trường ĐH Hoa Ban"]),
        (("Bệnh viện Xanh Mai đã mở. Trời mưa. Đường tắc. Ông Mai Văn Khởi, Trưởng khoa Nhi, nói."),
         ["Trưởng khoa Nhi"]),
        ("Ông Mai Văn Khởi, Trưởng khoa Nhi (bệnh viện Hoa Ban), rời Bệnh viện Xanh Mai.",
         ["Trưởng khoa Nhi bệnh viện Hoa Ban"]),
        # A district's station.
        (("Huyện Mường Tè có dịch. Phòng Nội vụ huyện Mường Tè họp. Ông Mai Văn Khởi, Trạm trưởng "
          "Trạm Thú y, nói."), ["Trạm trưởng Trạm Thú y huyện Mường Tè"]),
        # Who organises a festival that is named before.
        ("Lễ hội Cà phê Hoa Ban đã mở. Bà Hà Thị Bông, Phó trưởng ban tổ chức lễ hội, nói.",
         ["Phó trưởng ban tổ chức Lễ hội Cà phê Hoa Ban"]),
        # The company of the item before in a list, and the one that two posts share.
        (("Bị can gồm Mai Văn Khởi, nguyên Chủ tịch HĐQT Mão; Hà Văn Lợi, nguyên Tổng giám đốc; "
          "Đỗ Văn Bông, nguyên kế toán trưởng; Lê Văn Hòa, nguyên Tổng giám đốc và Phó tổng giám "
          "đốc Sửu."),
         ["Chủ tịch HĐQT Mão", "Tổng giám đốc Mão", "kế toán trưởng Mão", "Tổng giám đốc Sửu",
          "Phó tổng giám đốc Sửu"]),
        # Who chairs a board is not who chairs a council.
        (("Tại cuộc họp của UBND TP Hà Nội, Chủ tịch Mai Văn Khởi yêu cầu. Ông Hà Văn Lợi, Chủ "
          "tịch Hội đồng quản trị Trường Hoa Ban, nói."),
         ["Chủ tịch UBND TP Hà Nội", "Chủ tịch Hội đồng quản trị Trường Hoa Ban"]),
        # A department of the one province whose departments are told of, whoever comes from where.
        (("Hà Nội: Sở Y tế Hà Nội họp ở Hà Nội. Người ở tỉnh Hà Nam, tỉnh Nghệ An và tỉnh "
          "Nam Định đã đến. Giám đốc Sở Y tế Mai Văn Khởi nói."), ["Giám đốc Sở Y tế Hà Nội"]),
        # A place is no society.
        ("Ở Hội An, ông Mai Văn Khởi, Phó chủ tịch, nói.", ["Phó chủ tịch"]),
        # A list that a semicolon parts is of one department.
        (("Sở TN&MT Kon Tum kỷ luật ông Mai Văn Khởi (Chi cục trưởng Chi cục Bảo vệ môi trường); "
          "kiểm điểm ông Hà Văn Lợi (Trưởng phòng Kế hoạch khoáng sản)."),
         ["Chi cục trưởng Chi cục Bảo vệ môi trường Sở TN&MT Kon Tum",
          "Trưởng phòng Kế hoạch khoáng sản Sở TN&MT Kon Tum"]),
        # Who heads a board or a society that is named right before.
        ("Ban Kinh tế Trung ương họp. Ban Thường vụ dự. Trưởng Ban Mai Văn Khởi chủ trì.",
         ["Trưởng Ban Kinh tế Trung ương"]),
        ("LĐLĐ tỉnh Thái Nguyên họp. Phó Chủ tịch Mai Văn Khởi yêu cầu làm rõ.",
         ["Phó Chủ tịch LĐLĐ tỉnh Thái Nguyên"]),
        ("Tại hội nghị Trung ương, Phó Chủ tịch Mai Văn Khởi yêu cầu làm rõ.", ["Phó Chủ tịch"]),
        # Several of a body, and the body said to have them.
        (("Ban Kinh tế Trung ương còn có 8 phó trưởng ban, gồm các ông Mai Văn Khởi; Hà Văn Lợi, "
          "Bộ trưởng Bộ Công Thương."),
         ["phó trưởng ban Kinh tế Trung ương", "phó trưởng ban Kinh tế Trung ương",
          "Bộ trưởng Bộ Công Thương"]),
        # The same body, once without what it is.
        (("Chủ tịch Đà Nẵng yêu cầu báo cáo. Chủ tịch UBND TP.Đà Nẵng đã ký văn bản. "
          "Ông giao Phó chủ tịch Hà Văn Lợi chủ trì."),
         ["Phó chủ tịch UBND TP.Đà Nẵng"]),
        # A city's committee in the form that the text gives it.
        (("Ông Mai Văn Khởi (Ủy viên Ban Thường vụ Thành ủy, Phó Chủ tịch UBND thành phố Đà Nẵng) "
          "nói."),
         ["Ủy viên Ban Thường vụ Thành ủy Đà Nẵng", "Phó Chủ tịch UBND thành phố Đà Nẵng"]),
        (("Thành ủy TP Hà Nội họp ở thành phố Hà Nội. Bí thư Thành ủy Mai Văn Khởi, Chủ tịch UBND "
          "thành phố Hà Nội Hà Văn Lợi dự."),
         ["Bí thư Thành ủy TP Hà Nội", "Chủ tịch UBND thành phố Hà Nội"]),
        # Who leads a unit and it is named right before.
        (("Cán bộ Phòng Nội vụ huyện Đông Hải trình Trưởng phòng Mai Văn Khởi ký."),
         ["Trưởng phòng Nội vụ huyện Đông Hải"]),
        (("Cán bộ Phòng Nội vụ huyện Đông Hải nói. Công an tỉnh Hà Nam cho biết: Thiếu tướng "
         "Mai Văn Khởi, Giám đốc và Đại tá Hà Văn Lợi đã đến."),
         ["Giám đốc Công an tỉnh Hà Nam"]),
        ("Bộ Công an và Bộ Chính trị họp. Trung tướng Mai Văn Khởi, Chánh thanh tra Bộ, có mặt.",
         ["Chánh thanh tra Bộ Công an"]),
        ("Sở Y tế Hà Nam họp. Bà Hà Thị Bông, Chánh Văn phòng Sở, có mặt.",
         ["Chánh Văn phòng Sở Y tế Hà Nam"]),
        (("UBND huyện Mường Tè hiện có 2 Phó Chủ tịch UBND gồm các ông: Mai Văn Khởi và "
         "Hà Văn Lợi."),
         ["Phó Chủ tịch UBND huyện Mường Tè", "Phó Chủ tịch UBND huyện Mường Tè"]),
        ("Ông Mai Văn Khởi, Cục trưởng cục Khám chữa bệnh (bộ Y tế) nói.",
         ["Cục trưởng cục Khám chữa bệnh bộ Y tế"]),
        ("Báo Sao Khuê họp. Ông Mai Văn Khởi, Trưởng ban Bạn đọc, có mặt.",
         ["Trưởng ban Bạn đọc Báo Sao Khuê"]),
        # The council of the province whose committee he led.
        ("Ông Mai Văn Khởi đã đảm nhiệm các chức vụ Phó Chủ tịch rồi Bí thư Tỉnh ủy Hà Nam.",
         ["Phó Chủ tịch UBND tỉnh Hà Nam", "Bí thư Tỉnh ủy Hà Nam"]),
        # A district's department with its district.
        ("Về phía quận 9, ông Mai Văn Khởi (Trưởng phòng Quản lý đô thị) bị phê bình.",
         ["Trưởng phòng Quản lý đô thị quận 9"]),
        ("Về phía quận 9 và quận 8, ông Mai Văn Khởi (Trưởng phòng Quản lý đô thị) bị phê bình.",
         ["Trưởng phòng Quản lý đô thị"]),
        ("Về phía quận 9, ông Mai Văn Khởi (Trưởng phòng Kinh doanh) bị phê bình.",
         ["Trưởng phòng Kinh doanh"]),
        # A foreigner's post with the one country that the text tells of.
        (("Tổng thống Mỹ Michael Smith đã nói. Ngoại trưởng John Brown có mặt."),
         ["Tổng thống Mỹ", "Ngoại trưởng Mỹ"]),
        (("Thủ tướng nước Cộng hòa Dân chủ Nhân dân Lào Thongsing Sisou dự. Thủ tướng Lào "
         "Thongsing Sisou đi với Souphanh Keomi, Bộ trưởng Bộ Kế hoạch."),
         ["Thủ tướng nước Cộng hòa Dân chủ Nhân dân Lào", "Thủ tướng Lào",
          "Bộ trưởng Bộ Kế hoạch Lào"]),
        # The seats of a State stand for it: the text tells of this one.
        (("Tổng thống Mỹ Michael Smith bác bỏ việc Nga can thiệp. Ngoại trưởng John Brown rời "
          "Nhà Trắng. Lầu Năm Góc chờ ông về Washington."),
         ["Tổng thống Mỹ", "Ngoại trưởng Mỹ"]),
        (("Tổng thống Mỹ Michael Smith bác bỏ việc Nga can thiệp. Điện Kremlin chờ Ngoại trưởng "
          "John Brown ở Moscow."),
         ["Tổng thống Mỹ", "Ngoại trưởng"]),
        (("Tổng thống Mỹ Michael Smith đã nói. Mỹ chờ cố vấn Nhà Trắng John Brown."),
         ["Tổng thống Mỹ", "cố vấn Nhà Trắng"]),
        (("Tổng thống Mỹ Michael Smith gặp Tổng thống Nga Ivan Petrov. Ngoại trưởng John Brown "
         "có mặt."),
         ["Tổng thống Mỹ", "Tổng thống Nga", "Ngoại trưởng"]),
    ],
)  # fmt: skip
def test_a_body_named_elsewhere_makes_a_post_whole(text: str, posts: list[str]) -> None:
    assert posts_of(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # The province of the post beside it, not of the article.
        (("Đoàn của Hà Nội làm việc ở Hà Nội. Phó bí thư Thành ủy, Chủ tịch HĐND TP.HCM "
         "Mai Văn Khởi tiếp đoàn."),
         ["Phó bí thư Thành ủy TP.HCM", "Chủ tịch HĐND TP.HCM"]),
        (("Sơn La họp báo tại Sơn La. Bí thư Tỉnh ủy, Trưởng đoàn đại biểu Quốc hội tỉnh Bắc Ninh "
         "Mai Văn Khởi tiếp xúc cử tri."),
         ["Bí thư Tỉnh ủy Bắc Ninh", "Trưởng đoàn đại biểu Quốc hội tỉnh Bắc Ninh"]),
        # A province's committee is no city's, nor the other way round.
        (("TP.HCM và báo TP.HCM đưa tin về huyện Châu Thành, tỉnh Trà Vinh. "
         "Bí thư Tỉnh ủy Mai Văn Khởi chỉ đạo."), ["Bí thư Tỉnh ủy Trà Vinh"]),
        (("Quảng Ninh họp tại Quảng Ninh, tỉnh Quảng Ninh. Còn ở Hải Phòng, ông Mai Văn Khởi, "
         "Giám đốc Sở Y tế, cho biết."), ["Giám đốc Sở Y tế Hải Phòng"]),
        # A round-up's item goes on over semicolons.
        (("Thủ tướng chủ trì. Tại điểm cầu Nghệ An có các đồng chí: Mai Văn Khởi - Bí thư Tỉnh ủy; "
         "Hà Văn Lợi - Phó Bí thư Tỉnh ủy."),
         ["Bí thư Tỉnh ủy Nghệ An", "Phó Bí thư Tỉnh ủy Nghệ An"]),
        # The level is not said twice.
        (("Ông Mai Văn Khởi, Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy, nói. Ông Khởi đảm nhiệm chức vụ "
         "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy tỉnh Sơn La."),
         ["Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy Sơn La",
          "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy tỉnh Sơn La"]),
        # A department as the article's departments are written.
        (("Yên Bái họp. Sở Tài chính tỉnh Yên Bái báo cáo. "
         "Ông Mai Văn Khởi, Phó Giám đốc Sở Xây dựng, có mặt."),
         ["Phó Giám đốc Sở Xây dựng tỉnh Yên Bái"]),
        (("Yên Bái họp. Tỉnh Yên Bái và Sở Tài chính Yên Bái báo cáo. "
         "Ông Mai Văn Khởi, Phó Giám đốc Sở Xây dựng, có mặt."),
         ["Phó Giám đốc Sở Xây dựng Yên Bái"]),
        # What leads a provincial branch is of the province.
        ("Kon Tum họp. Ông Mai Văn Khởi, Chi cục trưởng Chi cục Bảo vệ môi trường, có mặt.",
         ["Chi cục trưởng Chi cục Bảo vệ môi trường Kon Tum"]),
        ("Kon Tum họp. Ông Mai Văn Khởi, Chi cục trưởng Chi cục Thuế, có mặt.",
         ["Chi cục trưởng Chi cục Thuế"]),
        ("Kon Tum họp. Ông Mai Văn Khởi, tỉnh ủy viên, có mặt.", ["tỉnh ủy viên Kon Tum"]),
    ],
)  # fmt: skip
def test_a_post_takes_the_province_of_its_level(text: str, posts: list[str]) -> None:
    assert posts_of(text) == posts
