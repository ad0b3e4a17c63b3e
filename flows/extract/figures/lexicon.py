"""The words of figures, compiled from the reference tables into the lookups that reading needs.

In come `units.csv`, `number_words.csv`, `qualifiers.csv`, `directions.csv`, `number_kinds.csv` and
`figure_words.csv`; out comes one frozen `Lexicon` of plain dictionaries from lower-case phrases in
matching form. Reading looks whole phrases up, longest first, instead of trying patterns: a lookup
costs the same for ten words and for ten thousand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flows.normalize.matching import fold_case, match_form
from flows.reference import load

if TYPE_CHECKING:
    from collections.abc import Iterable


# Roles of `figure_words.csv` that are sets of words, not cues before a number.
_SETS = (
    *("function", "carrier", "compound_head", "listed", "attached"),
    *("comparative", "multiplied", "multiple_of", "level", "degree", "no_base", "merging"),
)
_SHORTEST_ATTACHED = 4  # a shorter noun on a number is more often a name: 10C, 4x4


class Unit(NamedTuple):
    """What a figure counts or measures: its standard name, and what kind of thing that is."""

    name: str
    kind: str


class Cue(NamedTuple):
    """What a phrase beside a number says: a role, and a value that depends on the role."""

    role: str
    value: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Lookups by lower-case phrase.

    `*_lengths` give, for the word that a phrase is entered by (its first, or for phrases before a
    number its last), the most words that a phrase with it has: most words enter none. `idle` are
    the function words after a number that enter no phrase at all; `qualifier_openings` how the
    qualifiers behind a number begin; `digits` the words for 0 to 9.
    """

    units: dict[str, Unit]
    unit_lengths: dict[str, int]
    attached_units: frozenset[str]
    multipliers: dict[str, float]
    digits: frozenset[str]
    before: dict[str, Cue]
    before_lengths: dict[str, int]
    kinds_after: dict[str, str]
    kind_lengths: dict[str, int]
    qualifiers_after: dict[str, str]
    functions: frozenset[str]
    carriers: frozenset[str]
    idle: frozenset[str]
    compound_heads: frozenset[str]
    listed_syllables: frozenset[str]
    qualifier_openings: tuple[str, ...]


def form(surface: str) -> str:
    """Matching form, in lower case, that both vocabulary and text are put into."""
    return fold_case(match_form(surface))


def _lengths(phrases: Iterable[str], *, first: bool) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        entry = words[0].rstrip(",") if first else words[-1]
        lengths[entry] = max(lengths.get(entry, 0), len(words))
    return lengths


@cache
def lexicon() -> Lexicon:
    """The compiled vocabulary, read once a process."""
    units = {
        form(row["surface"]): Unit(row["unit"], row["unit_kind"])
        for row in load("units").iter_rows(named=True)
    }
    words = load("number_words")
    multipliers = {
        form(row["surface"]): float(row["value"])
        for row in words.filter(role="multiplier").iter_rows(named=True)
    }
    before: dict[str, Cue] = {}
    sets: dict[str, set[str]] = {role: set() for role in _SETS}
    for row in load("figure_words").iter_rows(named=True):
        if row["role"] in sets:
            sets[row["role"]].add(form(row["surface"]))
        else:
            before[form(row["surface"])] = Cue(row["role"])
    functions = sets["function"]
    kinds_after: dict[str, str] = {}
    for row in load("number_kinds").iter_rows(named=True):
        if row["side"] == "after":
            kinds_after[form(row["surface"])] = row["kind"]
        else:
            before[form(row["surface"])] = Cue(f"kind_{row['strength']}", row["kind"])
    for row in load("directions").iter_rows(named=True):
        before[form(row["surface"])] = Cue("direction", row["direction"])
    qualifiers_after: dict[str, str] = {}
    for row in load("qualifiers").iter_rows(named=True):
        if row["side"] == "after":
            qualifiers_after[form(row["surface"])] = row["qualifier"]
        else:
            before[form(row["surface"])] = Cue("qualifier", row["qualifier"])
    entries = {*_lengths(units, first=True), *_lengths(kinds_after, first=True), *multipliers}
    entries |= set(_lengths(qualifiers_after, first=True))
    return Lexicon(
        units=units,
        unit_lengths=_lengths(units, first=True),
        # What may be written onto a number without a space.
        attached_units=frozenset(
            surface
            for surface, unit in units.items()
            if " " not in surface and (unit.kind != "count" or len(surface) >= _SHORTEST_ATTACHED)
        )
        | sets["attached"],
        multipliers=multipliers,
        digits=frozenset(map(form, words.filter(role="digit")["surface"])),
        before=before,
        before_lengths=_lengths(before, first=False),
        kinds_after=kinds_after,
        kind_lengths=_lengths(kinds_after, first=True),
        qualifiers_after=qualifiers_after,
        functions=frozenset(functions),
        carriers=frozenset(sets["carrier"]),
        idle=frozenset(functions - entries),
        compound_heads=frozenset(sets["compound_head"]),
        listed_syllables=frozenset(sets["listed"]),
        qualifier_openings=tuple({surface[:2] for surface in qualifiers_after}),
    )
