"""Posts in hamlets and quarters, posts written short, and companies led by who is named."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        # A group of households is a part of a quarter, and this of a ward.
        (
            "Ông Mai Văn Khởi, Tổ trưởng tổ dân phố 7, khu vực 2, phường Đắc Sủ, đến.",
            ["Tổ trưởng tổ dân phố 7 khu vực 2 phường Đắc Sủ"],
        ),
        ("Ông Mai Văn Khởi, Trưởng khu phố 5, phường 12 cho biết.", ["Trưởng khu phố 5 phường 12"]),
        ("Ông Mai Văn Khởi là Trưởng khu phố 5, khu vực này vắng.", ["Trưởng khu phố 5"]),
        ("Ông Mai Văn Khởi - thôn trưởng thôn 4, xã Đắc Sủ đến.", ["thôn trưởng thôn 4 xã Đắc Sủ"]),
        ("Ông Mai Văn Khởi, thôn phó thôn 6, xã Đắc Sủ, đến.", ["thôn phó thôn 6 xã Đắc Sủ"]),
        # Posts written short.
        ("Tổng KTNN Mai Văn Khởi nói.", ["Tổng Kiểm toán Nhà nước"]),
        ("Phó Tổng TTCP Mai Văn Khởi nói.", ["Phó Tổng Thanh tra Chính phủ"]),
        ("Ông Mai Văn Khởi, Chánh VP UBND TP.HCM, nói.", ["Chánh Văn phòng UBND TP.HCM"]),
        (
            "Đại tá Mai Văn Khởi - Trưởng CAQ Liên Chiểu cho biết.",
            ["Trưởng Công an quận Liên Chiểu"],
        ),
        # What a unit looks after is told of it; what a clause tells of a paper is not.
        (
            "Mai Văn Khởi – đội trưởng đội 7 phụ trách địa bàn quận Bình Thủy, bị bắt.",
            ["đội trưởng đội 7 phụ trách địa bàn quận Bình Thủy"],
        ),
        ("Ông Mai Văn Khởi, đội trưởng đội 7 phụ trách tuần tra, đến.", ["đội trưởng đội 7"]),
        ("Ông Mai Văn Khởi (Chủ tịch Đắc Sủ với 9.000 tỷ đồng) đến.", ["Chủ tịch Đắc Sủ"]),
        ("Cuộc gặp của Tổng thống Pháp với Bộ trưởng Y tế Mai Văn Khởi.", ["Bộ trưởng Bộ Y tế"]),
        # A company that a bracket tells the head of.
        (
            "Công ty TNHH Đắc Sủ (do ông Mai Văn Khởi làm giám đốc) ký hợp đồng.",
            ["giám đốc Công ty TNHH Đắc Sủ"],
        ),
        (
            "Công ty TNHH Đắc Sủ do Mai Văn Khởi làm giám đốc với nội dung bán thép.",
            ["giám đốc Công ty TNHH Đắc Sủ"],
        ),
        ("Lễ ra mắt (do ông Mai Văn Khởi làm giám đốc) đã xong.", []),
        # A clause whose break before it is lost; words that are written like a province.
        (
            "Ông Mai Văn Khởi, Phó Chủ tịch UBND tỉnh Hà Nam Lập tổ công tác liên ngành.",
            ["Phó Chủ tịch UBND tỉnh Hà Nam"],
        ),
        (
            "Ông Mai Văn Khởi, Giám đốc Sở Giao dịch Hà Nội Tính đến nay đã lãi.",
            ["Giám đốc Sở Giao dịch Hà Nội"],
        ),
        (
            "Ông Mai Văn Khởi, Tư lệnh Hạm đội Thái Bình Dương của Mỹ, đến.",
            ["Tư lệnh Hạm đội Thái Bình Dương của Mỹ"],
        ),
        # Names of papers and institutes of two words.
        ("Ông Mai Văn Khởi, Tổng biên tập Báo Công lý, đến.", ["Tổng biên tập Báo Công lý"]),
        (
            "Ông Mai Văn Khởi, Tổng biên tập tạp chí Toán học và Tuổi trẻ đã đến.",
            ["Tổng biên tập tạp chí Toán học và Tuổi trẻ"],
        ),
    ],
)
def test_posts_of_units(text: str, posts: list[str]) -> None:
    told = [m["posts_normalised"] for m in mentions_of(text)]
    assert [post for own in told if isinstance(own, list) for post in own] == posts


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        (
            "Phó Chủ tịch Tập đoàn Becasu phụ trách khu vực Châu Á, bà Hà Thị Tám, đến.",
            "Tập đoàn Becasu",
        ),
        ("Mai Văn Khởi, đội trưởng Đội 7 phụ trách địa bàn quận Bình Thủy, bị bắt.", "Đội 7"),
        ("Ông Mai Văn Khởi (Chủ tịch Công ty Đắc Sủ) đến.", "Công ty Đắc Sủ"),
    ],
)
def test_what_somebody_looks_after_is_no_organisation(text: str, organisation: str) -> None:
    assert [m["organisation"] for m in mentions_of(text)] == [organisation]
