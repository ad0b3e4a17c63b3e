"""How far a period reaches: which figures take none from the times told of around them."""

from __future__ import annotations

import pytest

from tests.extract.figures.test_periods import day, periods_in, year

NONE = ("None", "None")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # when a thing began is not when what it has was so
        ("Cây cầu khởi công năm 2011 gồm 13 nhịp.", [("13", *NONE)]),
        # but the figure right before may be of that year
        ("Huyện có 5 trường thành lập năm 2011.", [("5", *year(2011))]),
        # a span whose end is not said
        ("Từ tháng 12/2015, nhóm này đã lấy 590 triệu đồng.", [("590", *NONE)]),
        ("Xưởng làm 500 chiếc xe từ mùa thu năm 2016.", [("500", *NONE)]),
        ("Bộ phim có 30 tập kể từ năm 2012.", [("30", *NONE)]),
        # since when somebody is in office
        ("Kể từ khi ông nhậm chức năm 2012, quán đã đón 20 đoàn khách.", [("20", *NONE)]),
        # a deadline
        ("Cần ít nhất 6 nước phê chuẩn trước tháng 2/2018.", [("6", *NONE)]),
        # the month of delivery
        ("Giá dầu giao tháng 7/2017 giảm 1,73 USD.", [("1,73", *NONE)]),
        # some days of the year, which it does not say
        ("Dịp Tết Dương lịch và Tết Nguyên đán 2017, xử lý 362 vụ.", [("362", *NONE)]),
        ("Sau Tết Nguyên đán Đinh Dậu năm 2017, cục gửi công văn tới 24 phòng.", [("24", *NONE)]),
        # a decade is no year
        ("Bệnh giết 2 triệu người cho tới cuối những năm 1960.", [("2", *NONE)]),
        # when a page was put up
        ("Thể thao | 11:45 08/02/2017 Tin liên quan Chỉ 3 đội đi tiếp.", [("3", *NONE)]),
        # the year is the year of what it is compared with
        (
            "Năm 2017, xã trồng 400 cây, tăng gấp đôi số cây năm 2016 là 200 cây.",
            [("400", *year(2017)), ("đôi", *year(2017)), ("200", *year(2016))],
        ),
        (
            "Ngày 2/7/2017, đảng này được 23 ghế, thấp hơn so với mức 38 ghế năm 2009.",
            [("23", *day("2017-07-02")), ("38", *year(2009))],
        ),
        ("Tỷ lệ này là 55%, tăng từ mức 34% năm 2004.", [("55%", *NONE), ("34%", *year(2004))]),
        # a time that a second clause gives its own figure
        (
            "Hãng có 600 nhân viên và đạt doanh thu năm 2016 là 173 triệu USD.",
            [("600", *NONE), ("173", *year(2016))],
        ),
        # a semicolon parts two matters
        (
            (
                "Vụ nổ tháng 12/2009 làm 7 người chết; vụ cháy làm 5 người chết và 77 người bị"
                " thương năm 2011."
            ),
            [("7", "2009-12-01", "2009-12-31"), ("5", *year(2011)), ("77", *year(2011))],
        ),
        # an amount and the same in another money
        (
            (
                "Ngày 7/2/2017, cơ quan thống kê công bố nước này thu 923 triệu bảng (700 triệu"
                " USD) trong tháng 12/2016."
            ),
            [("923", "2016-12-01", "2016-12-31"), ("700", "2016-12-01", "2016-12-31")],
        ),
        # another sentence begins without a full stop before it
        ("Cô mua nhẫn giá 55 triệu đồng Tháng 9/2016, cô bán nhà.", [("55", *NONE)]),
        # how long or heavy a thing is
        ("Ngày 26/5/2017 đào đoạn hầm dài 781 m.", [("781", *NONE)]),
        ("Người dân bắt được con rắn nặng 6 kg hồi năm 2015.", [("6", *NONE)]),
        ("Ngày 30/5/2017, chặn được xe 12 chỗ.", [("12", *NONE)]),
        # what goes on now
        ("Năm 2015 bắt được rắn, trại đang nuôi hơn 100 con rắn.", [("100", *NONE)]),
        # both levels stand behind the year
        (
            "Kim ngạch giảm 60% trong năm 2016, từ 34 triệu USD xuống còn 13 triệu USD.",
            [("60%", *year(2016)), ("34", *year(2016)), ("13", *year(2016))],
        ),
    ],
)
def test_what_a_time_beside_a_figure_does_not_say(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert periods_in(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # a sentence of now ends what went on
        ("Năm 2016, xảy ra 13 vụ. Hiện nay, cô sống ở Huế. Cô có 2 con gái.", ("2", *NONE)),
        # only looked back to
        ("Cô bắt được rắn hồi năm 2016. Trại có 20 con rắn.", ("20", *NONE)),
        # the day of a photograph
        ("Ông đến tỉnh hôm 23/2/2017. Ảnh: TTXVN. Ông nợ 110 triệu USD.", ("110", *NONE)),
        # the day of an interview
        (
            "Ngày 7/2/2017, trao đổi với phóng viên, ông nói về đường. Đường này có 3 trạm.",
            ("3", *NONE),
        ),
        # a rule of law
        (
            (
                "Hộ được giao đất từ ngày 27/12/2015 đến ngày 10/2/2017 theo Thông tư 76/2014 được"
                " miễn. Giảm 50% đối với dự án ở vùng khó khăn."
            ),
            ("50%", *NONE),
        ),
        (
            (
                "Ngày 19/5/2016, tòa mở phiên họp. Người gây thiệt hại từ 50 triệu đồng trở lên thì"
                " bị phạt tù."
            ),
            ("50", *NONE),
        ),
        # what is asked for
        ("Trong quý I/2017 dời tàu. Giao Sở Xây dựng rà soát 300 trạm.", ("300", *NONE)),
        ("Tháng 10/2017, quốc hội họp. Cần sớm tăng thuế lên 50%.", ("50%", *NONE)),
        # what somebody claims
        (
            "Ngày 5/10/2016, hội đồng họp. Ông khiếu nại, cho rằng mình thiệt hại 200 triệu đồng.",
            ("200", *NONE),
        ),
        # every year on that day
        (
            "Đến tháng 2/2017 có 47 đội. Hội mở vào ngày 1/4 hằng năm. Có 196 đội ghi tên.",
            ("196", *NONE),
        ),
        # what a thing is ranked among
        ("Đây là vụ lớn nhất kể từ đầu năm 2017 đến nay. Ông mua 3 thùng hàng.", ("3", *NONE)),
        # told of in passing
        ("Đầu năm 2017, tỉnh ban hành quy tắc. Cuộc thi có 2 giải nhất.", ("2", *NONE)),
        # a study's year
        ("Theo một nghiên cứu năm 2015, rau tốt. Người Mỹ ăn 10 gram chất xơ.", ("10", *NONE)),
        # the story has come to another time
        (
            (
                "Tháng 7/2015, ông mở 4 tài khoản. Đến tháng 10/2015, bà gọi điện. Ông dùng 11 tài"
                " khoản."
            ),
            ("11", *NONE),
        ),
        # what a court orders
        (
            "Ngày 1/11/2014, hai bên xô xát. Tòa còn buộc Thuận bồi thường 128 triệu đồng.",
            ("128", *NONE),
        ),
        # provinces, whose number no event changes
        ("Ngày 6/2/2017, chính phủ họp. Ngành nối mạng 63 tỉnh, thành phố.", ("63", *NONE)),
        # the day of a signature
        (
            "Báo cáo dài do phó cục trưởng ký ngày 12/6/2017. Cục đã cấp 212 giấy phép.",
            ("212", *NONE),
        ),
        # a step that comes later
        (
            "Tháng 11/2013, ông giao tiền. Sau khi điều tra, viện truy tố bà về 16 tỷ đồng.",
            ("16", *NONE),
        ),
        # a span that still goes on, of one patient
        ("Bé nằm viện từ tháng 8/2016 đến nay. Khoa có 2 bác sĩ.", ("2", *NONE)),
        # a sitting's votes are no report
        (
            (
                "Trong 6 tháng đầu năm 2017, kinh tế tăng 7%.\n\nTại kỳ họp, hội đồng biểu quyết"
                " thông qua 28 nghị quyết."
            ),
            ("28", *NONE),
        ),
        # so many live there
        ("Năm 2016, xảy ra 13 vụ.\n\nQuận có 156.000 dân.", ("156.000", *NONE)),
        # a rank is no report
        ("Chiếc xe đắt nhất thế giới năm 2017\n\nXưởng có 20 kỹ thuật viên.", ("20", *NONE)),
        # how long it took says that it is no matter of the month
        (
            "Tháng 2/2017, tòa tuyên án. Cơ quan trợ cấp 50 triệu đồng trong vòng hai năm.",
            ("50", *NONE),
        ),
        # a part of the year that is not over
        (
            (
                "Sáng 4/7/2017, ban họp về 6 tháng đầu năm 2017. Công an tổng kết chỉ thị"
                " trong quý III/2017. Lập biên bản 9 vụ."
            ),
            ("9", "2017-01-01", "2017-06-30"),
        ),
    ],
)
def test_what_a_scene_does_not_reach(text: str, last: tuple[str, str, str]) -> None:
    assert periods_in(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # as things stood on a day of the plan's year, in the next paragraph too
        (
            (
                "Đến ngày 10.4, khối huyện giải ngân 842 tỷ đồng, đạt 21% kế hoạch vốn năm 2025."
                "\n\nCó 5 địa phương đạt cao. Riêng xã A đạt 7% kế hoạch vốn năm 2025."
            ),
            [
                ("842", *day("2025-04-10")),
                ("21%", *day("2025-04-10")),
                ("5", *day("2025-04-10")),
                ("7%", *day("2025-04-10")),
            ],
        ),
        # the same day with its year further on
        (
            "Chiều nay (5/7), giá xăng giảm 435 đồng/lít. Giá trước ngày 05/7/2017 đã có.",
            [("435", *day("2017-07-05"))],
        ),
        # a story goes on in time
        (
            "Ngày 7/9/2016, xã họp. Ngày 9/1/2017, xã báo cáo. Ngày 16/2, xã mời 3 hộ dân.",
            [("3", *day("2017-02-16"))],
        ),
        # the second half of the year reported on
        (
            "Hội chợ 2017\n\nTrong 6 tháng cuối năm, giảm 5% số vụ.",
            [("5%", "2017-07-01", "2017-12-31")],
        ),
        # from one part of a year to one of another
        (
            "Cuối năm 2013 đến đầu 2016, ông bán 18 giấy phép.",
            [("18", "2013-01-01", "2016-12-31")],
        ),
        # counted up to a year
        (
            "Tính đến năm 2016, ngành có 173 doanh nghiệp. Trong đó có 56 doanh nghiệp lớn.",
            [("173", *year(2016)), ("56", *year(2016))],
        ),
        # the next sentence tells when it happened
        (
            "Công an cho biết có 1 vụ tai nạn làm 2 người chết. Vụ việc xảy ra hôm 26/1/2017.",
            [("1", *day("2017-01-26")), ("2", *day("2017-01-26"))],
        ),
        # recent news in one part of a sentence, the report in the next
        (
            (
                "Trong 6 tháng đầu năm 2017, bắt 5 vụ. Mới đây, công an phá một đường dây; ngoài ra"
                " triệt phá 742 vụ."
            ),
            [("5", "2017-01-01", "2017-06-30"), ("742", "2017-01-01", "2017-06-30")],
        ),
        # the same months a year before
        (
            "Hội chợ 2017\n\nTrong 4 tháng đầu năm, tín dụng tăng 3% (cùng kỳ tăng 4%).",
            [("3%", "2017-01-01", "2017-04-30"), ("4%", "2016-01-01", "2016-04-30")],
        ),
        # as things stood at the end of a month
        (
            "Đến cuối tháng 4/2017, tín dụng tăng 5%. Trong đó tín dụng ngoại tệ tăng 6%.",
            [("5%", "2017-04-01", "2017-04-30"), ("6%", "2017-04-01", "2017-04-30")],
        ),
        # the day before
        (
            "Trước đó ngày 29/1/2017 đã có vé trị giá 76 tỷ đồng.",
            [("76", *day("2017-01-29"))],
        ),
        # the same month with its year further on
        (
            "Hãng bán 1.237 xe trong tháng 1. Xe ra mắt hồi tháng 11/2016, bán từ tháng 1/2017.",
            [("1.237", "2017-01-01", "2017-01-31")],
        ),
        # the same morning
        (
            "Vắng khách sáng 6/2\n\nNgày 6/2/2017, xe bán vé. Sáng nay, có 60 người mua vé.",
            [("60", *day("2017-02-06"))],
        ),
        # months named in full before
        (
            "Hội chợ 2017\n\nNgành họp về 6 tháng đầu năm. Qua 6 tháng, bộ giao được 5 tỷ đồng.",
            [("5", "2017-01-01", "2017-06-30")],
        ),
        # months named in full behind
        (
            "Cảng biển\n\nSản lượng 6 tháng ước đạt 43 tấn.\n\nMức 6 tháng đầu năm 2017 là khá.",
            [("43", "2017-01-01", "2017-06-30")],
        ),
        # months whose first and last day were told, whatever title and lead call them
        (
            "6 tháng đầu năm 2017\n\nBáo cáo từ ngày 16/11/2016 đến 15/5/2017: 6 tháng có 57 vụ.",
            [("57", "2016-11-16", "2017-05-15")],
        ),
        # results beside the plan of as many months to come
        (
            "Ngày 3/7/2017, bộ bàn 6 tháng cuối năm. Tăng trưởng 6 tháng chỉ đạt 5,7%.",
            [("5,7%", *NONE)],
        ),
        # the year in the name of what the text is about, beside the year before
        (
            "Kỳ thi quốc gia 2017 (năm 2016 có 328 em vi phạm)\n\nNăm nay, có 74 em thi lại.",
            [("74", *year(2017))],
        ),
        # words of the line before say nothing of a day that opens the next
        (
            "Đình chỉ nhiều em sau buổi thi đầu\n\nChiều 22/6/2017, có 38 em vi phạm.",
            [("38", *day("2017-06-22"))],
        ),
        # an order's instalment is no month
        (
            "Ngày 12/5/2017 là ngày chốt cổ tức đợt 3/2016 với tỷ lệ 36%.",
            [("36%", *day("2017-05-12"))],
        ),
    ],
)
def test_what_else_has_a_period(text: str, expected: list[tuple[str, str, str]]) -> None:
    surfaces = {surface for surface, _, _ in expected}
    assert [found for found in periods_in(text) if found[0] in surfaces] == expected
