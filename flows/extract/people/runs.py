"""Runs of capitalised words in a text, each cut to what may name a person.

In comes a text in matching form, out come its runs of two words or more as candidates with their
shape and the evidence before them, and the single capitalised words, which may be short forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.extract.people import evidence
from flows.extract.people.evidence import NOTHING, Before
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import NO_SHAPE, Shape
from flows.extract.people.positions import is_initial, line_bounds
from flows.extract.people.post_chains import posts_before
from flows.extract.people.posts import head_end
from flows.extract.people.trimming import (
    body_length,
    country_length,
    district_length,
    foreign_length,
    kept_length,
    lead_length,
    opener_kind,
    outline_of,
    place_length,
    run_facts,
    unknown_place_length,
)
from flows.extract.people.words import RUN

if TYPE_CHECKING:
    from flows.extract.people.posts import View

_PAIR = 2
_OF_POSTS = frozenset({"post", "ruler", "place"})
# How much of the text the word after a run is looked for in.
_FOLLOWING = 11


@dataclass(slots=True)
class Candidate:
    """A run, or the part of one, that may name a person."""

    start: int
    end: int
    name: str
    before: Before
    shape: Shape
    is_accepted: bool = False
    listed: int = 0


@dataclass(slots=True)
class Runs:
    """What one pass over a text found: the candidates, and each single word with its span."""

    candidates: list[Candidate] = field(default_factory=list)
    singles: list[tuple[int, int, str]] = field(default_factory=list)


def find_runs(view: View) -> Runs:
    """Every run of capitalised words, cut to what may be a name."""
    found = Runs()
    form, low = view.form, view.low
    singles, candidates = found.singles, found.candidates
    administrative = lexicon().administrative_words
    for match in RUN.finditer(form):
        run = match[0]
        if " " not in run:
            singles.append((match.start(), match.end(), run))
            continue
        start, end = match.span()
        facts = run_facts(run)
        before = evidence.before(view, start)
        is_whole = not (
            facts.may_lose_first
            or (facts.may_lose_last and _is_followed(form, end))
            or (before.kind == "place" and before.word in administrative)
            or _ends_committee(before)
        )
        if is_whole:
            words, first, last = facts.words, start, end
        else:
            words, first, last, before = _trimmed(view, start, end, before)
        if len(words) > 1:
            outline = facts.outline if is_whole else outline_of(words)
            if low[end : end + 1].isdigit() or (facts.may_be_post and _is_post(view, first, last)):
                outline = NO_SHAPE
            candidates.append(Candidate(first, last, form[first:last], before, outline))
        elif words:
            singles.append((first, last, words[0]))
    return found


def _is_post(view: View, start: int, end: int) -> bool:
    """Whether the run opens a post (`Phó Tổng` of `Phó Tổng Tham mưu trưởng`)."""
    return head_end(view, start, len(view.form)) >= end


def _ends_committee(before: Before) -> bool:
    """Whether a district's Party committee stands before the run (`Bí thư Huyện ủy`)."""
    return before.word.endswith(_committee_ends())


@lru_cache(maxsize=1)
def _committee_ends() -> tuple[str, ...]:
    return tuple(lexicon().committee_kinds)


def _is_followed(form: str, end: int) -> bool:
    """Whether a word in small letters follows."""
    return form[end : end + 1] == " " and form[end + 1 : end + 2].islower()


def _trimmed(
    view: View, start: int, end: int, before: Before
) -> tuple[tuple[str, ...], int, int, Before]:
    """What is left of a run once the words that are not the name's are cut off, with its span."""
    words = run_facts(view.form[start:end]).words
    if _is_followed(view.form, end):
        following = view.low[end + 1 : end + 1 + _FOLLOWING].split(" ", 1)[0].rstrip(".,;:)\n")
        words = words[: kept_length(words, following)]
    if not words:
        return (), start, start, before
    last = start + len(" ".join(words))
    words, before = _without_openers(view, start, words, before)
    skipped = lead_length(words) or _place_length(words, before)
    if not skipped and len(words) > _PAIR:
        skipped = _told_length(view, last, words, before)
    if skipped:
        words = words[skipped:]
        if before.kind in {"place", "placing"}:
            before = NOTHING
    return words, last - len(" ".join(words)), last, before


def _without_openers(
    view: View, start: int, words: tuple[str, ...], before: Before
) -> tuple[tuple[str, ...], Before]:
    """The words without first ones that are no name's; what those say replaces `before`."""
    is_opening = is_initial(view.form, start)
    is_stopped = view.form[start - 1 : start] == "."
    while len(words) > 1:
        word = words[0]
        if len(word) == 1 and is_stopped:
            # The end of `T.Ư`, after which the name begins.
            before = NOTHING
        else:
            kind = opener_kind(words, is_opening=is_opening)
            if kind is None:
                break
            before = Before(kind, start, word.lower()) if kind else NOTHING
        is_opening, is_stopped = word.endswith("."), False
        start += len(word) + 1
        words = words[1:]
    return words, before


def _told_length(view: View, last: int, words: tuple[str, ...], before: Before) -> int:
    """How many first words end the post of who is named behind them.

    A country (`Bộ trưởng Quốc phòng Mỹ A B`) or a body's name (`Bộ Công Thương Mai Văn A`).
    """
    count = 0
    if not before.kind and words[0].lower() in lexicon().place_first_words:
        count = country_length(words)
    if not count and (not before.kind or before.kind in _OF_POSTS):
        count = body_length(words) or foreign_length(words)
    if not count:
        return 0
    end = last - len(" ".join(words[count:])) - 1
    line_start, _ = line_bounds(view.form, end)
    return count if posts_before(view, line_start, end) else 0


def _place_length(words: tuple[str, ...], before: Before) -> int:
    """How many first words name a place, known or told by the word before it (`huyện`)."""
    known = place_length(words, before.kind)
    if not known and _ends_committee(before):
        return district_length(words) or unknown_place_length(words)
    if known or before.kind != "place" or before.word not in lexicon().administrative_words:
        return known
    return unknown_place_length(words)
