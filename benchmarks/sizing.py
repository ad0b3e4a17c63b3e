"""How many articles one machine holds, from what was measured.

What comes in: results. What goes out: the table of `docs/sizing.md`. Every figure starts from the
largest size that was measured and grows with the exponent that was fitted above the fixed cost.
Time and disk never grow more slowly than the articles, whatever a fit says; the range behind a
figure is two standard errors of the exponent. Ten thousand times the measured size is far out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.statistics import Growth, fit_growth
from benchmarks.tables import NOTHING, number, table

if TYPE_CHECKING:
    from benchmarks.results import Results

SIZES = (1_000_000, 10_000_000, 100_000_000)
SCENARIO = "khotin-cold"
NIGHT_HOURS = 8
# The step that other machines can take over; the others work on the one warehouse.
SHARED_STEP = "step:take_in"
_HOUR, _GIGABYTE = 3600, 1000


@dataclass(frozen=True)
class Projection:
    """What a size costs: as projected, and at both ends of the exponent's range."""

    likely: float
    least: float
    most: float


@dataclass(frozen=True)
class Model:
    """The cost of any size: the fixed cost, and what grows from the largest size measured.

    Attributes:
        fixed: what one article costs.
        growth: of what is above it, through the largest size.
        error: two standard errors of the exponent; 0 where two sizes alone were measured.
        pivot: the largest size.
        least_exponent: below which the exponent is not believed.
    """

    fixed: float
    growth: Growth
    error: float
    pivot: int
    least_exponent: float

    def at(self, size: int) -> Projection:
        """The cost of a size."""
        likely, least, most = (
            self.fixed + self.growth.pivoted(self.pivot, self._exponent(change)).at(size)
            for change in (0.0, -self.error, self.error)
        )
        return Projection(likely, least, most)

    def size_for(self, cost: float) -> int:
        """How many articles cost so much; 0 where one costs more."""
        exponent = self._exponent(0.0)
        above = max(0.0, cost - self.fixed)
        return int(self.pivot * (above / self.growth.at(self.pivot)) ** (1 / exponent))

    def _exponent(self, change: float) -> float:
        return max(self.least_exponent, self.growth.exponent + change)


def model(results: Results, measure: str, least_exponent: float) -> Model | None:
    """The model of a measure; None where fewer than two sizes were measured."""
    measured = results.by_size(SCENARIO, measure)
    fixed = results.median("khotin-fixed/1", measure) or 0.0
    above = {size: value - fixed for size, value in measured.items() if value > fixed}
    fitted = fit_growth(above)
    if fitted is None:
        return None
    pivot = max(above)
    growth = Growth(above[pivot] / pivot**fitted.exponent, fitted.exponent, None, fitted.sizes)
    return Model(fixed, growth, 2 * (fitted.standard_error or 0.0), pivot, least_exponent)


def projections(results: Results) -> str:
    """What one machine takes for a million, ten and a hundred million articles."""
    lines = (
        ("cold load, hours", "wall_seconds", 1.0, _HOUR),
        ("of these `take_in`, extraction and loading, hours", SHARED_STEP, 1.0, _HOUR),
        ("memory of all processes, GB", "peak_tree_mb", 0.0, _GIGABYTE),
        ("published file, GB", "published_mb", 1.0, _GIGABYTE),
        ("home with one release, GB", "home_mb", 1.0, _GIGABYTE),
    )
    rows = []
    for title, measure, least_exponent, unit in lines:
        fitted = model(results, measure, least_exponent)
        cells = [_cell(fitted, size, unit) for size in SIZES]
        rows.append((title, *cells, f"{fitted.growth.exponent:.2f}" if fitted else NOTHING))
    rerun = fit_growth(results.by_size("khotin-unchanged", "wall_seconds"))
    largest = max(results.sizes("khotin-unchanged"), default=0)
    cells = [
        number(rerun.pivoted(largest, max(1.0, rerun.exponent)).at(size) / 60) if rerun else NOTHING
        for size in SIZES
    ]
    rows.append(("rerun with nothing new, minutes", *cells, NOTHING))
    return table(("articles", *(f"{size:,}" for size in SIZES), "exponent"), rows)


def _cell(fitted: Model | None, size: int, unit: int) -> str:
    if fitted is None:
        return NOTHING
    found = fitted.at(size)
    if fitted.error == 0.0:
        return number(found.likely / unit)
    return (
        f"{number(found.likely / unit)} ({number(found.least / unit)}–{number(found.most / unit)})"
    )


def limits(results: Results) -> str:
    """How many articles fit a night, and the memory that was there, in words."""
    seconds, memory = model(results, "wall_seconds", 1.0), model(results, "peak_tree_mb", 0.0)
    sentences = []
    if seconds is not None:
        articles = seconds.size_for(NIGHT_HOURS * _HOUR)
        sentences.append(
            f"- In a night of {NIGHT_HOURS} hours it loads {_rough(articles)} articles."
        )
    if memory is not None:
        here = results.machine["memory_gb"]
        biggest = [size for size in SIZES if memory.at(size).most / _GIGABYTE <= here]
        held = f"{max(biggest):,} articles" if biggest else f"fewer than {SIZES[0]:,} articles"
        sentences.append(
            f"- Of the sizes above, its {here} GB of memory hold {held}, also if memory grows with "
            "the larger exponent."
        )
    return "\n".join(sentences)


def _rough(articles: int) -> str:
    """Two telling digits: more are not known."""
    digits = max(0, len(str(articles)) - 2)
    return f"about {articles // 10**digits * 10**digits:,}"
