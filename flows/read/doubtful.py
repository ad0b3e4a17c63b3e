"""The rows that a batch could not answer at once: other encodings, HTML pages, and what is no text.

Comes in: the doubtful rows. Goes out: for each what its bytes say, in `DECODED_COLUMNS`. One row
costs about a millisecond (a page ten), so a large number of them is shared among processes; all
that crosses to them is bytes and tuples.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from flows.read.code_pages import decode_legacy
from flows.read.decoding import Decoding, decode_bytes, judge
from flows.read.mojibake import as_misread_bytes, looks_misread, undo_misreading
from flows.read.pages import Page, extract_page, nesting_depth
from flows.read.reasons import ReasonCode, sentence

if TYPE_CHECKING:
    import polars as pl

    from flows.read.options import ReadOptions

DECODED_COLUMNS = (
    "content", "decoded", "encoding", "encoding_confidence", "repairs",
    "source_title", "source_date", "source_author", "source_url", "reason_code", "reason",
)  # fmt: skip
_MIN_ROWS_FOR_PROCESSES = 2_000
_ROWS_A_TASK = 100


class _Row(NamedTuple):
    source_path: str
    content: bytes | None
    is_page: bool
    source_title: str | None
    source_date: str | None
    source_author: str | None
    source_url: str | None


def decode_doubtful(doubtful: pl.DataFrame, options: ReadOptions) -> list[tuple[object, ...]]:
    """Decode rows one by one.

    Args:
        doubtful: Rows with the fields of `_Row` (`is_page` as `_is_page`).
        options: Limits and number of processes.

    Returns:
        One tuple of `DECODED_COLUMNS` a row, in the rows' order.
    """
    names = ["_is_page" if name == "is_page" else name for name in _Row._fields]
    rows = list(map(_Row._make, doubtful.select(names).iter_rows()))
    decode_row = partial(_decode_row, options=options)
    if options.worker_processes == 1 or len(rows) < _MIN_ROWS_FOR_PROCESSES:
        return list(map(decode_row, rows))
    # spawned, not forked: polars holds threads and a forked child may wait for them for ever
    context = get_context("spawn")
    with ProcessPoolExecutor(options.worker_processes, mp_context=context) as workers:
        return list(workers.map(decode_row, rows, chunksize=_ROWS_A_TASK))


def _decode_row(row: _Row, options: ReadOptions) -> tuple[object, ...]:
    content = row.content or b""
    page = None
    if row.is_page:
        decoding, page = _decode_page(content, options)
    else:
        decoding = decode_bytes(content, max_line_characters=options.max_line_characters)
    code = decoding.reason_code
    mend = partial(_mended_field, encoding=decoding.encoding or "")
    return (
        content if code else None,
        decoding.text,
        decoding.encoding,
        decoding.confidence,
        [{"repair": repair, "count": count} for repair, count in decoding.repairs],
        mend(row.source_title) or (page.title if page else None),
        mend(row.source_date) or (page.date if page else None),
        mend(row.source_author) or (page.author if page else None),
        mend(row.source_url) or (page.url if page else None),
        code.value if code else None,
        sentence(code, row.source_path, decoding.detail) if code else None,
    )


def _mended_field(field: str | None, encoding: str) -> str | None:
    """A field of a row that was misread as its text was; a field of a clean row is left alone."""
    if field is None or field.isascii():
        return field
    if encoding.startswith("utf-8-mojibake") and looks_misread(field):
        undone = undo_misreading(field)
        return undone.text if undone else field
    if encoding.endswith("-in-utf-8") and (misread := as_misread_bytes(field)) is not None:
        return decode_legacy(misread[0], encoding.removesuffix("-in-utf-8"))
    return field


def _decode_page(content: bytes, options: ReadOptions) -> tuple[Decoding, Page | None]:
    if len(content) > options.max_page_bytes:
        detail = (
            f"{len(content):,} bytes of HTML, more than the limit of {options.max_page_bytes:,}"
        )
        return Decoding(reason_code=ReasonCode.FILE_TOO_LARGE, detail=detail), None
    whole = decode_bytes(content, is_page=True)
    if whole.text is None:
        return whole, None
    depth = nesting_depth(whole.text)
    if depth > options.max_page_depth:
        detail = f"{depth:,} elements deep, more than the limit of {options.max_page_depth:,}"
        return _without_text(whole, ReasonCode.PAGE_TOO_DEEP, detail), None
    page = extract_page(whole.text)
    if page is None:
        return _without_text(whole, ReasonCode.NO_MAIN_TEXT, ""), None
    article = Decoding(page.text, whole.encoding, whole.confidence, whole.repairs)
    return judge(article), page


def _without_text(decoding: Decoding, code: ReasonCode, detail: str) -> Decoding:
    return Decoding(encoding=decoding.encoding, reason_code=code, detail=detail)
