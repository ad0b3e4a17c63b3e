"""The rows of jsonl, csv and parquet files, each a document.

Comes in: a table as a stream. Goes out: a document a row, addressed `table#number` from 1, its
content the bytes of the text column, and what the row says of title, date, author and address. A
row that cannot be read is a rejected document; the rows after it are read.

`sha256` of a row covers the text and the mapped fields, so that a title mended in the source is a
new version of the row.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from flows.read.code_pages import LEGACY_ENCODINGS, decode_legacy
from flows.read.decoding import decode_bytes
from flows.read.frames import Document, rejected
from flows.read.limits import Budget, forward_only, seekable
from flows.read.reasons import ReasonCode

if TYPE_CHECKING:
    from flows.read.options import ReadOptions

_PARQUET_BATCH_ROWS = 1_000
_DELIMITERS = (",", ";", "\t", "|")
_FIELDS = ("source_title", "source_date", "source_author", "source_url")
_SHOWN_COLUMNS = 12


@dataclass(frozen=True)
class Table:
    """A table and what its rows need: address, mtime (µs) and the budget they are charged to."""

    address: str
    mtime: int | None
    budget: Budget

    @property
    def options(self) -> ReadOptions:
        """The limits and the mapping of columns."""
        return self.budget.options

    def reject(
        self, number: int | None, code: ReasonCode, detail: str, content: bytes | None = None
    ) -> Document:
        """A rejected row, or the rejected table where `number` is null."""
        address = self.address if number is None else f"{self.address}#{number}"
        size = len(content or b"")
        return rejected(address, code, detail, size=size, mtime=self.mtime, content=content)

    def row(self, number: int, values: Mapping[str, object], raw: bytes | None) -> Document:
        """The document of one row; `raw` is kept where the row has no text."""
        options = self.options
        if options.text_column not in values:
            detail = f"{options.text_column} (it has {_listed(values)})"
            return self.reject(number, ReasonCode.MISSING_TEXT_COLUMN, detail, raw)
        content = _content(values[options.text_column])
        if not content:
            return self.reject(number, ReasonCode.MISSING_TEXT, options.text_column, raw)
        if len(content) > options.max_file_bytes:
            detail = f"{len(content):,} bytes, more than the limit of {options.max_file_bytes:,}"
            return self.reject(number, ReasonCode.FILE_TOO_LARGE, detail)
        fields = [
            _readable(_field(values.get(column)), content)
            for column in (
                options.title_column, options.date_column, options.author_column,
                options.url_column,
            )
        ]  # fmt: skip
        digest = hashlib.sha256(content)
        for name, value in zip(_FIELDS, fields, strict=True):
            if value is not None:
                digest.update(f"\x1f{name}\x1f{value}".encode())
        address = f"{self.address}#{number}"
        return Document(
            address, len(content), self.mtime, digest.hexdigest(), content,
            *fields,
        )  # fmt: skip


def jsonl_rows(stream: IO[bytes], table: Table) -> Iterator[Document]:
    """One document a line that is not blank; the number is the line's."""
    limit = table.options.max_file_bytes
    number = 0
    lines = _utf8_stream(stream)
    while line := lines.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = lines.readline(limit)
            detail = f"a line of more than the limit of {limit:,} bytes"
            yield table.reject(number, ReasonCode.FILE_TOO_LARGE, detail)
        elif line.strip():
            table.budget.enter()
            yield _json_row(line.strip().removeprefix(b"\xef\xbb\xbf"), number, table)


def _json_row(line: bytes, number: int, table: Table) -> Document:
    try:
        values = json.loads(_json_text(line))
    except (ValueError, RecursionError) as error:
        return table.reject(number, ReasonCode.DAMAGED_ROW, str(error), line)
    if not isinstance(values, dict):
        detail = f"a JSON object is expected, not {type(values).__name__}"
        return table.reject(number, ReasonCode.DAMAGED_ROW, detail, line)
    return table.row(number, values, line)


