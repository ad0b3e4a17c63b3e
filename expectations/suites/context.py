"""What a run knows before its checks: the suites are written against this.

In: a run's id and the row counts of the last published release. Out: `SuiteContext`, and the volume
checks that compare a table with that release.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from expectations.checks import literal
from expectations.thresholds import figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from expectations.checks import Check

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


def volume(context: SuiteContext, table: str, name: str = "rows_against_last_release") -> Check:
    """Return the check that `table` keeps to the size it had in the last release."""
    before = context.rows_before.get(table)
    return figure(
        table,
        name,
        "Rows now, as a multiple of the last release's",
        f"select count(*) / {before or 'null'} as value, {before or 0} as base from {{batch}}",
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
