"""Migrations: numbered, each whole or not at all, forward only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse.errors import NewerSchemaError
from warehouse.migrate import known_migrations, migrate, schema_version

if TYPE_CHECKING:
    from pathlib import Path


def test_an_empty_file_gets_every_table_once() -> None:
    with duckdb.connect() as connection:
        newest = known_migrations()[-1].number
        assert migrate(connection) == newest
        assert schema_version(connection) == newest
        assert migrate(connection) == newest
        tables = connection.execute(
            "select count(*) from duckdb_tables() where schema_name in ('raw', 'quality')"
        ).fetchone()
        assert tables is not None
        assert tables[0] > 10


def test_every_released_schema_can_be_carried_on(tmp_path: Path) -> None:
    for migration in known_migrations():
        with duckdb.connect(str(tmp_path / f"{migration.number}.duckdb")) as connection:
            folder = tmp_path / f"until-{migration.number}"
            folder.mkdir()
            for earlier in known_migrations():
                if earlier.number <= migration.number:
                    (folder / f"{earlier.number:04d}_x.sql").write_text(earlier.sql)
            migrate(connection, folder)
            assert schema_version(connection) == migration.number
            assert migrate(connection) == known_migrations()[-1].number


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "0001_good.sql").write_text("create schema raw; create table raw.a (x integer);")
    with duckdb.connect() as connection:
        migrate(connection, tmp_path)
        (tmp_path / "0002_bad.sql").write_text("create table raw.b (x integer); select nonsense;")
        with pytest.raises(duckdb.Error):
            migrate(connection, tmp_path)
        assert schema_version(connection) == 1
        tables = connection.execute("select table_name from duckdb_tables()").fetchall()
        assert ("b",) not in tables


def test_a_file_from_a_newer_khotin_is_refused() -> None:
    with duckdb.connect() as connection:
        newest = migrate(connection)
        connection.execute("update raw.schema_version set version = ?", [newest + 1])
        with pytest.raises(NewerSchemaError, match=f"{newest + 1}, newer than the {newest}"):
            migrate(connection)


def test_raw_tables_lose_their_keys_and_nothing_else(tmp_path: Path) -> None:
    for migration in known_migrations()[:5]:
        (tmp_path / f"{migration.number:04d}_x.sql").write_text(migration.sql)
    with duckdb.connect() as connection:
        migrate(connection, tmp_path)
        connection.execute(
            "insert into raw.blocks values ('a', 0, 'lead', 0, 9), ('a', 1, 'paragraph', 10, 19)"
        )
        before = columns_of_raw(connection)
        migrate(connection)
        assert columns_of_raw(connection) == before | {
            ("build_state", "builds_since_publish", "INTEGER", True)
        }
        assert connection.execute("select count(*), max(end_char) from raw.blocks").fetchone() == (
            2,
            19,
        )
        keys = connection.execute(
            "select table_name from duckdb_constraints() "
            "where schema_name = 'raw' and constraint_type = 'PRIMARY KEY'"
        ).fetchall()
        assert keys == [("touched_articles",)]


def columns_of_raw(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str, str, bool]]:
    return set(
        connection.execute(
            "select table_name, column_name, data_type, is_nullable from duckdb_columns() "
            "where schema_name = 'raw'"
        ).fetchall()
    )
