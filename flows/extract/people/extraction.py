"""People of articles: the step itself, frames in and frames out.

In come articles with their province, blocks, dates and credits, out come two frames: mentions and
the posts they bear, with the columns of `raw.person_mentions` and `raw.person_posts`. One article
is decided by itself, so that its rows are the same in every batch and order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.extract.people.completion import (
    Home,
    WholePost,
    complete,
    main_post,
    plain,
    province_in,
    with_force,
)
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.mentions import find_mentions
from flows.extract.people.names import is_credited_name, shape
from flows.extract.people.posts import View
from flows.normalize.matching import fold_case_expr, match_form_expr
from flows.normalize.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from flows.extract.people.context import Mention

_TOLD_PLACE = re.compile(r"\b[Tt]ại (?:tỉnh |TP\.? ?)?([^,.;:()\n]{2,20}), $")
_LONGEST_TOLD = 40
# Names of one byline stand no further apart than their separator.
_NEAR_CREDIT = 4

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


@dataclass(frozen=True)
class People:
    """The persons of a batch of articles.

    Attributes:
        mentions: columns of `raw.person_mentions`, one row a mention.
        posts: columns of `raw.person_posts`, one row a post that a mention bears.
    """

    mentions: pl.DataFrame
    posts: pl.DataFrame


@dataclass(frozen=True, slots=True)
class _Article:
    """One article as the rules see it."""

    article_id: str
    text: str
    view: View
    home: Home
    event_date: date | None
    blocks: tuple[list[int], list[int], list[str]]
    credits: list[tuple[int, int, str]]
    days: list[tuple[int, date]]


def _grouped(frame: pl.DataFrame, columns: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of a frame by article, in order of the text."""
    if frame.is_empty():
        return {}
    groups: dict[str, list[tuple[Any, ...]]] = {}
    rows = frame.select("article_id", *columns).sort("article_id", columns[0])
    for article_id, *values in rows.iter_rows():
        groups.setdefault(article_id, []).append(tuple(values))
    return groups


def _home(row: dict[str, Any]) -> Home:
    """The article's province, in the article's own form where the text names it."""
    province_id, surface = row["province_id"], row["province_name"]
    start = row["province_start_char"]
    if start is not None:
        written = row["text"][start : row["province_end_char"]]
        if province_in(written) == province_id:
            surface = written
    return Home(surface, province_id, province_id in lexicon().city_ids)


def _articles(
    articles: pl.DataFrame, blocks: pl.DataFrame, dates: pl.DataFrame, credited: pl.DataFrame
) -> Iterable[_Article]:
    by_block = _grouped(blocks, ["start_char", "end_char", "kind"])
    by_credit = _grouped(credited, ["start_char", "end_char", "role", "name"])
    day = dates.filter((pl.col("precision") == "day") & pl.col("start_date").is_not_null())
    by_day = _grouped(day, ["start_char", "start_date"])
    wanted = [
        "article_id",
        "text",
        "event_date",
        "province_id",
        "province_name",
        "province_start_char",
        "province_end_char",
    ]
    formed = articles.select(*wanted, match_form_expr(pl.col("text")).alias("form"))
    formed = formed.with_columns(fold_case_expr(pl.col("form")).alias("low"))
    for row in formed.iter_rows(named=True):
        article_id = row["article_id"]
        found = by_block.get(article_id, [])
        yield _Article(
            article_id,
            row["text"],
            View(row["form"], row["low"]),
            _home(row),
            row["event_date"],
            ([b[0] for b in found], [b[1] for b in found], [b[2] for b in found]),
            _named_credits(by_credit.get(article_id, [])),
            [(d[0], d[1]) for d in by_day.get(article_id, [])],
        )


def _named_credits(credited: list[tuple[Any, ...]]) -> list[tuple[int, int, str]]:
    """The credits that name somebody; a province's name does beside another's (`Hà Giang - Tú`)."""
    named = [c for c in credited if is_credited_name(c[3])]
    provinces = lexicon().provinces
    beside = [
        c
        for c in credited
        if c not in named
        and " " in c[3]
        and key(c[3]) in provinces
        and any(0 < c[0] - n[1] <= _NEAR_CREDIT or 0 < n[0] - c[1] <= _NEAR_CREDIT for n in named)
    ]
    return [(c[0], c[1], c[2]) for c in credited if c in named or c in beside]


def _kind_at(article: _Article, position: int) -> str:
    starts, ends, kinds = article.blocks
    index = bisect_right(starts, position) - 1
    return kinds[index] if index >= 0 and position < ends[index] else ""


def _sentence(
    article: _Article, start: int, cache: dict[int, list[tuple[int, int]]]
) -> tuple[int, int]:
    """Span of the sentence that holds `start`; only its line is split."""
    text = article.view.form
    first = text.rfind("\n", 0, start) + 1
    if first not in cache:
        stop = text.find("\n", start)
        line = text[first : stop if stop != -1 else len(text)]
        cache[first] = [(first + a, first + b) for a, b in sentence_spans(line, is_form=True)]
    for begin, end in cache[first]:
        if begin <= start < end:
            return begin, end
    return start, start


def _status_date(article: _Article, status: str, sentence: tuple[int, int]) -> date | None:
    if status != "appointed":
        return None
    for position, day in article.days:
        if sentence[0] <= position < sentence[1]:
            return day
    return article.event_date


