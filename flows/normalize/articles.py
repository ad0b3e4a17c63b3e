"""Decoded texts -> articles, blocks, dates, credits.

In comes the frame of the reader (one row per document), out come the frames that `raw.articles`,
`raw.blocks` and `raw.dates` hold, and the credits, so that no later step parses a byline again.
Rows that the reader rejected are left out. What a source says beside the text (title, date, author
of an HTML page or a JSON row) wins over what the text says, and is marked `source`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.normalize.credits import find_credits
from flows.normalize.date_patterns import places_expr
from flows.normalize.dates import ArticleDates, read_dates
from flows.normalize.frames import (
    ARTICLES_SCHEMA,
    BLOCKS_SCHEMA,
    CREDITS_SCHEMA,
    DATES_SCHEMA,
)
from flows.normalize.layout import Layout, lay_out
from flows.normalize.matching import Matched, matched
from flows.normalize.unicode import REPAIR, with_text
from flows.portions import portions
from flows.rows import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.normalize.byline_grammar import Credits

ARTICLE_ID_LENGTH = 16

_ISO = re.compile(r"\s*((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class NormalisedArticles:
    """What normalising makes of a batch of documents.

    Attributes:
        articles: one row per accepted document (`ARTICLES_SCHEMA`).
        blocks: the parts of each distinct article, in order (`BLOCKS_SCHEMA`).
        dates: every mention of time of each distinct article (`DATES_SCHEMA`).
        credits: authors and photographers with their spans (`CREDITS_SCHEMA`); `is_initials` marks
            credits of initials alone (`N.H`), which name nobody.
        matched: the matching forms of the texts, one a row of `articles`.
    """

    articles: pl.DataFrame
    blocks: pl.DataFrame
    dates: pl.DataFrame
    credits: pl.DataFrame
    matched: Matched


def parse_source_date(value: str | None) -> date | None:
    """The day in a source's date field: ISO first, else day, month, year; else None."""
    if not value:
        return None
    for pattern, order in ((_ISO, (1, 2, 3)), (_DMY, (3, 2, 1))):
        match = pattern.match(value) if pattern is _ISO else pattern.search(value)
        if match is not None:
            try:
                return date(*(int(match[index]) for index in order))
            except ValueError:
                return None
    return None


def _with_column(frame: pl.DataFrame, name: str, dtype: Any) -> pl.DataFrame:
    return frame if name in frame.columns else frame.with_columns(pl.lit(None, dtype).alias(name))


def _prepare(texts: pl.DataFrame) -> pl.DataFrame:
    """Accepted rows with text and its number of words."""
    for name in ("source_title", "source_date", "source_author", "reason_code", "encoding"):
        texts = _with_column(texts, name, pl.String)
    texts = _with_column(texts, "repairs", pl.List(REPAIR))
    accepted = texts.filter(pl.col("decoded").is_not_null() & pl.col("reason_code").is_null())
    return with_text(accepted).with_columns(
        pl.col("text")
        .str.count_matches(r"[\p{L}\p{N}]+(?:[.,/'’-][\p{L}\p{N}]+)*")
        .cast(pl.Int64)
        .alias("word_count")
    )


def _article_id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:ARTICLE_ID_LENGTH]


def normalise(texts: pl.DataFrame) -> NormalisedArticles:
    """Make articles of decoded documents.

    Args:
        texts: frame of `flows.read`; `decoded` and `source_path` are needed, `encoding`, `repairs`,
            `source_title`, `source_date`, `source_author` and `reason_code` are used where present.

    Returns:
        The frames of the accepted documents. Documents of the same text have one row each in
        `articles` (the flow keeps the first) but share their blocks, dates and credits.
    """
    frame = _prepare(texts)
    rows = _Rows()
    forms = matched(frame["text"])
    ids = [_article_id(text) for text in forms.texts]
    places = forms.column.to_frame("form").select(places_expr(pl.col("form")))["form"].to_list()
    columns = (frame[name].to_list() for name in ("source_title", "source_date", "source_author"))
    documents = zip(ids, forms.texts, forms.lows, places, *columns, strict=True)
    for together in portions(documents):
        for read in _read(together):
            rows.add(read)
    articles = frame_of(rows.articles, _PER_ARTICLE)
    articles = pl.concat(
        [
            frame.select(
                pl.Series("article_id", ids, dtype=pl.String),
                "text",
                "word_count",
                "source_path",
                pl.col("encoding").alias("source_encoding"),
                "repairs",
            ),
            articles,
        ],
        how="horizontal",
    ).select(pl.col(name).cast(dtype) for name, dtype in ARTICLES_SCHEMA.items())
    return NormalisedArticles(
        articles,
        frame_of(rows.blocks, BLOCKS_SCHEMA),
        frame_of(rows.dates, DATES_SCHEMA),
        frame_of(rows.credits, CREDITS_SCHEMA),
        forms,
    )


