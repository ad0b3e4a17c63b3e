"""Which rows a check reads: all of its table, or those made anew since it last held.

In: a connection to the build file and the suites. Out: a `Reading`, which says of each check what
it reads, and the temporary tables it reads it from.

A check of scope `rows` asks of each row, or of rows made anew together, by themselves. What it
found of them holds as long as nobody writes them. Who writes an article's rows notes the article in
`raw.touched_articles`, which is emptied when a run has published; and the models list the rows of
the marts that they make anew. So the check may pass over the others, on four conditions: the file
was written by nobody else and built once since the last publish (the caller knows), the check held
for every row when it was last made before a publish, it asked the very same then, and its suite
says which rows were written.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from expectations.checks import COLUMNS, COLUMNS_QUERY, TOUCHED
from expectations.spans import PIECES, TEXTS, span_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from expectations.checks import Check, Suite

#: A check in the history: suite, name, column, fingerprint of what was asked.
Key = tuple[str, str, str | None, str | None]

#: The checks that held in the last run that left `raw.touched_articles` empty.
HELD_QUERY = """
    select suite, expectation, "column", definition
    from quality.check_results
    where success and definition is not null and run_id = (
        select max_by(run_id, started_at) from quality.runs
        where status in ('published', 'unchanged')
            and run_id in (select checked.run_id from quality.check_results as checked))
"""

_ROWS_OF = re.compile(r"\{rows of ([\w.]+)\}")

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """What is read of each table.

    Attributes:
        table_rows: rows of every table.
        touched: temporary table with the rows to read -> its rows, by table; empty where
            everything is read whole.
        held: the checks that need not read more.
    """

    table_rows: Mapping[str, int] = field(default_factory=dict)
    touched: Mapping[str, int] = field(default_factory=dict)
    held: frozenset[Key] = frozenset()

    def is_partial(self, suite: Suite, check: Check) -> bool:
        """Whether a check reads the rows made anew alone."""
        return (
            check.scope == "rows"
            and suite.table in self.touched
            and needed_by(check) <= self.touched.keys()
            and (suite.table, check.name, check.column, check.definition) in self.held
        )

    def rows_read(self, suite: Suite, check: Check) -> int | None:
        """How many rows of its table a check reads; None where the table is missing."""
        counts = self.touched if self.is_partial(suite, check) else self.table_rows
        return counts.get(suite.table)

    def query(self, suite: Suite, check: Check, query: str) -> str:
        """Name in a query of a check the tables that it reads."""
        rename = touched_name if self.is_partial(suite, check) else str
        query = query.replace("{batch}", rename(suite.table))
        return _ROWS_OF.sub(lambda found: rename(found[1]), query)

    def description(self, suite: Suite, check: Check) -> str:
        """What must hold, and what was looked at where that is not all."""
        if not self.is_partial(suite, check):
            return check.description
        read, rows = self.touched[suite.table], self.table_rows.get(suite.table, 0)
        return (
            f"{check.description} (Read {read:,} of {rows:,} rows: those made anew since it last "
            "held for all.)"
        )


def touched_name(table: str) -> str:
    """Return the temporary table that holds the rows of `table` to read."""
    return f"touched_{table.replace('.', '_')}"


def needed_by(check: Check) -> set[str]:
    """Return the other tables of which a check reads the touched rows."""
    return {table for value in check.arguments.values() for table in _ROWS_OF.findall(str(value))}


def prepare(
    connection: Connection, suites: Sequence[Suite], held: frozenset[Key], tables: set[str]
) -> Reading:
    """Make the temporary tables that the checks read, and say what they hold.

    Where one cannot be made, because a column is gone, every check that needs it fails as one that
    could not be made, which is what the report then says.

    Args:
        connection: the one on which the checks will be made.
        suites: all suites.
        held: the checks that may pass over the rows that nobody touched.
        tables: the tables that exist.
    """
    _make(connection, COLUMNS, COLUMNS_QUERY)
    touched: dict[str, int] = {}
    if held and TOUCHED in tables:
        for suite in suites:
            if suite.touched and _make(connection, touched_name(suite.table), suite.touched):
                touched[suite.table] = _count(connection, touched_name(suite.table))
        for name, query in span_tables(touched_name("raw.person_mentions"), touched_name(TEXTS)):
            if _make(connection, touched_name(name), query):
                touched[name] = _count(connection, touched_name(name))
    checked = [suite for suite in suites if suite.checks and suite.table in tables]
    rows = {suite.table: _count(connection, suite.table) for suite in checked}
    reading = Reading(rows, touched, held)
    if "raw.articles" in tables and any(
        PIECES in needed_by(check) and not reading.is_partial(suite, check)
        for suite in checked
        for check in suite.checks
    ):
        for name, query in span_tables(None, TEXTS):
            # All texts need not be copied to be read under another name.
            _make(connection, name, query, "view" if name == TEXTS else "table")
    return reading


def _make(connection: Connection, name: str, query: str, kind: str = "table") -> bool:
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - loaded with Great Expectations

    try:
        connection.exec_driver_sql(f"create or replace temp {kind} {name} as {query}")
    except DBAPIError as error:
        LOG.error("%s could not be made for the checks: %s", name, type(error.orig).__name__)
        return False
    return True


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"select count(*) from {table}").scalar_one())
