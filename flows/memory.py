"""Keeps what a run gives back from staying with its process.

What comes in: nothing. What goes out: a process whose allocator returns large blocks to the system
at once. glibc's own rule is to keep them once the first was given back, and DuckDB takes and gives
blocks of 256 KiB by the thousand: while a release of 100,000 articles was written, a fifth of the
process's memory was such blocks (2026-11-23).
"""

from __future__ import annotations

import ctypes
import sys

_M_MMAP_THRESHOLD = -3  # malloc.h
_LARGE_BYTES = 128 * 1024


def give_large_blocks_back() -> bool:
    """Have this process return large blocks at once; whether its allocator knows how to."""
    if sys.platform != "linux":
        return False
    # Not every Linux has glibc.
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    return set_option is not None and set_option(_M_MMAP_THRESHOLD, _LARGE_BYTES) == 1
