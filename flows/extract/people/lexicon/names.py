"""Words of persons' names, of what stands before them and of what is no name.

In come `surnames.csv`, `honorifics.csv`, `foreign_given_names.csv` and `not_persons.csv`, out come
their lookups, with the words before a name (titles, ranks, posts, places) by their last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.extract.people.lexicon.tables import (
    LAST_WORD,
    column,
    excluded,
    excluded_kinds,
    honorific_kinds,
    key,
    province_ids,
    seconds,
    triggers,
)
from flows.extract.vocabulary import load
from flows.normalize.matching import fold_case, match_form

if TYPE_CHECKING:
    from flows.extract.people.lexicon.posts import PostWords

# Kinds of words that do not say of the word itself that nobody is called so.
_NOT_BY_THEMSELVES = frozenset({"ambiguous", "first_word", "first_or_name", "alone", "named"})


@dataclass(frozen=True)
class NameWords:
    """Surnames, titles, and the words that look like names and are none.

    `triggers` gives, by the last word, what a name stands behind and its kind; `capital_starts`
    the titles of two words and more that a capital may begin.
    """

    strong_surnames: frozenset[str]
    surnames: frozenset[str]
    minority_surnames: frozenset[str]
    foreign_given_names: frozenset[str]
    honorifics: dict[str, str]
    capital_honorifics: frozenset[str]
    triggers: dict[str, list[tuple[str, str]]]
    capital_starts: dict[str, frozenset[str]]
    run_openers: frozenset[str]
    not_persons: frozenset[str]
    not_first_words: frozenset[str]
    not_last_words: frozenset[str]
    first_or_name: frozenset[str]
    ambiguous: frozenset[str]
    never_alone: frozenset[str]
    named: frozenset[str]
    titled: frozenset[str]


def read_names(posts: PostWords) -> NameWords:
    """The words of names, and those before names, which posts and ranks are among."""
    surnames = load("surnames")
    honorifics = honorific_kinds()
    place_words = column("place_words")
    heads = list(posts.heads)
    return NameWords(
        strong_surnames=frozenset(
            fold_case(match_form(name)) for name in surnames.filter(strength="strong")["surname"]
        ),
        surnames=frozenset(column("surnames", "surname")),
        minority_surnames=frozenset(
            key(name) for name in surnames.filter(people="minority")["surname"]
        ),
        foreign_given_names=frozenset(column("foreign_given_names")),
        honorifics=honorifics,
        capital_honorifics=frozenset(entry for entry in honorifics if " " not in entry),
        triggers=triggers(
            honorifics,
            list(posts.ranks),
            {head: post.branch for head, post in posts.heads.items()},
            place_words,
        ),
        capital_starts=seconds([*heads, *posts.ranks, *honorifics]),
        run_openers=frozenset([*honorifics, *heads, *place_words, *column("lead_words")]),
        not_persons=_nobodys_names(),
        not_first_words=frozenset(
            entry.split()[0] for entry in excluded("first_word", "first_or_name")
        ),
        not_last_words=frozenset(
            key(word) for word in load("not_persons").filter(kind=LAST_WORD)["written"]
        ),
        first_or_name=excluded("first_or_name"),
        ambiguous=excluded("ambiguous"),
        never_alone=excluded("alone"),
        named=excluded("named"),
        titled=excluded("titled"),
    )


def _nobodys_names() -> frozenset[str]:
    return frozenset(
        entry for entry, kind in excluded_kinds().items() if kind not in _NOT_BY_THEMSELVES
    ) | frozenset(province_ids())
