"""Brings a build file to the newest schema: numbered SQL files, each one transaction, forward only.

The number reached stands in `raw.schema_version` of the file itself, so a crash between two
migrations leaves a file that the next start carries on from, and a file from a newer Khotin is
refused instead of damaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import NewerSchemaError

if TYPE_CHECKING:
    import duckdb

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Migration:
    """One numbered step of the schema."""

    number: int
    sql: str


def known_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations this code has, in order."""
    return [
        Migration(int(path.name.split("_", 1)[0]), path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("[0-9]*_*.sql"))
    ]


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last migration that the file has seen; 0 for an empty file."""
    row = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'raw' and table_name = 'schema_version'"
    ).fetchone()
    if row is None or row[0] == 0:
        return 0
    row = connection.execute("select version from raw.schema_version").fetchone()
    return 0 if row is None else int(row[0])


def migrate(connection: duckdb.DuckDBPyConnection, folder: Path = MIGRATIONS) -> int:
    """Apply what is missing and return the version reached.

    Raises:
        NewerSchemaError: the file has a higher version than this code knows.
    """
    migrations = known_migrations(folder)
    newest = migrations[-1].number
    current = schema_version(connection)
    if current > newest:
        raise NewerSchemaError(
            f"This build file has schema version {current}, newer than the {newest} that this "
            "Khotin knows: install the Khotin that wrote it, or start with another --home."
        )
    for migration in migrations:
        if migration.number > current:
            _apply(connection, migration)
    return newest


def _apply(connection: duckdb.DuckDBPyConnection, migration: Migration) -> None:
    connection.execute("begin")
    try:
        connection.execute(migration.sql)
        connection.execute(
            "create table if not exists raw.schema_version (version integer not null)"
        )
        connection.execute("delete from raw.schema_version")
        connection.execute("insert into raw.schema_version values (?)", [migration.number])
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
