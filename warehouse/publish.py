"""Puts a checked build before the analysts: write a release beside, sync it, and swap it in.

The published file is always a whole release: it is written under another name, fsynced with its
folder, and takes its place by `os.replace`. A reader that has the old file open goes on reading
it. The same bytes are kept as `releases/<release>/press.duckdb`, the truth that the next release
is compared with and that a rollback puts back, whatever anybody did to the published file in
between.

A release is the release before brought to the build's state, where that says the same as all made
anew (`warehouse.incremental_copy`), else a compact copy of the build.

Views become tables in the copy: on DuckDB 1.5 a view remembers the name of its catalogue and
would read another release's rows when two releases are attached side by side.
"""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.changes import is_audit_changed, write_changes
from warehouse.copy_file import copy_file
from warehouse.descriptions import describe
from warehouse.incremental_copy import bring_forward, can_bring_forward
from warehouse.releases import (
    FILE_NAME,
    current_release,
    drop_old_releases,
    is_intact,
    kept_releases,
    put_in_place,
    sync,
)
from warehouse.search import is_outdated, write_search
from warehouse.tables import PUBLISHED_SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb


LOG = logging.getLogger(__name__)

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

    Args:
        connection: the open build file.
        run_id: of the run that publishes.
        published_file: what analysts open.
        releases: folder of the kept releases.
        keep_releases: how many of them stay.

    Returns:
        The new release, or None when the release before says the same.
    """
    previous = current_release(releases)
    with _attached_before(connection, previous, releases) as attached:
        state = _state(connection)
        is_known = attached is not None and state == _run_of(connection, attached)
        changed_rows = write_changes(connection, attached, is_partial=is_known)
        is_changed = (
            changed_rows > 0
            or is_audit_changed(connection, attached)
            or (attached is not None and is_outdated(connection, attached))
        )
        is_forward = (
            is_changed
            and attached is not None
            and state is not None
            and is_intact(releases, published_file)
            and can_bring_forward(connection)
        )
        if not is_changed and attached:
            _note(connection, _run_of(connection, attached))
    if not is_changed:
        return None
    kept = kept_releases(releases)
    name = f"r{int(kept[-1][1:]) + 1:06d}" if kept else "r000001"
    writing = _Writing(connection, name, previous, run_id, releases)
    path = writing.write(is_forward=is_forward)
    put_in_place(releases, name, published_file)
    _note(connection, run_id)
    drop_old_releases(releases, keep_releases)
    return Release(name, path, changed_rows)


def forget_published(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the next publish compare all: the build was published to another place meanwhile."""
    _note(connection, None)


@contextmanager
def _attached_before(
    connection: duckdb.DuckDBPyConnection, previous: str | None, releases: Path
) -> Iterator[str | None]:
    """Attach the release before, if there is one; yield the name that it is attached under."""
    if previous is None:
        yield None
        return
    connection.execute(
        f"attach {_literal(releases / previous / FILE_NAME)} as previous (read_only)"
    )
    try:
        yield "previous"
    finally:
        connection.execute("detach previous")


