"""Writes the file of a release: the marts first, and when the checks passed the ledgers.

What comes in: the build file, open to read or to write, and what is to be staged. What goes out: a
file in a hidden folder beside the kept releases, which takes the release's name when it is whole.
"""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from warehouse import copies_ahead
from warehouse.copy_file import copy_file
from warehouse.descriptions import describe
from warehouse.incremental_copy import bring_forward, bring_ledgers_forward
from warehouse.releases import FILE_NAME, staged_file, sync
from warehouse.search import write_search
from warehouse.tables import PUBLISHED_SCHEMAS, published_relations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

LOG = logging.getLogger("warehouse.publish")

# The row that a release tells of itself, over the build's marts and a table of its changes.
RELEASE_INFO = """
    select
        $release::varchar as release,
        $previous::varchar as previous_release,
        $run_id::varchar as run_id,
        now() as published_at,
        (select count(*) from mart.articles) as article_count,
        (select count(*) from {changes} where change = 'added') as added_count,
        (select count(*) from {changes} where change = 'changed') as changed_count,
        (select count(*) from {changes} where change = 'removed') as removed_count
"""


@dataclass(frozen=True)
class StagedRelease:
    """A release that nobody sees yet: marts, search and descriptions without the ledgers.

    It lies in the folder `releases`, hidden. `previous_run_id` made the release before, None where
    there is none; `is_changed` says whether the build differs from it: else nothing was written.
    """

    releases: Path
    name: str
    previous: str | None
    previous_run_id: str | None
    changed_rows: int
    is_changed: bool
    is_forward: bool


@dataclass(frozen=True)
class ReleaseFile:
    """A release that is being written, in a folder that takes its name when it is whole."""

    connection: duckdb.DuckDBPyConnection
    staged: StagedRelease

    @property
    def file(self) -> Path:
        """The file that is written."""
        return staged_file(self.staged.releases, self.staged.name)

    def stage(self) -> StagedRelease:
        """Write all but the ledgers; return what was done."""
        if self.staged.is_forward and self._bring_forward():
            LOG.info("Release %s was made of %s", self.staged.name, self.staged.previous)
            return self.staged
        self._copy_whole()
        LOG.info("Release %s was made whole", self.staged.name)
        return replace(self.staged, is_forward=False)

    def complete(self, run_id: str) -> Path:
        """Add the ledgers and what the release tells of itself; return its file."""
        with self._attached():
            is_right = self._write_ledgers(run_id)
        if not is_right:
            self._copy_whole()
            with self._attached():
                _fill(self.connection, "quality")
                self._tell(run_id)
        sync(self.file)
        target = self.staged.releases / self.staged.name
        shutil.rmtree(target, ignore_errors=True)
        self.file.parent.replace(target)
        sync(self.staged.releases)
        return target / FILE_NAME

    def _write_ledgers(self, run_id: str) -> bool:
        """Write them; whether they say what the build says."""
        if not self.staged.is_forward:
            _fill(self.connection, "quality")
        elif not bring_ledgers_forward(self.connection):
            return False
        self._tell(run_id)
        return True

    def _bring_forward(self) -> bool:
        """Make it of the release before; whether it says what the build says."""
        before = self.staged.releases / str(self.staged.previous) / FILE_NAME
        if not copies_ahead.take(before, self.file):
            _make_empty(self.file.parent)
            copy_file(before, self.file)
        with self._attached():
            if not bring_forward(self.connection):
                return False
            self._tell_changes()
        return True

    def _copy_whole(self) -> None:
        """Make it of the build alone, but for the index of words that the release before has."""
        copies_ahead.drop(self.file)
        _make_empty(self.file.parent)
        with self._attached():
            self.connection.execute("begin")
            _create_tables(self.connection)
            self.connection.execute("commit")
            # A mart is often one row group, which one thread writes: there is time for the words.
            with (
                attached_before(
                    self.connection, self.staged.previous, self.staged.releases
                ) as attached,
                self.connection.cursor() as cursor,
                ThreadPoolExecutor(1) as pool,
            ):
                copying = pool.submit(_fill, cursor, "mart")
                write_search(self.connection, "press", attached)
                copying.result()
            # In one transaction, or each of a hundred comments is made durable by itself.
            self.connection.execute("begin")
            describe(self.connection, "press")
            self.connection.execute("commit")
            self._tell_changes()

    def _tell_changes(self) -> None:
        self.connection.execute("delete from press.release.changes")
        self.connection.execute("insert into press.release.changes from changes")

    def _tell(self, run_id: str) -> None:
        """Have the file tell of its release and its run."""
        self.connection.execute("delete from press.release.info")
        self.connection.execute(
            "insert into press.release.info "
            + RELEASE_INFO.format(changes="press.release.changes"),
            {"release": self.staged.name, "previous": self.staged.previous, "run_id": run_id},
        )
        self.connection.execute(
            "update press.quality.runs set status = 'published', finished_at = now(), release = ? "
            "where run_id = ?",
            [self.staged.name, run_id],
        )

    @contextmanager
    def _attached(self) -> Iterator[None]:
        """Attach the file to write; it is written whole when the block ends."""
        # A build that is open to read only would have all others so.
        self.connection.execute(f"attach {_literal(self.file)} as press (read_write)")
        if self.staged.is_forward:
            # DuckDB would write whole tables anew to save a row group; a compact copy does that.
            self.connection.execute("set max_vacuum_tasks = 0")
        try:
            yield
            self.connection.execute("checkpoint press")
        finally:
            self.connection.execute("detach press")


@contextmanager
def attached_before(
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


def _make_empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the schemas and tables of a release, still empty."""
    for schema in (*PUBLISHED_SCHEMAS, "release"):
        connection.execute(f"create schema press.{schema}")
    for schema in PUBLISHED_SCHEMAS:
        for relation in published_relations(connection, schema):
            connection.execute(f"create table press.{relation} as from {relation} limit 0")
    connection.execute(
        """
        create table press.release.info (
            release varchar, previous_release varchar, run_id varchar, published_at timestamptz,
            article_count bigint, added_count bigint, changed_count bigint, removed_count bigint
        );
        create table press.release.changes ("table" varchar, key varchar, change varchar);
        """
    )


def _fill(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    for relation in published_relations(connection, schema):
        connection.execute(f"insert into press.{relation} from {relation}")


def _literal(path: Path) -> str:
    """A path as SQL writes it, for statements that take no parameters (ATTACH)."""
    return "'" + str(path).replace("'", "''") + "'"
