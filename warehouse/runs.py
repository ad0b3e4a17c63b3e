"""The ledger of runs: each has a row from its first second; none stays `running` when it died."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb


@dataclass(frozen=True)
class FileCounts:
    """How the documents of one run were accounted for."""

    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    unchanged: int = 0
    rejected: int = 0

    def is_balanced(self) -> bool:
        """Whether accepted + duplicate + unchanged + rejected = read, as it always must be."""
        return self.accepted + self.duplicate + self.unchanged + self.rejected == self.read


def total(counts: Iterable[FileCounts]) -> FileCounts:
    """The sum of the counts of several batches."""
    summed = dict.fromkeys((field.name for field in fields(FileCounts)), 0)
    for count in counts:
        for name in summed:
            summed[name] += getattr(count, name)
    return FileCounts(**summed)


def new_run_id(now: datetime | None = None) -> str:
    """An id that sorts by time and cannot meet another's: `20261123T051500Z-3fa9c1`."""
    return f"{now or datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def begin_run(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Write the run's row and mark runs that died as crashed; return how many those were.

    The caller holds the lease, so a row that still says `running` belongs to a dead process.
    """
    crashed = connection.execute(
        "update quality.runs set status = 'crashed', finished_at = now() "
        "where status = 'running' returning run_id"
    ).fetchall()
    connection.execute(
        "insert into quality.runs (run_id, started_at, status) values (?, now(), 'running')",
        [run_id],
    )
    return len(crashed)


def count_files(connection: duckdb.DuckDBPyConnection, run_id: str, counts: FileCounts) -> None:
    """Store how the run's files were accounted for, before the checks read it."""
    connection.execute(
        """
        update quality.runs set files_read = ?, files_accepted = ?, files_duplicate = ?,
        files_unchanged = ?, files_rejected = ? where run_id = ?
        """,
        [counts.read, counts.accepted, counts.duplicate, counts.unchanged, counts.rejected, run_id],
    )


def finish_run(
    connection: duckdb.DuckDBPyConnection,
    run_id: str,
    status: str,
    *,
    release: str | None = None,
    error: str | None = None,
) -> None:
    """Close the run's row with its status, the release it published, or the reason it did not."""
    connection.execute(
        "update quality.runs set status = ?, finished_at = now(), release = ?, error = ? "
        "where run_id = ?",
        [status, release, error, run_id],
    )
