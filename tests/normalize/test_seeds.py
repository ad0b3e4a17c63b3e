"""The five seed articles come out as their annotation says, in full."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.extract.places import add_province
from flows.normalize import NormalisedArticles, normalise
from flows.normalize.sentences import sentence_spans

ROOT = Path(__file__).resolve().parents[2]
GOLD = json.loads((ROOT / "tests" / "gold" / "seeds.json").read_text(encoding="utf-8"))["articles"]
FILES = [article["file"] for article in GOLD]
KINDS = {"header_month": "header"}


@pytest.fixture(scope="module")
def seeds() -> NormalisedArticles:
    paths = [ROOT / "seeds" / "press" / name for name in FILES]
    return normalise(
        pl.DataFrame(
            {
                "source_path": [path.as_posix() for path in paths],
                "decoded": [path.read_bytes().decode() for path in paths],
                "encoding": ["utf-8"] * len(paths),
            }
        )
    )


def _article(seeds: NormalisedArticles, name: str) -> dict[str, Any]:
    return seeds.articles.row(FILES.index(name), named=True)


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_articles(seeds: NormalisedArticles, gold: dict[str, Any]) -> None:
    row = _article(seeds, gold["file"])
    month = row["header_month"]
    assert row["title"] == gold["title"]
    assert (month.strftime("%Y-%m") if month else None) == gold["header_month"]
    assert (row["event_date"].isoformat() if row["event_date"] else None) == gold["event_date"]
    assert row["author"] == gold["byline_author"]
    assert row["is_collaborator"] is gold["is_collaborator"]
    assert row["photographers"] == gold["photo_credits"]
    assert len(row["text"]) == gold["chars"]
    assert not row["is_date_contradictory"]


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_dates(seeds: NormalisedArticles, gold: dict[str, Any]) -> None:
    row = _article(seeds, gold["file"])
    found = seeds.dates.filter(pl.col("article_id") == row["article_id"])
    expected = [
        (
            *(date["start"], date["end"], date["text"]),
            *(KINDS.get(date["kind"], date["kind"]), date["iso_start"], date["iso_end"]),
        )
        for date in gold["dates"]
    ]
    columns = ("start_char", "end_char", "surface", "kind")
    days = (pl.col(name).dt.to_string("iso:strict") for name in ("start_date", "end_date"))
    assert found.select(*columns, *days).rows() == expected


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_event_points_to_its_words(seeds: NormalisedArticles, gold: dict[str, Any]) -> None:
    row = _article(seeds, gold["file"])
    events = [date for date in gold["dates"] if date["kind"] == "event"]
    if not events:
        assert row["event_date_start_char"] is None
        assert row["event_date_basis"] is None
        return
    assert (row["event_date_start_char"], row["event_date_end_char"]) == (
        events[0]["start"],
        events[0]["end"],
    )
    assert (row["event_date_precision"], row["event_date_basis"]) == ("day", "header")


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_credits_are_the_annotated_mentions(
    seeds: NormalisedArticles, gold: dict[str, Any]
) -> None:
    row = _article(seeds, gold["file"])
    expected = [
        (mention["role"], mention["surface"], mention["start"], mention["end"])
        for person in gold["persons"]
        for mention in person["mentions"]
        if mention["role"] in {"author", "photographer"}
    ]
    found = seeds.credits.filter(pl.col("article_id") == row["article_id"])
    assert found.select("role", "name", "start_char", "end_char").rows() == expected


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_captions_and_title_hold_the_annotated_mentions(
    seeds: NormalisedArticles, gold: dict[str, Any]
) -> None:
    row = _article(seeds, gold["file"])
    blocks = seeds.blocks.filter(pl.col("article_id") == row["article_id"])
    for person in gold["persons"]:
        for mention in person["mentions"]:
            inside = blocks.filter(
                (pl.col("start_char") <= mention["start"]) & (mention["end"] <= pl.col("end_char"))
            )
            assert inside.height == 1, mention
            assert (inside["kind"][0] == "title") is mention["in_title"], mention
            assert (inside["kind"][0] == "caption") is mention["in_caption"], mention


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_sentences_of_the_figures(seeds: NormalisedArticles, gold: dict[str, Any]) -> None:
    text = _article(seeds, gold["file"])["text"]
    sentences = {text[start:end] for start, end in sentence_spans(text)}
    assert {metric["sentence"] for metric in gold["metrics"]} <= sentences


@pytest.mark.parametrize("gold", GOLD, ids=FILES)
def test_province(seeds: NormalisedArticles, gold: dict[str, Any]) -> None:
    row = add_province(seeds.articles, seeds.blocks).row(FILES.index(gold["file"]), named=True)
    assert row["province_name"] == gold["province"]
    if gold["province"] is None:
        assert row["province_id"] is row["province_basis"] is row["province_start_char"] is None
    else:
        span = row["text"][row["province_start_char"] : row["province_end_char"]]
        assert span.endswith(gold["province"])
