"""What holds for every text: spans point to their surface; no batch changes an article."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.people.names import is_credited_name, shape
from tests.extract.people.reading import read_people

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds" / "press").glob("*.txt"))
WORDS = (
    "Đại tá|Nguyễn Văn Bình|ông|Bình|Giám đốc|Công an tỉnh|Thanh Hóa|,|;|:|(SN 1980)|Phó|và|TP|"
    "HCM|Theo|Ảnh:|“|”|-|\n|\n\n|.|\u00a0|các đồng chí:|Thủ tướng|bà|Trump|Donald|nguyên|"
    "giữ chức|( |x"
)


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_span_says_its_surface(words: list[str]) -> None:
    text = " ".join(words)
    people, _ = read_people({"a": text})
    for row in people.mentions.iter_rows(named=True):
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert row["sentence_start_char"] <= row["start_char"] < row["end_char"]
        assert row["end_char"] <= row["sentence_end_char"]
        if row["rank"] is not None:
            assert text[row["rank_start_char"] : row["rank_end_char"]] == row["rank_surface"]
    for row in people.posts.iter_rows(named=True):
        assert text[row["start_char"] : row["end_char"]] == row["post"]
    assert people.mentions["mention_id"].is_unique().all()
    assert set(people.posts["mention_id"]) <= set(people.mentions["mention_id"])


def test_one_batch_and_one_by_one_are_the_same() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in SEEDS}
    together, _ = read_people(texts)
    backwards, _ = read_people(dict(reversed(texts.items())))
    alone = [read_people({name: text})[0] for name, text in texts.items()]
    for table in ("mentions", "posts"):
        keys = ["mention_id", "post_index"][: 1 if table == "mentions" else 2]
        expected = getattr(together, table).sort(keys)
        assert expected.height > 0
        assert getattr(backwards, table).sort(keys).equals(expected)
        assert pl.concat([getattr(one, table) for one in alone]).sort(keys).equals(expected)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Trần Quốc Tỏ", "full"),
        ("Giàng Páo Mỷ", "full"),
        ("Đình Hợp", "given"),
        ("Valentina Matvienko", "foreign"),
        ("Hà Nội", "none"),
        ("Nguyễn Văn T", "none"),
        ("Real Madrid", "none"),
        ("Bộ Công Thương", "none"),
    ],
)
def test_shape_of_a_name(name: str, kind: str) -> None:
    assert shape(name).kind == kind


@pytest.mark.parametrize("name", ["HỒNG HÀ", "T.SỸ", "Văn Thiệp"])
def test_a_credit_names_somebody(name: str) -> None:
    assert is_credited_name(name)


@pytest.mark.parametrize("name", ["N.H", "TTXVN", "HH", "Daily Mail"])
def test_a_credit_names_nobody(name: str) -> None:
    assert not is_credited_name(name)
