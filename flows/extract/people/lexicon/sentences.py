"""Words of the sentence around a name: what opens it, what follows a name, verbs of speech.

In come `lead_words.csv`, `sentence_openings.csv`, `speech_words.csv` and `name_followers.csv`, out
come their lookups.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from flows.extract.people.lexicon.tables import column, key
from flows.extract.vocabulary import load


@dataclass(frozen=True)
class SentenceWords:
    """Words before a name (`lead_words`: never part of it) and behind it (`followers`).

    `starts` are the lead words of several words, `openings` with what else a sentence opens with.
    """

    lead_words: frozenset[str]
    never_last: frozenset[str]
    parting_words: frozenset[str]
    starts: frozenset[str]
    openings: frozenset[str]
    speech: frozenset[str]
    followers: frozenset[str]
    sure_followers: frozenset[str]


def read_sentences() -> SentenceWords:
    """The words of the sentence around a name."""
    table = load("lead_words")
    lead_words = column("lead_words")
    starts = frozenset(entry for entry in lead_words if " " in entry)
    return SentenceWords(
        lead_words=frozenset(lead_words),
        never_last=frozenset(
            key(word) for word in table.filter(~pl.col("is_given_name"))["written"]
        ),
        parting_words=frozenset(key(word) for word in table.filter("is_parting")["written"]),
        starts=starts,
        openings=starts | frozenset(column("sentence_openings")),
        speech=frozenset(column("speech_words")),
        followers=frozenset(column("name_followers")),
        sure_followers=frozenset(
            key(word) for word in load("name_followers").filter("is_sure")["written"]
        ),
    )
