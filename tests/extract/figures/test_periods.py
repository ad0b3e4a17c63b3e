"""Which period a figure has: by clause, scene, event and report, and the year the text states."""

from __future__ import annotations

import pytest

from tests.extract.figures.reading import figures_in


def periods_in(text: str) -> list[tuple[str, str, str]]:
    """Surface, first and last day of every figure of a text."""
    return [
        (found["surface"], str(found["period_start"]), str(found["period_end"]))
        for found in figures_in(text)
    ]


def year(number: int) -> tuple[str, str]:
    return f"{number}-01-01", f"{number}-12-31"


def day(written: str) -> tuple[str, str]:
    return written, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a moment right behind a figure wins over one in an earlier clause
        (
            "Sản lượng đạt 8 triệu thùng trong năm 2016 và đạt 9 triệu thùng vào năm 2017.",
            [("8", *year(2016)), ("9", *year(2017))],
        ),
        # a month in words is one, and a lunar month leaves the days open
        (
            "Trong tháng Ba năm 2017, tỉnh xử lý 13 vụ. Tháng Giêng năm 2017, xảy ra 4 vụ.",
            [("13", "2017-03-01", "2017-03-31"), ("4", "None", "None")],
        ),
        # the year before stays in its bracket
        (
            "Năm 2016 xảy ra 13 vụ (năm 2015 xảy ra 17 vụ), làm chết 14 người.",
            [("13", *year(2016)), ("17", *year(2015)), ("14", *year(2016))],
        ),
        # and is not what the next sentence is about
        (
            "Từ 1/1 đến 5/3/2016 xảy ra 3 vụ (từ 1/1 đến 5/3/2015 xảy ra 7 vụ). Bắt 9 người.",
            [
                ("3", "2016-01-01", "2016-03-05"),
                ("7", "2015-01-01", "2015-03-05"),
                ("9", "2016-01-01", "2016-03-05"),
            ],
        ),
        # a day behind the figure
        (
            "Tài xế đã lấy lại tài sản cho 2 người phụ nữ vào ngày 20/4/2017.",
            [("2", *day("2017-04-20"))],
        ),
        # the same period a year before, with its own figure
        (
            "Trong 6 tháng đầu năm 2017, sản xuất tăng 5% (cùng kỳ năm trước tăng 4%).",
            [("5%", "2017-01-01", "2017-06-30"), ("4%", "2016-01-01", "2016-06-30")],
        ),
        # now ends what the year began
        (
            "Năm 2016 có 5 dự án, hiện nay tỷ lệ là 76%.",
            [("5", *year(2016)), ("76%", "None", "None")],
        ),
        # a level and its year, from one to another
        (
            "Tỷ lệ hộ nghèo giảm từ 10% năm 2012 xuống 8% năm 2016.",
            [("10%", *year(2012)), ("8%", *year(2016))],
        ),
        # as things stood on a day
        (
            "Tính đến ngày 27/4/2021, Công an tỉnh đã cấp 300 hồ sơ.",
            [("300", *day("2021-04-27"))],
        ),
        (
            "Lũy kế đến ngày 20/4/2017, vốn đạt 300 tỷ USD. Vốn thực hiện đạt 159 tỷ USD.",
            [("300", *day("2017-04-20")), ("159", *day("2017-04-20"))],
        ),
        # every phrase of a sentence is found, also behind another that begins alike
        (
            "Năm 2016, có 5 vụ. Hội nghị có 20 đại biểu sẽ trực tiếp tham dự, có đại biểu nữ.",
            [("5", *year(2016)), ("20", "None", "None")],
        ),
        # a document's day is not the figure's
        (
            "Theo Nghị quyết 18 ngày 25/10/2017, có 12 xã sáp nhập.",
            [("12", "None", "None")],
        ),
        # nor is a law's year
        (
            "Theo Luật Thi hành án hình sự năm 2010, có 5 nhà giam được xây.",
            [("5", "None", "None")],
        ),
        # "half a year ago" is no year
        ("date 2024-03 Tin\n\nTừ nửa năm trước, có 11 cán bộ nghỉ.", [("11", "None", "None")]),
    ],
)
def test_the_sentence_governs_by_clause(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert periods_in(text) == expected


def test_a_scene_goes_on_and_a_size_takes_nothing_from_it() -> None:
    found = periods_in(
        "Sáng 12/5/2017, đoàn kiểm tra 3 nhà máy. Đoàn thu giữ 20 kg ma túy."
        " Nhà máy có diện tích 900 ha. Mỗi năm nhà máy thải 50 tấn tro."
    )
    assert found == [
        ("3", *day("2017-05-12")),
        ("20", *day("2017-05-12")),
        ("900", "None", "None"),
        ("50", "None", "None"),
    ]


def test_a_plan_takes_nothing_from_the_report_before_it() -> None:
    found = periods_in("Năm 2016 xảy ra 13 vụ. Mục tiêu đề ra sẽ kéo giảm 10% số vụ.")
    assert found == [("13", *year(2016)), ("10%", "None", "None")]


def test_a_plan_is_not_what_the_next_sentence_is_about() -> None:
    found = periods_in("Phấn đấu đến năm 2020 phân loại 50% rác. Có 26 vị trí quan trắc nước.")
    assert found == [("50%", *year(2020)), ("26", "None", "None")]


def test_the_event_goes_on_over_paragraphs_for_what_was_seen_and_lost_there() -> None:
    found = periods_in(
        "Tối 20/9/2022, đại hội khai mạc tại sân vận động.\n\n"
        "Lễ khai mạc có sự tham gia của 22 đoàn.\n\nTỉnh có 159 xã, phường."
    )
    assert found == [("22", *day("2022-09-20")), ("159", "None", "None")]


def test_the_lead_has_the_period_that_the_text_gives_its_figure() -> None:
    found = periods_in(
        "Bắt 29 đối tượng đánh bạc\n\nNgày 2/6/2017, công an bắt giữ 29 đối tượng tại quận 9."
    )
    assert found == [("29", *day("2017-06-02")), ("29", *day("2017-06-02"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the games of the year, told of in the same sentence
        (
            "Tối 20.9, Đại hội Thể thao tỉnh lần thứ 9 năm 2022 khai mạc với 22 đoàn.",
            ("22", *day("2022-09-20")),
        ),
        # reported shortly after its end
        (
            "Chiều 4/7, có 30 đại biểu tham dự hội nghị sơ kết 6 tháng đầu năm 2017.",
            ("30", *day("2017-07-04")),
        ),
        # the calendar has gone round
        (
            "Ngày 8/2, có 30 đại biểu dự họp. Trước đó, hồi tháng 12/2016, các bên đã nhất trí.",
            ("30", *day("2017-02-08")),
        ),
        # the year beside the day
        (
            "date 2024-03 Hy sinh\n\nNăm 1968, ngày 11.2, địch ném bom khiến 13 cán bộ hy sinh.",
            ("13", *day("1968-02-11")),
        ),
        # looked back on in the next year
        (
            "Sáng 7/2, có 30 đại biểu dự hội nghị tổng kết năm 2016.",
            ("30", *day("2017-02-07")),
        ),
        # the edition that is opened
        (
            "Tối 7/6, hội thi khai mạc với 32 đoàn.\n\nHội thi mở đầu lễ hội lần thứ VI - 2017.",
            ("32", *day("2017-06-07")),
        ),
        # a month later than the header's is of the year before
        (
            "date 2020-03 Bắt nhóm trộm\n\nNgày 20/11, nhóm này đã lấy 3 xe máy.",
            ("3", *day("2019-11-20")),
        ),
    ],
)
def test_a_day_has_the_year_that_the_text_states(text: str, expected: tuple[str, str, str]) -> None:
    assert periods_in(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 12/3, công an bắt giữ 5 đối tượng.",
        # of the year told of, or of the next: the text does not say
        "Ngày 12/6, công an bắt giữ 5 đối tượng. Từ tháng 3/2016, nhóm này đã hoạt động.",
        # what is tried may be long past
        ("Ngày 24/5, tòa án xử 5 bị cáo. Từ ngày 17/8/2015 đến ngày 23/2/2016, họ lừa dân."),
        # what is looked back to over years
        "Ngày 12/7, khởi tố 20 bị can vụ phá rừng cách đây 1 năm. Đầu tháng 7/2016, rừng bị phá.",
        # since when something is so
        "Ngày 22/6, có 20 người đến dự. Số này tăng từ khi ông nhậm chức tháng 6/2016.",
        # what came before
        "Ngày 8/6, có 40 cử tri đi bầu sau cuộc bỏ phiếu 2016.",
        # not before the last year told of as past
        ("Ngày 12/5, có 5 ca bệnh. Dịch bắt đầu hồi tháng 12/2013, kết thúc vào cuối năm 2015."),
        "Ngày 12/6, tòa xét xử 5 bị cáo trong vụ án xảy ra hồi năm 2015.",
    ],
)
def test_no_year_is_guessed(text: str) -> None:
    assert periods_in(text)[0][1:] == ("None", "None")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the holiday has the days that the text states once, and is not the year in its name
        (
            (
                "Trong dịp Tết Đinh Dậu 2017, có 5 tỉnh không xảy ra tai nạn. Trong 7 ngày nghỉ "
                "Tết từ 26/1 - 1/2, xử phạt 300 trường hợp. Dịp Tết, công an huy động 20 cán bộ."
            ),
            [
                ("5", "2017-01-26", "2017-02-01"),
                ("300", "2017-01-26", "2017-02-01"),
                ("20", "2017-01-26", "2017-02-01"),
            ],
        ),
        ("Trong dịp Tết 2017, có 5 tỉnh không xảy ra tai nạn.", [("5", "None", "None")]),
        # the event's year is its name's, the day is the figures'
        (
            (
                "Sáng 24.4, diễn ra Giải việt dã Công đoàn năm 2025, thu hút 825 vận động viên.\n\n"
                "Giải đấu gồm 4 nội dung."
            ),
            [("825", *day("2025-04-24")), ("4", *day("2025-04-24"))],
        ),
        # months past are those named before
        (
            "Báo cáo về 6 tháng đầu năm 2017 đã được nêu. Theo đó, trong 6 tháng qua, bắt 40 vụ.",
            [("40", "2017-01-01", "2017-06-30")],
        ),
        ("Trong 6 tháng qua, toàn tỉnh xảy ra 40 vụ.", [("40", "None", "None")]),
        # a year in which something must be done is not what was reported
        (
            (
                "Trong năm 2017 phải giảm tội phạm\n\nTrong năm 2016, xảy ra 322 vụ.\n\n"
                "Trên địa bàn cũng đã xảy ra 149 vụ."
            ),
            [("322", *year(2016)), ("149", *year(2016))],
        ),
        # as things stood at the end of a year, but not what happened then
        ("Cuối năm 2015, số nợ tăng lên 400 tỷ đồng.", [("400", *day("2015-12-31"))]),
        ("Cuối năm 2015, công an bắt 4 đối tượng.", [("4", *year(2015))]),
        # meanwhile is no day
        (
            "Năm 2016, bán được 300 xe con. Trong khi đó, xe tải tăng 15%.",
            [("300", *year(2016)), ("15%", *year(2016))],
        ),
        # a month and days right after those with a year
        (
            "Tháng 6/2017 xảy ra 5 vụ. Trong tháng 7, xảy ra 8 vụ.",
            [("5", "2017-06-01", "2017-06-30"), ("8", "2017-07-01", "2017-07-31")],
        ),
        # two days of one event
        ("Trong 2 ngày 10 và 11.3.2025, có 300 em dự thi.", [("300", "2025-03-10", "2025-03-11")]),
        # a bracket that is a sentence of its own
        (
            "Ngày 7/5/2025, bắt 2 người. Tang vật của 5 người. (Vụ án được phá năm 2024).",
            [("2", *day("2025-05-07")), ("5", *year(2024))],
        ),
        # an annual report goes on in the next paragraph, although the meeting was later
        (
            (
                "Sáng 12/1/2017, Công an tỉnh tổ chức hội nghị.\n\nNăm 2016, xảy ra 300 vụ.\n\n"
                "Lực lượng đã bắt 500 đối tượng."
            ),
            [("300", *year(2016)), ("500", *year(2016))],
        ),
        # less than in another year is no figure of that year
        ("Số vé bán ra giảm hơn năm 2016, cụ thể có 279 vé.", [("279", "None", "None")]),
    ],
)
def test_what_else_a_reader_resolves(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert periods_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the lunar year's name says which winter
        (
            "Chiều 2/2 (mùng 6 Tết Đinh Dậu), có 40 người dự. Hội mở từ cuối năm 2016.",
            ("40", *day("2017-02-02")),
        ),
        # a dispatch is told of within days
        (
            "Ngày 24/7, mưa lớn làm 3 người bị thương. Theo Công điện ngày 22/7/2025, mưa sẽ giảm.",
            ("3", *day("2025-07-24")),
        ),
        # the day of writing is not the event's
        (
            "Ngày 3/4/2025, tỉnh họp. Hôm qua, có 20 người đến dự.",
            ("20", "None", "None"),
        ),
    ],
)
def test_which_winter_and_which_week(text: str, expected: tuple[str, str, str]) -> None:
    assert periods_in(text)[0] == expected
