"""The tables of people: their columns, and the rows that a mention and its posts become.

In come an article's mentions with their whole posts, out come tuples in the order of the schemas of
`raw.person_mentions` and `raw.person_posts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.people.completion.completing import WholePost, main_post

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from flows.extract.people.articles import Article
    from flows.extract.people.mentions.context import Mention

MENTION_SCHEMA: dict[str, Any] = {
    "mention_id": pl.String,
    "article_id": pl.String,
    "name": pl.String,
    "surface": pl.String,
    "start_char": pl.Int32,
    "end_char": pl.Int32,
    "role": pl.String,
    "is_short_form": pl.Boolean,
    "honorific": pl.String,
    "rank": pl.String,
    "rank_surface": pl.String,
    "rank_start_char": pl.Int32,
    "rank_end_char": pl.Int32,
    "organisation": pl.String,
    "branch": pl.String,
    "province_id": pl.String,
    "in_title": pl.Boolean,
    "in_caption": pl.Boolean,
    "sentence_start_char": pl.Int32,
    "sentence_end_char": pl.Int32,
}
POST_SCHEMA: dict[str, Any] = {
    "mention_id": pl.String,
    "post_index": pl.Int32,
    "article_id": pl.String,
    "post": pl.String,
    "post_normalised": pl.String,
    "start_char": pl.Int32,
    "end_char": pl.Int32,
    "organisation": pl.String,
    "branch": pl.String,
    "province_id": pl.String,
    "status": pl.String,
    "status_date": pl.Date,
}
_NO_RANK = (None, None, None, None)
_NO_SEAT = (None, None, None)


def mention_row(
    article: Article, mention: Mention, posts: list[WholePost], role: str
) -> tuple[Any, ...]:
    """A row of `raw.person_mentions`."""
    start, end = mention.start, mention.end
    sentence = article.sentence_at(start)
    kind = article.block_kind_at(start)
    return (
        f"{article.article_id}:p{start}",
        article.article_id,
        mention.name,
        article.text[start:end],
        start,
        end,
        mention.role or role,
        mention.is_short,
        mention.honorific,
        *_rank(article, mention),
        *(_seat(posts) if posts else _NO_SEAT),
        kind == "title",
        kind == "caption" or mention.role == "photographer",
        sentence[0],
        max(sentence[1], end),
    )


def _rank(article: Article, mention: Mention) -> tuple[Any, ...]:
    """Rank, and the words that say so with their span."""
    context = mention.context
    if context is None or context.rank_span is None:
        return _NO_RANK
    start, end = context.rank_span
    return context.rank, article.text[start:end], start, end


def _seat(posts: list[WholePost]) -> tuple[Any, ...]:
    """Organisation, branch and province of the main post, of those still held if any is."""
    main = main_post([post for post in posts if post.span.status != "former"] or posts)
    return (main.organisation, main.branch, main.province_id) if main else _NO_SEAT


def post_rows(
    article: Article, mention: Mention, posts: list[WholePost]
) -> Iterable[tuple[Any, ...]]:
    """Rows of `raw.person_posts`, one a post of the mention."""
    for index, post in enumerate(posts):
        start, end = post.span.start, post.span.end
        yield (
            f"{article.article_id}:p{mention.start}",
            index,
            article.article_id,
            article.text[start:end],
            post.normalised,
            start,
            end,
            post.organisation,
            post.branch,
            post.province_id,
            post.span.status,
            _status_date(article, mention) if post.span.status == "appointed" else None,
        )


def _status_date(article: Article, mention: Mention) -> date | None:
    """The day of an appointment: the one its sentence tells, else the article's."""
    start, end = article.sentence_at(mention.start)
    told = (day for position, day in article.days if start <= position < end)
    return next(told, article.event_date)
