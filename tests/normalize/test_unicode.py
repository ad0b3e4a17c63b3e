"""The text that spans point into."""

from __future__ import annotations

import sys
import unicodedata

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalize.unicode import MAYBE_NOT_NFC, clean_text, with_text


def _frame(*texts: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"decoded": list(texts), "repairs": [None] * len(texts)},
        schema_overrides={"decoded": pl.String},
    )


def test_repairs_are_counted() -> None:
    decomposed = unicodedata.normalize("NFD", "ế")
    frame = with_text(_frame(f"\ufeffÐại tá{decomposed}\r\nhai\rba", "sạch"))
    assert frame["text"].to_list() == ["Đại táế\nhai\nba", "sạch"]
    repairs = [{row["repair"]: row["count"] for row in rows} for rows in frame["repairs"].to_list()]
    assert repairs == [{"bom": 1, "newline": 2, "nfc": 2, "d_stroke": 1}, {}]


def test_other_characters_stay() -> None:
    text = "a\u00a0b\u200bc\tđ \u2013"
    assert with_text(_frame(text))["text"][0] == text


def test_the_prefilter_misses_nothing() -> None:
    """Every code point that NFC changes, reorders or composes is a suspect."""
    points = [chr(i) for i in range(sys.maxunicode + 1) if not 0xD800 <= i < 0xE000]
    suspects = set(pl.Series(points).filter(pl.Series(points).str.contains(MAYBE_NOT_NFC)))
    for point in points:
        if unicodedata.normalize("NFC", point) != point or unicodedata.combining(point):
            assert point in suspects, hex(ord(point))
        parts = unicodedata.decomposition(point).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert chr(int(parts[1], 16)) in suspects, point


@given(st.lists(st.text(alphabet="aeơ\u0301\u0302\u0323\r\nÐđ\ufeffế", max_size=12), max_size=5))
@settings(max_examples=100)
def test_batch_agrees_with_one_and_is_idempotent(texts: list[str]) -> None:
    if not texts:
        return
    cleaned = with_text(_frame(*texts))["text"].to_list()
    assert cleaned == [clean_text(text) for text in texts]
    for text in cleaned:
        assert unicodedata.is_normalized("NFC", text)
        assert "\r" not in text
    bare = [text.lstrip("\ufeff") for text in cleaned]
    assert with_text(_frame(*bare))["text"].to_list() == bare
