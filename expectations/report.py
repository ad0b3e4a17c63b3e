"""What a run of the checks hands back.

In: the outcome of every check. Out: `CheckReport`, frozen, with the rows for
`quality.check_results`. It holds no press text: checks count, they do not quote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from expectations.checks import Severity

#: The columns of quality.check_results.
SCHEMA = {
    "run_id": pl.String,
    "suite": pl.String,
    "expectation": pl.String,
    "table": pl.String,
    "column": pl.String,
    "success": pl.Boolean,
    "severity": pl.String,
    "observed": pl.String,
    "unexpected_count": pl.Int64,
    "definition": pl.String,
    "rows_read": pl.Int64,
    "table_rows": pl.Int64,
}


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """How one check came out.

    Attributes:
        suite: name of the suite, which is the table's.
        expectation: name of the check.
        column: the column it is about, if one.
        severity: `error` or `warn`.
        description: what must hold, as a sentence.
        success: whether it holds.
        observed: the figure seen, or why the check could not be made.
        unexpected_count: rows that break it, where rows are counted.
        definition: fingerprint of what was asked.
        rows_read: rows of the table that were looked at.
        table_rows: rows the table has.
    """

    suite: str
    expectation: str
    column: str | None
    severity: Severity
    description: str
    success: bool
    observed: str | None
    unexpected_count: int | None
    definition: str | None = None
    rows_read: int | None = None
    table_rows: int | None = None

    @property
    def sentence(self) -> str:
        """What failed, for a person."""
        where = f"{self.suite}.{self.column}" if self.column else self.suite
        rows = f"{self.unexpected_count} rows" if self.unexpected_count else None
        seen = rows or (f"observed {self.observed}" if self.observed else "not met")
        return f"{where}: {self.expectation} - {self.description} ({seen})"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How all checks of one run came out.

    Attributes:
        run_id: the run whose build was checked.
        outcomes: every check, in the order of the suites.
        validations: Great Expectations' own results as JSON values, for its Data Docs.
    """

    run_id: str
    outcomes: tuple[CheckOutcome, ...]
    validations: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def results(self) -> pl.DataFrame:
        """Rows for `quality.check_results`, columns as `SCHEMA`."""
        return pl.DataFrame(
            [
                (
                    self.run_id,
                    outcome.suite,
                    outcome.expectation,
                    outcome.suite,
                    outcome.column,
                    outcome.success,
                    outcome.severity,
                    outcome.observed,
                    outcome.unexpected_count,
                    outcome.definition,
                    outcome.rows_read,
                    outcome.table_rows,
                )
                for outcome in self.outcomes
            ],
            schema=SCHEMA,
            orient="row",
        )

    def failed(self, severity: Severity) -> tuple[CheckOutcome, ...]:
        """Return the failed checks of one severity."""
        return tuple(o for o in self.outcomes if not o.success and o.severity == severity)

    @property
    def errors(self) -> list[str]:
        """A line for each failed check that blocks the publish."""
        return _sentences(self.failed("error"))

    @property
    def warnings(self) -> list[str]:
        """A line for each failed check that does not."""
        return _sentences(self.failed("warn"))

    @property
    def may_publish(self) -> bool:
        """Whether no check of severity `error` failed."""
        return not self.failed("error")


def _sentences(outcomes: Iterable[CheckOutcome]) -> list[str]:
    return [outcome.sentence for outcome in outcomes]
