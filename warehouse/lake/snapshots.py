"""The releases of a lake: each is a snapshot whose commit message is the release's name.

A rollback writes a new snapshot that says what the old one said, under the old release's name, so
that readers of the newest snapshot go back without doing anything; its history stays. What is
older than the releases kept is expired, and the files that only it needed are removed later, when
no query can still be reading them.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from warehouse.descriptions import describe
from warehouse.errors import WarehouseError
from warehouse.lake.catalog import LAKE, attached, connect_catalog, is_lake
from warehouse.lake.sync import bring_all_to, tables_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import polars as pl

    from warehouse.lake.options import LakeOptions

AUTHOR = "khotin"
BEFORE = "before"


@dataclass(frozen=True)
class Snapshot:
    """The snapshot that stands for a release."""

    version: int
    release: str
    published_at: datetime
    facts: dict[str, Any]


def kept_snapshots(options: LakeOptions) -> list[Snapshot]:
    """The newest snapshot of each release, in the order of their making; empty without a lake.

    The catalogue's own tables are asked, which DuckLake's format defines: that takes a twentieth of
    a second, where attaching the lake takes a whole one.

    Raises:
        WarehouseError: PostgreSQL does not answer.
    """
    with connect_catalog(options, "khotin") as session:
        if not is_lake(session, options):
            return []
        schema = options.catalog_schema
        rows = session.execute(
            f"""
            select distinct on (commit_message)
                snapshot_id, commit_message, snapshot_time, commit_extra_info
            from {schema}.ducklake_snapshot
            inner join {schema}.ducklake_snapshot_changes using (snapshot_id)
            where author = %s
            order by commit_message, snapshot_id desc
            """,
            [AUTHOR],
        ).fetchall()
    return [
        Snapshot(int(version), str(release), published_at, json.loads(facts or "{}"))
        for version, release, published_at, facts in sorted(rows)
    ]


def current_snapshot(options: LakeOptions) -> Snapshot | None:
    """The snapshot that readers see; None where nothing was published.

    Raises:
        WarehouseError: PostgreSQL does not answer.
    """
    found = kept_snapshots(options)
    return found[-1] if found else None


def list_releases(options: LakeOptions) -> pl.DataFrame:
    """One row a kept release, newest first.

    Returns:
        release, snapshot, published_at, run_id, articles, added, changed, removed, is_current.

    Raises:
        WarehouseError: PostgreSQL does not answer.
    """
    import polars as pl  # noqa: PLC0415 - `khotin status` need not wait for it

    found = kept_snapshots(options)
    return pl.DataFrame(
        {
            "release": snapshot.release,
            "snapshot": snapshot.version,
            "published_at": snapshot.published_at,
            **{
                name: snapshot.facts.get(name)
                for name in ("run_id", "articles", "added", "changed", "removed")
            },
            "is_current": snapshot is found[-1],
        }
        for snapshot in sorted(found, key=lambda snapshot: snapshot.release, reverse=True)
    )


def roll_back(options: LakeOptions, release: str, keep_releases: int) -> Snapshot:
    """Publish a kept release again, as a new snapshot that says what its own said.

    The caller holds the lease of the lake.

    Raises:
        WarehouseError: it is not kept, or the lake cannot be reached.
    """
    found = {snapshot.release: snapshot for snapshot in kept_snapshots(options)}
    if release not in found:
        raise WarehouseError(
            f"Release {release} is not kept; these are: {', '.join(sorted(found)) or 'none'}. "
            "`khotin releases` says what each holds."
        )
    old = found[release]
    with (
        duckdb.connect() as connection,
        attached(connection, options, is_writing=True),
        attached(connection, options, name=BEFORE, version=old.version),
    ):
        with one_snapshot(connection):
            old_tables = tables_in(connection, BEFORE)
            if bring_all_to(connection, {table: f"{BEFORE}.{table}" for table in old_tables}):
                describe(connection, LAKE)
            name_snapshot(connection, release, {**old.facts, "rolled_back_to": old.version})
        expire(connection, options, keep_releases)
    return kept_snapshots(options)[-1]


@contextmanager
def one_snapshot(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Write what the block writes as one snapshot, or nothing of it.

    Raises:
        WarehouseError: the snapshot could not be committed.
    """
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    try:
        connection.execute("commit")
    except duckdb.Error as error:
        raise WarehouseError(
            f"The lake could not take the new release ({' '.join(str(error).split())}), so what it "
            "held still stands: run `khotin run` again."
        ) from error


def name_snapshot(
    connection: duckdb.DuckDBPyConnection, release: str, facts: dict[str, Any]
) -> None:
    """Say of the snapshot that the transaction makes which release it is."""
    connection.execute(
        f"call {LAKE}.set_commit_message(?, ?, extra_info => ?)",
        [AUTHOR, release, json.dumps(facts)],
    )


def next_release(found: list[Snapshot]) -> str:
    """The name of the release after these."""
    newest = max((int(snapshot.release[1:]) for snapshot in found), default=0)
    return f"r{newest + 1:06d}"


def expire(connection: duckdb.DuckDBPyConnection, options: LakeOptions, keep_releases: int) -> None:
    """Let go of the snapshots beyond the releases kept, and of files nobody reads any more.

    The newest releases by name are kept, and the one that readers see. Files that a killed writer
    left, which no snapshot ever named, go the same way.
    """
    found = kept_snapshots(options)
    kept = sorted(found, key=lambda snapshot: snapshot.release)[-keep_releases:]
    versions = {snapshot.version for snapshot in (*kept, found[-1])}
    listed = connection.execute(f"select snapshot_id from ducklake_snapshots('{LAKE}')").fetchall()
    expired = sorted({int(version) for (version,) in listed} - versions)
    newest = max(int(version) for (version,) in listed)
    expired = [version for version in expired if version != newest]
    if expired:
        connection.execute(f"call ducklake_expire_snapshots('{LAKE}', versions => {expired})")
    seconds = int(options.grace.total_seconds())
    since = f"older_than => now() - interval {seconds} second"
    connection.execute(f"call ducklake_cleanup_old_files('{LAKE}', {since})")
    connection.execute(f"call ducklake_delete_orphaned_files('{LAKE}', {since})")
