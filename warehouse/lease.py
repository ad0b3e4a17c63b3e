"""One run at a time in a home: a lease file held with flock, let go when its holder dies.

The file's text (pid, host, run, since, heartbeat) is only for people: who holds it, and whether
it still moves. The lock itself decides, so no stale file ever has to be removed by hand.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from warehouse.errors import LeaseHeldError
from warehouse.faults import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOG = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 5.0
FIELDS = ("pid", "host", "run_id", "since", "heartbeat_at")


@contextmanager
def hold_lease(path: Path, run_id: str) -> Iterator[None]:
    """Hold the lease of a home while the block runs.

    Raises:
        LeaseHeldError: a living process holds it; the message says which.
        UnwritableHomeError, DiskError: the home cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise explain(error, path.parent) or error from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LeaseHeldError(_sentence(path)) from None
        stopped = threading.Event()
        since = _now()
        _write(descriptor, run_id, since)
        heartbeat = threading.Thread(
            target=_beat, args=(descriptor, run_id, since, stopped), daemon=True
        )
        heartbeat.start()
        try:
            yield
        finally:
            stopped.set()
            heartbeat.join()
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def lease_holder(path: Path) -> dict[str, Any] | None:
    """Who holds the lease now (pid, host, run_id, since, heartbeat_at), or None when it is free."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    except OSError:
        # A home that cannot be written to may still be asked how it is.
        descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(path)
    finally:
        os.close(descriptor)
    return None


def _sentence(path: Path) -> str:
    holder = _read(path)
    known = {name: holder.get(name, "unknown") for name in FIELDS}
    return (
        "Another run holds this home: pid {pid} on {host}, run {run_id}, since {since}, last heard "
        "{heartbeat_at}. Wait for it to end, or use another --home."
    ).format(**known)


def _read(path: Path) -> dict[str, Any]:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # The holder is writing its first line this instant; who it is can be asked again.
        return {}
    return holder if isinstance(holder, dict) else {}


def _write(descriptor: int, run_id: str, since: str) -> None:
    text = json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "run_id": run_id,
            "since": since,
            "heartbeat_at": _now(),
        }
    ).encode()
    os.pwrite(descriptor, text, 0)
    os.ftruncate(descriptor, len(text))


def _beat(descriptor: int, run_id: str, since: str, stopped: threading.Event) -> None:
    while not stopped.wait(HEARTBEAT_SECONDS):
        try:
            _write(descriptor, run_id, since)
        except OSError:
            # The lock holds all the same; only what people read of it grows old.
            LOG.warning("The heartbeat of the lease could not be written", exc_info=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
