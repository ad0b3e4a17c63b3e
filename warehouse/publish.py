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

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.changes import is_audit_changed, write_changes
from warehouse.descriptions import describe
from warehouse.releases import (
    FILE_NAME,
    current_release,
    drop_old_releases,
    kept_releases,
    put_in_place,
    sync,
)
from warehouse.search import is_outdated, write_search
from warehouse.tables import PUBLISHED_SCHEMAS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


# The row that a release tells of itself, over the build's marts and the table `changes`.
RELEASE_INFO = """
    select
        $release::varchar as release,
        $previous::varchar as previous_release,
        $run_id::varchar as run_id,
        now() as published_at,
        (select count(*) from mart.articles) as article_count,
        (select count(*) from changes where change = 'added') as added_count,
        (select count(*) from changes where change = 'changed') as changed_count,
        (select count(*) from changes where change = 'removed') as removed_count
"""


@dataclass(frozen=True)
class Release:
    """One release: its name, its file (none in a lake), and how many mart rows it changed."""

    name: str
    path: Path | None
    changed_rows: int


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
    previous = current_release(releases)
    if previous:
        connection.execute(
            f"attach {_literal(str(releases / previous / FILE_NAME))} as previous (read_only)"
        )
    try:
        attached = "previous" if previous else None
        changed_rows = write_changes(connection, attached)
        is_changed = (
            changed_rows > 0
            or is_audit_changed(connection, attached)
            or (attached is not None and is_outdated(connection, attached))
        )
    finally:
        if previous:
            connection.execute("detach previous")
    if not is_changed:
        return None
    kept = kept_releases(releases)
    name = f"r{int(kept[-1][1:]) + 1:06d}" if kept else "r000001"
    path = _write_release(connection, name, previous, run_id, releases)
    put_in_place(releases, name, published_file)
    drop_old_releases(releases, keep_releases)
    return Release(name, path, changed_rows)


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
    connection.execute(f"attach {_literal(str(partial / FILE_NAME))} as press")
    try:
        for schema in PUBLISHED_SCHEMAS:
            _copy_schema(connection, schema)
        _write_release_schema(connection, name, previous, run_id)
        _write_search(connection, previous, releases)
        describe(connection, "press")
        connection.execute(
            "update press.quality.runs set status = 'published', finished_at = now(), release = ? "
            "where run_id = ?",
            [name, run_id],
        )
        connection.execute("checkpoint press")
    finally:
        connection.execute("detach press")
    sync(partial / FILE_NAME)
    target = releases / name
    shutil.rmtree(target, ignore_errors=True)
    partial.replace(target)
    sync(releases)
    return target / FILE_NAME


def _write_search(
    connection: duckdb.DuckDBPyConnection, previous: str | None, releases: Path
) -> None:
    if previous is None:
        write_search(connection, "press", None)
        return
    connection.execute(
        f"attach {_literal(str(releases / previous / FILE_NAME))} as previous (read_only)"
    )
    try:
        write_search(connection, "press", "previous")
    finally:
        connection.execute("detach previous")


def _copy_schema(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    connection.execute(f"create schema press.{schema}")
    relations = connection.execute(
        """
        select table_name from duckdb_tables()
        where database_name = current_database() and schema_name = $schema
        union all
        select view_name from duckdb_views()
        where database_name = current_database() and schema_name = $schema
        order by 1
        """,
        {"schema": schema},
    ).fetchall()
    for (relation,) in relations:
        copy = f'press.{schema}."{relation}"'
        connection.execute(f'create table {copy} as select * from {schema}."{relation}"')


def _write_release_schema(
    connection: duckdb.DuckDBPyConnection, name: str, previous: str | None, run_id: str
) -> None:
    connection.execute("create schema press.release")
    connection.execute(
        f"create table press.release.info as {RELEASE_INFO}",
        {"release": name, "previous": previous, "run_id": run_id},
    )
    connection.execute("create table press.release.changes as select * from changes order by all")


def _literal(text: str) -> str:
    """A string as SQL writes it, for statements that take no parameters (ATTACH)."""
    return "'" + text.replace("'", "''") + "'"
