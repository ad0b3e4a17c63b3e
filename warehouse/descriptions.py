"""Descriptions of the tables that dbt does not build; they stand in dbt's YAML with all others.

dbt writes the descriptions of its models into the build file by itself. What the pipeline and the
publish write (schemas quality, release and search) is described in the same YAML as sources, and
put into the published file here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import duckdb

MODELS = Path(__file__).resolve().parent.parent / "dbt" / "models"


@cache
def source_descriptions() -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    """Description of each source table, and of its columns, by schema and table."""
    described: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for path in sorted(MODELS.rglob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for source in content.get("sources", ()):
            for table in source["tables"]:
                columns = {
                    column["name"]: _one_line(column.get("description"))
                    for column in table.get("columns", ())
                }
                name = (source.get("schema", source["name"]), table["name"])
                described[name] = (_one_line(table.get("description")), columns)
    return described


def describe(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    """Put the descriptions of the sources on the tables of an attached database that it has."""
    columns = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where database_name = ?",
        [database],
    ).fetchall()
    tables = {(schema, table) for schema, table, _ in columns}
    for name, (text, column_texts) in source_descriptions().items():
        if name not in tables:
            continue
        relation = f'"{database}"."{name[0]}"."{name[1]}"'
        _comment(connection, f"table {relation}", text)
        for column, column_text in column_texts.items():
            if (*name, column) in columns:
                _comment(connection, f'column {relation}."{column}"', column_text)


def _comment(connection: duckdb.DuckDBPyConnection, what: str, text: str) -> None:
    if text:
        quoted = "'" + text.replace("'", "''") + "'"
        connection.execute(f"comment on {what} is {quoted}")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
