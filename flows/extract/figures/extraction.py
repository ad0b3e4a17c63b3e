"""Articles in, figures and other numbers out: the step as the flow calls it.

In come the frames of articles, blocks and dates, out come the frames of `raw.metrics` and
`raw.non_metric_numbers`. Finding the numbers is one pass in Rust over all texts; only the numbers
found are then read in Python, each within a bounded window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.collector import collector_paused
from flows.extract.figures.articles import Article, read_articles
from flows.extract.figures.meaning.comparisons import compare
from flows.extract.figures.meaning.parts import check_totals
from flows.extract.figures.meaning.relations import relate
from flows.extract.figures.meaning.subjects import set_subjects
from flows.extract.figures.reading.building import join_amounts
from flows.extract.figures.reading.numbers import read_numbers
from flows.extract.figures.reading.tokens import without_marks
from flows.extract.figures.tables import (
    METRICS_SCHEMA,
    NON_METRIC_SCHEMA,
    metric_rows,
    number_rows,
)
from flows.extract.figures.times.article_year import reference_of
from flows.extract.figures.times.holidays import add_holidays
from flows.extract.figures.times.periods import set_periods
from flows.extract.figures.times.settling import settle
from flows.extract.forms import read_forms
from flows.portions import portions
from flows.rows import frame_of

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure
    from flows.extract.forms import Forms, TextForms


@dataclass(frozen=True)
class Figures:
    """What was reported in numbers, and every number that reports nothing.

    Attributes:
        metrics: one row per reported figure, columns of `raw.metrics`.
        non_metric_numbers: one row per other number, columns of `raw.non_metric_numbers`.
    """

    metrics: pl.DataFrame
    non_metric_numbers: pl.DataFrame


@collector_paused()
def extract_figures(
    articles: pl.DataFrame,
    blocks: pl.DataFrame,
    dates: pl.DataFrame,
    forms: Forms | None = None,
) -> Figures:
    """Read every number of every article.

    Args:
        articles: at least `article_id`, `text`; `province_id` where it is known.
        blocks: columns of `raw.blocks`; only headers are used.
        dates: columns of `raw.dates`: which digits are dates, and the periods.
        forms: the forms of the articles' texts where they are known.

    Returns:
        The two frames. Every decimal digit of a text lies in exactly one row of one of them.
    """
    if "province_id" not in articles.columns:
        articles = articles.with_columns(province_id=pl.lit(None, pl.String))
    forms = without_marks(forms or read_forms(articles))
    metrics: list[tuple[Any, ...]] = []
    others: list[tuple[Any, ...]] = []
    for together in portions(read_articles(articles, blocks, dates, forms)):
        _read_figures(together)
        for article in together:
            metrics += metric_rows(article)
            others += number_rows(article)
    return Figures(frame_of(metrics, METRICS_SCHEMA), frame_of(others, NON_METRIC_SCHEMA))


def _read_figures(articles: list[Article]) -> None:
    """Read the numbers of some articles, in place.

    Every step goes over all of the articles before the next one does: its code and tables are then
    still at hand in the processor's own memory, which makes all of them a fifth faster.
    """
    for article in articles:
        article.figures, article.others = read_numbers(article.source, article.tokens)
    articles = [article for article in articles if article.figures]
    for article in articles:
        article.figures = join_amounts(article.source, article.figures)
        _set_sentences(article.forms, article.figures)
    for article in articles:
        relate(article.source, article.figures)
        check_totals(article.source, article.figures)
    for article in articles:
        _settle(article)
    for article in articles:
        set_periods(
            article.source, article.figures, article.moments, article.lead_end, article.reference
        )
    for article in articles:
        days = [(m.start, m.end, m.first, m.last) for m in article.moments]
        compare(article.source, article.figures, days)
    for article in articles:
        set_subjects(article.source, article.figures)


def _settle(article: Article) -> None:
    """Give the times that an article names the days that the whole of it tells."""
    source, moments = article.source, article.moments
    article.reference = reference = reference_of(source, moments, article.lead_end)
    event_day = next((m.first for m in moments if m.kind == "event" and m.first), None)
    event_day = event_day or (reference.day if reference else None)
    article.moments = add_holidays(source, settle(source, moments, reference, event_day))


def _set_sentences(forms: TextForms, figures: list[Figure]) -> None:
    """Sentence of each figure; only the lines that hold figures are cut into sentences."""
    line_end = -1
    sentences: list[tuple[int, int]] = []
    at = 0
    for figure in figures:
        if figure.start >= line_end:
            line_end, sentences = forms.sentences_around(figure.start)
            at = 0
        while at + 1 < len(sentences) and sentences[at][1] < figure.end:
            at += 1
        figure.sentence_start, figure.sentence_end = sentences[at]
