"""Posts told in running text behind a name: the steps of a career, and who takes none."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


def _posts_of(text: str) -> list[tuple[str, str]] | None:
    mention = mentions_of(text)[0]
    if mention["posts"] is None:
        return None
    return list(zip(mention["posts"], mention["statuses"], strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ông Mai Văn Khởi sau đó được điều chuyển lên làm Giám đốc Trung tâm Y tế huyện Lý Nhân.",
         [("Giám đốc Trung tâm Y tế huyện Lý Nhân", "appointed")]),
        ("Ông Mai Văn Khởi lại có quyết định cất nhắc lên làm Giám đốc Bệnh viện Minh Châu.",
         [("Giám đốc Bệnh viện Minh Châu", "appointed")]),
        ("Ông Mai Văn Khởi từng đảm nhận những nhiệm vụ là Giám đốc Sở Y tế, Bí thư Quận ủy Na.",
         [("Giám đốc Sở Y tế", "former"), ("Bí thư Quận ủy Na", "former")]),
        ("Bà Mai Thị Khởi trong thời gian giữ cương vị Phó Bí thư Tỉnh ủy Hà Nam đã ký.",
         [("Phó Bí thư Tỉnh ủy Hà Nam", "former")]),
        ("Ông Mai Văn Khởi có nhiều năm làm Phó Giám đốc Sở Y tế kiêm Giám đốc Viện Sao.",
         [("Phó Giám đốc Sở Y tế", "former"), ("Giám đốc Viện Sao", "former")]),
        ("Ông Mai Văn Khởi đã nhận quyết định thôi chức Bí thư Thành ủy Hải Phòng.",
         [("Bí thư Thành ủy Hải Phòng", "former")]),
        ("Ông Mai Văn Khởi rời chức Cục trưởng Cục Dược để đảm nhiệm chức Giám đốc Sở Y tế.",
         [("Cục trưởng Cục Dược", "former"), ("Giám đốc Sở Y tế", "appointed")]),
        ("Họ điều động ông Mai Văn Khởi (Phó Chủ tịch UBND tỉnh) đến giữ chức Trưởng ban Tổ chức.",
         [("Phó Chủ tịch UBND tỉnh", "current"), ("Trưởng ban Tổ chức", "appointed")]),
        ("Tỉnh họp về ông Mai Văn Khởi (hiện được điều động làm Giám đốc Sở Y tế).",
         [("Giám đốc Sở Y tế", "appointed")]),
        ("Ông Mai Văn Khởi, lúc đó đã là Thứ trưởng Bộ Nội vụ, cùng đến.",
         [("Thứ trưởng Bộ Nội vụ", "former")]),
        # He does it to another, takes another's place for it, or is only put forward.
        ("Ông Mai Văn Khởi đã điều động Giám đốc Sở Y tế sang huyện.", None),
        ("Không ai thay ông Mai Văn Khởi để đảm nhiệm chức vụ Giám đốc Sở Y tế.", None),
        ("Tỉnh giới thiệu ông Mai Văn Khởi vào giữ chức Giám đốc Sở Y tế.", None),
        ("Ông Mai Văn Khởi đã về Đại sứ quán Pháp.", None),
    ],
)  # fmt: skip
def test_posts_of_a_step(text: str, posts: list[tuple[str, str]] | None) -> None:
    assert _posts_of(text) == posts
