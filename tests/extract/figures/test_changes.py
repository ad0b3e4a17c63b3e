"""Which way a figure goes where its verb stands off, and how often something happened."""

from __future__ import annotations

import pytest

from tests.extract.figures.reading import figures_in


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        # the thing stands between verb and number
        ("Khói thuốc làm tăng nguy cơ mắc bệnh 20-30%.", ["increase"]),
        ("Ngân hàng tăng lãi suất thêm 25 điểm phần trăm.", ["increase"]),
        ("Dự án điều chỉnh tăng vốn đầu tư thêm 213 tỷ đồng.", ["increase"]),
        ("Mục tiêu kéo giảm số vụ, số người chết và bị thương từ 5-10%.", ["decrease"]),
        ("Hãng giảm giá khoảng 50 triệu đồng.", ["decrease"]),
        # but a level, a thing of its own or growth takes nothing from it
        ("Hãng tăng giá 1.900 dịch vụ.", ["none"]),
        ("Giảm nghèo bền vững đạt 62%.", ["none"]),
        ("Cần tăng cường kiểm tra 20% cơ sở.", ["none"]),
        ("Chính sách giảm thuế từ 40% trong năm nay.", ["none"]),
        # a level and the one that it came from
        ("Tỷ lệ giảm từ 3,3% năm 2007 xuống 2,5% năm 2014.", ["none", "decrease"]),
        ("Nợ từ 124 tỷ đồng (năm 2014) tăng lên 211 tỷ đồng.", ["none", "increase"]),
        ("Số xã giảm xuống còn 126 xã.", ["decrease"]),
        # a sign in a bracket
        (
            "Xảy ra 30 vụ (-14,8%), bắt 12 người (+3 người).",
            ["none", "decrease", "none", "increase"],
        ),
        ("Khai khoáng tăng trưởng thấp (- 4%).", ["decrease"]),
        # one verb for both
        ("Bán ra tăng 73% (tương đương 704 xe).", ["increase", "increase"]),
        ("Xuất khẩu sang ba nước tăng lần lượt là 7,9%, 9,4% và 13,6%.", ["increase"] * 3),
        # than what
        ("Điểm chuẩn cao hơn năm ngoái gần 4 điểm.", ["increase"]),
        ("Giá trong nước thấp hơn giá thế giới 2 triệu đồng.", ["decrease"]),
        ("Giá cao hơn hẳn 2 triệu đồng.", ["none"]),
        ("Mức tăng thấp hơn kế hoạch là 4%.", ["none"]),
        ("Mức giảm cao nhất là 50 triệu đồng.", ["decrease"]),
        ("Sản lượng đạt 92 tấn, tăng so với 91 tấn.", ["none", "none"]),
        ("Máy mới nhanh hơn 40% so với máy cũ.", ["increase"]),
        ("Giá dầu giảm mạnh hơn 5% trong tuần.", ["decrease"]),
        ("Xuất khẩu tăng thấp hơn ở mức 14,9%.", ["increase"]),
        ("Bộ đội bắn hạ 31 máy bay.", ["none"]),
    ],
)
def test_directions(text: str, directions: list[str]) -> None:
    assert [found["direction"] for found in figures_in(text)] == directions


def test_a_level_is_compared_with_the_one_before_it_across_its_year() -> None:
    before, after = figures_in("Tỷ lệ giảm từ 3,3% năm 2007 xuống 2,5% năm 2014.")
    assert (before["comparison_base"], after["comparison_base"]) == (None, "3,3%")


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("Điểm chuẩn cao hơn năm ngoái gần 4 điểm.", "năm ngoái"),
        ("Số ca mắc tăng hơn cùng kỳ năm ngoái tới 400%.", "cùng kỳ năm ngoái"),
        ("Giá thấp hơn so với mặt đất 5-6 độ.", "mặt đất"),
        # before bodies were made fewer
        ("Trước khi sắp xếp, tỉnh có nhiều xã, nay giảm 97 xã.", "Trước khi sắp xếp"),
        # behind a multiple
        ("Xuất khẩu gấp 3 lần Việt Nam, đạt 94 tỷ USD.", "Việt Nam"),
        ("Dư nợ gấp 2,3 lần năm 2010.", "năm 2010"),
        ("Diện tích lớn gấp đôi quy định hiện hành.", "quy định hiện hành"),
        ("Dân số gấp 1,5 lần dân so với xã bên.", "xã bên"),
        ("Nhật tăng gấp đôi số máy bay tham gia.", None),
        ("Giá đắt gấp 3 lần nhưng vẫn có người mua.", None),
    ],
)
def test_what_is_named_beside_the_number_is_compared_with(text: str, base: str | None) -> None:
    assert figures_in(text)[0]["comparison_base"] == base


def test_a_base_beside_the_number_has_its_days() -> None:
    (found,) = figures_in("Trong 6 tháng đầu năm 2024, số vụ nhiều hơn năm ngoái 4 vụ.")
    assert str(found["comparison_start_date"]) == "2023-01-01"
    assert str(found["comparison_end_date"]) == "2023-06-30"


def test_an_extreme_is_no_limit() -> None:
    (found,) = figures_in("Nhiệt độ cao nhất 34 độ.")
    assert found["qualifier"] == "exact"


def test_millions_of_years_are_no_money() -> None:
    assert figures_in("Hóa thạch có từ 550 triệu năm trước.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sau khi sáp nhập 24 ban quản lý dự án thành 5 đơn vị, tỉnh họp.",
        "Trước khi sắp xếp, tỉnh có 24 ban, sau khi sắp xếp, toàn tỉnh còn 5 ban.",
    ],
)
def test_bodies_made_fewer_are_compared_with_those_before(text: str) -> None:
    before, after = figures_in(text)
    assert (before["direction"], before["comparison_base"]) == ("none", None)
    assert after["direction"] == "decrease"
    assert after["comparison_base"].startswith("24 ban")


def test_more_than_so_many_per_cent_is_a_lower_limit() -> None:
    (found,) = figures_in("Vốn đăng ký tăng hơn 438%.")
    assert (found["qualifier"], found["direction"]) == ("at_least", "increase")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thành phố 2 lần được vinh danh.", "count"),
        ("Đội bóng vô địch hơn 6 lần ở giải này.", "count"),
        ("Sản lượng tăng 2 lần.", "ratio"),
        ("Diện tích lớn hơn gần 2 lần ở đó.", "ratio"),
        ("Trợ cấp bằng 3 lần quy định.", "ratio"),
        ("Được hưởng 5 lần mức lương cơ sở.", "ratio"),
        ("Giá bán khoảng 1,5 lần ở nơi khác.", "ratio"),
    ],
)
def test_how_often_or_how_many_times_as_much(text: str, kind: str) -> None:
    (found,) = figures_in(text)
    assert (found["unit"], found["unit_kind"]) == ("lần", kind)
