"""The quick scan for heads of posts finds whole words only, whatever stands beside them."""

from __future__ import annotations

import pytest

from flows.extract.people.posts.chains import posts_before
from flows.extract.people.posts.heads import head_starts
from flows.extract.people.posts.spans import View

HEAD = "giám đốc"
NAME = "Mai Văn Khởi"


def starts_in(low: str, start: int = 0) -> list[int]:
    """Where heads may begin in a text from `start` on."""
    return [found for found, _ in head_starts(low, start, len(low))]


@pytest.mark.parametrize("before", ["", " ", "(", "- ", "hà nội ", "“", "_", "đ. ", "a, "])
def test_a_head_is_found_behind_any_mark(before: str) -> None:
    assert starts_in(f"{before}{HEAD} sở") == [len(before)]


@pytest.mark.parametrize("before", ["a", "7", "ß", "ж", "tổng-", "a.", "b/", "c&", "d’"])
def test_no_head_begins_inside_of_a_word(before: str) -> None:
    assert starts_in(f"{before}{HEAD} sở") == []


def test_what_stands_before_the_window_is_no_matter() -> None:
    assert starts_in(f"tổng{HEAD} sở", len("tổng")) == [len("tổng")]


def test_heads_right_beside_each_other_are_all_found() -> None:
    assert starts_in("giám đốc, chủ tịch, giám đốc sở") == [0, 10, 20]


@pytest.mark.parametrize(
    ("before", "count"),
    [
        ("Giám đốc Sở Y tế ", 1),
        ("Chủ tịch UBND TP. ", 1),
        ("Ông là Giám đốc Sở Y tế. ", 0),
    ],
)
def test_a_post_ends_before_a_stop_only_where_the_stop_is_its_own(before: str, count: int) -> None:
    text = f"{before}{NAME}"
    view = View(text, text.lower())
    assert len(posts_before(view, 0, len(before))) == count
