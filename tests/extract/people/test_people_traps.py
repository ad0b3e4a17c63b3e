"""Each trap of Vietnamese press text that persons fall into, in a sentence of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bí thư Tỉnh ủy Thanh Hóa Lò Văn Pành dự hội nghị.", ["Lò Văn Pành"]),
        ("Nhân dịp này, đồng chí Phó Giám đốc Công an tỉnh trao quà cho các hộ dân.", []),
        ("Xe chạy trên đường Nguyễn Huệ rồi rẽ vào phố Trần Hưng Đạo.", []),
        ("Các đường Nguyễn Thị Minh Khai, Lê Duẩn, Võ Văn Tần bị ngập.", []),
        ("Khách đến Sân bay Quốc tế John F. Kennedy hôm qua.", []),
        ("Hai nhà đồng cấp Nga-Mỹ đã điện đàm một giờ.", []),
        ("Học sinh Trường THPT Lê Quý Đôn nhận giải thưởng Trần Hữu Trang.", []),
        ("Đoàn viên học tập Tư tưởng Hồ Chí Minh tại TP Hồ Chí Minh.", []),
        ("Đoàn TNCS Hồ Chí Minh tổ chức lễ ra quân.", []),
        ("Thanh niên dự Đại hội đại biểu Đoàn TNCS Hồ Chí Minh lần thứ 10.", []),
        ("Tổng thống Mỹ Donald Trump điện đàm với Chủ tịch Trung Quốc Tập Cận Bình.",
         ["Donald Trump", "Tập Cận Bình"]),
        ("Tham dự có bà Giàng Thị Sủ, Bí thư Huyện ủy.", ["Giàng Thị Sủ"]),
        ("Đối tượng Vàng A Khua (SN 1990) bị bắt quả tang.", ["Vàng A Khua"]),
        ("Anh N.V.A và chị T.H.L trình báo công an.", []),
        ("Công an tạm giữ Nguyễn Văn T. để điều tra.", []),
        ("ÔNG NGUYỄN VĂN BẢY nhận quyết định nghỉ hưu.", ["NGUYỄN VĂN BẢY"]),
        ("Theo Bùi Văn Nhạ, nhiệm vụ năm nay rất nặng nề.", ["Bùi Văn Nhạ"]),
        ("Ngày 30/6 Bà Đỗ Thị Cúc Lan cho biết như vậy.", ["Đỗ Thị Cúc Lan"]),
        ("Du khách đến Bà Rịa và Bà Nà trong dịp lễ.", []),
        ("PGS.TS Đặng Thế Khôi trình bày tham luận.", ["Đặng Thế Khôi"]),
        ("Theo Infonet Anh Nguyễn Văn Khởi kể lại.", ["Nguyễn Văn Khởi"]),
        ("CEO Uber Michael Smith phát biểu.", ["Michael Smith"]),
        ("Hung thủ Michael Robert Tòa án thành phố.", ["Michael Robert"]),
        ("Đồ họa: Minh Trí - Anh Thư.", []),
        ("Anh là luật sư Tp Hà Nội.", []),
        ("Tổng Thư ký Interpol Jarno Velk thăm Việt Nam. Interpol cảm ơn.", ["Jarno Velk"]),
        ("Bộ trưởng tiếp Ngài Jarno Velk, Tổng Thư ký NATO.", ["Jarno Velk"]),
        ("Khởi tố Mai Văn Khởi, Đỗ Thị Sủ, Danh Mên và Lý Hạnh về tội trộm cắp.",
         ["Mai Văn Khởi", "Đỗ Thị Sủ", "Danh Mên", "Lý Hạnh"]),
        ("Hai người trú tại tỉnh Bắc Giang và Mai Văn Khởi (sinh năm 1994) bị bắt.",
         ["Mai Văn Khởi"]),
        ("Thu giữ tại nhà của Mai Văn Khởi Tương tự thủ đoạn trên là vụ khác.", ["Mai Văn Khởi"]),
        ("Khởi tố ông Danh Của và bà Lâm Thắng về tội trộm cắp.", ["Danh Của", "Lâm Thắng"]),
        ("Hôm qua bà Danh Thị Theo cho biết như vậy.", ["Danh Thị Theo"]),
        ("Chị Lý Mai Khởi là con ông Lý Để có tiền trang trải.", ["Lý Mai Khởi"]),
        ("Thu giữ tại nhà của Mai Văn Khởi Của cải trị giá lớn.", ["Mai Văn Khởi"]),
        ("Lễ rước đuốc từ Đền thờ Hoàng đế Quang Trung.", []),
        ("Người phát ngôn Nhà Trắng Michael Smith lên tiếng.", ["Michael Smith"]),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Đại tá Mai Văn Khởi, Phó Giám đốc - Thủ trưởng Cơ quan Cảnh sát điều tra phát biểu.",
         ["Phó Giám đốc", "Thủ trưởng Cơ quan Cảnh sát điều tra"]),
        ("Đoàn do Thượng tướng Mai Văn Khởi, Thứ trưởng Bộ Công an làm trưởng đoàn.",
         ["Thứ trưởng Bộ Công an"]),
        ("Theo Thượng tướng Mai Văn Khởi, nhiệm vụ thời gian tới rất khó khăn.", None),
        ("Ông Mai Văn Khởi, Bí thư Đảng ủy kiêm Chủ tịch UBND xã, cho biết.",
         ["Bí thư Đảng ủy", "Chủ tịch UBND xã"]),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch Mai Văn Khởi nêu ý kiến.",
         ["Giám đốc Sở Văn hóa, Thể thao và Du lịch"]),
        ("Thứ trưởng Bộ Công an Mai Văn Khởi quán triệt chỉ thị.", ["Thứ trưởng Bộ Công an"]),
        ("Ông Mai Văn Khởi, Giám đốc Công an tỉnh báo cáo kết quả.", ["Giám đốc Công an tỉnh"]),
        ("Ông Mai Văn Khởi, Phó trưởng phòng An ninh kinh tế, Công an TP. HCM cho biết.",
         ["Phó trưởng phòng An ninh kinh tế, Công an TP. HCM"]),
        ("Theo trợ lý của ông Mai Văn Khởi, việc đã xong.", None),
        ("Việc ấy là lạm quyền. Tổng thống Pháp Jarno Velk nói.", ["Tổng thống Pháp"]),
    ],
)  # fmt: skip
def test_posts_as_written(text: str, posts: list[str] | None) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts"] == posts


def test_a_list_parts_persons_and_their_posts() -> None:
    text = (
        "Dự buổi gặp có các đồng chí: Hồ Văn Lộc - Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh; "
        "Đại tá Lý Thị Vân - Giám đốc Công an tỉnh."
    )
    first, second = mentions_of(text)
    assert first["posts"] == ["Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh"]
    assert second["posts"] == ["Giám đốc Công an tỉnh"]
    assert (first["honorific"], second["honorific"]) == ("các đồng chí", "các đồng chí")
    assert (first["rank"], second["rank"]) == (None, "Đại tá")


def test_a_post_between_two_names_is_given_to_one() -> None:
    first, second = mentions_of("Phó Thủ tướng Vũ Đình Khoa, Bộ trưởng Lê Tiến Hậu cùng dự.")
    assert first["posts"] == ["Phó Thủ tướng"]
    assert second["posts"] == ["Bộ trưởng"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ông Vũ Đình Khoa, nguyên Bí thư Tỉnh ủy, đến dự.", "former"),
        ("Ông Vũ Đình Khoa được bổ nhiệm giữ chức Giám đốc Sở Y tế.", "appointed"),
        ("Ông Vũ Đình Khoa tiếp tục giữ chức Giám đốc Sở Y tế.", "current"),
        ("Ông Vũ Đình Khoa thôi giữ chức Giám đốc Sở Y tế.", "former"),
    ],
)
def test_standing_of_a_post(text: str, status: str) -> None:
    (mention,) = mentions_of(text)
    assert mention["statuses"] == [status]


@pytest.mark.parametrize(
    "later", ["Ông Thành cho biết thêm", "Đại tá Thành nói", "Bí thư Thành yêu cầu"]
)
def test_a_short_form_is_resolved(later: str) -> None:
    first, second = mentions_of(f"Đại tá Cao Tiến Thành dự họp. {later} như vậy.")
    assert (second["surface"], second["name"]) == ("Thành", "Cao Tiến Thành")
    assert (first["is_short_form"], second["is_short_form"]) == (False, True)


@pytest.mark.parametrize("name", ["Mai Văn Hòa", "Mai Văn Thành", "Mai Văn Quý"])
def test_a_given_name_that_begins_a_title_is_a_short_form(name: str) -> None:
    given = name.rsplit(" ", maxsplit=1)[-1]
    later = f"Khi đó {given} nhờ bạn giữ xe, rồi {given} bỏ đi. Cuối tuần {given} ra đầu thú."
    mentions = mentions_of(f"Công an bắt {name} (sinh năm 1990). {later}")
    assert [mention["surface"] for mention in mentions] == [name, given, given, given]


@pytest.mark.parametrize(
    "later", ["các tỉnh Nam bộ bị ngập", "Khách (Hà Nam, Nam Định) đến", "chạy trên Quốc lộ 1"]
)
def test_a_given_name_within_a_place_is_no_short_form(later: str) -> None:
    text = f"Công an bắt Mai Văn Nam và Lê Văn Quốc. Khi đó {later}."
    assert names_of(text) == ["Mai Văn Nam", "Lê Văn Quốc"]
    assert len(mentions_of(text)) == len(names_of(text))


def test_a_name_without_surname_is_the_one_named_in_full() -> None:
    text = "Nhà báo Phan Duy Phượng bị bắt. Nhà báo Duy Phượng đã khai nhận."
    assert names_of(text) == ["Phan Duy Phượng"]


def test_a_word_that_begins_like_a_name_is_no_mention() -> None:
    text = "Đại tá Vũ Hồng Quang dự họp.\nQuang cảnh hội nghị.\nThanh tra tỉnh báo cáo."
    assert len(mentions_of(text)) == 1


def test_rank_and_degree_before_a_name() -> None:
    (mention,) = mentions_of("Thiếu tướng, TS Ngô Bá Lực chủ trì hội thảo.")
    assert (mention["rank"], mention["honorific"]) == ("Thiếu tướng", "TS")


def test_a_post_is_completed_with_the_article_s_province() -> None:
    text = (
        "Công an tỉnh Nghệ An họp báo. Đại tá Ngô Bá Lực, Giám đốc Công an tỉnh chủ trì. "
        "Công an tỉnh Nghệ An đã bắt 5 đối tượng."
    )
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == ["Giám đốc Công an tỉnh Nghệ An"]
    assert mention["organisation"] == "Công an tỉnh Nghệ An"
    assert mention["province_id"] == "nghe-an"


def test_an_acting_post_has_its_organisation() -> None:
    (mention,) = mentions_of("Ông Ngô Bá Lực, Quyền Cục trưởng Cục Hàng hải, phát biểu.")
    assert mention["posts"] == ["Quyền Cục trưởng Cục Hàng hải"]
    assert mention["organisation"] == "Cục Hàng hải"


def test_a_suspect_is_no_official_and_two_authors_are_two() -> None:
    text = "Bị can Hà Văn Lưu (SN 1980) đã khai nhận.\n\nMinh Khôi - Thu Giang"
    roles = {str(mention["name"]): mention["role"] for mention in mentions_of(text)}
    assert roles == {"Hà Văn Lưu": "other", "Minh Khôi": "author", "Thu Giang": "author"}
