"""Whom a nickname with a quoted word stands for, and whom a credit names that lost its mark."""

from __future__ import annotations

import pytest

from tests.extract.people.reading import mentions_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bắt Khởi 'sẹo'.\nCông an bắt Mai Văn Khởi (biệt danh Khởi “sẹo”). Khởi \"sẹo\" khai.",
            [
                ("Khởi 'sẹo'", "Mai Văn Khởi"),
                ("Mai Văn Khởi", "Mai Văn Khởi"),
                ("Khởi “sẹo”", "Mai Văn Khởi"),
                ('Khởi "sẹo"', "Mai Văn Khởi"),
            ],
        ),
        # Who is really called so, not under whose false name he is told of first.
        (
            "Vụ án.\nBắt Ngô Bá Lực (tức Long “đen”). Long “đen” tên thật là Mai Văn Khởi.",
            [
                ("Ngô Bá Lực", "Ngô Bá Lực"),
                ("Long “đen”", "Mai Văn Khởi"),
                ("Long “đen”", "Mai Văn Khởi"),
                ("Mai Văn Khởi", "Mai Văn Khởi"),
            ],
        ),
        # A quoted word behind a name that no clause calls somebody's nickname.
        (
            "Vụ án.\nÔng Mai Văn Khởi đến. Khởi “nổ” rằng Long “đen” đã đi.",
            [("Mai Văn Khởi", "Mai Văn Khởi")],
        ),
    ],
)
def test_whom_a_nickname_stands_for(text: str, told: list[tuple[str, str]]) -> None:
    assert [(mention["surface"], mention["name"]) for mention in mentions_of(text)] == told


def test_a_credit_without_its_mark_is_of_who_is_credited_elsewhere() -> None:
    text = "Họp.\nÔng Mai Văn Khởi dự. Ảnh Thu Giang Tại cuộc họp, ảnh Hà Thị Tám bị hỏng."
    alone = {mention["role"] for mention in mentions_of(text)}
    roles = [(mention["name"], mention["role"]) for mention in mentions_of(f"{text}\n\nThu Giang")]
    assert "photographer" not in alone
    assert [found for found in roles if found[0] != "Mai Văn Khởi"] == [
        ("Thu Giang", "photographer"),
        ("Hà Thị Tám", "other"),
        ("Thu Giang", "author"),
    ]


def test_a_foreign_surname_behind_a_short_title_is_its_one_bearers() -> None:
    told = "\nTổng thống Mỹ Jarno Velko nói."
    assert [m["surface"] for m in mentions_of(f"TT Velko tố báo{told}")] == ["Velko", "Jarno Velko"]
    two = f"TT Velko tố báo{told} Bà Karla Velko đến."
    assert [m["surface"] for m in mentions_of(two)] == ["Jarno Velko", "Karla Velko"]
