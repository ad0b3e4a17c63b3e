"""The bytes of plain files.

Comes in: names on disk. Goes out: one document each, read whole, or the reason why not. A file is
opened without blocking and checked after the open, because it may have become something else since
the folder was listed; it is read to the size it had and checked again, because it may be growing.
"""

from __future__ import annotations

import errno
import os
import stat

from flows.read.frames import Document, accepted, rejected
from flows.read.reasons import ReasonCode

_READ_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


def read_file(raw_path: bytes, source_path: str, max_bytes: int) -> Document:
    """Read one file whole.

    Args:
        raw_path: Name on disk.
        source_path: The same as text, for people.
        max_bytes: Largest file that is read.

    Returns:
        The document with content, or with the reason for which it has none.
    """
    try:
        for _ in range(2):  # a file that was just being written is given one more chance
            document = _read_once(raw_path, source_path, max_bytes)
            if document is not None:
                return document
    except OSError as error:
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            return rejected(source_path, ReasonCode.VANISHED_FILE)
        return rejected(source_path, ReasonCode.UNREADABLE_FILE, error.strerror or str(error))
    return rejected(source_path, ReasonCode.CHANGED_WHILE_READ)


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
