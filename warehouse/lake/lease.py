"""One writer of a lake on any machine: an advisory lock that its session in PostgreSQL holds.

The lock is gone the moment the session is: when the writer ends, is killed, or its machine
vanishes (PostgreSQL notices that within about a minute). Nothing has to be removed by hand. It
stands beside the home's lease, which two machines that share no file system would not see.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from warehouse.errors import LeaseHeldError, WarehouseError
from warehouse.lake.catalog import connect_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from warehouse.lake.options import LakeOptions

LOG = logging.getLogger("warehouse.lake")

HEARTBEAT_SECONDS = 15.0
# PostgreSQL cuts a session's name at 63 bytes.
HOST_CHARACTERS = 24

_LOCK = "select pg_try_advisory_lock(hashtextextended(%s, 0))"
_HOLDERS = """
select
    activity.application_name as name,
    activity.backend_start::timestamptz(0)::text as since,
    activity.state_change::timestamptz(0)::text as heard
from pg_locks as locks
left join pg_stat_activity as activity on locks.pid = activity.pid
where locks.locktype = 'advisory' and locks.granted and locks.objsubid = 1
    and locks.database = (select oid from pg_database where datname = current_database())
    and (locks.classid::bigint << 32) | locks.objid::bigint = hashtextextended(%s, 0)
"""


@contextmanager
def hold_lake_lease(options: LakeOptions, run_id: str) -> Iterator[None]:
    """Hold the lake's lease while the block runs.

    Raises:
        LeaseHeldError: another writer holds it; the message says which.
        WarehouseError: PostgreSQL does not answer.
    """
    with connect_catalog(options, _session_name(run_id)) as session:
        row = session.execute(_LOCK, [_key(options)]).fetchone()
        if not (row and row[0]):
            raise LeaseHeldError(_sentence(session, options))
        stopped = threading.Event()
        heartbeat = threading.Thread(target=_beat, args=(session, stopped), daemon=True)
        heartbeat.start()
        try:
            yield
        finally:
            stopped.set()
            heartbeat.join()


def require_lease(options: LakeOptions, run_id: str) -> None:
    """Make sure that this run still holds the lake's lease, before it writes for good.

    Raises:
        WarehouseError: its session was lost, so another writer may be at work.
    """
    with connect_catalog(options, "khotin") as session:
        holders = session.execute(_HOLDERS, [_key(options)]).fetchall()
    if _session_name(run_id) not in [name for name, _, _ in holders]:
        raise WarehouseError(
            "The connection that held the lake's lease was lost, so nothing was published: run "
            "`khotin run` again."
        )


def _key(options: LakeOptions) -> str:
    return f"khotin lake {options.catalog_schema}"


def _session_name(run_id: str) -> str:
    return f"{os.getpid()} {socket.gethostname()[:HOST_CHARACTERS]} {run_id}"[:63]


def _sentence(session: psycopg.Connection[Any], options: LakeOptions) -> str:
    row = session.execute(_HOLDERS, [_key(options)]).fetchone()
    name, since, heard = row or (None, "unknown", "unknown")
    parts = (name or "").split(" ", 2)
    pid, host, run_id = parts if len(parts) == 3 else ("unknown",) * 3  # noqa: PLR2004
    return (
        f"Another run writes this lake: pid {pid} on {host}, run {run_id}, since {since}, last "
        f"heard {heard}. Wait for it to end."
    )


def _beat(session: psycopg.Connection[Any], stopped: threading.Event) -> None:
    """Show that the holder moves, and keep the session from being cut as idle on its way."""
    import psycopg  # noqa: PLC0415 - part of the extra

    while not stopped.wait(HEARTBEAT_SECONDS):
        try:
            session.execute("select 1")
        except psycopg.Error as error:
            LOG.warning("The lake's lease is lost, so this run will not publish: %s", error)
            return
