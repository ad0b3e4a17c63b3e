"""The columns of the two frames that reading hands over, and the batch that grows into one.

Comes in: what was read of one document after the other. Goes out: `texts` frames, bounded in bytes
and rows, so that a folder of any size runs in the same memory.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from flows.read.reasons import ReasonCode, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CANDIDATES_SCHEMA = pl.Schema(
    {
        "source_path": pl.String(),
        "size": pl.Int64(),
        "mtime": pl.Datetime("us", "UTC"),
        "kind": pl.String(),
        "raw_path": pl.Binary(),
        "reason_code": pl.String(),
        "reason": pl.String(),
    }
)
"""A candidate: what the scan of a folder tells. `raw_path` is the name on disk, which need not be
UTF-8 (for a remote file its address); one with a reason_code is rejected before it is opened."""

REPAIRS = pl.List(pl.Struct({"repair": pl.String(), "count": pl.Int64()}))

TEXTS_SCHEMA = pl.Schema(
    {
        "source_path": pl.String(),
        "size": pl.Int64(),
        "mtime": pl.Datetime("us", "UTC"),
        "sha256": pl.String(),
        "content": pl.Binary(),
        "decoded": pl.String(),
        "encoding": pl.String(),
        "encoding_confidence": pl.Float64(),
        "repairs": REPAIRS,
        "source_title": pl.String(),
        "source_date": pl.String(),
        "source_author": pl.String(),
        "source_url": pl.String(),
        "reason_code": pl.String(),
        "reason": pl.String(),
    }
)
"""One row per document read, accepted (`decoded`) or rejected (`reason_code`, `content` kept)."""


class Candidate(NamedTuple):
    """One row of the candidates; `mtime` in microseconds since 1970 (UTC)."""

    source_path: str
    size: int
    mtime: int | None
    kind: str
    raw_path: bytes | None
    reason_code: str | None = None
    reason: str | None = None


def candidates_frame(candidates: Iterable[Candidate]) -> pl.DataFrame:
    """Turn candidates into a frame of `CANDIDATES_SCHEMA`."""
    return _frame_of(Candidate._fields, list(candidates), CANDIDATES_SCHEMA)


def candidates_of(frame: pl.DataFrame) -> Iterator[Candidate]:
    """The rows of a frame of `CANDIDATES_SCHEMA`."""
    rows = frame.select(CANDIDATES_SCHEMA.names()).with_columns(pl.col("mtime").dt.epoch("us"))
    return map(Candidate._make, rows.iter_rows())


class Document(NamedTuple):
    """One document as it was read, not yet decoded; fields are those of `TEXTS_SCHEMA`.

    `mtime` is in microseconds since 1970 (UTC).
    """

    source_path: str
    size: int
    mtime: int | None
    sha256: str | None = None
    content: bytes | None = None
    source_title: str | None = None
    source_date: str | None = None
    source_author: str | None = None
    source_url: str | None = None
    reason_code: str | None = None
    reason: str | None = None


def accepted(source_path: str, content: bytes, mtime: int | None) -> Document:
    """A document whose bytes were read."""
    digest = hashlib.sha256(content).hexdigest()
    return Document(source_path, len(content), mtime, digest, content)


def rejected(  # noqa: PLR0913
    source_path: str,
    code: ReasonCode,
    detail: str = "",
    *,
    size: int = 0,
    mtime: int | None = None,
    content: bytes | None = None,
) -> Document:
    """A document that is kept with a reason instead of a text."""
    return Document(
        source_path,
        size,
        mtime,
        None if content is None else hashlib.sha256(content).hexdigest(),
        content,
        reason_code=code.value,
        reason=sentence(code, source_path, detail),
    )


@dataclass
class Batch:
    """Documents gathered until the batch is full."""

    max_bytes: int
    max_rows: int
    documents: list[Document] = field(default_factory=list)
    held_bytes: int = 0

    def add(self, document: Document) -> None:
        """Put one document into the batch."""
        self.documents.append(document)
        self.held_bytes += len(document.content or b"")

    @property
    def is_full(self) -> bool:
        """Whether the batch should be handed over before the next document is read."""
        return self.held_bytes >= self.max_bytes or len(self.documents) >= self.max_rows

    def take(self) -> pl.DataFrame:
        """Hand over the documents as a frame of `TEXTS_SCHEMA` and start anew."""
        frame = texts_frame(self.documents)
        self.documents, self.held_bytes = [], 0
        return frame


def texts_frame(documents: list[Document]) -> pl.DataFrame:
    """Turn documents into a frame of `TEXTS_SCHEMA`, nothing decoded yet."""
    read = _frame_of(Document._fields, documents, TEXTS_SCHEMA)
    return read.with_columns(
        pl.lit(None, dtype=data_type).alias(name)
        for name, data_type in TEXTS_SCHEMA.items()
        if name not in Document._fields
    ).select(TEXTS_SCHEMA.names())


def _frame_of(
    names: tuple[str, ...], rows: Sequence[tuple[object, ...]], schema: pl.Schema
) -> pl.DataFrame:
    """Rows as a frame; polars builds columns far faster than rows."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pl.DataFrame(
        [
            pl.Series(name, column, dtype=pl.Int64() if name == "mtime" else schema[name])
            for name, column in zip(names, columns, strict=True)
        ]
    ).with_columns(pl.from_epoch("mtime", "us").dt.replace_time_zone("UTC"))
