"""The bytes of plain files.

Comes in: names on disk. Goes out: one document each, read whole, or the reason why not. A file is
opened without blocking and checked after the open, because it may have become something else since
the folder was listed; it is read to the size it had and checked again, because it may be growing.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import IO

from flows.read.frames import Candidate, Document, accepted, rejected
from flows.read.limits import LimitExceededError
from flows.read.reasons import ReasonCode

_READ_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_file(candidate: Candidate, max_bytes: int) -> Document:
    """Read one file whole.

    Args:
        candidate: The file as it was listed.
        max_bytes: Largest file that is read.

    Returns:
        The document with content, or with the reason for which it has none.
    """
    path, raw_path = candidate.source_path, candidate.raw_path or b""
    try:
        document = _read_unchanged(candidate, raw_path) if candidate.size <= max_bytes else None
        for _ in range(2):  # a file that was just being written is given one more chance
            document = document or _read_once(raw_path, path, max_bytes)
    except OSError as error:
        return failure(path, error)
    return document or rejected(path, ReasonCode.CHANGED_WHILE_READ)


def _read_unchanged(candidate: Candidate, raw_path: bytes) -> Document | None:
    """Read a file that is still as it was listed, with as few calls as can be; null if it is not.

    Nearly every file takes this way: one look at its status, after the reading, tells that it is
    a regular file and neither grew nor was written to since the folder was listed.
    """
    descriptor = os.open(raw_path, _READ_FLAGS)
    try:
        content = os.read(descriptor, candidate.size + 1)
        status = os.fstat(descriptor)
    except OSError:
        return None  # a pipe, a folder: the slower way says what it is
    finally:
        os.close(descriptor)
    is_unchanged = (
        len(content) == status.st_size == candidate.size
        and status.st_mtime_ns // 1000 == candidate.mtime
        and stat.S_ISREG(status.st_mode)
    )
    return accepted(candidate.source_path, content, candidate.mtime) if is_unchanged else None


def _read_once(raw_path: bytes, source_path: str, max_bytes: int) -> Document | None:
    descriptor = os.open(raw_path, _READ_FLAGS)
    try:
        before = os.fstat(descriptor)
        mtime = before.st_mtime_ns // 1000
        if not stat.S_ISREG(before.st_mode):
            detail = "no longer a regular file"
            return rejected(source_path, ReasonCode.NOT_A_REGULAR_FILE, detail, mtime=mtime)
        if before.st_size > max_bytes:
            detail = f"{before.st_size:,} bytes, more than the limit of {max_bytes:,}"
            return rejected(
                source_path, ReasonCode.FILE_TOO_LARGE, detail, size=before.st_size, mtime=mtime
            )
        content = _read_up_to(descriptor, before.st_size)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if not len(content) == before.st_size == after.st_size or (
        after.st_mtime_ns != before.st_mtime_ns
    ):
        return None
    return accepted(source_path, content, mtime)


def _read_up_to(descriptor: int, count: int) -> bytes:
    """Read until the end or `count` bytes; one call is enough for all but large files."""
    content = os.read(descriptor, count)
    if len(content) == count or not content:
        return content
    parts = [content]
    missing = count - len(content)
    while missing > 0 and parts[-1]:
        parts.append(os.read(descriptor, missing))
        missing -= len(parts[-1])
    return b"".join(parts)


def open_container(raw_path: bytes, max_bytes: int) -> tuple[IO[bytes], int, int]:
    """Open an archive or a table.

    Args:
        raw_path: Name on disk.
        max_bytes: Largest container that is opened.

    Returns:
        The stream, its size in bytes, and when it was changed (µs since 1970).

    Raises:
        OSError: It cannot be opened, or is no regular file any more.
        LimitExceededError: It is too large.
    """
    descriptor = os.open(raw_path, _READ_FLAGS)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or status.st_size > max_bytes:
        os.close(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no longer a regular file")
        detail = f"{status.st_size:,} bytes, more than the limit of {max_bytes:,}"
        raise LimitExceededError(ReasonCode.FILE_TOO_LARGE, detail)
    return os.fdopen(descriptor, "rb"), status.st_size, status.st_mtime_ns // 1000


def failure(source_path: str, error: OSError) -> Document:
    """The rejected document of a file that could not be opened or read."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return rejected(source_path, ReasonCode.VANISHED_FILE)
    return rejected(source_path, ReasonCode.UNREADABLE_FILE, error.strerror or str(error))
