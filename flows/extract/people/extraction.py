"""People of articles: the step itself, frames in and frames out.

In come articles with their province, blocks, dates and credits, out come two frames: mentions and
the posts they bear, with the columns of `raw.person_mentions` and `raw.person_posts`. One article
is decided by itself, so that its rows are the same in every batch and order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from flows.extract.collector import collector_paused
from flows.extract.forms import read_forms
from flows.extract.people.articles import Article, read_articles
from flows.extract.people.completion.agreeing import agree
from flows.extract.people.completion.completing import WholePost, complete
from flows.extract.people.completion.countries import is_another_states
from flows.extract.people.completion.localities import Localities
from flows.extract.people.completion.scenes import Scene
from flows.extract.people.full_names.recognise import recognise
from flows.extract.people.full_names.runs import enter_runs, find_runs
from flows.extract.people.lexicon import key, lexicon
from flows.extract.people.mentions.beside import read_contexts, read_posts
from flows.extract.people.mentions.finding import find_mentions
from flows.extract.people.names import shape
from flows.extract.people.posts.forms import one_form_each, plain_form, with_force
from flows.extract.people.tables import MENTION_SCHEMA, POST_SCHEMA, mention_row, post_rows
from flows.portions import portions
from flows.rows import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from flows.extract.forms import Forms
    from flows.extract.people.mentions.context import Mention


@dataclass(frozen=True)
class People:
    """The persons of a batch of articles.

    Attributes:
        mentions: columns of `raw.person_mentions`, one row a mention.
        posts: columns of `raw.person_posts`, one row a post that a mention bears.
    """

    mentions: pl.DataFrame
    posts: pl.DataFrame


@collector_paused()
def extract_people(
    articles: pl.DataFrame,
    blocks: pl.DataFrame,
    dates: pl.DataFrame,
    credits: pl.DataFrame,  # noqa: A002 - the frame's name in the pipeline
    forms: Forms | None = None,
) -> People:
    """Every person that the articles name, with rank, posts and the words that say so.

    Args:
        articles: columns of `raw.articles` (of them article_id, text, event_date, province_*).
        blocks: columns of `raw.blocks`.
        dates: columns of `raw.dates`.
        credits: article_id, role (author, photographer), start_char, end_char, is_initials.
        forms: the forms of the articles' texts where they are known.

    Returns:
        Mentions and posts, sorted by article as given and by position.
    """
    mention_rows: list[tuple[Any, ...]] = []
    posts_rows: list[tuple[Any, ...]] = []
    forms = forms or read_forms(articles)
    for together in portions(read_articles(articles, blocks, dates, credits, forms)):
        for article, mentions, whole in _told_of(together):
            roles = _roles(mentions, whole)
            for mention, posts, role in zip(mentions, whole, roles, strict=True):
                mention_rows.append(mention_row(article, mention, posts, role))
                if posts:
                    posts_rows.extend(post_rows(article, mention, posts))
    return People(
        frame_of(mention_rows, MENTION_SCHEMA),
        frame_of(posts_rows, POST_SCHEMA),
    )


def _told_of(
    articles: list[Article],
) -> Iterable[tuple[Article, list[Mention], list[list[WholePost]]]]:
    """Each article with its mentions and their whole posts.

    Every step goes over all of the articles before the next one does: its code and tables are then
    still at hand in the processor's own memory, which makes all of them a tenth faster.
    """
    found = [find_runs(article.view) for article in articles]
    for article, runs in zip(articles, found, strict=True):
        enter_runs(article.view, runs)
    for article, runs in zip(articles, found, strict=True):
        recognise(article.view, runs)
    named = [
        find_mentions(article.view, article.credits, runs)
        for article, runs in zip(articles, found, strict=True)
    ]
    for article, mentions in zip(articles, named, strict=True):
        read_contexts(article.view, mentions)
    for article, mentions in zip(articles, named, strict=True):
        read_posts(article.view, mentions)
    whole = [
        _completed(article, mentions) for article, mentions in zip(articles, named, strict=True)
    ]
    return zip(articles, named, whole, strict=True)


def _completed(article: Article, mentions: list[Mention]) -> list[list[WholePost]]:
    """The posts of each mention made whole from all that the article says of its person."""
    if not any(mention.posts for mention in mentions):
        return [[] for _ in mentions]
    text = article.text
    written = [
        [with_force(text, post.start, post.end) for post in mention.posts] for mention in mentions
    ]
    of_person: dict[str, list[str]] = {}
    for mention, posts in zip(mentions, written, strict=True):
        if posts:
            of_person.setdefault(key(mention.name), []).extend(map(plain_form, posts))
    longest = {
        name: sorted(one_form_each(posts), key=lambda post: (-len(post), post))
        for name, posts in of_person.items()
    }
    places = Localities(
        article.view,
        article.home,
        frozenset(mention.start for mention in mentions),
        frozenset(chain.from_iterable(of_person.values())),
    )
    whole = [
        complete(
            posts,
            mention.posts,
            longest[key(mention.name)],
            Scene(places, min(mention.posts[0].start, mention.start)),
            is_foreign=_stands_apart(mention.name) or is_another_states(plain_form(posts[-1])),
        )
        if posts
        else []
        for mention, posts in zip(mentions, written, strict=True)
    ]
    agree([mention.name for mention in mentions], written, whole)
    return whole


def _stands_apart(name: str) -> bool:
    """Whether whose posts are none of the bodies that the article tells of: abroad, in the past."""
    return shape(name).kind == "foreign" or key(name) in lexicon().names.titled


def _roles(mentions: list[Mention], whole: list[list[WholePost]]) -> list[str]:
    """Role of each mention: an official by any rank, public post or `đồng chí` of the person."""
    roles: dict[str, str] = {}
    names = [key(mention.name) for mention in mentions]
    titled = lexicon().names.titled
    for name, mention, posts in zip(names, mentions, whole, strict=True):
        if mention.role:
            roles.setdefault(name, mention.role)
        elif name in titled or _is_official(mention, posts):
            roles[name] = "official"
        else:
            roles.setdefault(name, "other")
    return [mention.role or roles[name] for name, mention in zip(names, mentions, strict=True)]


def _is_official(mention: Mention, posts: list[WholePost]) -> bool:
    if mention.context is not None and mention.context.rank is not None:
        return True
    if (
        mention.honorific is not None
        and lexicon().names.honorifics.get(mention.honorific) == "comrade"
    ):
        return True
    return any(post.is_official for post in posts)
