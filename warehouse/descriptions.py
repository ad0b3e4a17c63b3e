"""Descriptions of tables and columns: they stand in dbt's YAML once and go to what is published.

Marts are described as models, what the pipeline and the publish write (schemas quality, release and
search) as sources. dbt's own way of storing descriptions costs a statement a column in every build
and knows nothing of the sources.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

try:
    # Written in C, ten times as quick; not every build of PyYAML has it.
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

if TYPE_CHECKING:
    import duckdb

MODELS = Path(__file__).resolve().parent.parent / "dbt" / "models"


Descriptions = dict[tuple[str, str], tuple[str, dict[str, str]]]


@cache
def source_descriptions() -> Descriptions:
    """Description of each source table, and of its columns, by schema and table."""
    described: Descriptions = {}
    for content in _contents():
        for source in content.get("sources", ()):
            for table in source["tables"]:
                described[source.get("schema", source["name"]), table["name"]] = _described(table)
    return described


@cache
def mart_descriptions() -> Descriptions:
    """Description of each mart, and of its columns, by schema and table."""
    described: Descriptions = {}
    for content in _contents("marts/**/*.yml"):
        for model in content.get("models", ()):
            name = model.get("config", {}).get("alias", model["name"])
            described["mart", name] = _described(model)
    return described


def describe(connection: duckdb.DuckDBPyConnection, database: str) -> None:
    """Put the descriptions on the tables of an attached database that it has."""
    columns = connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where database_name = ?",
        [database],
    ).fetchall()
    present = set(columns)
    tables = {(schema, table) for schema, table, _ in columns}
    for name, (text, column_texts) in {**source_descriptions(), **mart_descriptions()}.items():
        if name not in tables:
            continue
        relation = f'"{database}"."{name[0]}"."{name[1]}"'
        _comment(connection, f"table {relation}", text)
        for column, column_text in column_texts.items():
            if (*name, column) in present:
                _comment(connection, f'column {relation}."{column}"', column_text)


def _contents(pattern: str = "**/*.yml") -> list[dict[str, Any]]:
    return [
        yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
        for path in sorted(MODELS.glob(pattern))
    ]


def _described(table: dict[str, Any]) -> tuple[str, dict[str, str]]:
    columns = {
        column["name"]: _one_line(column.get("description")) for column in table.get("columns", ())
    }
    return _one_line(table.get("description")), columns


def _comment(connection: duckdb.DuckDBPyConnection, what: str, text: str) -> None:
    if text:
        quoted = "'" + text.replace("'", "''") + "'"
        connection.execute(f"comment on {what} is {quoted}")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
