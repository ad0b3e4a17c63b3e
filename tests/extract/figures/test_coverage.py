"""Every digit of every text lies in exactly one row, whatever the text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.figures import extract_figures
from flows.extract.figures.reading.shapes import split_chunk
from flows.normalize import normalise
from tests.extract.figures.documents import texts_of

if TYPE_CHECKING:
    from pathlib import Path

    from flows.normalize import NormalisedArticles

_PIECES = st.sampled_from(
    [
        "12",
        "3.500",
        "2,5",
        "%",
        "12/3",
        "19-6",
        "2017",
        "vụ",
        "đồng",
        "tỷ",
        "triệu",
        "tăng",
        "giảm",
        "so",
        "với",
        "cùng",
        "kỳ",
        "năm",
        "tháng",
        "ngày",
        "(",
        ")",
        ",",
        ".",
        "-",
        "–",
        ":",
        "/",
        "m2",
        "10h20",
        "K02",
        "05-CT/TW",
        "=",
        "đạt",
        "số",
        "Điều",
        "khoản",
        "từ",
        "đến",
        "khoảng",
        "trên",
        "0912.345.678",
        "[1]",
        "x",
        "_",
        "@",
        "²",
        "٣",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=30).flatmap(
    lambda pieces: st.sampled_from(["", " ", "\n"]).map(lambda glue: glue.join(pieces))
) | st.text(max_size=60)


def _check(found: NormalisedArticles) -> None:
    articles = found.articles.unique("article_id", maintain_order=True)
    figures = extract_figures(articles, found.blocks, found.dates)
    columns = ["article_id", "start_char", "end_char", "surface"]
    rows = pl.concat([figures.metrics.select(columns), figures.non_metric_numbers.select(columns)])
    covered: dict[str, dict[int, int]] = {}
    texts = dict(articles.select("article_id", "text").iter_rows())
    for article_id, start, end, surface in rows.iter_rows():
        assert texts[article_id][start:end] == surface
        counts = covered.setdefault(article_id, {})
        for i in range(start, end):
            counts[i] = counts.get(i, 0) + 1
    for article_id, text in texts.items():
        counts = covered.get(article_id, {})
        assert max(counts.values(), default=1) == 1, f"rows overlap in {article_id}"
        missed = [
            i
            for i, character in enumerate(text)
            if unicodedata.category(character) == "Nd" and i not in counts
        ]
        assert not missed, f"digits of {article_id} in no row: {missed[:5]}"


@settings(max_examples=80, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=12))
def test_random_texts(texts: list[str]) -> None:
    found = normalise(texts_of({f"{i}.txt": f"Mở đầu. {text}" for i, text in enumerate(texts)}))
    _check(found)


def test_mark_of_chunks_in_a_text_reads_as_a_space() -> None:
    """The character by which chunks are parted may stand in a text, beside texts without it."""
    texts = {"a.txt": "Có 5 vụ cháy.", "b.txt": "Có\u00015\u0001vụ cháy và 1\u00012 người chết."}
    found = normalise(texts_of(texts))
    _check(found)
    metrics = extract_figures(found.articles, found.blocks, found.dates).metrics
    assert metrics.select("surface", "unit").rows()[:2] == [("5", "vụ"), ("5", "vụ")]
    assert "1\u00012" not in metrics["surface"]


@given(st.from_regex(r"\A[A-Za-zđĐ0-9]{0,4}[0-9][A-Za-zư0-9.,/:%_@=\-]{0,12}\Z"))
def test_pieces_of_a_chunk_hold_all_its_digits_once(chunk: str) -> None:
    pieces = split_chunk(chunk)
    held = [i for piece in pieces for i in range(piece.start, piece.end)]
    assert len(held) == len(set(held))
    assert {i for i, c in enumerate(chunk) if c.isdecimal()} <= set(held)


@pytest.mark.corpus
def test_bulk_articles(corpus: Path) -> None:
    bulk = pl.read_parquet(corpus / "bulk.parquet").sample(1500, seed=5)
    found = normalise(texts_of(dict(bulk.select("file", "text").iter_rows())))
    _check(found)
