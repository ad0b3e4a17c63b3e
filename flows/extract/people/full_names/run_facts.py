"""What can be said of a run of capitalised words by itself, wherever it stands.

In comes a run, out come its words, its shape as a name and whether words of it could be cut off at
either end. Most runs are names whole and need no trimming; one run is looked at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extract.people.full_names.run_ends import begins_anew, club_length, partings
from flows.extract.people.full_names.run_splits import may_be_parted
from flows.extract.people.full_names.trimming import (
    LONGEST_PLACE,
    body_length,
    foreign_length,
    lead_length,
)
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import NO_SHAPE, Shape, is_syllable, shape
from flows.extract.remembered import remembered

_PAIR = 2
# An abbreviation of a company that closes its name.
_CODE = re.compile(r" ([A-Z]{3,4})$")


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What can be said of a run by itself.

    Attributes:
        words: its words.
        partings: the words behind it that may show that the last one is not the name's, None where
            any word may.
        may_lose_last: whether there are such words.
        may_lose_first: whether first words may be no part of the name.
        may_be_post: whether a post begins with the first word.
        may_be_parted: whether it may hold more than one name, or what is none before or behind it.
    """

    words: tuple[str, ...]
    partings: frozenset[str] | None
    may_lose_last: bool
    may_lose_first: bool
    may_be_post: bool
    may_be_parted: bool


@remembered(100_000)
def run_facts(run: str) -> RunFacts:
    """What can be said of a run by itself; most runs are names whole and need no trimming."""
    words = tuple(run.split(" "))
    lexis = lexicon()
    first, last = words[0].lower(), words[-1].lower()
    is_other = last in lexis.sentences.lead_words or begins_anew(words)
    behind = None if is_other else partings(words)
    return RunFacts(
        words,
        behind,
        behind is None or len(behind) > 0,
        first in lexis.names.run_openers
        or words[0].isupper()
        or _begins_with_place(words)
        or (len(words) > _PAIR and _has_lead(words))
        or (len(words) == _PAIR and first in lexis.names.not_persons),
        first in lexis.posts.lone_heads
        or (len(words) > 1 and words[1].lower() in lexis.posts.head_starts.get(first, ())),
        may_be_parted(run),
    )


def _has_lead(words: tuple[str, ...]) -> bool:
    """Whether words may be a foreign thing's or a body's name before or behind a person's."""
    lengths = (lead_length, body_length, foreign_length, club_length)
    return any(length(words) > 0 for length in lengths)


def _begins_with_place(words: tuple[str, ...]) -> bool:
    """Whether one or more of the first words, but not all, are the name of a known place."""
    lexis = lexicon()
    if words[0].lower() not in lexis.places.first_words:
        return False
    counts = range(1, min(LONGEST_PLACE + 1, len(words)))
    return any(" ".join(words[:count]).lower() in lexis.places.names for count in counts)


def outline_of(name: str) -> Shape:
    """Shape of a name of one or more words, also of one in capitals."""
    if name.isupper() and all(len(word) > 1 for word in name.split(" ")):
        return shape(name.title())
    found = shape(name)
    # `Becamex IDC`: a company; nobody has an abbreviation for a last name.
    code = _CODE.search(name)
    is_code = code is not None and (found.kind == "foreign" or not is_syllable(code[1]))
    return NO_SHAPE if is_code else found
