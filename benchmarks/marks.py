"""Holds the results beside what was promised.

What comes in: results. What goes out: one row a promise, with the bound, what was measured, and
whether it holds; a promise whose cases were not measured has no verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import linear_regression
from typing import TYPE_CHECKING

from benchmarks.statistics import fit_growth
from benchmarks.tables import number, persons_speed, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.results import Results

# The size at which memory has to be level already, and the size at which it still is.
LEVEL_FROM, LEVEL_TO = 20_000, 100_000
# The smallest size of the promised growth; fewer files vanish in the fixed cost.
GROWTH_FROM = 1000


@dataclass(frozen=True)
class Mark:
    """A promise: what, the bound, whether it is a ceiling or a floor, and what was measured."""

    what: str
    bound: float
    is_ceiling: bool
    measured: float | None

    @property
    def holds(self) -> bool | None:
        """Whether it holds; None where it was not measured."""
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.is_ceiling else self.measured >= self.bound


def marks(results: Results, size: int) -> list[Mark]:
    """Every promise."""

    def seconds(case: str) -> float | None:
        return results.median(case, "wall_seconds")

    cold, fixed = seconds(f"khotin-cold/{size}"), seconds("khotin-fixed/1")
    floor = _least(seconds(f"floor-{processes}/{size}") for processes in (1, 2))
    dlt = _least(seconds(f"dlt-{form}/{size}") for form in ("arrow", "rows"))
    above = cold - fixed if cold is not None and fixed is not None else None
    colds = results.by_size("khotin-cold", "wall_seconds")
    growth = fit_growth(colds) if {GROWTH_FROM, LEVEL_TO} <= set(colds) else None
    khotin, underthesea = (
        persons_speed(results, f"persons-{name}", size) for name in ("khotin", "underthesea")
    )
    memory = results.by_size("khotin-cold", "peak_tree_mb")
    return [
        Mark(
            f"cold load of {size:,} articles, seconds",
            45,
            True,
            cold if size == LEVEL_FROM else None,
        ),
        Mark("cold load above the fixed cost, bare floors", 5, True, _ratio(above, floor)),
        Mark("fixed cost of a run, seconds", 8, True, fixed),
        Mark("dlt's load (the faster form), Khotin's loads", 3, False, _ratio(dlt, cold)),
        Mark("persons a core, underthesea's speeds", 400, False, _ratio(khotin, underthesea)),
        Mark("growth exponent of the cold load", 1.05, True, growth.exponent if growth else None),
        Mark("rerun with nothing new, milliseconds a file", 0.3, True, _rerun(results)),
        Mark(
            f"memory of all processes at {LEVEL_TO:,} articles, that at {LEVEL_FROM:,}",
            1.5,
            True,
            _ratio(memory.get(LEVEL_TO), memory.get(LEVEL_FROM)),
        ),
    ]


def _least(values: Iterable[float | None]) -> float | None:
    return min((value for value in values if value is not None), default=None)


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None


def _rerun(results: Results) -> float | None:
    """Milliseconds that each further file adds to a rerun."""
    measured = results.by_size("khotin-unchanged", "wall_seconds")
    if not {GROWTH_FROM, LEVEL_FROM} <= set(measured):
        return None
    return linear_regression(list(measured), list(measured.values())).slope * 1000


def marks_table(results: Results, size: int) -> str:
    """The promises in Markdown."""
    verdicts = {True: "yes", False: "**no**", None: "not measured"}
    rows = [
        (
            mark.what,
            f"{'at most' if mark.is_ceiling else 'at least'} {mark.bound:g}",
            number(mark.measured),
            verdicts[mark.holds],
        )
        for mark in marks(results, size)
    ]
    return table(("promise", "bound", "measured", "holds"), rows)
