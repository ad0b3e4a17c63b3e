"""Articles as the rules about figures see them.

In come the frames of a batch (articles with their province, blocks, dates), out comes one `Article`
each: its text in the forms that rules match, its numbers as they are written, and what the steps
before have found in it. The steps here put in what they read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.figures.lexicon import lexicon
from flows.extract.figures.meaning.organisations import heads_of
from flows.extract.figures.model import Figure, OtherNumber, Source, Token
from flows.extract.figures.reading.numbers import tokens_of
from flows.extract.figures.reading.tokens import chunks_of
from flows.extract.figures.times.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.extract.forms import Forms, TextForms
    from flows.normalize.date_spans import Reference


@dataclass(slots=True)
class Article:
    """One article as the rules see it, and what they have read of it so far.

    Attributes:
        article_id: as in `raw.articles`.
        province_id: its province, where it is known.
        source: its text with its forms, dates and vocabulary.
        forms: the forms of its text with their sentences.
        lead_end: where title and lead end.
        tokens: its numbers as they are written, in order.
        heads: the words by which names of organisations may begin.
        moments: the times that it names; settled before periods are set.
        reference: the year and month it was written in, where they are known.
        figures: what it reports in numbers.
        others: its other numbers.
    """

    article_id: str
    province_id: str | None
    source: Source
    forms: TextForms
    lead_end: int
    tokens: list[Token]
    heads: list[str]
    moments: list[Moment]
    reference: Reference | None = None
    figures: list[Figure] = field(default_factory=list)
    others: list[OtherNumber] = field(default_factory=list)


def read_articles(
    articles: pl.DataFrame, blocks: pl.DataFrame, dates: pl.DataFrame, forms: Forms
) -> Iterator[Article]:
    """The articles of a batch that have a number, in its order.

    Args:
        articles: `article_id`, `province_id`.
        blocks: columns of `raw.blocks`; only where header, title and lead end is used.
        dates: columns of `raw.dates`.
        forms: the forms of the articles' texts, none with the mark (`tokens.without_marks`).
    """
    dates_of = _dates_by_article(dates)
    headers = _ends_of(blocks, "header")
    leads = _ends_of(blocks, "title", "lead")
    lexis = lexicon()
    told = articles.select("article_id", "province_id").rows()
    rows = zip(told, forms, *chunks_of(forms.column), heads_of(forms.column), strict=True)
    for (article_id, province_id), form, chunks, starts, heads in rows:
        if not chunks:
            continue
        dated = dates_of.get(article_id, [])
        spans = [row[:3] for row in dated]
        yield Article(
            article_id,
            province_id,
            Source(form.text, form.form, form.low, spans, headers.get(article_id, 0), lexis),
            form,
            leads.get(article_id, 0),
            tokens_of(chunks, starts),
            heads,
            [Moment(*row) for row in dated],
        )


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
