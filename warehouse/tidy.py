"""Keeps the build file cheap to write down: small pieces of tables are put together now and then.

Every load and every build adds a few rows to each table. As DuckDB is set by default, writing them
down puts them to the rows that are there, and writes up to 122,880 of those anew: of 20,000
articles 2 s of the 15 that a run with 20 new ones took (2026-11-23). So the build file is opened
with that switched off (`warehouse.connection`), and a few runs' pieces are put together at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Reading a table in eight small pieces more is not slower than can be measured.
PUBLISHES_BETWEEN = 8


def tidy_now_and_then(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the pieces of all tables together after every eighth publish.

    Args:
        connection: the open build file, outside a transaction, with the publish noted.
    """
    row = connection.execute(
        "select count(*) from quality.runs where status = 'published'"
    ).fetchone()
    if row is None or row[0] == 0 or row[0] % PUBLISHES_BETWEEN:
        return
    connection.execute("reset max_vacuum_tasks")
    try:
        connection.execute("checkpoint")
    finally:
        connection.execute("set max_vacuum_tasks = 0")
