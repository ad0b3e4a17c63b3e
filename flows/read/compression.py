"""Streams that unpack gzip, bzip2, xz and zstd.

Comes in: a packed stream. Goes out: the same unpacked, read a little at a time. A stream that ends
too early is an error, never a shorter text.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import IO, cast

import zstandard

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_MAGIC_BYTES = 6
_MAX_MEMORY = 256 * 1024 * 1024
# a packed kilobyte of zstd can hold 32 MB; this bounds what one step may unpack
_ZSTD_STEP_BYTES = 1024

COMPRESSION_SUFFIXES = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
DAMAGE_ERRORS = (zlib.error, lzma.LZMAError, zstandard.ZstdError, EOFError, OSError, ValueError)


def compression_of(stream: io.BufferedReader) -> str | None:
    """How a stream is packed, by its first bytes; null if it is not."""
    head = stream.peek(_MAGIC_BYTES)[:_MAGIC_BYTES]
    return next((name for magic, name in _MAGIC if head.startswith(magic)), None)


def unpacked(stream: IO[bytes], compression: str) -> IO[bytes]:
    """Unpack a stream.

    Args:
        stream: The packed bytes.
        compression: gzip, bzip2, xz or zstd.

    Returns:
        A stream of the unpacked bytes; reading it raises one of `DAMAGE_ERRORS` where the packed
        bytes are damaged or end too early.
    """
    if compression == "gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if compression == "bzip2":
        return bz2.BZ2File(stream)
    if compression == "xz":
        return lzma.LZMAFile(stream)
    return cast("IO[bytes]", io.BufferedReader(_Zstd(stream)))


class _Zstd(io.RawIOBase):
    """Frames of zstd one after the other; unlike the library's reader it notices a cut frame."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._frame = self._new_frame()
        self._is_in_frame = False
        self._packed = b""
        self._ready = b""

    @staticmethod
    def _new_frame() -> zstandard.ZstdDecompressionObj:
        return zstandard.ZstdDecompressor(max_window_size=_MAX_MEMORY).decompressobj()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            if not self._unpack_more():
                return 0
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack_more(self) -> bool:
        packed = self._packed or self._stream.read(_ZSTD_STEP_BYTES)
        self._packed = b""
        if not packed:
            if self._is_in_frame:
                msg = "the zstd stream ends too early"
                raise EOFError(msg)
            return False
        self._is_in_frame = True
        self._ready = self._frame.decompress(packed)
        if self._frame.eof:
            self._packed = self._frame.unused_data
            self._frame = self._new_frame()
            self._is_in_frame = False
        return True