def _roles(mentions: list[Mention], whole: dict[int, list[WholePost]]) -> dict[str, str]:
    """Role of each person in the article: an official by any rank, public post or `đồng chí`."""
    roles: dict[str, str] = {}
    for index, mention in enumerate(mentions):
        name = key(mention.name)
        if mention.role:
            roles.setdefault(name, mention.role)
            continue
        official = (
            (mention.context is not None and mention.context.rank is not None)
            or any(post.is_official for post in whole[index])
            or mention.honorific in {"đồng chí", "các đồng chí", "đ/c"}
        )
        if official:
            roles[name] = "official"
        else:
            roles.setdefault(name, "other")
    return roles


def _home_of(article: _Article, mention: Mention) -> Home:
    """The article's province, or the one named right before the mention (`Tại Huế, Chủ tịch …`)."""
    if not mention.posts:
        return article.home
    start = min(mention.posts[0].start, mention.start)
    told = _TOLD_PLACE.search(article.view.form, max(0, start - _LONGEST_TOLD), start)
    province_id = province_in(told[1]) if told else None
    if told is None or province_id is None:
        return article.home
    return Home(told[1], province_id, province_id in lexicon().city_ids)


def _completed(article: _Article, mentions: list[Mention]) -> dict[int, list[WholePost]]:
    text = article.text
    of_person: dict[str, list[str]] = {}
    for mention in mentions:
        of_person.setdefault(key(mention.name), []).extend(
            plain(with_force(text, post.start, post.end)) for post in mention.posts
        )
    longest = {
        name: sorted(set(posts), key=lambda p: (-len(p), p)) for name, posts in of_person.items()
    }
    return {
        index: complete(
            [with_force(text, post.start, post.end) for post in mention.posts],
            mention.posts,
            longest[key(mention.name)],
            _home_of(article, mention),
            is_foreign=shape(mention.name).kind == "foreign",
        )
        for index, mention in enumerate(mentions)
    }


def extract_article(article: _Article) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of mentions and posts of one article, in the order of the schemas."""
    mentions = find_mentions(article.view, article.credits)
    if not mentions:
        return [], []
    whole = _completed(article, mentions)
    roles = _roles(mentions, whole)
    sentences: dict[int, list[tuple[int, int]]] = {}
    mention_rows: list[tuple[Any, ...]] = []
    post_rows: list[tuple[Any, ...]] = []
    for index, mention in enumerate(mentions):
        sentence = _sentence(article, mention.start, sentences)
        mention_rows.append(_mention_row(article, mention, whole[index], roles, sentence))
        post_rows.extend(_post_rows(article, mention, whole[index], sentence))
    return mention_rows, post_rows


def _mention_row(
    article: _Article,
    mention: Mention,
    posts: list[WholePost],
    roles: dict[str, str],
    sentence: tuple[int, int],
) -> tuple[Any, ...]:
    context = mention.context
    rank_span = context.rank_span if context else None
    main = main_post([post for post in posts if post.span.status != "former"] or posts)
    kind = _kind_at(article, mention.start)
    return (
        f"{article.article_id}:p{mention.start}",
        article.article_id,
        mention.name,
        article.text[mention.start : mention.end],
        mention.start,
        mention.end,
        mention.role or roles[key(mention.name)],
        mention.is_short,
        mention.honorific,
        context.rank if context else None,
        article.text[rank_span[0] : rank_span[1]] if rank_span else None,
        rank_span[0] if rank_span else None,
        rank_span[1] if rank_span else None,
        main.organisation if main else None,
        main.branch if main else None,
        main.province_id if main else None,
        kind == "title",
        kind == "caption" or mention.role == "photographer",
        sentence[0],
        max(sentence[1], mention.end),
    )


def _post_rows(
    article: _Article, mention: Mention, posts: list[WholePost], sentence: tuple[int, int]
) -> Iterable[tuple[Any, ...]]:
    for index, post in enumerate(posts):
        yield (
            f"{article.article_id}:p{mention.start}",
            index,
            article.article_id,
            article.text[post.span.start : post.span.end],
            post.normalised,
            post.span.start,
            post.span.end,
            post.organisation,
            post.branch,
            post.province_id,
            post.span.status,
            _status_date(article, post.span.status, sentence),
        )


def extract_people(
    articles: pl.DataFrame,
    blocks: pl.DataFrame,
    dates: pl.DataFrame,
    credits: pl.DataFrame,  # noqa: A002 - the frame's name in the pipeline
) -> People:
    """Every person that the articles name, with rank, posts and the words that say so.

    Args:
        articles: columns of `raw.articles` (of them article_id, text, event_date, province_*).
        blocks: columns of `raw.blocks`.
        dates: columns of `raw.dates`.
        credits: article_id, role (author, photographer), start_char, end_char, is_initials.

    Returns:
        Mentions and posts, sorted by article as given and by position.
    """
    mention_rows: list[tuple[Any, ...]] = []
    post_rows: list[tuple[Any, ...]] = []
    for article in _articles(articles, blocks, dates, credits):
        mentions, posts = extract_article(article)
        mention_rows += mentions
        post_rows += posts
    return People(
        pl.DataFrame(mention_rows, schema=MENTION_SCHEMA, orient="row"),
        pl.DataFrame(post_rows, schema=POST_SCHEMA, orient="row"),
    )
