"""What is in an archive, a packed file or a table.

Comes in: one container as a stream. Goes out: the documents in it, at whatever depth. What is wrong
with one member costs that member; what is wrong with the container costs what comes after it, and
is a row of its own, so a container never vanishes without a word.
"""

from __future__ import annotations

import csv
import struct
import tarfile
import zipfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import pyarrow as pa

from flows.read.archives import Member, tar_members, zip_members
from flows.read.compression import COMPRESSION_SUFFIXES, DAMAGE_ERRORS, unpacked
from flows.read.frames import Document, accepted, rejected
from flows.read.kinds import PLAIN_KINDS, kind_of
from flows.read.limits import Budget, LimitExceededError, counted, read_bounded
from flows.read.reasons import ReasonCode
from flows.read.tables import Table, csv_rows, jsonl_rows, parquet_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARCHIVE_KINDS = {"zip": zip_members, "tar": tar_members}
_COMPRESSIONS = frozenset(COMPRESSION_SUFFIXES.values())
_DAMAGE = (
    *DAMAGE_ERRORS, zipfile.BadZipFile, tarfile.TarError, pa.ArrowException, csv.Error,
    NotImplementedError, RuntimeError, struct.error, LookupError, OverflowError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True)
class _Place:
    """Where in a container the reading is."""

    address: str
    kind: str
    mtime: int | None
    budget: Budget
    depth: int


def read_container(
    stream: IO[bytes], address: str, kind: str, mtime: int | None, budget: Budget
) -> Iterator[Document]:
    """The documents in a container.

    Args:
        stream: Its bytes.
        address: Its `source_path`.
        kind: Its kind, as `kind_of` names it.
        mtime: When it was last changed, in microseconds since 1970.
        budget: What it may cost.

    Yields:
        Documents accepted and rejected, at least one.
    """
    place = _Place(address, kind, mtime, budget, depth=0)
    is_empty = True
    try:
        for document in _expand(stream, place):
            is_empty = False
            yield document
        if is_empty:
            yield rejected(address, ReasonCode.EMPTY_ARCHIVE, size=budget.packed_bytes, mtime=mtime)
    except LimitExceededError as error:
        size = budget.packed_bytes
        yield rejected(address, error.code, error.detail, size=size, mtime=mtime)


def _expand(stream: IO[bytes], place: _Place) -> Iterator[Document]:
    """Expand one thing; an error that is its own becomes its row, a broken limit goes up."""
    size = place.budget.packed_bytes if place.depth == 0 else 0
    code = ReasonCode.DAMAGED_ARCHIVE
    if place.kind in {"jsonl", "csv", "tsv", "parquet"}:
        code = ReasonCode.DAMAGED_TABLE
    try:
        yield from _expanded(stream, place)
    except LimitExceededError as error:
        if error.code is not ReasonCode.FILE_TOO_LARGE:
            raise
        yield rejected(place.address, error.code, error.detail, size=size, mtime=place.mtime)
    except _DAMAGE as error:
        detail = str(error) or type(error).__name__
        yield rejected(place.address, code, detail, size=size, mtime=place.mtime)


def _expanded(stream: IO[bytes], place: _Place) -> Iterator[Document]:
    options = place.budget.options
    if place.kind in PLAIN_KINDS:
        content = read_bounded(stream, options.max_file_bytes)
        yield accepted(place.address, content, place.mtime)
        return
    if place.kind in _ARCHIVE_KINDS or place.kind in _COMPRESSIONS:
        if place.depth >= options.max_archive_depth:
            detail = f"{place.depth + 1}"
            code = ReasonCode.ARCHIVE_TOO_DEEP
            yield rejected(place.address, code, detail, mtime=place.mtime)
        elif place.kind in _COMPRESSIONS:
            yield from _unpack(stream, place)
        else:
            yield from _open_archive(stream, place)
        return
    table = Table(place.address, place.mtime, place.budget)
    if place.kind == "jsonl":
        yield from jsonl_rows(stream, table)
    elif place.kind == "parquet":
        yield from parquet_rows(stream, table)
    else:
        yield from csv_rows(stream, table, "\t" if place.kind == "tsv" else None)


def _unpack(stream: IO[bytes], place: _Place) -> Iterator[Document]:
    """A packed file keeps its address: `a.txt.gz` is one document, `x.jsonl.gz#17` a row."""
    inner = counted(unpacked(stream, place.kind), place.budget)
    kind = kind_of(place.address.rpartition(".")[0])
    yield from _expanded(
        inner, _Place(place.address, kind, place.mtime, place.budget, place.depth + 1)
    )


def _open_archive(stream: IO[bytes], place: _Place) -> Iterator[Document]:
    members = _ARCHIVE_KINDS[place.kind]
    for member in members(stream, place.address, place.budget, place.mtime):
        if isinstance(member, Member):
            yield from _expand(
                member.stream,
                _Place(
                    member.address, kind_of(member.name), place.mtime, place.budget, place.depth + 1
                ),
            )
        else:
            yield member
