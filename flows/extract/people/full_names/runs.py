"""Runs of capitalised words in a text, each cut to what may name a person.

In comes a text in matching form, out come its runs of two words or more as candidates with their
shape and the evidence before them, and the single capitalised words, which may be short forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.extract.people.full_names import evidence
from flows.extract.people.full_names.evidence import NOTHING, Before
from flows.extract.people.full_names.run_cuts import PLACES, Surrounded, committee_ends, kept
from flows.extract.people.full_names.run_facts import outline_of, run_facts
from flows.extract.people.full_names.run_splits import (
    CONTINENTS,
    glued_post,
    names_school,
    parts,
    territory_end,
)
from flows.extract.people.full_names.trimming import (
    body_length,
    country_length,
    foreign_length,
)
from flows.extract.people.lexicon import lexicon
from flows.extract.people.names import NO_SHAPE, Shape, is_syllable
from flows.extract.people.positions import is_initial, line_bounds
from flows.extract.people.posts.chains import posts_before
from flows.extract.people.posts.spans import head_end
from flows.extract.people.words import RUN

if TYPE_CHECKING:
    from flows.extract.people.posts.spans import View

_PAIR = 2
_LONGEST_NAME = 5
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
    """What one pass over a text found.

    Attributes:
        written: the runs of two words or more as they stand in the text, with their starts.
        candidates: what of them may name a person.
        singles: each single word with its span.
    """

    written: list[tuple[int, str]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    singles: list[tuple[int, int, str]] = field(default_factory=list)


def find_runs(view: View) -> Runs:
    """Every run of capitalised words, and every such word by itself."""
    found = Runs()
    singles, written = found.singles, found.written
    for match in RUN.finditer(view.form):
        run = match[0]
        if " " in run:
            written.append((match.start(), run))
        else:
            start, end = match.span()
            singles.append((start, end, run))
    return found


def enter_runs(view: View, found: Runs) -> None:
    """Enter the runs of a text as candidates, each cut to what may be a name."""
    if found.written:
        start, run = found.written[-1]
        found.written[-1] = start, _without_byline(view, start, run)
    for start, run in found.written:
        if start and view.form[start - 1] == "&":
            _enter_behind(view, found, start, run)
        elif run_facts(run).may_be_parted:
            _enter_parts(view, found, start, run)
        else:
            _enter(view, found, start, run)


def _without_byline(view: View, start: int, run: str) -> str:
    """A run without the writer's name that a lost line end joined to the last name of a text."""
    words = run.split(" ")
    if len(words) != _LONGEST_NAME or start + len(run) < len(view.form.rstrip()):
        return run
    is_name = words[0].lower() in lexicon().names.strong_surnames and all(map(is_syllable, words))
    is_of_place = " ".join(words[:_PAIR]).lower() in lexicon().places.names
    return " ".join(words[:-_PAIR]) if is_name and not is_of_place else run


def _enter_behind(view: View, found: Runs, start: int, run: str) -> None:
    """Enter what of a run stands behind the last letters of an abbreviation (`Bộ TT&TT Mai A`)."""
    space = run.index(" ") + 1
    start, run = start + space, run[space:]
    if " " in run:
        _enter_parts(view, found, start, run)
    else:
        found.singles.append((start, start + len(run), run))


def _enter_parts(view: View, found: Runs, start: int, run: str) -> None:
    """Enter what of a run may name persons where more than a name may be in it."""
    if "." in run and (offset := territory_end(run)):
        # Who may be named stands behind the territory (`UBND Q.Tân Phú Mai Văn A`).
        start, run = start + offset, run[offset:]
        if " " not in run:
            return
    if "-" in run and (dash := glued_post(run)) != -1:
        # What a post begins with is no part of the name (`Mai Văn A-Phó Giám đốc`).
        run = run[:dash]
        if " " not in run:
            found.singles.append((start, start + dash, run))
            return
    if run.startswith(CONTINENTS) and view.low.endswith("châu ", 0, start):
        # `Chủ tịch Ủy ban châu Âu Jean Dupont`
        first = run.index(" ") + 1
        _enter(view, found, start + first, run[first:])
        return
    pieces = parts(run)
    if pieces is None:
        _enter(view, found, start, run)
        return
    for first, last in pieces:
        _enter_part(view, found, start + first, run[first:last])


def _enter_part(view: View, found: Runs, start: int, part: str) -> None:
    """Enter a piece of a run, which may be parted further."""
    if " " in part:
        _enter_parts(view, found, start, part)
    elif part[:1].isupper():
        found.singles.append((start, start + len(part), part))


def _enter(view: View, found: Runs, start: int, run: str) -> None:
    """Enter what is left of one run as a candidate, or as a single word."""
    facts = run_facts(run)
    end = start + len(run)
    following = _following(view, end, facts.partings) if facts.may_lose_last else ""
    before = evidence.before(view, start)
    if before.kind == "place" and before.word in lexicon().places.administrative_words:
        # `huyện Anh Sơn`
        is_whole = run.lower() in lexicon().places.district_names
    else:
        is_whole = not (facts.may_lose_first or following or _ends_committee(before))
    if is_whole:
        words, first, last, name = facts.words, start, end, run
    else:
        words, first, last, before = _trimmed(view, start, run, before, following)
        name = view.form[first:last]
    if len(words) > 1:
        is_other = view.low[end : end + 1].isdigit() or (
            facts.may_be_post and _is_post(view, first, last)
        )
        outline = NO_SHAPE if is_other else outline_of(name)
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
    return before.word != "" and before.word.endswith(committee_ends())


def _following(view: View, end: int, partings: frozenset[str] | None) -> str:
    """The word in small letters or the number that follows, empty where it parts nothing off."""
    first = view.form[end + 1 : end + 2]
    if view.form[end : end + 1] != " " or not (first.islower() or first.isdigit()):
        return ""
    word = view.low[end + 1 : end + 1 + _FOLLOWING].split(" ", 1)[0].rstrip(".,;:)\n")
    is_parting = partings is None or word in partings or (first.isdigit() and "#" in partings)
    return word if is_parting else ""


def _trimmed(
    view: View, start: int, run: str, before: Before, following: str
) -> tuple[tuple[str, ...], int, int, Before]:
    """What is left of a run once the words that are not the name's are cut off, with its span."""
    around = Surrounded(
        run,
        following,
        before.kind,
        _ends_committee(before),
        before.word in lexicon().places.administrative_words,
        is_initial(view.form, start),
        view.form[start - 1 : start] == ".",
    )
    left = kept(around)
    words, last = left.words, start + left.size
    if not words:
        return (), start, start, before
    if left.kind is not None:
        before = Before(left.kind, start + left.offset, left.word) if left.kind else NOTHING
    if not left.skipped and len(words) > _PAIR:
        told = _told_length(view, last, words, before)
        words = words[told:]
        if told and before.kind in PLACES:
            before = NOTHING
    return words, last - len(" ".join(words)), last, before


def _told_length(view: View, last: int, words: tuple[str, ...], before: Before) -> int:
    """How many first words end the post of who is named behind them.

    A country (`Bộ trưởng Quốc phòng Mỹ A B`) or a body's name (`Bộ Công Thương Mai Văn A`).
    """
    count = 0
    if not before.kind and words[0].lower() in lexicon().places.first_words:
        count = country_length(words)
    if not count and (not before.kind or before.kind in _OF_POSTS):
        count = body_length(words) or foreign_length(words)
    if not count or names_school(words[:count]):
        return 0
    end = last - len(" ".join(words[count:])) - 1
    line_start, _ = line_bounds(view.form, end)
    return count if posts_before(view, line_start, end) else 0
