"""What trimming leaves of a run of capitalised words, given what stands around it.

In comes a run with all of its surroundings that count, out come its words that may be a name.
Nothing else of the text is seen here, so that what was found once holds for every other place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from flows.extract.people.full_names.run_ends import club_length, kept_length
from flows.extract.people.full_names.run_facts import run_facts
from flows.extract.people.full_names.trimming import (
    district_length,
    lead_length,
    opener_kind,
    place_length,
    thing_length,
    unknown_place_length,
)
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import is_syllable
from flows.extract.remembered import remembered

PLACES = frozenset({"place", "placing"})


@cache
def committee_ends() -> tuple[str, ...]:
    """Ends of the words for a district's Party committee."""
    return tuple(lexicon().bodies.committee_kinds)


@cache
def _foreign_titles() -> frozenset[str]:
    """Titles that no Vietnamese word is (`Campuchia Samdech Heng Samrin`)."""
    return frozenset(word for word in lexicon().names.capital_honorifics if not is_syllable(word))


class Surrounded(NamedTuple):
    """A run and all that trimming it heeds of the text around it, so that what it does can be kept.

    Attributes:
        run: the run.
        following: the word in small letters or the number behind it, empty where there is none or
            the last word of the run is the name's whatever follows.
        kind: of the word before it.
        is_committee: whether that is a district's Party committee.
        is_administrative: whether that is a word such as `huyện`.
        is_opening: whether a sentence begins with the run.
        is_stopped: whether a stop stands right before it.
    """

    run: str
    following: str
    kind: str
    is_committee: bool
    is_administrative: bool
    is_opening: bool
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a run.

    Attributes:
        words: its words.
        size: length of the run without the last words that were cut off.
        skipped: how many first words were cut off as a place or a thing.
        kind: what other first words say in place of the word before the run: None where that one
            still holds, empty where nothing stands before the name any more.
        offset: where in the run the first word that says so begins.
        word: that word.
    """

    words: tuple[str, ...]
    size: int
    skipped: int = 0
    kind: str | None = None
    offset: int = 0
    word: str = ""


# Where two articles name the same, they mostly do so in the same surroundings.
@remembered(50_000)
def kept(around: Surrounded) -> Kept:
    """What is left of a run, as far as the text it stands in is no matter."""
    words = run_facts(around.run).words
    if around.following:
        words = words[: kept_length(words, around.following)]
    if not words:
        return Kept((), 0)
    if clubs := club_length(words):
        words = words[:-clubs]
    size = len(" ".join(words))
    words, kind, offset, word = _without_openers(words, around)
    is_committee = around.is_committee if kind is None else word.endswith(committee_ends())
    is_administrative = (
        around.is_administrative if kind is None else word in lexicon().places.administrative_words
    )
    known_kind = around.kind if kind is None else kind
    skipped = (
        lead_length(words)
        or thing_length(words, known_kind)
        or _place_length(
            words, known_kind, is_committee=is_committee, is_administrative=is_administrative
        )
    )
    if skipped and words[skipped - 1].lower() in lexicon().places.international_bodies:
        # `Giám đốc WHO Việt Nam James Watt`
        skipped += place_length(words[skipped:], known_kind)
    if 0 < skipped < len(words) and words[skipped].lower() in _foreign_titles():
        skipped += 1
    if skipped:
        words = words[skipped:]
        if known_kind in PLACES:
            kind, offset, word = "", 0, ""
    return Kept(words, size, skipped, kind, offset, word)


def _without_openers(
    words: tuple[str, ...], around: Surrounded
) -> tuple[tuple[str, ...], str | None, int, str]:
    """The words without first ones that are no name's, and what the last of those says."""
    is_opening, is_stopped = around.is_opening, around.is_stopped
    kind: str | None = None
    start, offset, said = 0, 0, ""
    while len(words) > 1:
        word = words[0]
        if len(word) == 1 and is_stopped:
            # The end of `T.Ư`, after which the name begins.
            kind, offset, said = "", 0, ""
        else:
            found = opener_kind(words, is_opening=is_opening)
            if found is None:
                break
            kind, offset, said = (found, start, word.lower()) if found else ("", 0, "")
        is_opening, is_stopped = word.endswith("."), False
        start += len(word) + 1
        words = words[1:]
    return words, kind, offset, said


def _place_length(
    words: tuple[str, ...], kind: str, *, is_committee: bool, is_administrative: bool
) -> int:
    """How many first words name a place, known or told by the word before it (`huyện`)."""
    known = place_length(words, kind)
    if not known and is_committee:
        return district_length(words) or unknown_place_length(words)
    if known or kind != "place" or not is_administrative:
        return known
    count = district_length(words)
    return count if 0 < count < len(words) else unknown_place_length(words)
