"""Posts of Party cells and committees, and of the police's departments, with their bodies."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Ông Mai Văn Khởi, Bí thư chi bộ, Cục trưởng Cục Thống kê Hà Nam, bị khiển trách.",
            ["Bí thư chi bộ Cục Thống kê Hà Nam", "Cục trưởng Cục Thống kê Hà Nam"],
        ),
        (
            "Ông Mai Văn Khởi, Phó Bí thư Đảng bộ, Phó Giám đốc Sở Y tế tỉnh Hà Nam, vắng mặt.",
            ["Phó Bí thư Đảng bộ Sở Y tế tỉnh Hà Nam", "Phó Giám đốc Sở Y tế tỉnh Hà Nam"],
        ),
        (
            "Ông Mai Văn Khởi, Bí thư Đảng bộ, Chủ tịch UBND xã Tân Lộc, vắng mặt.",
            ["Bí thư Đảng bộ xã Tân Lộc", "Chủ tịch UBND xã Tân Lộc"],
        ),
        (
            "Một nguyên ủy viên Trung ương như Mai Văn Khởi cũng vắng mặt.",
            ["ủy viên Trung ương Đảng"],
        ),
        ("Bộ Trưởng TN&MT Mai Văn Khởi vắng mặt.", ["Bộ Trưởng Bộ TN&MT"]),
        (
            (
                "Công an tỉnh Hà Nam cho hay như trên. Thượng tá Mai Văn Khởi, Phó trưởng Phòng "
                "CSMT, bị thương."
            ),
            ["Phó trưởng Phòng CSMT Công an tỉnh Hà Nam"],
        ),
        # `CSDL` is no police's.
        (
            "Công an tỉnh Hà Nam cho hay như trên. Ông Mai Văn Khởi, Trưởng phòng CSDL, vắng mặt.",
            ["Trưởng phòng CSDL"],
        ),
    ],
)
def test_a_party_cell_and_a_short_name_with_their_body(text: str, posts: list[str]) -> None:
    (mention,) = mentions_of(text)
    assert mention["posts_normalised"] == posts
