"""A text may end anywhere: no rule about people looks beyond its end."""

from __future__ import annotations

from tests.extract.people.reading import read_people

_TEXT = (
    "Anh Mai Văn Khởi ngã nên hỏi: Việc Khởi bỏ đi. Chủ tịch UBND TP. Hà Nội Mai Văn Khởi và "
    "Phó Giám đốc Sở Y tế (SYT), ông Lê Bay (SN 1990) họp. Ông Mai Văn Khởi, Giám đốc Công ty Chế "
    "biến Gỗ Minh, Đội CSGT số 3 - bà "
    "Hà Thị Tám là Trưởng Ban Chỉ đạo 389 TP. HCM."
)


def test_a_text_may_end_anywhere() -> None:
    cut = {f"{size}.txt": _TEXT[:size] for size in range(1, len(_TEXT) + 1)}
    people, ids = read_people(cut)
    named = set(people.mentions["article_id"])
    assert ids[f"{len(_TEXT)}.txt"] in named
