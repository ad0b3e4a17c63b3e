"""Says in a sentence what a disk, a file or a right to write did to a run.

What comes in: any exception, with the chain of those that led to it. What goes out: one of the
errors of `warehouse.errors`, whose message names the file and what to do next; or nothing, where
the exception is of another kind. A full disk is met by Python, DuckDB, dbt and Prefect's SQLite,
each with words of its own, and often by what cleans up after the first of them: so the whole chain
is looked at.
"""

from __future__ import annotations

import errno
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from warehouse.errors import DamagedFileError, DiskError, UnwritableHomeError, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
UNWRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
# Less than a block of DuckDB and a page of anything else: nothing can be written any more.
LEAST_FREE_BYTES = 256 * 1024

_FULL = re.compile(
    r"no space left on device|disk quota exceeded|file too large|database or disk is full", re.I
)
_UNWRITABLE = re.compile(r"read-only file system|permission denied", re.I)
_FAILING = re.compile(r"input/output error", re.I)
_DAMAGED = re.compile(
    r"corrupt|checksum|not a valid duckdb|could not read enough bytes|failure while replaying wal"
    r"|failed to (load|read) (metadata|block)|deserialize",
    re.I,
)
# Errors of the same classes that speak of something else than the file's content.
_SOUND = re.compile(r"set lock|version number|cannot open file|could not open", re.I)
_OF_A_FILE = (
    duckdb.IOException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.SerializationException,
)


def is_damage(error: BaseException) -> bool:
    """Whether DuckDB says that a file does not hold what was written to it."""
    text = str(error)
    if any(words.search(text) for words in (_FULL, _UNWRITABLE, _FAILING, _SOUND)):
        return False
    return isinstance(error, _OF_A_FILE)


def first_line(error: BaseException) -> str:
    """What an error says first."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def explain(error: BaseException, home: Path) -> WarehouseError | None:
    """The error that tells a person what befell the home, or None where it is no fault of it.

    Args:
        error: whatever was raised.
        home: the folder of the warehouse.
    """
    if isinstance(error, WarehouseError):
        return error
    chain = list(_chain(error))
    full = next((e for e in chain if _is_full(e)), None)
    if full is not None or _free_bytes(home) < LEAST_FREE_BYTES:
        return DiskError(
            f"The disk that holds {home} is full ({_free_bytes(home) // 1024} KB are free): the "
            "run could not be finished. What readers see is whole, and what was loaded stays. Make "
            "room, then run the same again: it goes on from there."
        )
    for one in chain:
        if _is_unwritable(one, home):
            return UnwritableHomeError(
                f"The home {home} cannot be written to ({first_line(one)}). Mount it writable or "
                "take the right to it, or name another with --home; what is published there can be "
                "read meanwhile."
            )
        if _FAILING.search(str(one)):
            return DiskError(
                f"The disk that holds {home} fails ({first_line(one)}): the run could not be "
                "finished. Copy the home to another disk, then run again with --home."
            )
    damage = next((e for e in chain if is_damage(e) or _tells_of_damage(e)), None)
    if damage is not None:
        return DamagedFileError(
            f"A file of the warehouse in {home} is damaged ({first_line(damage)}). Nothing was "
            "published. Run the same again: what is damaged is set aside, and rebuilt."
        )
    return None


@contextmanager
def named_faults(home: Path) -> Iterator[None]:
    """Raise what befell the home as an error of the warehouse; all else as it is.

    Raises:
        DiskError, UnwritableHomeError, DamagedFileError: with the first error as its cause.
    """
    try:
        yield
    except Exception as error:
        fault = explain(error, home)
        if fault is None or fault is error:
            raise
        raise fault from error


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it, the last first."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [e for e in (one.__cause__, one.__context__) if e is not None]


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    return bool(_FULL.search(str(error)))


def _is_unwritable(error: BaseException, home: Path) -> bool:
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        # A source that may not be read is another matter, and has its own sentence.
        return error.errno == errno.EROFS or str(error.filename or "").startswith(str(home))
    return isinstance(error, duckdb.Error) and bool(_UNWRITABLE.search(str(error)))


def _tells_of_damage(error: BaseException) -> bool:
    """Whether an error of dbt or Great Expectations hands on DuckDB's words of a damaged file."""
    words = re.search(r"(IO|INTERNAL|FATAL|Serialization) Error:?(.*)", str(error), re.DOTALL)
    return words is not None and bool(_DAMAGED.search(words[2]))


def _free_bytes(home: Path) -> int:
    """Bytes that may still be written where the home is, or is to be."""
    there = next(folder for folder in (home, *home.parents) if folder.exists())
    return shutil.disk_usage(there).free
