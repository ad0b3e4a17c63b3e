"""Posts that several names share and bodies that several posts do, in words of our own."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


def _posts(text: str) -> list[tuple[object, object]]:
    return [(m["name"], m["posts_normalised"]) for m in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # An item of a list: what two had one after the other, or what deputies are beside others.
        (
            "Dự có nguyên Chủ tịch Quốc hội Mai Văn Khởi, Hà Văn Sủ; Thủ tướng Lê Văn Tòng.",
            [["Chủ tịch Quốc hội"], ["Chủ tịch Quốc hội"], ["Thủ tướng Chính phủ"]],
        ),
        (
            "Dự có Thủ tướng Lê Văn Tòng; Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ và Vũ Văn Đắc.",
            [["Thủ tướng Chính phủ"], *[["Phó Thủ tướng Chính phủ"]] * 3],
        ),
        (
            "Dự có Thủ tướng Lê Văn Tòng, Hà Văn Sủ; Phó Thủ tướng Mai Văn Khởi.",
            [["Thủ tướng Chính phủ"], None, ["Phó Thủ tướng Chính phủ"]],
        ),
        ("Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ đi xa.", [["Phó Thủ tướng Chính phủ"], None]),
        (
            "Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ, Vũ Văn Đắc và bốn bộ trưởng sẽ trả lời.",
            [["Phó Thủ tướng Chính phủ"]] * 3,
        ),
        # Each of a list his own.
        (
            "Ông Mai Văn Khởi và ông Hà Văn Sủ lần lượt là Giám đốc và Phó Giám đốc Sở Y tế Huế.",
            [["Giám đốc Sở Y tế Huế"], ["Phó Giám đốc Sở Y tế Huế"]],
        ),
        (
            "Ông Mai Văn Khởi và ông Hà Văn Sủ lần lượt giữ chức Giám đốc Sở Y tế Hà Nam.",
            [None, ["Giám đốc Sở Y tế Hà Nam"]],
        ),
        # Two elected to one post.
        (
            (
                "HĐND đã bầu ông Mai Văn Khởi (51 tuổi, Giám đốc Sở Y tế Hà Nam) và ông Hà Văn Sủ "
                "(48 tuổi) giữ chức Phó Chủ tịch UBND tỉnh."
            ),
            [
                ["Giám đốc Sở Y tế Hà Nam", "Phó Chủ tịch UBND tỉnh Hà Nam"],
                ["Phó Chủ tịch UBND tỉnh Hà Nam"],
            ],
        ),
        # A decision on two; what a bracket parts from its subject.
        (
            "Bổ nhiệm Thẩm phán Tòa án nhân dân tối cao đối với ông Mai Văn Khởi và ông Hà Văn Sủ.",
            [["Thẩm phán Tòa án nhân dân tối cao"]] * 2,
        ),
        (
            "Bà Hà Thị Tám (vợ ông Mai Văn Khởi) từng giữ chức Chủ tịch Hội Nông dân tỉnh Hà Nam.",
            [["Chủ tịch Hội Nông dân tỉnh Hà Nam"], None],
        ),
        (
            (
                "Bà Hà Thị Tám (em ông Mai Văn Khởi) từ Trưởng phòng Tài chính Sở Y tế Hà Nam được "
                "bổ nhiệm làm Phó giám đốc Sở Nội vụ Hà Nam."
            ),
            [["Trưởng phòng Tài chính Sở Y tế Hà Nam", "Phó giám đốc Sở Nội vụ Hà Nam"], None],
        ),
        # Who bears another post behind those of one post is none of them.
        (
            "Các Phó Thủ tướng Mai Văn Khởi, Hà Văn Sủ và Tổng Bí thư Lê Văn Tòng đến.",
            [["Phó Thủ tướng Chính phủ"], ["Phó Thủ tướng Chính phủ"], ["Tổng Bí thư"]],
        ),
        # What sets some deputies apart stands between their post and their list.
        (
            (
                "Các Phó ban Dân vận Trung ương chuyên trách, gồm: Ông Mai Văn Khởi; ông Hà Văn "
                "Sủ. Hai Phó ban kiêm nhiệm gồm: ông Lê Văn Tòng, Thứ trưởng Y tế."
            ),
            [
                ["Phó ban Dân vận Trung ương"],
                ["Phó ban Dân vận Trung ương"],
                ["Phó ban Dân vận Trung ương", "Thứ trưởng Bộ Y tế"],
            ],
        ),
        (
            (
                "Ban Dân vận Trung ương còn có 8 phó trưởng ban, gồm các ông Mai Văn Khởi, Phó "
                "trưởng ban Thường trực; Hà Văn Sủ."
            ),
            [
                [
                    "phó trưởng ban Dân vận Trung ương",
                    "Phó trưởng ban Thường trực Ban Dân vận Trung ương",
                ],
                ["phó trưởng ban Dân vận Trung ương"],
            ],
        ),
    ],
)
def test_posts_of_lists_are_shared(text: str, posts: list[list[str] | None]) -> None:
    assert [normalised for _, normalised in _posts(text)] == posts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cử tri nghe về hoạt động của Đoàn Hải Phòng.", []),
        ("Ông Đoàn Hải Phòng kể lại.", ["Đoàn Hải Phòng"]),
        ("Ông Mai Văn Khởi, Tổng Giám đốc Becasu IDC đến.", ["Mai Văn Khởi"]),
        ("Ông Mai Văn Khởi, CEO Forbes Việt Nam, nói.", ["Mai Văn Khởi"]),
        ("Bà Hà Thị Tám, Chủ tịch Red Square Vietnam, nói.", ["Hà Thị Tám"]),
        # A road bears the name, too, but none behind a ministry's abbreviation.
        ("Thứ trưởng Bộ GTVT Nguyễn Văn Công đã đến.", ["Nguyễn Văn Công"]),
        ("Nhà ở đường GTVT Nguyễn Văn Công.", []),
        ("Phó Giám đốc Ban quản lý dự án đường sắt đô thị Cát Linh - Hà Đông nói.", []),
        ("Bà Sủ Thị Kim Tám nhận hoa.", ["Sủ Thị Kim Tám"]),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


def test_a_congress_is_no_short_form() -> None:
    mentions = mentions_of("Ông Mai Văn Đại đến. Tham dự Đại hội có ông Hà Văn Sủ. Đại hội đã bầu.")
    assert [m["surface"] for m in mentions] == ["Mai Văn Đại", "Hà Văn Sủ"]


def test_two_elected_to_one_post_are_both_appointed() -> None:
    text = "Quốc hội đã bầu ông Mai Văn Khởi và bà Hà Thị Tám giữ chức Phó Chủ tịch Quốc hội."
    assert [m["statuses"] for m in mentions_of(text)] == [["appointed"], ["appointed"]]
