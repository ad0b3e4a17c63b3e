"""What a run knows before its checks: the suites are written against this.

In: a run's id and the row counts of the last published release. Out: `SuiteContext`, and the volume
checks that compare a table with that release.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from expectations.checks import Check, literal
from expectations.thresholds import figure, thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The check whose observed value is the number of rows.
VOLUME = "rows_against_last_release"

_RUN_ID = re.compile(r"[\w.:+-]+")


@dataclass(frozen=True, slots=True)
class SuiteContext:
    """What the suites need to know.

    Attributes:
        run_id: the run whose build is checked.
        rows_before: rows a table (`schema.name`) had in the last published release; empty before
            it.
    """

    run_id: str
    rows_before: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _RUN_ID.fullmatch(self.run_id):
            raise ValueError(f"run_id {self.run_id!r} is not an identifier")

    @property
    def run(self) -> str:
        """The run's id as an SQL literal."""
        return literal(self.run_id)


def volume(context: SuiteContext, table: str, name: str = VOLUME, *, least: int = 0) -> Check:
    """Return the check that `table` keeps to the size it had in the last release.

    The bounds in `thresholds.csv` are multiples of that size. What the check observes is the number
    of rows, and so its results are the history that the next run's bounds come from.
    """
    limit = thresholds()[table, name]
    before = context.rows_before.get(table, 0)
    counts = before >= max(limit.minimum_base, 1)
    lower = max(least, math.ceil(before * (limit.minimum or 0))) if counts else least
    upper = int(before * limit.maximum) if counts and limit.maximum is not None else None
    bounds = f"at least {lower:,}" + (f" and at most {upper:,}" if upper is not None else "")
    return Check(
        name,
        "expect_table_row_count_to_be_between",
        f"The table has {bounds} rows; the last release had {before:,}. "
        f"({limit.decided_on}: {limit.reason}.)",
        limit.severity,
        arguments={"min_value": lower, "max_value": upper},
    )


def density(context: SuiteContext, table: str, name: str) -> Check:
    """Return the check that `table` still has as many rows an article as in the last release."""
    rows, articles = context.rows_before.get(table), context.rows_before.get("mart.articles")
    before = rows / articles if rows and articles else None
    return figure(
        table,
        name,
        "Rows an article now, as a multiple of the last release's",
        f"""select count(*) / nullif((select count(*) from mart.articles), 0)
                / {before or "null"} as value, {articles or 0} as base from {{batch}}""",
    )
