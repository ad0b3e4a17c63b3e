"""What joins two posts, or a post and the body its unit is a part of: a dash, a comma, `và`."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of

DOCTOR = "Bác sĩ Mai Văn Tú"
BOARD = "Ủy viên Thường trực Ban Chỉ đạo Trung ương về phòng chống thiên tai"


def _posts(text: str, name: str) -> list[tuple[str, str, str]]:
    """Posts of a name in a text, as written and normalised, with their standing."""
    told = [mention for mention in mentions_of(text) if mention["name"] == name]
    return [
        (post, whole, status)
        for mention in told
        for post, whole, status in zip(
            mention["posts"] or [],  # type: ignore[call-overload]
            mention["posts_normalised"] or [],
            mention["statuses"] or [],
            strict=True,
        )
    ]


@pytest.mark.parametrize(
    ("text", "written", "normalised"),
    [
        (
            f"{DOCTOR}, Trưởng khoa Nội tiêu hóa, BV Chợ Đông, cho biết.",
            "Trưởng khoa Nội tiêu hóa, BV Chợ Đông",
            "Trưởng khoa Nội tiêu hóa BV Chợ Đông",
        ),
        (
            f"{DOCTOR} - Trưởng khoa Tim mạch - BV Chợ Đông cho biết.",
            "Trưởng khoa Tim mạch - BV Chợ Đông",
            "Trưởng khoa Tim mạch BV Chợ Đông",
        ),
        (
            f"{DOCTOR}, Trưởng phòng Đào tạo, ĐH Kinh tế Hà Nam, cho biết.",
            "Trưởng phòng Đào tạo, ĐH Kinh tế Hà Nam",
            "Trưởng phòng Đào tạo ĐH Kinh tế Hà Nam",
        ),
        (
            f"{DOCTOR}, tổ trưởng tổ ngữ văn, Trường THPT Lê Lai, cho biết.",
            "tổ trưởng tổ ngữ văn, Trường THPT Lê Lai",
            "tổ trưởng tổ ngữ văn Trường THPT Lê Lai",
        ),
        (
            f"{DOCTOR}, Giám đốc Công ty CP Hóa dầu Đông Hải, Tập đoàn Dầu khí Việt Nam, nói.",
            "Giám đốc Công ty CP Hóa dầu Đông Hải, Tập đoàn Dầu khí Việt Nam",
            "Giám đốc Công ty CP Hóa dầu Đông Hải Tập đoàn Dầu khí Việt Nam",
        ),
    ],
)
def test_a_mark_parts_a_unit_from_its_hospital_school_or_group(
    text: str, written: str, normalised: str
) -> None:
    assert _posts(text, "Mai Văn Tú") == [(written, normalised, "current")]


@pytest.mark.parametrize(
    "text",
    [
        # Two companies are two bodies, and what opens a clause is none of the post.
        f"{DOCTOR}, Giám đốc Công ty CP Đông Hải, Công ty CP Tây Hồ là chủ đầu tư.",
        f"{DOCTOR}, Giám đốc Công ty CP Đông Hải, ĐH Kinh tế Hà Nam là nơi ông học.",
    ],
)
def test_what_a_company_is_no_part_of_is_left_out(text: str) -> None:
    assert [post for post, _, _ in _posts(text, "Mai Văn Tú")] == ["Giám đốc Công ty CP Đông Hải"]


@pytest.mark.parametrize("dash", ["-", "–"])
def test_a_dash_without_spaces_parts_two_posts(dash: str) -> None:
    text = f"Ông Mai Văn Tú, Phó Tổng cục trưởng Tổng cục Thủy lợi{dash}{BOARD}, cho biết."
    posts = [post for post, _, _ in _posts(text, "Mai Văn Tú")]
    assert posts == ["Phó Tổng cục trưởng Tổng cục Thủy lợi", BOARD]


@pytest.mark.parametrize(
    ("before", "own"),
    [
        ("trước sự chứng kiến của Thống đốc bang Virginia và ", "Đại sứ Việt Nam tại Hoa Kỳ"),
        ("giữa Thủ tướng Nhật Bản và ", "Tổng thống Mỹ"),
        ("có ý kiến của Thứ trưởng và ", "Phó Giám đốc Sở Y tế Hà Nam"),
    ],
)
def test_what_stands_before_and_is_another_who_is_not_named(before: str, own: str) -> None:
    text = f"Lễ ký diễn ra {before}{own} Mai Văn Tú."
    assert [post for post, _, _ in _posts(text, "Mai Văn Tú")] == [own]


def test_who_leads_one_body_in_two_ways_has_both_posts() -> None:
    text = "Phát biểu tại lễ ký, chủ tịch và giám đốc điều hành Tập đoàn Đông Hải Mai Văn Tú nói."
    posts = [post for post, _, _ in _posts(text, "Mai Văn Tú")]
    assert posts == ["chủ tịch", "giám đốc điều hành Tập đoàn Đông Hải"]


def test_posts_behind_a_name_stay_with_it_before_and_another() -> None:
    text = (
        "Đại tướng Mai Văn Tú, Ủy viên Bộ Chính trị, Bộ trưởng Bộ Quốc phòng và "
        "Chủ nhiệm Ủy ban Đối ngoại của Quốc hội Lê Minh Việt chủ trì hội nghị."
    )
    first = [post for post, _, _ in _posts(text, "Mai Văn Tú")]
    second = [post for post, _, _ in _posts(text, "Lê Minh Việt")]
    assert first == ["Ủy viên Bộ Chính trị", "Bộ trưởng Bộ Quốc phòng"]
    assert second == ["Chủ nhiệm Ủy ban Đối ngoại của Quốc hội"]


@pytest.mark.parametrize(
    ("joint", "status"), [(", là ", "current"), (", hiện là ", "current"), (", ", "former")]
)
def test_a_post_told_anew_behind_a_former_one_is_held(joint: str, status: str) -> None:
    text = f"Bà Mai Thị Tú, nguyên Phó Chủ tịch nước{joint}Chủ tịch danh dự Viện Y học."
    assert [held for _, _, held in _posts(text, "Mai Thị Tú")] == ["former", status]


@pytest.mark.parametrize(
    ("years", "status"),
    [
        ("Từ năm 2009 đến năm 2014", "former"),
        ("Từ giữa năm 2009 đến đầu năm 2014", "former"),
        ("Từ năm 2005 đến tháng 4/2017", "former"),
        ("Từ năm 2014 đến nay", "current"),
    ],
)
@pytest.mark.parametrize("held", ["là", "giữ chức"])
def test_what_was_held_from_one_year_to_another_is_past(years: str, status: str, held: str) -> None:
    text = f"{years}, ông Mai Văn Tú {held} Bí thư Tỉnh ủy Hà Nam."
    assert _posts(text, "Mai Văn Tú") == [
        ("Bí thư Tỉnh ủy Hà Nam", "Bí thư Tỉnh ủy Hà Nam", status)
    ]
