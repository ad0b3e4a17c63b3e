"""Words of ranks and posts.

In come `ranks.csv`, `posts.csv`, `post_terms.csv`, `post_words.csv` and `post_bodies.csv`, out come
the heads of posts and what stands around them, keyed as the rules look them up.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.extract.people.lexicon.tables import column, key, longest, post_words, seconds
from flows.extract.vocabulary import load


@dataclass(frozen=True)
class Rank:
    """A police or army rank: its name in sentence case and its place among the ranks."""

    name: str
    order: int


@dataclass(frozen=True)
class Post:
    """The head of a post: its own branch, its weight among posts, whether it is public."""

    branch: str | None
    precedence: int
    is_official: bool


@dataclass(frozen=True)
class PostWords:
    """Heads of posts, alone and by their first word, and the words that posts are written with.

    `*_longest` give, for a first word, the most words that an entry with it has.
    """

    ranks: dict[str, Rank]
    heads: dict[str, Post]
    head_longest: dict[str, int]
    head_starts: dict[str, frozenset[str]]
    lone_heads: frozenset[str]
    organisations: dict[str, str]
    bodies: dict[str, tuple[str, tuple[str, ...]]]
    first_words: frozenset[str]
    last_words: frozenset[str]
    terms: dict[str, bool]
    term_longest: dict[str, int]
    openers: frozenset[str]
    connectors: frozenset[str]
    levels: frozenset[str]
    further_titles: list[str]
    functions: list[str]
    council_heads: frozenset[str]
    territory_heads: frozenset[str]
    memberships: frozenset[str]
    servants: frozenset[str]
    leaders: frozenset[str]
    clause_words: list[str]
    told_words: tuple[str, ...]
    asides: frozenset[str]
    local_words: list[str]


def read_posts() -> PostWords:
    """The words of ranks and posts."""
    heads = _heads()
    terms = column("post_terms")
    return PostWords(
        ranks=_ranks(),
        heads=heads,
        head_longest=longest(list(heads)),
        head_starts=seconds(list(heads)),
        lone_heads=frozenset(entry for entry in heads if " " not in entry),
        organisations={
            written: organisation
            for written, organisation in zip(
                column("posts"), load("posts")["organisation"], strict=True
            )
            if organisation
        },
        bodies={
            key(head): (body, tuple(key(unless).split("|")))
            for head, body, unless in load("post_bodies").rows()
        },
        first_words=frozenset(entry.split()[0] for entry in heads),
        last_words=frozenset(
            entry.rsplit(" ", 1)[-1]
            for entry in [*heads, *terms, *column("composite_organisations")]
        ),
        terms=dict(zip(terms, load("post_terms")["is_verb"].to_list(), strict=True)),
        term_longest=longest(terms),
        openers=frozenset(post_words("opener")),
        connectors=frozenset(post_words("connector")),
        levels=frozenset(post_words("level")),
        further_titles=post_words("further_title"),
        functions=post_words("function"),
        council_heads=frozenset(post_words("council_head")),
        territory_heads=frozenset(post_words("territory_head")),
        memberships=frozenset(post_words("membership")),
        servants=frozenset(post_words("servant")),
        leaders=frozenset(post_words("leader")),
        clause_words=post_words("clause"),
        told_words=tuple(post_words("told")),
        asides=frozenset(post_words("aside")),
        local_words=post_words("local"),
    )


def _ranks() -> dict[str, Rank]:
    table = load("ranks")
    return {
        written: Rank(name, order)
        for written, name, order in zip(
            column("ranks"), table["rank"], table["rank_order"], strict=True
        )
    }


def _heads() -> dict[str, Post]:
    table = load("posts")
    return {
        written: Post(branch, precedence, is_official)
        for written, branch, precedence, is_official in zip(
            column("posts"),
            table["branch"],
            table["precedence_order"],
            table["is_official"],
            strict=True,
        )
    }
