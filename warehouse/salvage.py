"""Reads what can still be read of a damaged DuckDB file.

What comes in: the path of the file. What goes out: rows of its tables, in slices; a slice in which
a block is damaged is halved until it is small, and then left out and counted. What DuckDB hands out
it has verified by the checksum of its block, so nothing that is read here is wrong. The file is
opened to read only, in a database of its own: some errors end all connections of a database.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl

LOG = logging.getLogger(__name__)

SLICE_ROWS = 8192
# Halving further gains little: a block holds dozens of texts.
SMALLEST_SLICE_ROWS = 64


class Salvage:
    """A damaged file, opened anew after every error.

    Attributes:
        failures: slices and tables that could not be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failures = 0
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._tables: dict[tuple[str, str], list[str]] = {}
        rows = self.ask(
            "select schema_name, table_name, column_name from duckdb_columns() "
            "where database_name = current_database() order by column_index"
        )
        for schema, table, column in rows.iter_rows() if rows is not None else ():
            self._tables.setdefault((schema, table), []).append(column)

    def has(self, schema: str, table: str) -> bool:
        """Whether the file says that it holds a table."""
        return (schema, table) in self._tables

    def columns(self, schema: str, table: str) -> list[str]:
        """Names of a table's columns; none where it is not known."""
        return self._tables.get((schema, table), [])

    def ask(self, sql: str) -> pl.DataFrame | None:
        """The answer of the file, or None where it can give none."""
        try:
            if self._connection is None:
                self._connection = duckdb.connect(str(self.path), read_only=True)
                self._connection.execute("set timezone = 'UTC'")
            return self._connection.execute(sql).pl()
        except duckdb.Error as error:
            self.failures += 1
            LOG.info("%s: %s", self.path, error)
            self.close()
            return None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def readable_rows(salvage: Salvage, schema: str, table: str) -> Iterator[pl.DataFrame]:
    """The rows of a table that can be read, a slice at a time."""
    if not salvage.has(schema, table):
        return
    relation = f'"{schema}"."{table}"'
    last = salvage.ask(f"select max(rowid) as last from {relation}")
    if last is None or last.item() is None:
        return
    end = last.item() + 1
    for first in range(0, end, SLICE_ROWS):
        yield from _slice(salvage, relation, first, min(SLICE_ROWS, end - first))


def _slice(salvage: Salvage, relation: str, first: int, count: int) -> Iterator[pl.DataFrame]:
    rows = salvage.ask(
        f"select * from {relation} where rowid >= {first} and rowid < {first + count}"
    )
    if rows is not None:
        yield rows
    elif count > SMALLEST_SLICE_ROWS:
        half = count // 2
        yield from _slice(salvage, relation, first, half)
        yield from _slice(salvage, relation, first + half, count - half)
