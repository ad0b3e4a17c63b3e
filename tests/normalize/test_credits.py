"""Names of credits: which are initials, where they end, which stand side by side; our own texts."""

from __future__ import annotations

import pytest

from tests.normalize.samples import normalised

BODY = "Công an tỉnh đã họp để bàn việc này. Cuộc họp kéo dài hai giờ."


def _credits(text: str) -> list[tuple[str, str, bool]]:
    made = normalised(text).credits
    return list(made.select("role", "name", "is_initials").iter_rows())


@pytest.mark.parametrize(
    ("byline", "is_initials"),
    [
        ("MAI KHÊ", False),
        ("HÀ AN", False),
        ("TÔ HÀ LÊ", False),
        ("N. C", True),
        ("N.H", True),
        ("HH TB", True),
    ],
)
def test_short_names_in_capitals_are_no_initials(byline: str, *, is_initials: bool) -> None:
    """A word that can be a syllable of Vietnamese is one."""
    assert _credits(f"{BODY} {byline}") == [("author", byline, is_initials)]


@pytest.mark.parametrize(
    ("tail", "authors"),
    [
        ("Mai Khê Mai Khê", ["Mai Khê", "Mai Khê"]),
        ("Mai Khê (Theo TTXVN) Mai Khê", ["Mai Khê", "Mai Khê"]),
        ("CTV Mai Khê/VOV.VN CTV Mai Khê/VOV.VN", ["Mai Khê", "Mai Khê"]),
        # A dash or two blanks between two names, and a dash in an agency.
        ("Mai Khê-Hà Lợi/VOV-Đông Bắc", ["Mai Khê", "Hà Lợi"]),
        ("Mai Khê  Hà Lợi", ["Mai Khê", "Hà Lợi"]),
        # Where it was read, in a word that is none of ours.
        ("Mai Khê (Velkotech)", ["Mai Khê"]),
        # A pen name of one syllable said twice is one name.
        ("Thanh Thanh", ["Thanh Thanh"]),
        ("Mai Khê Mai Hà", ["Mai Khê Mai Hà"]),
    ],
)
def test_a_byline_may_be_said_twice(tail: str, authors: list[str]) -> None:
    assert [name for _, name, _ in _credits(f"{BODY} {tail}")] == authors


@pytest.mark.parametrize(
    ("credit", "photographer"),
    [
        # `Sáng` opens a sentence, and is a given name as well.
        ("Ảnh: Khê Sáng/TTXVN", ["Khê Sáng"]),
        ("(Ảnh: Khê Sáng) Cuộc họp kéo dài.", ["Khê Sáng"]),
        ("Ảnh: Khê Sáng Tại cuộc họp, nhiều người phát biểu.", ["Khê Sáng"]),
        ("Ảnh: Mai Khê Sáng 5/6, cuộc họp kéo dài.", ["Mai Khê"]),
        ("Ảnh: CTV Mai Khê Theo báo cáo, có bốn người.", ["Mai Khê"]),
        ("Ảnh: CTV Ông Hà Lợi đến muộn.", []),
        ("Ảnh: Mai Khê/Phóng viên TTXVN tại Lào.", ["Mai Khê"]),
        ("Ảnh: Mai Khê PGS.TS Hà Lợi đến muộn.", ["Mai Khê"]),
        ("Ảnh: Mai Khê Mai Khê", ["Mai Khê", "Mai Khê"]),
        ("Ảnh: TTXVN Sáng 5/6, cuộc họp kéo dài.", []),
    ],
)
def test_where_a_photographers_name_ends(credit: str, photographer: list[str]) -> None:
    found = _credits(f"Công an tỉnh họp\n\nToàn cảnh cuộc họp. {credit}\n\n{BODY}")
    assert [name for role, name, _ in found if role == "photographer"] == photographer
