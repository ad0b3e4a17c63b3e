"""Articles in, figures and other numbers out: the step as the flow calls it.

In come the frames of articles, blocks and dates, out come the frames of `raw.metrics` and
`raw.non_metric_numbers`. Finding the numbers is one pass in Rust over all texts; only the numbers
found are then read in Python, each within a bounded window.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.collector import collector_paused
from flows.extract.figures.article_year import reference_of
from flows.extract.figures.building import join_amounts
from flows.extract.figures.comparisons import compare
from flows.extract.figures.holidays import add_holidays
from flows.extract.figures.lexicon import lexicon
from flows.extract.figures.model import Source
from flows.extract.figures.moments import Moment
from flows.extract.figures.numbers import read_numbers, tokens_of
from flows.extract.figures.organisations import (
    COUNTRY_WORDS,
    OrganisationFinder,
    heads_of,
    is_of_country,
)
from flows.extract.figures.parts import check_totals
from flows.extract.figures.periods import set_periods
from flows.extract.figures.relations import relate
from flows.extract.figures.settling import settle
from flows.extract.figures.subjects import set_subjects
from flows.extract.figures.tokens import chunks_of, without_marks
from flows.extract.forms import read_forms
from flows.rows import frame_of

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, OtherNumber, Token
    from flows.extract.forms import Forms, TextForms

METRICS_SCHEMA: dict[str, Any] = {
    "metric_id": pl.String,
    "article_id": pl.String,
    "start_char": pl.Int32,
    "end_char": pl.Int32,
    "surface": pl.String,
    "phrase_start_char": pl.Int32,
    "phrase_end_char": pl.Int32,
    "value": pl.Float64,
    "value_upper": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "ratio_kind": pl.String,
    "unit": pl.String,
    "unit_kind": pl.String,
    "qualifier": pl.String,
    "qualifier_surface": pl.String,
    "direction": pl.String,
    "subject_start_char": pl.Int32,
    "subject_end_char": pl.Int32,
    "comparison_base": pl.String,
    "comparison_start_date": pl.Date,
    "comparison_end_date": pl.Date,
    "period_label": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "period_basis": pl.String,
    "organisation": pl.String,
    "province_id": pl.String,
    "sentence_start_char": pl.Int32,
    "sentence_end_char": pl.Int32,
    "group_id": pl.String,
    "is_consistent": pl.Boolean,
}
NON_METRIC_SCHEMA: dict[str, Any] = {
    "article_id": pl.String,
    "start_char": pl.Int32,
    "end_char": pl.Int32,
    "surface": pl.String,
    "kind": pl.String,
}


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
    dates_of = _dates_by_article(dates)
    headers = _ends_of(blocks, "header")
    leads = _ends_of(blocks, "title", "lead")
    if "province_id" not in articles.columns:
        articles = articles.with_columns(province_id=pl.lit(None, pl.String))
    forms = without_marks(forms or read_forms(articles))
    metric_rows: list[tuple[Any, ...]] = []
    number_rows: list[tuple[Any, ...]] = []
    columns = (articles[name].to_list() for name in ("article_id", "province_id"))
    lexis = lexicon()
    rows = zip(*columns, forms, *chunks_of(forms.column), heads_of(forms.column), strict=True)
    for article_id, province_id, text_forms, chunks, starts, heads in rows:
        if not chunks:
            continue
        text = text_forms.text
        dated = dates_of.get(article_id, [])
        spans = [row[:3] for row in dated]
        source = Source(
            text, text_forms.form, text_forms.low, spans, headers.get(article_id, 0), lexis
        )
        figures, others = _read_article(
            source,
            tokens_of(chunks, starts),
            text_forms,
            dated,
            leads.get(article_id, 0),
        )
        organisations = OrganisationFinder(source.form, heads)
        metric_rows += _metric_rows(article_id, province_id, source, figures, organisations)
        number_rows += [
            (article_id, start, end, text[start:end], kind) for start, end, kind in others
        ]
    return Figures(frame_of(metric_rows, METRICS_SCHEMA), frame_of(number_rows, NON_METRIC_SCHEMA))


def _ends_of(blocks: pl.DataFrame, *kinds: str) -> dict[str, int]:
    """Where the last block of some kinds ends, by article."""
    ends = (
        blocks.filter(pl.col("kind").is_in(kinds))
        .group_by("article_id")
        .agg(pl.col("end_char").max())
    )
    return dict(ends.iter_rows())


def _dates_by_article(dates: pl.DataFrame) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    columns = (
        "article_id",
        "start_char",
        "end_char",
        "kind",
        "start_date",
        "end_date",
        "precision",
        "basis",
    )
    ordered = dates.select(columns).sort("article_id", "start_char")
    ids, *values = (column.to_list() for column in ordered)
    for article_id, row in zip(ids, zip(*values, strict=True), strict=True):
        found[article_id].append(row)
    return found


def _read_article(
    source: Source,
    tokens: list[Token],
    forms: TextForms,
    dates: list[tuple[Any, ...]],
    lead_end: int,
) -> tuple[list[Figure], list[OtherNumber]]:
    figures, others = read_numbers(source, tokens)
    if not figures:
        return figures, others
    figures = join_amounts(source, figures)
    _set_sentences(forms, figures)
    relate(source, figures)
    check_totals(source, figures)
    moments = [Moment(*row) for row in dates]
    reference = reference_of(source, moments, lead_end)
    event_day = next((m.first for m in moments if m.kind == "event" and m.first), None)
    event_day = event_day or (reference.day if reference else None)
    moments = add_holidays(source, settle(source, moments, reference, event_day))
    set_periods(source, figures, moments, lead_end, reference)
    compare(source, figures, [(m.start, m.end, m.first, m.last) for m in moments])
    set_subjects(source, figures)
    return figures, others


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


def _metric_rows(
    article_id: str,
    province_id: str | None,
    source: Source,
    figures: list[Figure],
    organisations: OrganisationFinder,
) -> list[tuple[Any, ...]]:
    rows = []
    has_country = province_id is not None and any(word in source.low for word in COUNTRY_WORDS)
    for f in figures:
        line = source.text.rfind("\n", 0, f.start) + 1 if has_country else 0
        is_national = has_country and is_of_country(source.low, line, f.start)
        province = None if is_national else province_id
        rows.append(_metric_row(f, article_id, province, source.text, organisations))
    return rows


def _metric_row(
    f: Figure,
    article_id: str,
    province_id: str | None,
    text: str,
    organisations: OrganisationFinder,
) -> tuple[Any, ...]:
    """One row of `raw.metrics`, in the order of `METRICS_SCHEMA`."""
    return (
        f"{article_id}:m{f.start}",
        article_id,
        f.start,
        f.end,
        text[f.start : f.end],
        f.phrase_start,
        f.phrase_end,
        f.value,
        f.value_upper,
        f.numerator,
        f.denominator,
        f.ratio_kind,
        f.unit,
        f.unit_kind,
        f.qualifier,
        text[f.qualifier_start : f.qualifier_end] if f.qualifier_end else None,
        f.direction,
        f.subject_start,
        f.subject_end,
        _cut(text, f.comparison_start, f.comparison_end),
        f.comparison_start_date,
        f.comparison_end_date,
        _cut(text, f.period_start_char, f.period_end_char),
        f.period_start,
        f.period_end,
        f.period_basis,
        organisations.before(f.sentence_start, f.start),
        province_id,
        f.sentence_start,
        f.sentence_end,
        None if f.group is None else f"{article_id}:g{f.group}",
        f.is_consistent,
    )


def _cut(text: str, start: int | None, end: int | None) -> str | None:
    return None if start is None else text[start:end]
