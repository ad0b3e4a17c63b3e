"""The figures of the five seed articles are those of the gold, all of them and in every column."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.extract.figures import Figures, extract_figures
from flows.normalize import NormalisedArticles, normalise
from tests.extract.figures.documents import texts_of

ROOT = Path(__file__).resolve().parents[3]
GOLD = json.loads((ROOT / "tests" / "gold" / "seeds.json").read_text(encoding="utf-8"))["articles"]
SAME = ("value", "numerator", "denominator", "unit", "qualifier", "direction", "comparison_base")


@pytest.fixture(scope="module")
def articles() -> NormalisedArticles:
    paths = [ROOT / "seeds" / "press" / gold["file"] for gold in GOLD]
    return normalise(texts_of({path.name: path.read_text(encoding="utf-8") for path in paths}))


@pytest.fixture(scope="module")
def figures(articles: NormalisedArticles) -> Figures:
    return extract_figures(articles.articles, articles.blocks, articles.dates)


def _rows(frame: pl.DataFrame, articles: NormalisedArticles, file: str) -> list[dict[str, Any]]:
    article = articles.articles.filter(pl.col("source_path") == file)["article_id"][0]
    return frame.filter(pl.col("article_id") == article).to_dicts()


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"][:3] for gold in GOLD])
def test_metrics_are_the_golds(
    gold: dict[str, Any], articles: NormalisedArticles, figures: Figures
) -> None:
    found = _rows(figures.metrics, articles, gold["file"])
    assert [(m["start_char"], m["end_char"], m["surface"]) for m in found] == [
        (m["num_start"], m["num_end"], m["num_text"]) for m in gold["metrics"]
    ]
    for metric, wanted in zip(found, gold["metrics"], strict=True):
        assert {name: metric[name] for name in SAME} == {name: wanted[name] for name in SAME}
        assert metric["qualifier_surface"] == wanted["qualifier_text"]


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"][:3] for gold in GOLD])
def test_groups_are_the_golds(
    gold: dict[str, Any], articles: NormalisedArticles, figures: Figures
) -> None:
    found = _rows(figures.metrics, articles, gold["file"])
    pairs = {(m["group_id"], w["group"]) for m, w in zip(found, gold["metrics"], strict=True)}
    assert all((ours is None) == (theirs is None) for ours, theirs in pairs)
    assert len({ours for ours, _ in pairs}) == len({theirs for _, theirs in pairs}) == len(pairs)


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"][:3] for gold in GOLD])
def test_other_numbers_are_the_golds(
    gold: dict[str, Any], articles: NormalisedArticles, figures: Figures
) -> None:
    found = _rows(figures.non_metric_numbers, articles, gold["file"])
    assert [(n["start_char"], n["end_char"], n["kind"]) for n in found] == [
        (n["start"], n["end"], n["kind"]) for n in gold["non_metric_numbers"]
    ]


def _days(label: str) -> tuple[str, str] | None:
    """First and last day of a period as the gold words it."""
    days = re.search(r"\((\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})\)", label)
    if days:
        return days[1], days[2]
    half = re.search(r"6 tháng đầu năm (\d{4})", label)
    if half:
        return f"{half[1]}-01-01", f"{half[1]}-06-30"
    stage = re.search(r"giai đoạn (\d{4})-(\d{4})", label)
    if stage:
        return f"{stage[1]}-01-01", f"{stage[2]}-12-31"
    year = re.fullmatch(r"năm (\d{4})", label)
    return (f"{year[1]}-01-01", f"{year[1]}-12-31") if year else None


@pytest.mark.parametrize("gold", GOLD, ids=[gold["file"][:3] for gold in GOLD])
def test_periods_are_the_golds(
    gold: dict[str, Any], articles: NormalisedArticles, figures: Figures
) -> None:
    found = _rows(figures.metrics, articles, gold["file"])
    for metric, wanted in zip(found, gold["metrics"], strict=True):
        days = _days(wanted["period"])
        assert days is not None, f"the test cannot read the gold's period {wanted['period']!r}"
        assert (str(metric["period_start"]), str(metric["period_end"])) == days


def test_stated_rate_that_disagrees_with_its_own_ratio_is_flagged(figures: Figures) -> None:
    rates = figures.metrics.filter(pl.col("is_consistent").is_not_null())
    assert dict(rates.select("surface", "is_consistent").iter_rows()) == {
        "88,9%": False,
        "100%": True,
    }


def test_spans_hold(articles: NormalisedArticles, figures: Figures) -> None:
    texts = dict(articles.articles.select("article_id", "text").iter_rows())
    for row in figures.metrics.iter_rows(named=True):
        text = texts[row["article_id"]]
        assert text[row["start_char"] : row["end_char"]] == row["surface"]
        assert row["metric_id"] == f"{row['article_id']}:m{row['start_char']}"
        phrase = text[row["phrase_start_char"] : row["phrase_end_char"]]
        sentence = text[row["sentence_start_char"] : row["sentence_end_char"]]
        assert row["surface"] in phrase
        assert phrase in sentence
        assert text[row["subject_start_char"] : row["subject_end_char"]].strip()
