"""Copies a file as cheaply as the file system can: by reference, inside the kernel, or plainly."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The kernel copies at most two gigabytes at a call.
_CHUNK_BYTES = 1 << 30


def copy_file(source: Path, target: Path) -> None:
    """Copy the bytes of a file into a new one, or over an old one.

    XFS, Btrfs and network file systems that can share blocks do so. A hard link would be cheaper
    still and is not made: who writes into the published file would write into the kept release.

    Raises:
        OSError: one of the two cannot be read or written, or the disk is full.
    """
    if not _copy_in_kernel(source, target):
        shutil.copyfile(source, target)


def _copy_in_kernel(source: Path, target: Path) -> bool:
    """Whether the kernel could copy the file whole; old ones and some file systems cannot."""
    if not hasattr(os, "copy_file_range"):
        return False
    with source.open("rb") as reader, target.open("wb") as writer:
        size = os.fstat(reader.fileno()).st_size
        copied = 0
        try:
            while copied < size:
                count = os.copy_file_range(reader.fileno(), writer.fileno(), _CHUNK_BYTES)
                if count == 0:
                    return False
                copied += count
        except OSError:
            # Whatever it is, the plain copy meets it too and names it.
            return False
    return True
