"""Totals against their parts: `120 vụ, gồm 80 vụ trộm và 40 vụ cướp`.

In come the figures of a text, out come the same figures with the total flagged where the parts that
the text states in full do not add up to it. Nothing is corrected. Only what is beyond doubt is held
against a total: counts in a row, right behind a word that opens a full list (`gồm`), or the two
halves of a whole (`trong đó 40 nam và 17 nữ`), with no `một số`, `khác` or `…` among them. A total
and its parts become one group, so that an analyst finds the one from the other.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from flows.extract.figures.lexicon import form
from flows.reference import load

if TYPE_CHECKING:
    from flows.extract.figures.model import Figure, Source

_LONGEST_GAP = 60
_FEWEST = 2
_NO_COUNT = frozenset({"multiple", "rate"})
_BETWEEN = re.compile(r"(?:[^.,;:()\d\n]*(?:[,;]| và|, và|; và)) (?:có )?")
_END_OF_LIST = re.compile(r"[.;:\n](?!\d)")


@lru_cache(maxsize=8)
def _alternatives(role: str) -> str:
    table = load("part_words").filter(role=role)
    words = sorted((form(word) for word in table["surface"]), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@cache
def _opening() -> re.Pattern[str]:
    """The words from a total to its first part; `full` where they open a full list."""
    return re.compile(
        rf"[^.;:()\d\n]{{0,{_LONGEST_GAP}}}?[ ,(:]*(?<!\w)(?:(?P<full>{_alternatives('full')})"
        rf"|(?:{_alternatives('among')})):? ?"
    )


@cache
def _unsure() -> re.Pattern[str]:
    """Words by which a list is not complete, or counts in words that were not read."""
    return re.compile(rf"(?<!\w)(?:{_alternatives('unsure')})(?!\w)|\.\.\.|…")


@cache
def _halves() -> frozenset[frozenset[str]]:
    """Pairs of units that make up a whole: nam and nữ."""
    table = load("part_words").filter(role="halves")
    return frozenset(frozenset(form(pair).split("|")) for pair in table["surface"])


def check_totals(source: Source, figures: list[Figure]) -> None:
    """Flag every total whose stated parts do not add up to it, in place.

    Args:
        source: the text and its forms.
        figures: its figures in order, with sentences, units and groups set.
    """
    for at in range(len(figures) - _FEWEST):
        total, first = figures[at], figures[at + 1]
        if first.start - total.end > 2 * _LONGEST_GAP or total.is_consistent is not None:
            continue
        if total.sentence_start != first.sentence_start or not _is_plain_count(total):
            continue
        parts = _parts_of(source, total, figures, at + 1)
        if len(parts) < _FEWEST:
            continue
        agrees = sum(part.value or 0.0 for part in parts) == total.value
        # parts in another unit may leave out what their unit does not count
        if agrees or all(part.unit == total.unit for part in parts) or _are_halves(parts):
            total.is_consistent = agrees
            _group(figures, [total, *parts])


def _is_plain_count(figure: Figure) -> bool:
    return (
        figure.unit_kind == "count"
        and figure.value is not None
        and figure.value_upper is None
        and figure.denominator is None
        and figure.qualifier == "exact"
        and figure.direction == "none"
        and _NO_COUNT.isdisjoint(figure.roles)
    )


def _parts_of(source: Source, total: Figure, figures: list[Figure], at: int) -> list[Figure]:
    """The parts from `at` on that a total has, where they are stated in full; else none."""
    low, first = source.low, figures[at]
    if not _is_plain_count(first):
        return []
    opening = _opening().fullmatch(low, max(total.unit_end, total.end), first.phrase_start)
    if opening is None:
        return []
    parts = [first]
    for figure in figures[at + 1 :]:
        gap = low[parts[-1].unit_end : figure.phrase_start]
        if (
            figure.sentence_start != total.sentence_start
            or not _is_plain_count(figure)
            or len(gap) > _LONGEST_GAP
            or not _BETWEEN.fullmatch(gap)
        ):
            break
        parts.append(figure)
    if not (opening["full"] or _are_halves(parts)):
        return []
    return [] if _is_open(low, total, parts, figures[at + len(parts) :]) else parts


def _is_open(low: str, total: Figure, parts: list[Figure], behind: list[Figure]) -> bool:
    """Whether a list may go on, or holds something that was not read as a count."""
    last = parts[-1]
    stop = _END_OF_LIST.search(low, last.unit_end, last.sentence_end)
    end = stop.start() if stop else last.sentence_end
    if _unsure().search(low, total.unit_end, end):
        return True
    # a further number of the total's unit was not taken as a part: then the parts are not all
    return any(figure.start < end and figure.unit == total.unit for figure in behind)


def _are_halves(parts: list[Figure]) -> bool:
    return frozenset(form(part.unit or "") for part in parts) in _halves()


def _group(figures: list[Figure], members: list[Figure]) -> None:
    """One group for a total and its parts; a group that others share stays theirs."""
    held = {member.group for member in members} - {None}
    shared = {
        figure.group
        for figure in figures
        if figure.group in held and not any(figure is member for member in members)
    }
    free = sorted(group for group in held - shared if group is not None)
    new = 1 + max((figure.group or 0 for figure in figures), default=0)
    for member in members:
        member.group = free[0] if free else new
