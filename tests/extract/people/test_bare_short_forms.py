"""Short forms without a title that other words begin like, and surnames behind a country."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def called(text: str) -> list[tuple[object, object]]:
    """Each mention of a text: who is meant, and by which words."""
    return [(mention["name"], mention["surface"]) for mention in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Anh Mai Văn Hùng bị bắt. Đến năm 2016, Hùng tham gia đánh bạc.", "Hùng"),
        ("Anh Mai Văn Quyền bị bắt. Công an khởi tố đối với Quyền về tội cướp.", "Quyền"),
        ("Anh Mai Văn Sự bị bắt. Các bị cáo gồm Khởi, Sự, Bông đã khai.", "Sự"),
        ("Anh Mai Văn Thế bị bắt. Khách hàng liên hệ với Thế để mua.", "Thế"),
        ("Bà Mai Thanh Khởi dự họp. Tại phiên thảo luận tổ Bà Thanh Khởi cho rằng.", "Thanh Khởi"),
    ],
)
def test_a_given_name_that_is_also_a_word_is_a_short_form(text: str, surface: str) -> None:
    assert called(text)[-1][1] == surface


@pytest.mark.parametrize(
    "text",
    [
        "Anh Mai Văn Quyền bị bắt. Theo đó, Quyền Giám đốc Sở Y tế đã họp.",
        "Anh Mai Văn Thế bị bắt. Ảnh của công an Thế nhưng không ai biết.",
        "Anh Mai Văn Quân bị bắt. Báo chí viết Quân đội đã đến.",
    ],
)
def test_a_word_that_opens_another_is_no_short_form(text: str) -> None:
    assert [surface for _, surface in called(text)[1:]] == []


def test_a_leader_is_called_by_a_surname_behind_the_country() -> None:
    assert called("Thủ tướng Nga Velkander đã đến.") == [("Velkander", "Velkander")]
    text = "Tổng thống Mỹ James Velk gặp ông. Người đồng cấp Ấn Độ Rako, Thủ tướng nói."
    assert called(text)[-1] == ("Rako", "Rako")
    assert called("Ngoại trưởng Saudi Arabia cho rằng trời lạnh.") == []
    assert called("Du khách Nga Velkander đã đến.") == []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Theo cáo trạng, tháng 9/2016, Mai Văn Khởi đã bán xe.", ["Mai Văn Khởi"]),
        (
            "Từ ngày 22-31/5/2017, Mai Văn Khởi và Hà Văn Bông trộm xe.",
            ["Mai Văn Khởi", "Hà Văn Bông"],
        ),
        ("Công ty ở số 12/5, Mai Văn Khởi, quận 3 đã đóng cửa.", []),
        ("Cửa hàng ở số 119/2/9 Mai Văn Khởi đã đóng cửa.", []),
    ],
)
def test_a_time_before_a_name_is_no_number_of_a_house(text: str, surfaces: list[str]) -> None:
    assert [surface for _, surface in called(text)] == surfaces


def test_a_name_spelt_by_sound_and_then_as_it_is_written_is_one_person() -> None:
    text = "Tổng thống Mỹ Ve-lo Đoóc-nơ (James Dorner) đã đến. Ông Mai Khởi (Hà Văn Bông) về."
    assert called(text) == [
        ("Ve-lo Đoóc-nơ", "Ve-lo Đoóc-nơ"),
        ("Ve-lo Đoóc-nơ", "James Dorner"),
        ("Mai Khởi", "Mai Khởi"),
        ("Hà Văn Bông", "Hà Văn Bông"),
    ]


def test_a_princess_is_called_by_one_name_behind_her_country() -> None:
    assert called("Công chúa Nhật Bản Velka đã đến.") == [("Velka", "Velka")]


def test_a_country_is_somebodys_name_where_nothing_tells_of_the_state() -> None:
    """Called so with a title more than once, she is called so without one as well."""
    trial = (
        "Bị cáo Mai Thị Nga hầu tòa. Tòa hỏi bị cáo Nga về số tiền. Cô Nga im lặng. "
        "Theo lời khai, Nga nói dối."
    )
    assert [mention["surface"] for mention in mentions_of(trial)] == [
        "Mai Thị Nga",
        "Nga",
        "Nga",
        "Nga",
    ]
    travels = f"{trial} Trước đó bị cáo từ nước Nga về."
    assert [mention["surface"] for mention in mentions_of(travels)] == ["Mai Thị Nga", "Nga", "Nga"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "Khởi khai được một đối tượng tên Dũng (ở quận 3) giao hàng. Dũng trốn.",
            ["Dũng", "Dũng"],
        ),
        ("Có người phụ nữ tên là Hương gọi điện.", ["Hương"]),
        ("Đoàn đến con đường tên Dũng, dự án mang tên Sao Mai.", []),
    ],
)
def test_who_is_introduced_by_one_word_is_called_so(text: str, surfaces: list[str]) -> None:
    """Of whom the police know a given name alone."""
    assert [surface for _, surface in called(text)] == surfaces
