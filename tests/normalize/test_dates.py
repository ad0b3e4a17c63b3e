"""Mentions of time: what is one, which days it means, and what is none."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.normalize.samples import article, date_rows, normalised

HEADER = " date 2024-07 Công an tỉnh họp\n\nSáng 5/7, Công an tỉnh họp sơ kết. "

_FEBRUARY_TO_MAY = ("2024-02-01", "2024-05-31")

Row = tuple[str, str, str | None, str | None]


def rest(text: str) -> list[Row]:
    """Rows of a text behind the header and the event of `HEADER`."""
    return date_rows(HEADER + text)[2:]


@pytest.mark.parametrize(
    ("text", "surface", "first", "last"),
    [
        ("Đến ngày 4/7 thì xong.", "ngày 4/7", "2024-07-04", "2024-07-04"),
        ("Tối 3.7 bắt được.", "Tối 3.7", "2024-07-03", "2024-07-03"),
        ("Rạng sáng ngày 2-7 thấy.", "Rạng sáng ngày 2-7", "2024-07-02", "2024-07-02"),
        ("Chiều tối 1.7 thấy.", "Chiều tối 1.7", "2024-07-01", "2024-07-01"),
        ("Ngày 12 tháng 3 năm 2023, bị bắt.", "Ngày 12 tháng 3 năm 2023", *["2023-03-12"] * 2),
        ("ngày 12 tháng 3 khởi tố.", "ngày 12 tháng 3", "2024-03-12", "2024-03-12"),
        ("Quyết định ngày 01/04/2023 của Bộ.", "ngày 01/04/2023", "2023-04-01", "2023-04-01"),
        ("họp hôm thứ sáu (28/6).", "thứ sáu (28/6)", "2024-06-28", "2024-06-28"),
        ("ngày 15 và 16/5 mưa.", "ngày 15 và 16/5", "2024-05-15", "2024-05-16"),
        ("từ 12 đến 15/3 mưa.", "từ 12 đến 15/3", "2024-03-12", "2024-03-15"),
        ("các ngày 12-15/3 mưa.", "các ngày 12-15/3", "2024-03-12", "2024-03-15"),
        ("Từ ngày 16 - 22.4, phạt.", "Từ ngày 16 - 22.4", "2024-04-16", "2024-04-22"),
        ("nghỉ từ 26/1-1/2.", "từ 26/1-1/2", "2024-01-26", "2024-02-01"),
        ("từ 28/12/2023 đến 3/1/2024.", "từ 28/12/2023 đến 3/1/2024", "2023-12-28", "2024-01-03"),
        ("6 tháng đầu năm 2024, giảm.", "6 tháng đầu năm 2024", "2024-01-01", "2024-06-30"),
        ("06 tháng cuối năm 2023, giảm.", "06 tháng cuối năm 2023", "2023-07-01", "2023-12-31"),
        ("Sáu tháng đầu năm nay, giảm.", "Sáu tháng đầu năm nay", "2024-01-01", "2024-06-30"),
        ("9 tháng năm 2023, giảm.", "9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("Quý I, thu 5 tỷ.", "Quý I", "2024-01-01", "2024-03-31"),
        ("quí III/2023, thu 5 tỷ.", "quí III/2023", "2023-07-01", "2023-09-30"),
        ("Giải vô địch 2023: thắng.", "2023", "2023-01-01", "2023-12-31"),
        ("quý III/2023, thu 5 tỷ.", "quý III/2023", "2023-07-01", "2023-09-30"),
        ("quý 2 năm 2023 thu 5 tỷ.", "quý 2 năm 2023", "2023-04-01", "2023-06-30"),
        ("nửa đầu năm 2023 thu 5 tỷ.", "nửa đầu năm 2023", "2023-01-01", "2023-06-30"),
        ("giai đoạn 2015-2020 thu.", "giai đoạn 2015-2020", "2015-01-01", "2020-12-31"),
        ("nhiệm kỳ 2020 - 2025 thu.", "nhiệm kỳ 2020 - 2025", "2020-01-01", "2025-12-31"),
        ("kế hoạch 5 năm 2021 - 2025 thu.", "5 năm 2021 - 2025", "2021-01-01", "2025-12-31"),
        ("Tháng 7.2022 thu.", "Tháng 7.2022", "2022-07-01", "2022-07-31"),
        ("cuối tháng 2 thu.", "cuối tháng 2", "2024-02-01", "2024-02-29"),
        ("từ tháng 1 đến tháng 6/2023.", "từ tháng 1 đến tháng 6/2023", "2023-01-01", "2023-06-30"),
        ("đầu tháng Ba năm 2023 thu.", "đầu tháng Ba năm 2023", "2023-03-01", "2023-03-31"),
        ("Tháng Mười Hai năm ngoái thu.", "Tháng Mười Hai năm ngoái", "2023-12-01", "2023-12-31"),
        ("cuối tháng Tư vừa rồi thu.", "cuối tháng Tư", "2024-04-01", "2024-04-30"),
        ("thu trong tháng Sáu.", "tháng Sáu", "2024-06-01", "2024-06-30"),
        ("từ tháng Hai đến tháng Năm, thu.", "từ tháng Hai đến tháng Năm", *_FEBRUARY_TO_MAY),
        # the lunar year's first and last months: which days they are is not said
        ("Tháng Giêng năm 2023 thu.", "Tháng Giêng năm 2023", None, None),
        ("hồi tháng Chạp thu.", "tháng Chạp", None, None),
        ("từ đầu năm đến nay thu.", "từ đầu năm đến nay", "2024-01-01", "2024-07-05"),
        ("từ đầu năm đến hết tháng 6.", "từ đầu năm đến hết tháng 6", "2024-01-01", "2024-06-30"),
        ("từ tháng 9.2023 đến nay thu.", "từ tháng 9.2023 đến nay", "2023-09-01", "2024-07-05"),
        ("những tháng đầu năm thu.", "những tháng đầu năm", "2024-01-01", "2024-07-05"),
        ("năm ngoái thu.", "năm ngoái", "2023-01-01", "2023-12-31"),
        ("Trong năm 2023, thu.", "năm 2023", "2023-01-01", "2023-12-31"),
        ("tháng trước thu.", "tháng trước", "2024-06-01", "2024-06-30"),
        ("Tuần qua, phạt nhiều.", "Tuần qua", None, None),
        ("Bắt đầu từ 2003, có thêm.", "2003", "2003-01-01", "2003-12-31"),
        ("họp vào 17-18 tháng 5.", "17-18 tháng 5", "2024-05-17", "2024-05-18"),
        ("quý IV sẽ thu.", "quý IV", "2024-10-01", "2024-12-31"),
        ("đến tháng 11 sẽ thu.", "tháng 11", None, None),
        ("trong 20 năm qua thu.", "20 năm qua", None, None),
        ("nghỉ đến mùng 5 Tết.", "mùng 5 Tết", None, None),
    ],
)  # fmt: skip
def test_mentions(text: str, surface: str, first: str | None, last: str | None) -> None:
    found = [(row[0], row[2], row[3]) for row in rest(text)]
    assert found == [(surface, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Trực 24/7, bảo đảm 24/24h.",
        "Khám phá 51/61 vụ, 12/12 vụ giết người.",
        "Chiếm 1/3 số vụ, thắng 2-1, tỷ số 3-1.",
        "Theo Nghị quyết 12/2023 và Nghị định số 47/2013 của Chính phủ.",
        "Thông tư 05/2013/TTLT-BCA, Công điện 114/CĐ-TTg, Nghị định 58/2025/NĐ-CP.",
        "Nhà số 12/3 đường Lê Lợi, hẻm 5/7 Trần Phú.",
        "Đạt 3.5 điểm, tăng 5.2%, từ 5-10%, từ 1,5 - 2,5 triệu.",
        "Có 2.020 người, 2000 em học sinh, 2019 hộ.",
        "Xe BKS 99C-061.47, QL18, số 069.2299150.",
        "Bắt năm người, phạt 15 ngày, 6 tháng tù.",
        "Mỗi tháng hai lần, lương tháng ba triệu đồng, trong tháng năm người đến.",
        "Cuối tháng tư âm lịch, trong những tháng năm gian khổ, phạt 3 tháng ba ngày.",
        "Mỗi ngày 5 vụ, một ngày 20 cuộc.",
        "Bản đồ tỷ lệ 1/2.000 và 1/500.",
        "Quý vị đại biểu, rất đáng quý.",
        "Phá được 12/3",
        "Cùng thời điểm, lực lượng khác chặn bắt.",
        "xếp thứ 22/63 tỉnh, thứ 5 trong khu vực.",
        "Từ 18 - 40 tuổi, 41 - 60 tuổi.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert rest(text) == []


def test_comparison_takes_the_period_before() -> None:
    rows = rest("6 tháng đầu năm 2024 giảm 5% so với cùng kỳ năm 2023. Quý I tăng so với cùng kỳ.")
    assert [row[1:] for row in rows] == [
        ("period", "2024-01-01", "2024-06-30"),
        ("comparison_base", "2023-01-01", "2023-06-30"),
        ("period", "2024-01-01", "2024-03-31"),
        ("comparison_base", "2023-01-01", "2023-03-31"),
    ]
    assert rest("Năm 2023 tăng so với năm 2022.")[1][1] == "comparison_base"


def test_comparison_with_an_unknown_period_stays_open() -> None:
    assert rest("Tuần qua giảm so với cùng kỳ.")[-1][2:] == (None, None)


def test_a_year_is_never_guessed() -> None:
    rows = date_rows(
        "Sáng 5/7, Công an tỉnh họp. Quý I thu 5 tỷ; tháng 2 giảm; từ đầu năm đến nay có 3 vụ."
    )
    assert [row[2:] for row in rows] == [(None, None)] * 4
    made = article("Sáng 5/7, Công an tỉnh họp sơ kết công tác năm 2024.")
    assert made["event_date"] is made["event_date_basis"] is None


def test_the_year_of_the_text_serves_its_other_days() -> None:
    text = "Chiều 29/4/2021, Bộ họp. Trước đó, ngày 2/4, đã họp một lần."
    assert date_rows(text)[1][1:] == ("other", "2021-04-02", "2021-04-02")
    assert article(text)["event_date_basis"] == "text"


def test_one_year_named_serves_the_parts_of_that_year() -> None:
    rows = date_rows("Trong 6 tháng đầu năm 2020 có 5 vụ. 6 tháng cuối năm phấn đấu giảm.")
    assert rows[1][2:] == ("2020-07-01", "2020-12-31")


def test_the_source_gives_the_year() -> None:
    made = article(
        "(BĐ) - Chiều 22.4, Chủ tịch UBND tỉnh làm việc.", source_date="2025-04-22 15:17:00"
    )
    assert made["event_date"] == date(2025, 4, 22)
    assert made["event_date_basis"] == made["published_date_basis"] == "source"
    made = article("Hôm nay, Chủ tịch UBND tỉnh làm việc.", source_date="22/04/2025 08:00")
    assert made["event_date"] == date(2025, 4, 22)


def test_december_in_a_january_file() -> None:
    made = article(" date 2024-01 Họp\n\nSáng 30/12, Công an tỉnh họp.")
    assert made["event_date"] == date(2023, 12, 30)
    assert not made["is_date_contradictory"]


def test_a_header_that_contradicts_is_flagged_not_resolved() -> None:
    made = article(" date 2024-09 Họp\n\nSáng 12/3, Công an tỉnh họp.")
    assert made["is_date_contradictory"]
    assert made["event_date"] is None
    made = article(" date 2024-09 Họp\n\nSáng 12/3/2023, Công an tỉnh họp.")
    assert made["is_date_contradictory"]
    assert made["event_date"] == date(2023, 3, 12)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Nhân kỷ niệm 50 năm (30.4.1975 - 30.4.2025), sáng 2.7, tỉnh họp.", "sáng 2.7"),
        ("Thực hiện Công điện số 114/CĐ-TTg ngày 19/6/2024, sáng 3/7, tỉnh họp.", "sáng 3/7"),
        ("Theo Chỉ thị số 11-CT/TW, ngày 20/6/2024, tỉnh họp vào chiều 4/7.", "chiều 4/7"),
        ("Đến ngày 1/7, có 5 vụ. Ngày 3/7, tỉnh họp.", "Ngày 3/7"),
        ("Dịp lễ 30/4, tối 2/7, đông khách.", "tối 2/7"),
        ("Sáng 1/7, tỉnh họp. Ảnh: Lê Na\n\nHội nghị bàn nhiều việc.", "Sáng 1/7"),
        ("Sáng 1/7, tỉnh họp. Ảnh: Lê Na\n\nChiều 2/7, tỉnh lại họp.", "Chiều 2/7"),
        ("Vào hồi 8 giờ 30 phút ngày 2/7, xảy ra cháy.", "ngày 2/7"),
    ],
)
def test_event(text: str, surface: str) -> None:
    made = article(text, source_date="2024-07-05")
    span = slice(made["event_date_start_char"], made["event_date_end_char"])
    assert made["text"][span] == surface


CONVENTIONS = [
    "Sáng {d}/{m}/{y}", "ngày {d}-{m}-{y}", "Chiều {d}.{m}.{y}", "ngày {d:02}/{m:02}/{y}",
    "ngày {d} tháng {m} năm {y}", "Hôm nay ({d}/{m}/{y})", "tối thứ bảy ({d}/{m}/{y})",
]  # fmt: skip


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(CONVENTIONS),
    st.sampled_from(["", "Theo báo cáo, ", "Tại hội nghị “X”\u00a0"]),
)
@settings(max_examples=60, deadline=None)
def test_rendered_days_are_read_back(day: date, convention: str, before: str) -> None:
    written = convention.format(d=day.day, m=day.month, y=day.year)
    rows = date_rows(f"{before}{written}, Công an tỉnh họp.")
    assert [(row[0], row[2], row[3]) for row in rows] == [
        (written, day.isoformat(), day.isoformat())
    ]


@given(st.dates(date(2000, 2, 1), date(2040, 12, 31)), st.sampled_from("/-."), st.integers(0, 20))
@settings(max_examples=40, deadline=None)
def test_rendered_days_take_the_year_of_the_header(day: date, separator: str, back: int) -> None:
    told = day - timedelta(days=back)
    text = f" date {day:%Y-%m} Họp\n\nSáng {told.day}{separator}{told.month}, tỉnh họp."
    made = article(text)
    assert made["event_date"] == told
    assert made["header_month"] == day.replace(day=1)


@given(
    st.lists(
        st.sampled_from(
            ["Sáng 5/7,", "6 tháng đầu năm", "cùng kỳ", "51/61 vụ", "từ", "đến", "năm 2023",
             "15 và", "16/5", "quý I", "\u00a0", "\n", "Ảnh: Lê Na", "(CTV)", "date 2024-07", "uỷ",
             "TP.", "[img]"]
        ),
        max_size=12,
    )
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_every_span_holds(parts: list[str]) -> None:
    made = normalised(" ".join(parts))
    text = made.articles["text"][0]
    for start, end, surface in made.dates.select("start_char", "end_char", "surface").iter_rows():
        assert text[start:end] == surface
    for start, end, name in made.credits.select("start_char", "end_char", "name").iter_rows():
        assert text[start:end] == name
    ends = 0
    covered = ""
    for start, end in made.blocks.select("start_char", "end_char").iter_rows():
        assert ends <= start < end
        ends = end
        covered += text[start:end]
    assert "".join(covered.split()) == "".join(text.split())
    keys = made.dates.select("article_id", "start_char", "end_char")
    assert keys.height == keys.unique().height
    assert made.dates.filter(pl.col("start_date") > pl.col("end_date")).is_empty()
