"""Totals are held against their parts only where the parts are stated in full."""

from __future__ import annotations

import pytest

from tests.extract.figures.reading import figures_in


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Công an bắt 57 người, trong đó 40 nam và 17 nữ.", True),
        ("Công an bắt 57 người, trong đó 40 nam và 18 nữ.", False),
        ("Tổng số 120 vụ, gồm: 80 vụ trộm và 40 vụ cướp.", True),
        ("Xảy ra 120 vụ, gồm 80 vụ trộm, 41 vụ cướp, thiệt hại 3 tỷ đồng.", False),
        ("Tỉnh còn 58 đơn vị hành chính (gồm 41 xã; 17 phường).", True),
    ],
)
def test_parts_in_full(text: str, agrees: bool) -> None:
    total, *parts = figures_in(text)
    assert total["is_consistent"] is agrees
    parts = [part for part in parts if part["unit_kind"] == "count"]
    assert {part["group_id"] for part in parts} == {total["group_id"]}
    assert total["group_id"] is not None
    assert [part["is_consistent"] for part in parts] == [None] * len(parts)


@pytest.mark.parametrize(
    "text",
    [
        # not all parts are named
        "Xảy ra 120 vụ, trong đó có 80 vụ trộm, 30 vụ cướp.",
        "Xảy ra 120 vụ, gồm 80 vụ trộm, 30 vụ cướp và một số vụ khác.",
        "Xảy ra 120 vụ, gồm 80 vụ trộm, 30 vụ cướp và hai vụ đánh bạc.",
        "Mở 6 cuộc điều tra, gồm 2 cuộc nội bộ, 1 cuộc của cảnh sát (USCG) rồi tới 3 cuộc.",
        # a part's unit may leave out what the total's counts
        "Tỉnh còn 58 đơn vị hành chính (gồm 41 xã; 16 phường).",
        # what is not exact cannot disagree
        "Có hơn 120 vụ, gồm 80 vụ trộm, 30 vụ cướp.",
        # no list of parts
        "Công an bắt 57 người và 40 nam, 18 nữ.",
    ],
)
def test_what_is_not_beyond_doubt_is_not_judged(text: str) -> None:
    assert [found["is_consistent"] for found in figures_in(text)] == [None] * len(figures_in(text))