def _state(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The run whose release the marts are, but for touched articles; None where all is in doubt."""
    row = connection.execute(
        "select published_run_id from raw.build_state where not is_whole_stale"
    ).fetchone()
    return row[0] if row else None


def _run_of(connection: duckdb.DuckDBPyConnection, release: str) -> str:
    """The run that made an attached release."""
    row = connection.execute(f"select run_id from {release}.release.info").fetchone()
    return str(row[0]) if row else ""


def _note(connection: duckdb.DuckDBPyConnection, run_id: str | None) -> None:
    """Note which run's release says what the marts say now."""
    connection.execute("update raw.build_state set published_run_id = ?", [run_id])


@dataclass(frozen=True)
class _Writing:
    """A release that is being written, in a folder that takes its name when it is whole."""

    connection: duckdb.DuckDBPyConnection
    name: str
    previous: str | None
    run_id: str
    releases: Path

    def write(self, *, is_forward: bool) -> Path:
        """Write the release; return its file."""
        partial = self.releases / f".{self.name}.partial"
        file = partial / FILE_NAME
        if is_forward and self._bring_forward(file):
            LOG.info("Release %s was made of %s", self.name, self.previous)
        else:
            self._copy_whole(file)
            LOG.info("Release %s was made whole", self.name)
        sync(file)
        target = self.releases / self.name
        shutil.rmtree(target, ignore_errors=True)
        partial.replace(target)
        sync(self.releases)
        return target / FILE_NAME

    def _bring_forward(self, file: Path) -> bool:
        """Make it of the release before; whether it says what the build says."""
        _make_empty(file.parent)
        copy_file(self.releases / str(self.previous) / FILE_NAME, file)
        # DuckDB would write whole tables anew to save a row group; a compact copy does that.
        self.connection.execute("set max_vacuum_tasks = 0")
        try:
            with self._attached(file):
                if not bring_forward(self.connection):
                    return False
                self._tell()
        finally:
            self.connection.execute("reset max_vacuum_tasks")
        return True

    def _copy_whole(self, file: Path) -> None:
        """Make it of the build alone, but for the index of words that the release before has."""
        _make_empty(file.parent)
        with self._attached(file):
            self.connection.execute("begin")
            tables = _create_tables(self.connection)
            self.connection.execute("commit")
            # A mart is often one row group, which one thread writes: there is time for the words.
            with (
                _attached_before(self.connection, self.previous, self.releases) as attached,
                self.connection.cursor() as cursor,
                ThreadPoolExecutor(1) as pool,
            ):
                copying = pool.submit(_fill_tables, cursor, tables)
                write_search(self.connection, "press", attached)
                copying.result()
            # In one transaction, or each of a hundred comments is made durable by itself.
            self.connection.execute("begin")
            describe(self.connection, "press")
            self.connection.execute("commit")
            self._tell()

    def _tell(self) -> None:
        """Have the file tell of its release, its changes and its run."""
        self.connection.execute("delete from press.release.info")
        self.connection.execute("delete from press.release.changes")
        self.connection.execute(
            f"insert into press.release.info {RELEASE_INFO}",
            {"release": self.name, "previous": self.previous, "run_id": self.run_id},
        )
        self.connection.execute("insert into press.release.changes from changes")
        self.connection.execute(
            "update press.quality.runs set status = 'published', finished_at = now(), release = ? "
            "where run_id = ?",
            [self.name, self.run_id],
        )

    @contextmanager
    def _attached(self, file: Path) -> Iterator[None]:
        """Attach the file to write; it is written whole when the block ends."""
        self.connection.execute(f"attach {_literal(file)} as press")
        try:
            yield
            self.connection.execute("checkpoint press")
        finally:
            self.connection.execute("detach press")


def _make_empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _create_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Create the schemas and tables of a release, still empty; return the names of the tables."""
    rows = connection.execute(
        """
        select schema_name, table_name from duckdb_tables()
        where database_name = current_database() and schema_name in $schemas
        union all
        select schema_name, view_name from duckdb_views()
        where database_name = current_database() and schema_name in $schemas
        order by all
        """,
        {"schemas": list(PUBLISHED_SCHEMAS)},
    ).fetchall()
    tables = [f'{schema}."{name}"' for schema, name in rows]
    for schema in (*PUBLISHED_SCHEMAS, "release"):
        connection.execute(f"create schema press.{schema}")
    for table in tables:
        connection.execute(f"create table press.{table} as from {table} limit 0")
    connection.execute(
        """
        create table press.release.info (
            release varchar, previous_release varchar, run_id varchar, published_at timestamptz,
            article_count bigint, added_count bigint, changed_count bigint, removed_count bigint
        );
        create table press.release.changes ("table" varchar, key varchar, change varchar);
        """
    )
    return tables


def _fill_tables(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    for table in tables:
        connection.execute(f"insert into press.{table} from {table}")


def _literal(path: Path) -> str:
    """A path as SQL writes it, for statements that take no parameters (ATTACH)."""
    return "'" + str(path).replace("'", "''") + "'"
