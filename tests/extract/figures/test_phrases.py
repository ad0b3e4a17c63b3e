"""Phrases of figures: ratios, changes, ranges, thresholds and what is no figure."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.figures.reading import figures_in, kinds_in


def test_a_ratio_of_a_total_and_its_rate_are_one_group() -> None:
    ratio, rate = figures_in("Đã khám phá 51/61 vụ, đạt tỷ lệ 83,6%.")
    assert (ratio["numerator"], ratio["denominator"], ratio["value"]) == (51, 61, 51)
    assert (ratio["ratio_kind"], ratio["unit"], rate["unit"]) == ("cleared_total", "vụ", "%")
    assert ratio["group_id"] == rate["group_id"] is not None
    assert rate["is_consistent"] is True


def test_a_rate_that_its_ratio_does_not_give_is_flagged_on_the_rate() -> None:
    ratio, rate = figures_in("Đã khám phá 83/95 vụ, đạt tỷ lệ 78%.")
    assert (ratio["is_consistent"], rate["is_consistent"]) == (None, False)


def test_this_year_against_last_year() -> None:
    found = figures_in("Tội phạm tăng mạnh (206/113 vụ) so với cùng kỳ.")
    assert found[0]["ratio_kind"] == "this_last_year"


def test_cases_and_suspects() -> None:
    cases, suspects = figures_in("Công an bắt giữ 31 vụ/45 đối tượng.")
    assert (cases["value"], cases["unit"]) == (31, "vụ")
    assert (suspects["value"], suspects["unit"]) == (45, "đối tượng")
    assert cases["ratio_kind"] == suspects["ratio_kind"] == "cases_suspects"


@pytest.mark.parametrize(
    ("text", "value", "direction", "base"),
    [
        ("Số vụ giảm 24% so với cùng kỳ năm 2023.", 24, "decrease", "cùng kỳ năm 2023"),
        ("Xảy ra nhiều hơn 17 vụ so với năm trước.", 17, "increase", "năm trước"),
        ("Phạm pháp hình sự tăng 17 vụ so cùng kỳ.", 17, "increase", "cùng kỳ"),
        ("So với cùng kỳ, số vụ giảm sâu, giảm 9 vụ.", 9, "decrease", "cùng kỳ"),
        ("Đã kéo giảm phạm pháp hình sự được 36,78%.", 36.78, "decrease", None),
        ("Phường kéo giảm trộm cắp tài sản gần 37% trong quý.", 37, "decrease", None),
        ("Sản lượng gấp 3,9 lần so với năm 2019.", 3.9, "increase", "năm 2019"),
    ],
)
def test_changes(text: str, value: float, direction: str, base: str | None) -> None:
    found = figures_in(text)[0]
    assert (found["value"], found["direction"]) == (value, direction)
    assert found["comparison_base"] == base


def test_the_same_period_of_the_year_before() -> None:
    (found,) = figures_in("Trong 6 tháng đầu năm 2024, số vụ giảm 24% so với cùng kỳ năm 2023.")
    assert (found["period_start"], found["period_end"]) == (date(2024, 1, 1), date(2024, 6, 30))
    assert found["comparison_start_date"] == date(2023, 1, 1)
    assert found["comparison_end_date"] == date(2023, 6, 30)


def test_a_day_named_before_is_the_period() -> None:
    first, second = figures_in(
        "Ngày 16/6/2017, Công an bắt giữ 2 đối tượng. Ngày 22/6, bắt giữ thêm 5 đối tượng."
    )
    assert (first["period_start"], first["period_end"]) == (date(2017, 6, 16), date(2017, 6, 16))
    assert (second["period_start"], second["period_end"]) == (date(2017, 6, 22), date(2017, 6, 22))


def test_from_a_level_to_a_level() -> None:
    before, after = figures_in("Số vụ giảm từ 43 vụ xuống 31 vụ.")
    assert (before["value"], after["value"]) == (43, 31)
    assert (after["direction"], after["comparison_base"]) == ("decrease", "43 vụ")


def test_the_rates_of_one_bracket_share_verb_and_base() -> None:
    found = figures_in(
        "Xảy ra 90 vụ tai nạn (giảm 10 vụ, tỷ lệ 10%; tăng 6 người bị thương, tỷ lệ 0,4% so với"
        " cùng kỳ)."
    )
    assert [f["direction"] for f in found] == [
        "none",
        "decrease",
        "decrease",
        "increase",
        "increase",
    ]
    assert [f["comparison_base"] for f in found] == [None, *["cùng kỳ"] * 4]
    assert found[2]["is_consistent"] is True


@pytest.mark.parametrize(
    ("text", "value", "upper", "qualifier"),
    [
        ("Số người chết giảm từ 5 - 10%.", 5, 10, "exact"),
        ("Mưa phổ biến 60-120mm.", 60, 120, "exact"),
        ("Tỷ lệ đạt 80% trở lên.", 80, None, "at_least"),
        ("Có không dưới 12 hộ dân.", 12, None, "at_least"),
        ("Phạt không quá 3 triệu đồng.", 3_000_000, None, "at_most"),
        ("Bắt gần 40 đối tượng.", 40, None, "about"),
        ("Bắt hàng chục đối tượng.", None, None, "vague"),
    ],
)
def test_ranges_and_thresholds(
    text: str, value: float | None, upper: float | None, qualifier: str
) -> None:
    (found,) = figures_in(text)
    assert (found["value"], found["value_upper"], found["qualifier"]) == (value, upper, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "upper", "is_consistent"),
    [
        ("Bị phạt tiền từ 500.000 – 1 triệu đồng.", 500_000, 1e6, None),
        ("Giá từ 300.000 đến 2,4 triệu đồng.", 300_000, 2.4e6, None),
        ("Xe tốn khoảng 13,9 - 8,2 lít.", 8.2, 13.9, None),
        ("Trả thêm 600 - 1 triệu đồng.", None, None, False),
        ("Đồng hồ Calibre 89 - 6 triệu USD.", None, None, False),
        ("Bị phạt từ 5 - 7 triệu đồng.", 5e6, 7e6, None),
    ],
)
def test_ranges_whose_first_end_is_the_larger_number(
    text: str, value: float | None, upper: float | None, is_consistent: bool | None
) -> None:
    (found,) = figures_in(text)
    assert (found["value"], found["value_upper"]) == (value, upper)
    assert found["is_consistent"] is is_consistent


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("Khu có 224 DN đang hoạt động.", "DN", "count"),
        ("Đoàn gồm 54 HLV Việt Nam.", "HLV", "count"),
        ("Xe dùng động cơ 4 xi-lanh.", "xi-lanh", "count"),
        ("Tàu công suất 814 CV.", "mã lực", "other"),
        ("Thâm hụt 23 tỷ CAD.", "CAD", "money"),
        ("Doanh thu đạt 675 tỷ rupiah.", "IDR", "money"),
        ("Xe có giá khởi điểm 1.440 USD.", "USD", "money"),
        ("Thu hồi 60.000 thị thực.", "thị thực", "count"),
        ("Đội thắng 3 đối thủ.", "đối thủ", "count"),
        ("Đảng bộ quận có 36 Đảng bộ cơ sở.", "Đảng bộ", "count"),
        ("Quỹ rót vào đây 500 triệu USD River Park.", "USD", "money"),
        ("Bài đăng có 3 triệu bình luận trái chiều.", "bình luận", "count"),
        ("Xe lao qua 3 khối nhà.", "khối nhà", "count"),
        ("Nước này có 100 tỷ phú và doanh nghiệp lớn.", "tỷ phú", "count"),
        ("Xã xây nhà cao tầng, một tầng 8 phòng học.", "phòng học", "count"),
        ("Năm nay, trường hợp vi phạm lên đến con số 1.464.", "trường hợp", "count"),
    ],
)
def test_units(text: str, unit: str, kind: str) -> None:
    (found,) = figures_in(text)
    assert (found["unit"], found["unit_kind"]) == (unit, kind)


def test_a_number_behind_a_colon_without_its_blank() -> None:
    (found,) = figures_in("Điểm du lịch năm 2015:20.000 khách.")
    assert (found["value"], found["unit"]) == (20_000, "khách")


def test_a_number_at_the_foot_of_a_name_counts_nothing() -> None:
    assert figures_in("Số nhà 17 Hồ Văn Huê, quận 5.") == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Kim ngạch là 1,5 tỷ USD và sẽ là 2 tỷ.", ["USD", "USD"]),
        ("Đảo có giá từ 300 triệu tới 600 triệu USD.", ["USD", "USD"]),
        ("Anh nợ 3 triệu USD (tương đương 66 triệu).", ["USD", "đồng"]),
        ("Két có 34.000 USD và 550 triệu.", ["USD", "đồng"]),
        ("Hãng lỗ 3 tỷ USD, xe giá 2 tỷ đồng và 1 tỷ.", ["USD", "đồng", "đồng"]),
        ("Nước này mất 55 tỷ USD,các bên thiệt hại 2 tỷ euro*.", ["USD", "EUR"]),
    ],
)
def test_currencies(text: str, units: list[str]) -> None:
    assert [found["unit"] for found in figures_in(text)] == units


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("Lợi nhuận của hãng âm 145,7 tỷ đồng.", -145.7e9, None),
        ("Thợ lặn xuống mức âm 50 - 60 mét.", -60, -50),
        ("Lỗ lũy kế âm 5 - 7 tỷ đồng.", -7e9, -5e9),
        ("Ngăn đá có nhiệt độ -15 độ C.", -15, None),
        ("Nhiệt độ ở đó từ -80 tới 60 độ C.", -80, 60),
        ("Nhiệt độ từ 20 -25 độ C.", 20, 25),
        ("Máy ghi âm 360 độ.", 360, None),
        ("Quỹ âm 2 tỷ rưỡi.", -2.5e9, None),
    ],
)
def test_below_zero(text: str, value: float, upper: float | None) -> None:
    (found,) = figures_in(text)
    assert (found["value"], found["value_upper"]) == (value, upper)


def test_more_than_an_amount_below_zero_is_less() -> None:
    (found,) = figures_in("Con số này là âm hơn 127 tỷ đồng.")
    assert (found["value"], found["qualifier"]) == (-127e9, "at_most")


def test_a_sign_without_a_unit_is_no_change() -> None:
    assert figures_in("Gọi mã vùng (+84) trước.") == []


def test_money_of_a_year_is_money() -> None:
    (found,) = figures_in("Hội thu được 500 triệu năm 2016.")
    assert (found["value"], found["unit"]) == (500e6, "đồng")


@pytest.mark.parametrize(
    "amount", ["68.266.067.050 tỷ đồng", "30.000 nghìn tỷ đồng", "10,7 triệu triệu USD"]
)
def test_an_amount_that_states_its_magnitude_twice_has_no_value(amount: str) -> None:
    (found,) = figures_in(f"Giải thưởng trị giá {amount}.")
    assert (found["value"], found["is_consistent"]) == (None, False)


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Họp lúc 15h30 tại trụ sở.", "15h30", "time"),
        ("Nghị định số 82/2011 có hiệu lực.", "82/2011", "document_number"),
        ("Chỉ thị số 05-CT/TW được thực hiện.", "05-CT/TW", "document_number"),
        ("Liên hệ SĐT: 0979087633 để biết.", "0979087633", "phone"),
        ("Anh Nam (23 tuổi) bị bắt.", "23", "age"),
        ("Ban Chỉ đạo 389 tỉnh họp.", "389", "body_name"),
        ("Xe mang BKS 99C-061.47 bị giữ.", "99C-061.47", "plate"),
        ("Đại hội lần thứ 11 bế mạc.", "11", "ordinal"),
        ("Ông ở số nhà 15 gần chợ.", "15", "address"),
        ("Quận 2 có nhiều công trình.", "2", "name"),
        ("Bị phạt 5 năm tù.", "5", "period_length"),
        ("Hóa thạch có từ 5 triệu năm trước.", "5", "period_length"),
        ("Anh leo lên tầng 2 giải cứu em bé.", "2", "address"),
        ("Đội chơi sơ đồ 4-2-3-1 quen thuộc.", "4-2-3-1", "other"),
        ("Hòa với tỷ số 2-2 chung cuộc.", "2-2", "score"),
        ("1. Tập trung thực hiện.", "1", "list_number"),
        ("Diện tích 40 m2 đất.", "2", "unit"),
        ("Kích thước xe Sportback 2017 lần lượt là thế này.", "2017", "name"),
        ("Xe đâm nhau tại Km 1632+100 đường này.", "100", "address"),
        ("Khách trúng giải Mega 6/45 kỳ quay này.", "6/45", "name"),
        ("Hai em là học sinh lớp 12 trường chuyên.", "12", "ordinal"),
        ("Cường suất 90mm/3h là lớn.", "3", "rate_base"),
        ("Công ty có địa chỉ tại 11 đường Linh Giang.", "11", "address"),
        ("Màn hình Full HD (1.920x1.080 pixel).", "1.920x1.080", "other"),
        ("Tỉnh xây 390.000m 2 nhà ở.", "2", "unit"),
        ("Xe chỉ tốn 7,3 lít/100 km đường dài.", "100", "rate_base"),
        ("Chiếc Lexus RX 2016 Mẫu xe này đắt.", "2016", "year"),
    ],
)
def test_numbers_that_report_nothing(text: str, surface: str, kind: str) -> None:
    assert kinds_in(text)[surface] == kind
