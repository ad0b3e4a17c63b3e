"""Marks on the annotated articles, which may rise and never fall.

`tests/gold/floors.json` holds, under `figures`, a floor for every mark on the tuning and the
held-out articles, and the hash of the texts the floors were measured on: other texts need others.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from flows.extract.figures import extract_figures
from flows.normalize import normalise
from tests.extract.figures.documents import texts_of
from tests.scoring.figures import Marks, load_gold, score_article

if TYPE_CHECKING:
    from tests.scoring.figures import Row

GOLD = Path(__file__).resolve().parents[2] / "gold"
PARTS = [
    *("tune", "holdout", "fresh", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("fifteenth", "sixteenth"),
]


def score(corpus: Path, gold: list[Row]) -> Marks:
    """Marks of what is found in the gold's articles."""
    documents = {
        row["file"]: (corpus / "genre" / row["file"]).read_bytes().decode("utf-8-sig")
        for row in gold
    }
    found = normalise(texts_of(documents))
    figures = extract_figures(found.articles, found.blocks, found.dates)
    marks = Marks()
    for row in gold:
        article = found.articles.filter(pl.col("source_path") == row["file"]).row(0, named=True)
        digest = hashlib.sha256(article["text"].encode()).hexdigest()
        assert digest == row["text_sha256"], f"{row['file']} is not the annotated text"
        of_article = pl.col("article_id") == article["article_id"]
        score_article(
            marks,
            article["text"],
            row,
            figures.metrics.filter(of_article).to_dicts(),
            figures.non_metric_numbers.filter(of_article).to_dicts(),
        )
    return marks


def corpus_hash(gold: list[Row]) -> str:
    """Hash over the texts of the gold, in order."""
    return hashlib.sha256("".join(row["text_sha256"] for row in gold).encode()).hexdigest()[:16]


@pytest.mark.corpus
@pytest.mark.parametrize("part", PARTS)
def test_no_mark_falls_below_its_floor(corpus: Path, part: str) -> None:
    gold = load_gold(GOLD / "figures" / part)
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["figures"][part]
    assert corpus_hash(gold) == floors["corpus_hash"], "the gold changed: measure the floors again"
    marks = score(corpus, gold)
    measured = marks.as_dict()
    fallen = {
        name: (measured[name], floor)
        for name, floor in floors["marks"].items()
        if measured[name] < floor
    }
    assert not fallen, "\n".join([str(fallen), *marks.errors])
