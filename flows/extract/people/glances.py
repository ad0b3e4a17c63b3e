"""A glance at the few characters before a word, with which the look for a title mostly ends.

In come five characters that stand right before a word, out comes whether they rule out that a
title, a post or a word for places stands there. They are so few that most were seen before.
"""

from __future__ import annotations

from functools import lru_cache

from flows.extract.people.lexicon import lexicon

GLANCE = 5
# What may stand between a title and a name.
OPENING = " “\"‘'"
# Kinds of words after which one word nobody bears in full is a person (`anh Tuấn`).
LONE_KINDS = frozenset({"address", "profession", "ruler", "academic", "rank"})


@lru_cache(maxsize=100_000)
def tells_nothing(tail: str) -> bool:
    """Whether no title, post or word for places ends with these characters."""
    return _rules_out(tail, *_all_words()) and not any(map(str.isdigit, tail))


@lru_cache(maxsize=100_000)
def tells_no_lone(tail: str) -> bool:
    """Whether no title by which a lone word is a person ends with these characters."""
    return _rules_out(tail, *_lone_words())


def _rules_out(tail: str, words: frozenset[str], endings: frozenset[str]) -> bool:
    """Whether none of `words` stands before the space at the end; in doubt it is not ruled out."""
    if tail[-1] != " ":
        return tail[-1] not in OPENING
    body = tail[:-1].removesuffix(".")
    if not body[-1].isalnum():
        return body[-1] not in OPENING
    cut = max(body.rfind(" "), body.rfind("\n"))
    word = body[cut + 1 :]
    return word.isalnum() and word not in (words if cut >= 0 else endings)


@lru_cache(maxsize=1)
def _all_words() -> tuple[frozenset[str], frozenset[str]]:
    return _with_endings(frozenset(lexicon().triggers))


@lru_cache(maxsize=1)
def _lone_words() -> tuple[frozenset[str], frozenset[str]]:
    return _with_endings(
        frozenset(
            word
            for word, entries in lexicon().triggers.items()
            if any(kind in LONE_KINDS for _, kind in entries)
        )
    )


def _with_endings(words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words, and their endings as far as a glance sees them without and with a stop."""
    return words, frozenset(word[-size:] for word in words for size in (GLANCE - 1, GLANCE - 2))
