"""Matching forms keep the length of the text, and the two implementations agree."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalize.matching import (
    fold_case,
    fold_punctuation,
    match_form,
    match_forms,
    matched,
)

LETTERS = "aàoòóỏõọeèéẻyỳýỷuùúủqghnctmpiQUYOAÀÁÝỶ \u00a0\u200b\n\tİ“”–"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("cấp uỷ", "cấp ủy"),
        ("Uỷ viên", "Ủy viên"),
        ("THANH HOÁ", "THANH HÓA"),
        ("khoẻ", "khỏe"),
        ("thuỷ, hoà.", "thủy, hòa."),
        ("hoàn toàn khuỷu toét", "hoàn toàn khuỷu toét"),
        ("quý quỷ quà", "quý quỷ quà"),
        ("Bộ\u00a0Công\u200ban", "Bộ Công an"),
        ("dòng một\ndòng hai", "dòng một\ndòng hai"),
    ],
)
def test_forms(written: str, form: str) -> None:
    assert match_form(written) == form
    assert len(form) == len(written)


@given(st.lists(st.text(alphabet=LETTERS, max_size=40), min_size=1, max_size=4))
@settings(max_examples=400)
def test_columns_agree_and_keep_length(texts: list[str]) -> None:
    column = pl.Series("text", texts)
    assert match_forms(column).to_list() == [match_form(text) for text in texts]
    assert column.to_list() == texts
    assert all(len(match_form(text)) == len(fold_case(text)) == len(text) for text in texts)


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(fold_case(match_form(text))) == len(text)
    assert len(fold_punctuation(text)) == len(text)
    assert match_form(match_form(text)) == match_form(text)


def test_punctuation() -> None:
    assert fold_punctuation("“Vì an ninh” – ‘a’") == "\"Vì an ninh\" - 'a'"


def test_matched_texts_are_gathered_with_all_their_forms() -> None:
    known = matched(pl.Series(["Hoà Bình", "Tỉnh Uỷ", "nâng\u00a0cao"]))
    gathered = known.gather(pl.Series([2, 0]))
    assert gathered.column.to_list() == gathered.forms == ["nâng cao", "Hòa Bình"]
    assert gathered.texts == ["nâng\u00a0cao", "Hoà Bình"]
    assert gathered.lows == ["nâng cao", "hòa bình"]
