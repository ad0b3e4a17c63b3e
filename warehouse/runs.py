"""The ledger of runs: each has a row from its first second; none stays `running` when it died."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse.errors import ClockError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

# What the checks allow, too: more than time servers correct at once.
MOST_SECONDS_BACK = 300.0

_NOTED = {
    "quality.runs": ("started_at", "finished_at"),
    "quality.source_files": ("first_seen_at",),
    "quality.source_file_history": ("superseded_at",),
    "raw.articles": ("loaded_at",),
}


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

    The caller holds the lease, so a row that still says `running` belongs to a dead process. Runs
    begin in the order of their rows, also where the clock was set back by less than is noticed.

    Raises:
        ClockError: the clock is behind what the ledger notes of an earlier run.
    """
    _require_clock(connection)
    crashed = connection.execute(
        "update quality.runs set status = 'crashed', finished_at = greatest(now(), started_at) "
        "where status = 'running' returning run_id"
    ).fetchall()
    connection.execute(
        """
        insert into quality.runs (run_id, started_at, status)
        select ?, greatest(now(), max(started_at) + interval 1 microsecond), 'running'
        from quality.runs
        """,
        [run_id],
    )
    return len(crashed)


def _require_clock(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse a clock that was set back: what it dates would come before what it follows from."""
    ahead = connection.execute(
        """
        select run_id, greatest(started_at, finished_at) as noted_at, now() as clock
        from quality.runs
        where greatest(started_at, finished_at) > now() + to_seconds(?)
        order by noted_at desc
        limit 1
        """,
        [MOST_SECONDS_BACK],
    ).fetchone()
    if ahead is None:
        return
    run_id, noted_at, clock = ahead
    raise ClockError(
        f"The clock of this machine says {clock:%Y-%m-%d %H:%M} UTC, but run {run_id} of this home "
        f"was noted at {noted_at:%Y-%m-%d %H:%M} UTC. Nothing was read or published. Set the clock "
        "right and run the same again; or, if it is right now and was wrong then, run "
        "`khotin run --trust-clock`."
    )


def trust_clock(connection: duckdb.DuckDBPyConnection) -> None:
    """Set what the home notes of times to come to the present: the clock was wrong then."""
    for table, columns in _NOTED.items():
        for column in columns:
            connection.execute(f"update {table} set {column} = now() where {column} > now()")


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
        "update quality.runs set status = ?, finished_at = greatest(now(), started_at), "
        "release = ?, error = ? where run_id = ?",
        [status, release, error, run_id],
    )
