"""Puts a checked build before the analysts: write a compact copy beside, sync it, and swap it in.

The published file is always a whole release: it is written under another name, fsynced with its
folder, and takes its place by `os.replace`. A reader that has the old file open goes on reading
it. The same bytes are kept as `releases/<release>/press.duckdb`, the truth that the next release
is compared with and that a rollback puts back, whatever anybody did to the published file in
between.

Views become tables in the copy: on DuckDB 1.5 a view remembers the name of its catalogue and
would read another release's rows when two releases are attached side by side.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.changes import is_audit_changed, write_changes
from warehouse.tables import PUBLISHED_SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

FILE_NAME = "press.duckdb"


@dataclass(frozen=True)
class Release:
    """One release that is kept: its name, its file, and how many mart rows it changed."""

    name: str
    path: Path
    changed_rows: int


def kept_releases(folder: Path) -> list[str]:
    """Names of the releases kept, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name[0] == "r" and (entry / FILE_NAME).is_file()
    )


def publish(
    connection: duckdb.DuckDBPyConnection,
    *,
    run_id: str,
    published_file: Path,
    releases: Path,
    keep_releases: int,
) -> Release | None:
    """Publish the marts of the open build file, or nothing where nothing differs.

    Returns:
        The new release, or None when the release before says the same.
    """
    kept = kept_releases(releases)
    previous = kept[-1] if kept else None
    if previous:
        connection.execute(
            f"attach '{_quoted(releases / previous / FILE_NAME)}' as previous (read_only)"
        )
    try:
        changed_rows = write_changes(connection, "previous" if previous else None)
        is_changed = changed_rows > 0 or is_audit_changed(
            connection, "previous" if previous else None
        )
    finally:
        if previous:
            connection.execute("detach previous")
    if not is_changed:
        if previous and not published_file.exists():
            put_in_place(releases / previous / FILE_NAME, published_file)
        return None
    name = f"r{int(previous[1:]) + 1:06d}" if previous else "r000001"
    path = _write_release(connection, name, previous, run_id, releases)
    put_in_place(path, published_file)
    for old in kept_releases(releases)[:-keep_releases]:
        shutil.rmtree(releases / old)
    return Release(name, path, changed_rows)


def put_in_place(release_file: Path, published_file: Path) -> None:
    """Make a release's file the published one, atomically and durably."""
    partial = published_file.with_name(f".{published_file.name}.partial")
    shutil.copyfile(release_file, partial)
    _sync(partial)
    partial.replace(published_file)
    _sync(published_file.parent)


def _write_release(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    previous: str | None,
    run_id: str,
    releases: Path,
) -> Path:
    partial = releases / f".{name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    connection.execute(f"attach '{_quoted(partial / FILE_NAME)}' as press")
    try:
        for schema in PUBLISHED_SCHEMAS:
            _copy_schema(connection, schema)
        _write_release_schema(connection, name, previous, run_id)
        connection.execute("checkpoint press")
    finally:
        connection.execute("detach press")
    _sync(partial / FILE_NAME)
    target = releases / name
    shutil.rmtree(target, ignore_errors=True)
    partial.replace(target)
    _sync(releases)
    return target / FILE_NAME


def _copy_schema(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    connection.execute(f"create schema press.{schema}")
    relations = connection.execute(
        """
        select table_name, comment from duckdb_tables()
        where database_name = current_database() and schema_name = $schema
        union all
        select view_name, comment from duckdb_views()
        where database_name = current_database() and schema_name = $schema
        order by 1
        """,
        {"schema": schema},
    ).fetchall()
    for relation, comment in relations:
        copy = f'press.{schema}."{relation}"'
        connection.execute(f'create table {copy} as select * from {schema}."{relation}"')
        if comment:
            connection.execute(f"comment on table {copy} is {_literal(comment)}")
        columns = connection.execute(
            """
            select column_name, comment from duckdb_columns() where database_name =
            current_database() and schema_name = ? and table_name = ? and comment is not null
            """,
            [schema, relation],
        ).fetchall()
        for column, text in columns:
            connection.execute(f'comment on column {copy}."{column}" is {_literal(text)}')


def _write_release_schema(
    connection: duckdb.DuckDBPyConnection, name: str, previous: str | None, run_id: str
) -> None:
    connection.execute("create schema press.release")
    connection.execute(
        """
        create table press.release.info as
        select
            $release::varchar as release,
            $previous::varchar as previous_release,
            $run_id::varchar as run_id,
            now() as published_at,
            (select count(*) from mart.articles) as article_count,
            (select count(*) from changes where change = 'added') as added_count,
            (select count(*) from changes where change = 'changed') as changed_count,
            (select count(*) from changes where change = 'removed') as removed_count
        """,
        {"release": name, "previous": previous, "run_id": run_id},
    )
    connection.execute("create table press.release.changes as select * from changes order by all")
    for text, relation in (
        ("Grain: one row, this release.", "press.release.info"),
        (
            "Grain: one row a mart row that differs from the release before.",
            "press.release.changes",
        ),
    ):
        connection.execute(f"comment on table {relation} is {_literal(text)}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _literal(text: str) -> str:
    """A string as SQL writes it, for statements that take no parameters (COMMENT ON)."""
    return "'" + text.replace("'", "''") + "'"


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