def _json_text(line: bytes) -> str:
    """JSON is UTF-8; a file that is not is read as what its letters say, escapes and all."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        decoding = decode_bytes(line)
        if decoding.text is None:
            raise
        return decoding.text


def csv_rows(stream: IO[bytes], table: Table, delimiter: str | None) -> Iterator[Document]:
    """One document a record after the header; numbers do not count the header.

    Raises:
        csv.Error: The table is damaged from here on.
    """
    csv.field_size_limit(table.options.max_file_bytes)
    # bytes that are not UTF-8 pass through as surrogates: each row is decoded by itself later
    lines = io.TextIOWrapper(
        _utf8_stream(stream), encoding="utf-8", errors="surrogateescape", newline=""
    )
    first = lines.readline(table.options.max_file_bytes).removeprefix("\ufeff")
    if not first.strip():
        yield table.reject(None, ReasonCode.EMPTY_TABLE, "")
        return
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    records = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
    header = [name.strip() for name in next(records)]
    if table.options.text_column not in header:
        detail = f"{table.options.text_column} (it has {_listed(header)})"
        yield table.reject(None, ReasonCode.MISSING_TEXT_COLUMN, detail)
        return
    number = 0
    for record in records:
        if not record:
            continue
        number += 1
        table.budget.enter()
        raw = delimiter.join(record).encode("utf-8", "surrogateescape")
        if len(record) != len(header):
            detail = f"it has {len(record)} fields, the header {len(header)}"
            yield table.reject(number, ReasonCode.DAMAGED_ROW, detail, raw)
        else:
            yield table.row(number, dict(zip(header, record, strict=True)), raw)
    if not number:
        yield table.reject(None, ReasonCode.EMPTY_TABLE, "")


def _chained(first: str, lines: io.TextIOWrapper) -> Iterator[str]:
    yield first
    yield from lines


def parquet_rows(stream: IO[bytes], table: Table) -> Iterator[Document]:
    """One document a row.

    Raises:
        pyarrow.ArrowException, OSError: The table is damaged from here on.
    """
    options = table.options
    source = seekable(stream, options.max_container_bytes)
    with pq.ParquetFile(pa.PythonFile(source, mode="r")) as file:
        names = file.schema_arrow.names
        if options.text_column not in names:
            detail = f"{options.text_column} (it has {_listed(names)})"
            yield table.reject(None, ReasonCode.MISSING_TEXT_COLUMN, detail)
            return
        if not file.metadata.num_rows:
            yield table.reject(None, ReasonCode.EMPTY_TABLE, "")
            return
        wanted = [
            options.text_column, options.title_column, options.date_column,
            options.author_column, options.url_column,
        ]  # fmt: skip
        columns = [name for name in dict.fromkeys(wanted) if name in names]
        for index in range(file.metadata.num_row_groups):
            group = file.metadata.row_group(index)
            chunks = [group.column(number) for number in range(group.num_columns)]
            # a row group is unpacked at once, so what it says of its size counts beforehand
            table.budget.foresee(
                sum(c.total_uncompressed_size for c in chunks if c.path_in_schema in columns)
            )
        number = 0
        for batch in file.iter_batches(_PARQUET_BATCH_ROWS, columns=columns, use_threads=False):
            table.budget.charge(batch.nbytes)
            for values in batch.to_pylist():
                number += 1
                table.budget.enter()
                yield table.row(number, values, None)


def _utf8_stream(stream: IO[bytes]) -> io.BufferedReader:
    """The stream itself, or what a BOM says is UTF-16, turned into UTF-8."""
    buffered = stream if isinstance(stream, io.BufferedReader) else forward_only(stream)
    if buffered.peek(2)[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return io.BufferedReader(_Transcoded(io.TextIOWrapper(buffered, encoding="utf-16")))
    return buffered


class _Transcoded(io.RawIOBase):
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        # a character of UTF-16 takes at most three bytes of UTF-8
        content = self._text.read(max(1, len(view) // 4)).encode("utf-8", "surrogatepass")
        view[: len(content)] = content
        return len(content)


def _content(value: object) -> bytes:
    if isinstance(value, bytes):
        return value if value.strip() else b""
    if isinstance(value, str) and value.strip():
        return _bytes_of(value)
    return b""


def _bytes_of(text: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate of a JSON escape: damaged, and told so later
        return text.encode("utf-8", "surrogatepass")


def _field(value: object) -> str | None:
    """A mapped field as text; several authors are joined, what is no text is null."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        parts = [part for part in map(_field, value) if part]
        return ", ".join(parts) or None
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value is None or isinstance(value, Mapping):
        return None
    return str(value).strip() or None


def _readable(field: str | None, content: bytes) -> str | None:
    """A field whose bytes are not UTF-8 is in the code page of its row's text, or null."""
    if field is None or field.isprintable():
        return field
    raw = _bytes_of(field)
    encoding = decode_bytes(content).encoding
    if encoding in LEGACY_ENCODINGS:
        return decode_legacy(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _listed(columns: Mapping[str, object] | Sequence[str]) -> str:
    names = [str(name) for name in columns]
    shown = ", ".join(names[:_SHOWN_COLUMNS])
    return shown + (", …" if len(names) > _SHOWN_COLUMNS else "") if names else "none"