_FROM_READER = {"article_id", "text", "word_count", "source_path", "source_encoding", "repairs"}
_PER_ARTICLE = {name: dtype for name, dtype in ARTICLES_SCHEMA.items() if name not in _FROM_READER}


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read from one document."""

    article_id: str
    text: str
    layout: Layout
    credits: Credits
    dates: ArticleDates
    source_title: str | None
    published: date | None
    source_author: str | None


def _read(documents: list[tuple[Any, ...]]) -> Iterator[_Read]:
    """What stands in some documents: article_id, text, low, places and the source's own fields.

    Every step goes over all of the documents before the next one does: its code and tables are then
    still at hand in the processor's own memory.
    """
    ids, texts, lows, places, titles, days, authors = zip(*documents, strict=True)
    layouts = list(map(lay_out, texts, titles))
    found = list(map(find_credits, texts, layouts))
    published = list(map(parse_source_date, days))
    dates = map(read_dates, lows, layouts, published, places)
    return map(_Read, ids, texts, layouts, found, dates, titles, published, authors)


class _Rows:
    """Rows of the four frames, collected article by article."""

    def __init__(self) -> None:
        self.articles: list[tuple[Any, ...]] = []
        self.blocks: list[tuple[Any, ...]] = []
        self.dates: list[tuple[Any, ...]] = []
        self.credits: list[tuple[Any, ...]] = []
        self._seen: set[str] = set()

    def add(self, read: _Read) -> None:
        """Take in one document; the parts of a text that was seen before are not repeated."""
        layout, found = read.layout, read.credits
        self.articles.append(
            (
                *_title(read.text, layout, read.source_title),
                *_lead(read.text, layout),
                layout.header_date.replace(day=1) if layout.header_date else None,
                *_published(layout, read.published),
                *_event(read.dates),
                read.dates.is_contradictory,
                *_author(found, read.source_author),
                found.agency,
                found.is_collaborator,
                found.names("photographer"),
            )
        )
        if read.article_id not in self._seen:
            self._seen.add(read.article_id)
            self._add_parts(read)

    def _add_parts(self, read: _Read) -> None:
        article_id, text = read.article_id, read.text
        self.blocks += [
            (article_id, index, block.kind, block.start, block.end)
            for index, block in enumerate(read.layout.blocks)
        ]
        self.dates += [
            (
                *(article_id, row.start_char, row.end_char),
                *(text[row.start_char : row.end_char], row.kind),
                *(row.span.start, row.span.end, row.span.precision, row.span.basis),
            )
            for row in read.dates.rows
        ]
        self.credits += [
            (article_id, credit.role, credit.name, credit.start, credit.end, credit.is_initials)
            for credit in read.credits.credits
        ]


def _title(text: str, layout: Layout, source_title: str | None) -> tuple[Any, ...]:
    start, end = layout.title or (None, None)
    if source_title is not None and source_title.strip():
        title = source_title.strip()
        # A title that the text holds otherwise (in capitals, say) is no span of it.
        stands = start is not None and text[start:end] == title
        return title, start if stands else None, end if stands else None, "source"
    if layout.title is None:
        return None, None, None, None
    return text[start:end], start, end, "text"


def _lead(text: str, layout: Layout) -> tuple[Any, ...]:
    if layout.lead is None:
        return None, None, None
    start, end = layout.lead
    return text[start:end], start, end


def _published(layout: Layout, published: date | None) -> tuple[date | None, str | None]:
    if published is not None:
        return published, "source"
    if layout.header_has_day:
        return layout.header_date, "header"
    return None, None


def _event(dates: ArticleDates) -> tuple[Any, ...]:
    if dates.event is None or dates.event_span is None:
        return None, None, None, None, None
    return dates.event.start, "day", dates.event.basis, *dates.event_span


def _author(credits_found: Credits, source_author: str | None) -> tuple[str | None, str | None]:
    if source_author is not None and source_author.strip():
        return source_author.strip(), "source"
    names = credits_found.names("author")
    return (", ".join(names), "text") if names else (None, None)
