"""Puts a checked build before the analysts: write a release beside, sync it, and swap it in.

The published file is always a whole release: it is written under another name, fsynced with its
folder, and takes its place by `os.replace`. A reader that has the old file open goes on reading
it. The same bytes are kept as `releases/<release>/press.duckdb`, the truth that the next release
is compared with and that a rollback puts back, whatever anybody did to the published file in
between.

A release is the release before brought to the build's state, where that says the same as all made
anew (`warehouse.incremental_copy`), else a compact copy of the build. All of it but the ledgers is
written while the checks read the build (`stage`); only when they passed is it completed and put in
place (`publish`), and if they fail the next start removes it.

Views become tables in the copy: on DuckDB 1.5 a view remembers the name of its catalogue and
would read another release's rows when two releases are attached side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import copies_ahead
from warehouse.build_state import is_one_build_ahead
from warehouse.changes import is_audit_changed, write_changes
from warehouse.incremental_copy import can_bring_forward
from warehouse.release_file import ReleaseFile, StagedRelease, attached_before
from warehouse.releases import (
    current_release,
    drop_old_releases,
    is_intact,
    next_release,
    partial_of,
    put_in_place,
    staged_file,
)
from warehouse.search import is_outdated

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


@dataclass(frozen=True)
class Release:
    """One release: its name, its file (none in a lake), and how many mart rows it changed."""

    name: str
    path: Path | None
    changed_rows: int


def stage(
    connection: duckdb.DuckDBPyConnection,
    *,
    published_file: Path,
    releases: Path,
    is_comparable: bool = True,
) -> StagedRelease:
    """Write what the checks can no longer change of a release: they may run meanwhile.

    Args:
        connection: the build file, which may be open to read only.
        published_file: what analysts open.
        releases: folder of the kept releases.
        is_comparable: whether what the build notes of its last publish is about these releases.
    """
    previous = current_release(releases)
    name = next_release(releases)
    # Their source is about to be attached, and is to stay locked once it is.
    copies_ahead.finish(staged_file(releases, name))
    with attached_before(connection, previous, releases) as attached:
        state = _state(connection) if is_comparable else None
        run_before = _run_of(connection, attached) if attached else None
        is_known = attached is not None and state == run_before
        is_partial = is_known and is_one_build_ahead(connection)
        changed_rows = write_changes(connection, attached, is_partial=is_partial)
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
    staged = StagedRelease(
        releases, name, previous, run_before, changed_rows, is_changed, is_forward
    )
    if not is_changed:
        return staged
    staged = ReleaseFile(connection, staged).stage()
    # The checks take longer than this did.
    copies_ahead.begin(staged_file(releases, name), partial_of(published_file))
    return staged


def publish(
    connection: duckdb.DuckDBPyConnection,
    staged: StagedRelease,
    *,
    run_id: str,
    published_file: Path,
    keep_releases: int,
) -> Release | None:
    """Complete a staged release and put it before the analysts.

    Args:
        connection: the open build file, whose marts are those that were staged.
        staged: what `stage` returned.
        run_id: of the run that publishes.
        published_file: what analysts open.
        keep_releases: how many of them stay.

    Returns:
        The new release, or None when the release before says the same.
    """
    if not staged.is_changed:
        _note(connection, staged.previous_run_id)
        return None
    path = ReleaseFile(connection, staged).complete(run_id)
    is_prepared = copies_ahead.take(
        staged_file(staged.releases, staged.name), partial_of(published_file)
    )
    put_in_place(staged.releases, staged.name, published_file, is_prepared=is_prepared)
    _note(connection, run_id)
    drop_old_releases(staged.releases, keep_releases)
    return Release(staged.name, path, staged.changed_rows)


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
