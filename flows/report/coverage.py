"""Lays the articles out by province and month.

In: counts by province and month. Out: a table with its sums and a tint from 0 to 5 for every cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from flows.report.query import Row

TINTS = 5
OTHER, UNKNOWN = "other provinces", "no province"
_SUMS = {OTHER, UNKNOWN}


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and how strongly it is tinted."""

    articles: int
    tint: int


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """Rows by province, most articles first; columns by month, then earlier and undated."""

    months: list[dt.date]
    rows: list[tuple[str, list[Cell], Cell, Cell, int]]


def coverage_table(counts: list[Row]) -> CoverageTable:
    """Return the table of `content.coverage`'s rows."""
    months = sorted({row["month"] for row in counts if row["month"] is not None})
    cells: Counter[tuple[str, object]] = Counter()
    for row in counts:
        name = UNKNOWN if row["is_unknown"] else row["province"] or row["province_id"] or OTHER
        column = row["month"] or ("undated" if row["is_undated"] else "earlier")
        cells[name, column] += row["articles"]
    totals: Counter[str] = Counter()
    for (name, _), articles in cells.items():
        totals[name] += articles
    # The sums of the rest would make every province pale.
    highest = max(
        (n for (name, month), n in cells.items() if month in months and name not in _SUMS),
        default=0,
    )

    def cell(name: str, column: object) -> Cell:
        articles = cells[name, column]
        # A province with one article is pale, even where one is the most that any has.
        return Cell(articles, min(-(-articles * TINTS // max(highest, TINTS)), TINTS))

    names = sorted(totals, key=lambda name: (name in _SUMS, -totals[name], name))
    return CoverageTable(
        months,
        [
            (
                name,
                [cell(name, month) for month in months],
                Cell(cells[name, "earlier"], 0),
                Cell(cells[name, "undated"], 0),
                totals[name],
            )
            for name in names
        ],
    )
