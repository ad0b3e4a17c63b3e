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
