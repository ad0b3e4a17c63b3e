"""Runs of capitalised words in a text, each cut to what may name a person.

In comes a text in matching form, out come its runs of two words or more as candidates with their
shape and the evidence before them, and the single capitalised words, which may be short forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flows.extract.people import evidence
from flows.extract.people.evidence import NOTHING, Before
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import NO_SHAPE, Shape
from flows.extract.people.positions import is_initial, line_bounds
from flows.extract.people.post_chains import posts_before
from flows.extract.people.posts import head_end
from flows.extract.people.run_facts import outline_of, run_facts
from flows.extract.people.run_splits import glued_post, names_school, territory_end, title_amid
from flows.extract.people.trimming import (
    body_length,
    country_length,
    district_length,
    foreign_length,
    kept_length,
    lead_length,
    opener_kind,
    place_length,
    unknown_place_length,
)
from flows.extract.people.words import RUN
from flows.extract.remembered import remembered

if TYPE_CHECKING:
    from flows.extract.people.posts import View

_PAIR = 2
_CONTINENTS = ("Âu ", "Á ", "Phi ", "Mỹ ", "Úc ")
_PLACES = frozenset({"place", "placing"})
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
    singles = found.singles
    for match in RUN.finditer(view.form):
        run = match[0]
        if " " not in run:
            singles.append((*match.span(), run))
            continue
        start, end = match.span()
        if "." in run and (offset := territory_end(run)):
            # Who may be named stands behind the territory (`UBND Q.Tân Phú Mai Văn A`).
            start, run = start + offset, run[offset:]
            if " " not in run:
                continue
        if "-" in run and (dash := glued_post(run)) != -1:
            # What a post begins with is no part of the name (`Mai Văn A-Phó Giám đốc`).
            run, end = run[:dash], start + dash
            if " " not in run:
                singles.append((start, end, run))
                continue
        if run.startswith(_CONTINENTS) and view.low.endswith("châu ", 0, start):
            # `Chủ tịch Ủy ban châu Âu Jean Dupont`
            _enter(view, found, start + run.index(" ") + 1, end)
            continue
        if (title := title_amid(run)) != -1:
            # Two names and the title between them (`Mai Văn A Bà Hà Thị B`).
            _enter(view, found, start, start + title)
            start += title + 1
        _enter(view, found, start, end)
    return found


def _enter(view: View, found: Runs, start: int, end: int) -> None:
    """Enter what is left of one run as a candidate, or as a single word."""
    form, low = view.form, view.low
    run = form[start:end]
    facts = run_facts(run)
    following = _following(view, end, facts.partings)
    before = evidence.before(view, start)
    if before.kind == "place" and before.word in lexicon().administrative_words:
        # `huyện Anh Sơn`
        is_whole = run.lower() in lexicon().district_names
    else:
        is_whole = not (facts.may_lose_first or following or _ends_committee(before))
    if is_whole:
        words, first, last = facts.words, start, end
    else:
        words, first, last, before = _trimmed(view, start, end, before, following)
    if len(words) > 1:
        name = form[first:last]
        outline = outline_of(name)
        if low[end : end + 1].isdigit() or (facts.may_be_post and _is_post(view, first, last)):
            outline = NO_SHAPE
        found.candidates.append(Candidate(first, last, name, before, outline))
    elif words:
        if len(facts.words) == _PAIR and first == start:
            # `Huyền Như dùng …`: whether the second word is hers only the full name tells.
            found.candidates.append(Candidate(start, end, run, before, NO_SHAPE))
        found.singles.append((first, last, words[0]))


def _is_post(view: View, start: int, end: int) -> bool:
    """Whether the run opens a post (`Phó Tổng` of `Phó Tổng Tham mưu trưởng`)."""
    return head_end(view, start, len(view.form)) >= end


def _ends_committee(before: Before) -> bool:
    """Whether a district's Party committee stands before the run (`Bí thư Huyện ủy`)."""
    return before.word != "" and before.word.endswith(_committee_ends())


@cache
def _committee_ends() -> tuple[str, ...]:
    return tuple(lexicon().committee_kinds)


def _following(view: View, end: int, partings: frozenset[str] | None) -> str:
    """The word in small letters or the number that follows, empty where it parts nothing off."""
    if partings is not None and not partings:
        return ""
    first = view.form[end + 1 : end + 2]
    if view.form[end : end + 1] != " " or not (first.islower() or first.isdigit()):
        return ""
    word = view.low[end + 1 : end + 1 + _FOLLOWING].split(" ", 1)[0].rstrip(".,;:)\n")
    return word if partings is None or word in partings else ""


class _Surrounded(NamedTuple):
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


def _trimmed(
    view: View, start: int, end: int, before: Before, following: str
) -> tuple[tuple[str, ...], int, int, Before]:
    """What is left of a run once the words that are not the name's are cut off, with its span."""
    around = _Surrounded(
        view.form[start:end],
        following,
        before.kind,
        _ends_committee(before),
        before.word in lexicon().administrative_words,
        is_initial(view.form, start),
        view.form[start - 1 : start] == ".",
    )
    kept = _kept(around)
    words, last = kept.words, start + kept.size
    if not words:
        return (), start, start, before
    if kept.kind is not None:
        before = Before(kept.kind, start + kept.offset, kept.word) if kept.kind else NOTHING
    if not kept.skipped and len(words) > _PAIR:
        told = _told_length(view, last, words, before)
        words = words[told:]
        if told and before.kind in _PLACES:
            before = NOTHING
    return words, last - len(" ".join(words)), last, before


@dataclass(frozen=True, slots=True)
class _Kept:
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
def _kept(around: _Surrounded) -> _Kept:
    """What is left of a run, as far as the text it stands in is no matter."""
    words = run_facts(around.run).words
    if around.following:
        words = words[: kept_length(words, around.following)]
    if not words:
        return _Kept((), 0)
    size = len(" ".join(words))
    words, kind, offset, word = _without_openers(words, around)
    is_committee = around.is_committee if kind is None else word.endswith(_committee_ends())
    is_administrative = (
        around.is_administrative if kind is None else word in lexicon().administrative_words
    )
    known_kind = around.kind if kind is None else kind
    skipped = lead_length(words) or _place_length(
        words, known_kind, is_committee=is_committee, is_administrative=is_administrative
    )
    if skipped:
        words = words[skipped:]
        if known_kind in _PLACES:
            kind, offset, word = "", 0, ""
    return _Kept(words, size, skipped, kind, offset, word)


def _without_openers(
    words: tuple[str, ...], around: _Surrounded
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


def _told_length(view: View, last: int, words: tuple[str, ...], before: Before) -> int:
    """How many first words end the post of who is named behind them.

    A country (`Bộ trưởng Quốc phòng Mỹ A B`) or a body's name (`Bộ Công Thương Mai Văn A`).
    """
    count = 0
    if not before.kind and words[0].lower() in lexicon().place_first_words:
        count = country_length(words)
    if not count and (not before.kind or before.kind in _OF_POSTS):
        count = body_length(words) or foreign_length(words)
    if not count or names_school(words[:count]):
        return 0
    end = last - len(" ".join(words[count:])) - 1
    line_start, _ = line_bounds(view.form, end)
    return count if posts_before(view, line_start, end) else 0


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
