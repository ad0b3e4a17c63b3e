"""Copies a file as cheaply as the file system can: by reference, inside the kernel, or plainly.

Where most of the target is as the source already, only what differs is written.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from pathlib import Path

# At a call: soon enough back to be told to stop. The kernel takes two gigabytes at most.
_CHUNK_BYTES = 1 << 26
# DuckDB writes 256 KB at a time.
_COMPARED_BYTES = 1 << 18


def copy_file(source: Path, target: Path, is_stopped: threading.Event | None = None) -> bool:
    """Copy the bytes of a file into a new one, or over an old one.

    XFS, Btrfs and network file systems that can share blocks do so. A hard link would be cheaper
    still and is not made: who writes into the published file would write into the kept release.

    Args:
        source: is left as it is.
        target: holds the same bytes in the end.
        is_stopped: set when nobody needs the copy any more.

    Returns:
        Whether the target is whole, which it is unless it was stopped.

    Raises:
        OSError: one of the two cannot be read or written, or the disk is full.
    """
    if _copy_in_kernel(source, target, is_stopped):
        return True
    if is_stopped is not None and is_stopped.is_set():
        return False
    shutil.copyfile(source, target)
    return True


def make_same(source: Path, target: Path) -> None:
    """Write into a file, which is much like another already, what differs from that.

    Raises:
        OSError: as `copy_file`.
    """
    wanted, found = bytearray(_COMPARED_BYTES), bytearray(_COMPARED_BYTES)
    place = 0
    with source.open("rb", buffering=0) as reader, target.open("r+b", buffering=0) as writer:
        while count := reader.readinto(wanted):
            is_whole = count == _COMPARED_BYTES
            found_count = os.preadv(writer.fileno(), [found], place)
            is_same = found_count >= count and (
                wanted == found if is_whole else wanted[:count] == found[:count]
            )
            if not is_same:
                _write_at(writer.fileno(), memoryview(wanted)[:count], place)
            place += count
        writer.truncate(place)


def _write_at(descriptor: int, content: memoryview, place: int) -> None:
    while content:
        written = os.pwrite(descriptor, content, place)
        content, place = content[written:], place + written


def _copy_in_kernel(source: Path, target: Path, is_stopped: threading.Event | None) -> bool:
    """Whether the kernel copied the file whole; old ones and some file systems cannot."""
    if not hasattr(os, "copy_file_range"):
        return False
    with source.open("rb") as reader, target.open("wb") as writer:
        size = os.fstat(reader.fileno()).st_size
        copied = 0
        try:
            while copied < size:
                if is_stopped is not None and is_stopped.is_set():
                    return False
                count = os.copy_file_range(reader.fileno(), writer.fileno(), _CHUNK_BYTES)
                if count == 0:
                    return False
                copied += count
        except OSError:
            # Whatever it is, the plain copy meets it too and names it.
            return False
    return True
