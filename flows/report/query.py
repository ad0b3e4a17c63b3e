"""Reads the build file for the report: read-only, bounded, and never stopped by a broken table.

In: a DuckDB file. Out: rows as dictionaries. The report is wanted most when a build is broken, so a
part whose table or column is missing says so on the page instead of taking the page down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one part of the report.

    Attributes:
        rows: what to show.
        problem: why the part could not be read, for the page; None when it could.
    """

    rows: list[Row]
    problem: str | None = None


def read(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any] | None = None
) -> Part:
    """Return the rows of `query`, or the problem when the build file cannot answer it."""
    try:
        cursor = connection.execute(query, dict(values or {}))
        names = [column[0] for column in cursor.description]
        return Part([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
    except duckdb.CatalogException:
        return Part([], "Nothing to show: the build file lacks a table this part is read from.")
    except duckdb.BinderException:
        return Part([], "Nothing to show: a table this part is read from lacks a column.")
