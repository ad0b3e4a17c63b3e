"""The vocabulary of people in the form that the rules look words up in.

In come the tables of `seeds/reference` about people, out comes one `Lexicon`, built once per
process: sets and dictionaries keyed by lower-case words in matching form, in five groups by what
the words are of (posts, bodies, persons' names, places, the sentence around them).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from flows.extract.people.lexicon.bodies import read_bodies
from flows.extract.people.lexicon.names import read_names
from flows.extract.people.lexicon.places import read_places
from flows.extract.people.lexicon.posts import Post, Rank, read_posts
from flows.extract.people.lexicon.sentences import read_sentences
from flows.extract.people.lexicon.tables import key

if TYPE_CHECKING:
    from flows.extract.people.lexicon.bodies import BodyWords
    from flows.extract.people.lexicon.names import NameWords
    from flows.extract.people.lexicon.places import PlaceWords
    from flows.extract.people.lexicon.posts import PostWords
    from flows.extract.people.lexicon.sentences import SentenceWords

__all__ = ["Lexicon", "Post", "Rank", "key", "lexicon"]


@dataclass(frozen=True)
class Lexicon:
    """Every group of words, ready to be looked up."""

    posts: PostWords
    bodies: BodyWords
    names: NameWords
    places: PlaceWords
    sentences: SentenceWords


@cache
def lexicon() -> Lexicon:
    """The vocabulary of people, read and indexed once.

    Raises:
        FileNotFoundError: a table of the vocabulary is missing.
    """
    posts = read_posts()
    return Lexicon(posts, read_bodies(), read_names(posts), read_places(), read_sentences())
