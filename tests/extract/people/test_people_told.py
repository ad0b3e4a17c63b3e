"""Who is told of in cases and careers, and what the sentences say that they are and were."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of, names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A case is called after a person as a rule, and no place.
        ("Tòa trả hồ sơ vụ án Mai Xuân Khởi và đồng phạm. Khởi kháng cáo.", ["Mai Xuân Khởi"]),
        ("Kết thúc vụ án Cống Sủ ở huyện bên.", []),
        # An age or a post at one place proves a name that a road or a firm bears at another.
        ("Nhà ở đường Mai Xuân Khởi. Mai Xuân Khởi (41 tuổi) bị bắt.", ["Mai Xuân Khởi"]),
        ("Vào Công ty Mai Xuân Khởi. Mai Xuân Khởi, Giám đốc Sở Y tế, đến.", ["Mai Xuân Khởi"]),
        ("Nhà ở đường Mai Xuân Khởi. Từ Mai Xuân Khởi rẽ trái.", []),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: list[str]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("ĐBQH Mai Văn Khởi phát biểu.", "Đại biểu Quốc hội"),
        ("ĐBQH tỉnh Bắc Giang Mai Văn Khởi phát biểu.", "ĐBQH tỉnh Bắc Giang"),
    ],
)
def test_a_lone_abbreviation_is_written_out(text: str, post: str) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == [post]
