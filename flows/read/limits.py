"""How much one archive or table may cost.

Comes in: the size of the container as it lies on disk. Goes out: streams that count what they
give, and an error with its reason as soon as the container gives too much. What a header claims is
never trusted; only bytes that were really unpacked count.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

from flows.read.reasons import ReasonCode

if TYPE_CHECKING:
    from flows.read.options import ReadOptions

_CHUNK_BYTES = 256 * 1024
_SPOOLED_BYTES = 32 * 1024 * 1024
_FREE_BYTES = 4 * 1024 * 1024  # small things may repeat themselves as much as they like


class LimitExceededError(Exception):
    """A container, or (`FILE_TOO_LARGE`) one document in it, is larger than it may be."""

    def __init__(self, code: ReasonCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass
class Budget:
    """What one container and all in it have cost so far.

    Attributes:
        options: The limits.
        packed_bytes: Size of the container on disk.
        unpacked_bytes: Bytes unpacked so far.
        entries: Members and rows met so far.
    """

    options: ReadOptions
    packed_bytes: int
    unpacked_bytes: int = field(default=0)
    entries: int = field(default=0)

    def charge(self, count: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            LimitExceededError: The container gives too much, in all or for its size.
        """
        self.foresee(count)
        self.unpacked_bytes += count

    def foresee(self, count: int) -> None:
        """Stop before bytes are unpacked that would be too many.

        Raises:
            LimitExceededError: The container would give too much.
        """
        total = self.unpacked_bytes + count
        if total > self.options.max_archive_bytes:
            detail = f"more than the limit of {self.options.max_archive_bytes:,} bytes"
            raise LimitExceededError(ReasonCode.ARCHIVE_TOO_LARGE, detail)
        allowed = self.options.max_archive_ratio * self.packed_bytes
        if total > max(allowed, _FREE_BYTES):
            detail = f"more than {self.options.max_archive_ratio} times its size"
            raise LimitExceededError(ReasonCode.ARCHIVE_RATIO_TOO_HIGH, detail)

    def enter(self) -> None:
        """Count a member or a row.

        Raises:
            LimitExceededError: There are too many.
        """
        self.entries += 1
        if self.entries > self.options.max_archive_entries:
            detail = f"more than {self.options.max_archive_entries:,} members or rows"
            raise LimitExceededError(ReasonCode.TOO_MANY_ENTRIES, detail)


class _Counting(io.RawIOBase):
    """A stream that charges a budget for what is read from it."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        # what was unpacked before a damaged place is given before the error is raised
        self._read = getattr(stream, "read1", stream.read)
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        content = self._read(len(view))
        view[: len(content)] = content
        self._budget.charge(len(content))
        return len(content)


def counted(stream: IO[bytes], budget: Budget) -> io.BufferedReader:
    """A buffered view of a stream whose every byte is charged to the budget."""
    return io.BufferedReader(_Counting(stream, budget), _CHUNK_BYTES)


class _Forward(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        content = self._stream.read(len(view))
        view[: len(content)] = content
        return len(content)


def forward_only(stream: IO[bytes]) -> io.BufferedReader:
    """A stream that is read from front to back, whatever it says of itself.

    A member of a tar stream and a web page call themselves seekable and are not.
    """
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Forward(stream))


def read_bounded(stream: IO[bytes], max_bytes: int) -> bytes:
    """Read a stream whole.

    Raises:
        LimitExceededError: It has more than `max_bytes`.
    """
    parts = []
    missing = max_bytes + 1
    while missing > 0 and (part := stream.read(min(missing, _CHUNK_BYTES))):
        parts.append(part)
        missing -= len(part)
    if missing <= 0:
        detail = f"more than the limit of {max_bytes:,} bytes"
        raise LimitExceededError(ReasonCode.FILE_TOO_LARGE, detail)
    return b"".join(parts)


def seekable(stream: IO[bytes], max_bytes: int) -> IO[bytes]:
    """A stream that can be read from any place: itself, or a temporary copy of it.

    Raises:
        LimitExceededError: The copy would have more than `max_bytes`.
    """
    if stream.seekable():
        return stream
    copy = cast("IO[bytes]", tempfile.SpooledTemporaryFile(_SPOOLED_BYTES))  # noqa: SIM115
    missing = max_bytes + 1
    while missing > 0 and (part := stream.read(min(missing, _CHUNK_BYTES))):
        copy.write(part)
        missing -= len(part)
    if missing <= 0:
        copy.close()
        detail = f"more than the limit of {max_bytes:,} bytes"
        raise LimitExceededError(ReasonCode.FILE_TOO_LARGE, detail)
    copy.seek(0)
    return copy
