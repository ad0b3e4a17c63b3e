"""Things, sources and titles that stand beside names, and are nobody's."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    "text",
    [
        "Quán quân Velkland's Next Top Model nói rằng chiến thắng đã đến.",
        "Quán quân Velkland’s Next Top Model nói rằng chiến thắng đã đến.",
        "Con tàu của công ty này được đặt tên là Tavi Rako và chạy từ sáng.",
        "Cậu bé Ê Đê được nhiều người giúp đỡ.",
        "Người ta xếp hàng trước chùa bà Khởi từ sáng sớm.",
        "Khu dân cư ở phía Đông rạch Bà Khởi đã ngập.",
    ],
)
def test_a_thing_is_no_person(text: str) -> None:
    assert names_of(text) == []


def test_a_child_may_be_given_a_name_that_a_thing_has() -> None:
    assert names_of("Bé được đặt tên là Tavi Rako và rất ngoan.") == ["Tavi Rako"]


def test_a_source_behind_a_lost_stop_opens_no_name() -> None:
    text = "Lệnh trừng phạt sẽ được thêm Theo Reuters, Bộ trưởng Mai Văn Khởi đã từ chức."
    assert names_of(text) == ["Mai Văn Khởi"]
    assert names_of("Họ là một phần của gia đình Theo Trà Mi (The Sun).") == []


def test_a_word_that_no_name_begins_with_is_cut_off_before_a_foreign_one() -> None:
    assert names_of("Niềm vui của các cầu thủ Tại Rako bắt đầu từ sáng.") == []
    assert names_of("Anh nhìn cầu thủ Theo Velkander ghi bàn.") == ["Theo Velkander"]


def test_a_country_before_a_writers_foreign_name_is_none_of_it() -> None:
    text = "Nhà văn James Velkander đã về. Theo nhà văn Anh Velkander, trời rất lạnh."
    assert names_of(text) == ["James Velkander"]
    assert names_of("Đạo diễn Jordan Velkander rất nổi tiếng.") == ["Jordan Velkander"]


def test_a_club_before_its_players_name_is_none_of_it() -> None:
    text = "Tiền vệ James Velkander ghi bàn. Cựu tiền vệ Chelsea Velkander đã tỏa sáng."
    assert names_of(text) == ["James Velkander"]


def test_a_son_is_no_master_of_ceremonies() -> None:
    assert names_of("Hôm qua ông Mc Velkander nói với báo chí.") == ["Mc Velkander"]
    assert names_of("Khán giả vỗ tay cho Mc Mai Văn Khởi.") == ["Mai Văn Khởi"]


def test_a_title_behind_a_lost_stop_is_none_of_the_name() -> None:
    text = "Người dân ở đây kêu oan cho con dâu Ông Mai Văn Khởi (76 tuổi) đã viết đơn."
    assert names_of(text) == ["Mai Văn Khởi"]
    text = "Nước ngập cả đường Ông Khởi (52 tuổi, bảo vệ) nói. Theo ông Khởi, nước rất bẩn."
    assert names_of(text) == ["Khởi"]


def test_two_names_in_a_row_are_two_persons() -> None:
    text = "Anh Mai Văn Khởi và chị Hà Bông đi chợ. Ai cũng yêu Mai Văn Khởi Hà Bông vì nụ cười."
    assert [(m["name"], m["surface"]) for m in mentions_of(text)][-2:] == [
        ("Mai Văn Khởi", "Mai Văn Khởi"),
        ("Hà Bông", "Hà Bông"),
    ]


def test_the_home_of_a_writer_is_no_second_writer() -> None:
    text = "Chồng tôi không nói gì.\nTôi phải làm sao đây?\nMai Khởi (Hà Nội)"
    assert names_of(text) == ["Mai Khởi"]


def test_a_body_that_opens_a_sentence_is_none_of_the_photographers_name() -> None:
    text = "Buổi lễ diễn ra sáng qua. Ảnh: VGP/Mai Khởi Bộ Tài chính cho biết sẽ hỗ trợ."
    assert [(m["name"], m["role"]) for m in mentions_of(text)] == [("Mai Khởi", "photographer")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vợ chồng nữ ca sĩ Crazy in Love đang thuê nhà.", []),
        ("“Chị Khởi” của sân khấu đã về.", []),
        ("Các Bộ trưởng của các nước Úc, Brunei Canada, Chile dự họp.", []),
        ("Anh đang diễn tại sân khấu kịch 5B Võ Văn Tần và nhiều nơi.", []),
        ("Ảnh trong bộ sưu tập của NTK Mai Văn Đình Khởi Ảnh: Kiếng.", ["Mai Văn Đình Khởi"]),
        ("Đại biểu Quốc hội Thành phố Hà Nội Mai Văn Khởi phát biểu.", ["Mai Văn Khởi"]),
        ("Chuyên gia ở Hà Nội Trí Khởi ghi lại.", []),
        (
            "Như Ý và Thế Anh chạy. Anh Mai Thế Anh về trước chị Hà Như Ý.",
            ["Mai Thế Anh", "Hà Như Ý"],
        ),
    ],
)
def test_what_stands_beside_a_name_is_none_of_it(text: str, named: list[str]) -> None:
    assert sorted(names_of(text)) == sorted(named)


def test_a_byline_behind_the_last_name_of_a_text_is_none_of_it() -> None:
    text = "Giá sẽ giảm, theo lời Bộ trưởng Bộ Y tế Mai Văn Khởi Trà Mi"
    assert names_of(text) == ["Mai Văn Khởi"]
    text = "Theo lời Bộ trưởng Bộ Y tế Mai Văn Khởi Trà Mi thì giá sẽ giảm."
    assert names_of(text) == ["Mai Văn Khởi Trà Mi"]


def test_a_long_run_that_begins_with_a_name_of_the_article_is_that_person() -> None:
    text = "Anh Mai Văn Khởi đi chợ. Ai cũng yêu anh Mai Văn Khởi Trà Mi vì nụ cười."
    assert names_of(text) == ["Mai Văn Khởi"]


def test_a_photographer_named_without_a_colon_is_no_writer() -> None:
    text = "Buổi lễ diễn ra sáng qua.\nXe cộ đông nghịt.\nẢnh Mai Khởi."
    assert [(m["name"], m["role"]) for m in mentions_of(text)] == [("Mai Khởi", "photographer")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Thị trưởng thành phố San Pedro Velka đã cưới vợ.", []),
        ("Container ở trước nhà ông Khởi Ông Khởi kể với báo chí.", ["Khởi"]),
        ("Nay mở tài khoản ngân hàng cho cháu Tại Điều 11 của thông tư.", []),
        ("Công an bắt đối tượng Vì Văn Khởi, 30 tuổi.", ["Vì Văn Khởi"]),
    ],
)
def test_a_town_or_a_repeated_title_is_none_of_the_name(text: str, named: list[str]) -> None:
    assert names_of(text) == named


def test_a_byline_that_ran_into_a_name_of_the_text_is_the_writers_alone() -> None:
    text = "Anh Mai Văn Khởi đã về. Luật sư nói nên cho tại ngoại. Mai Văn Khởi Trà Mi"
    roles = [(m["name"], m["role"]) for m in mentions_of(text)]
    assert roles[-1] == ("Trà Mi", "author")
