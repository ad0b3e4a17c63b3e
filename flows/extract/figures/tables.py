"""The tables of figures: their columns, and the rows that an article's figures become.

In come an article's figures and other numbers, out come tuples in the order of the schemas of
`raw.metrics` and `raw.non_metric_numbers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.figures.meaning.organisations import (
    COUNTRY_WORDS,
    OrganisationFinder,
    is_of_country,
)

if TYPE_CHECKING:
    from flows.extract.figures.articles import Article
    from flows.extract.figures.model import Figure

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


def metric_rows(article: Article) -> list[tuple[Any, ...]]:
    """The rows of `raw.metrics` of one article, in the order of `METRICS_SCHEMA`."""
    source, province_id = article.source, article.province_id
    organisations = OrganisationFinder(source.form, article.heads)
    has_country = province_id is not None and any(word in source.low for word in COUNTRY_WORDS)
    rows = []
    for figure in article.figures:
        line = source.text.rfind("\n", 0, figure.start) + 1 if has_country else 0
        is_national = has_country and is_of_country(source.low, line, figure.start)
        province = None if is_national else province_id
        rows.append(_metric_row(figure, article.article_id, province, source.text, organisations))
    return rows


def number_rows(article: Article) -> list[tuple[Any, ...]]:
    """The rows of `raw.non_metric_numbers` of one article, in the order of its schema."""
    article_id, text = article.article_id, article.source.text
    return [(article_id, start, end, text[start:end], kind) for start, end, kind in article.others]


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
