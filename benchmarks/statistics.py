"""Medians, spreads and growth exponents of what was measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import linear_regression, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Below this many sizes a line fits whatever was measured, and has no standard error.
SIZES_FOR_AN_ERROR = 3


@dataclass(frozen=True)
class Spread:
    """Median, least and most of some runs."""

    median: float
    least: float
    most: float
    runs: int

    def times(self, factor: float) -> Spread:
        """The same in another unit."""
        return Spread(self.median * factor, self.least * factor, self.most * factor, self.runs)


def spread(values: Sequence[float]) -> Spread:
    """The spread of at least one value.

    Raises:
        ValueError: there is none.
    """
    if not values:
        raise ValueError("nothing was measured, so there is no spread")
    return Spread(median(values), min(values), max(values), len(values))


@dataclass(frozen=True)
class Growth:
    """A power of the size: `factor * size ** exponent`.

    Attributes:
        factor: what size 1 would take.
        exponent: 1 is linear.
        standard_error: of the exponent; None where two sizes alone were measured.
        sizes: how many sizes it was fitted to.
    """

    factor: float
    exponent: float
    standard_error: float | None
    sizes: int

    def at(self, size: float) -> float:
        """What this size takes."""
        return float(self.factor * size**self.exponent)

    def pivoted(self, size: float, exponent: float) -> Growth:
        """The same at this size, with another exponent from there on."""
        return Growth(self.at(size) / size**exponent, exponent, None, self.sizes)


def fit_growth(measured: Mapping[int, float]) -> Growth | None:
    """Fit a power to size and value by least squares of their logarithms.

    Args:
        measured: one value a size, such as the median of its runs. Values that are not above zero
            (a step that costs no more than in an empty run) are left out: they have no logarithm.

    Returns:
        The fit, or None where fewer than two sizes are left.
    """
    points = [(math.log(size), math.log(value)) for size, value in measured.items() if value > 0]
    if len(points) < 2:  # noqa: PLR2004 - a line
        return None
    abscissas, ordinates = [x for x, _ in points], [y for _, y in points]
    slope, intercept = linear_regression(abscissas, ordinates)
    error = None
    if len(points) >= SIZES_FOR_AN_ERROR:
        mean = sum(abscissas) / len(points)
        residual = sum((y - intercept - slope * x) ** 2 for x, y in points)
        spread_of_sizes = sum((x - mean) ** 2 for x in abscissas)
        error = math.sqrt(residual / (len(points) - 2) / spread_of_sizes)
    return Growth(math.exp(intercept), slope, error, len(points))
