"""From candidates to decoded texts, a bounded batch at a time.

Comes in: the candidates of `discover`. Goes out: frames of `TEXTS_SCHEMA`, containers expanded and
everything decoded. A document that fails is a row with its reason; it never stops the others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from flows.read.decode import decode
from flows.read.discover import PLAIN_KINDS
from flows.read.files import read_file
from flows.read.frames import Batch, Candidate, Document, candidates_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from flows.read.options import ReadOptions

_FILES_A_TASK = 128


def read_documents(candidates: pl.DataFrame, options: ReadOptions) -> Iterator[pl.DataFrame]:
    """Read and decode candidates.

    Args:
        candidates: Frame of `CANDIDATES_SCHEMA`, as `discover` gives it (or some rows of it).
        options: Limits, mapping of columns, size of a batch.

    Yields:
        Frames of `TEXTS_SCHEMA`; every candidate is in at least one row, in the candidates' order.
        Accepted rows have `decoded` and no `content`, rejected ones a `reason_code` and, where
        the bytes could be read, their `content`.
    """
    batch = Batch(options.batch_bytes, options.batch_rows)
    with ThreadPoolExecutor(options.read_threads) as readers:
        for document in _documents(candidates, options, readers):
            batch.add(document)
            if batch.is_full:
                yield decode(batch.take(), options)
    if batch.documents:
        yield decode(batch.take(), options)


def _documents(
    candidates: pl.DataFrame, options: ReadOptions, readers: ThreadPoolExecutor
) -> Iterator[Document]:
    waiting: list[Candidate] = []
    waiting_bytes = 0
    for candidate in candidates_of(candidates):
        if candidate.reason_code is not None:
            yield from _read_plain(waiting, options, readers)
            waiting, waiting_bytes = [], 0
            yield _rejected_candidate(candidate)
        elif candidate.kind in PLAIN_KINDS:
            waiting.append(candidate)
            waiting_bytes += candidate.size
            if waiting_bytes >= options.batch_bytes or len(waiting) >= options.batch_rows:
                yield from _read_plain(waiting, options, readers)
                waiting, waiting_bytes = [], 0
    yield from _read_plain(waiting, options, readers)


def _read_plain(
    candidates: list[Candidate], options: ReadOptions, readers: ThreadPoolExecutor
) -> Iterator[Document]:
    slices = [
        candidates[start : start + _FILES_A_TASK]
        for start in range(0, len(candidates), _FILES_A_TASK)
    ]
    read = partial(_read_slice, max_bytes=options.max_file_bytes)
    if options.read_threads == 1 or len(slices) < 2:  # noqa: PLR2004 - one slice needs no thread
        return chain.from_iterable(map(read, slices))
    return chain.from_iterable(readers.map(read, slices))


def _read_slice(candidates: list[Candidate], max_bytes: int) -> list[Document]:
    return [
        read_file(candidate.raw_path or b"", candidate.source_path, max_bytes)
        for candidate in candidates
    ]


def _rejected_candidate(candidate: Candidate) -> Document:
    return Document(
        candidate.source_path,
        candidate.size,
        candidate.mtime,
        reason_code=candidate.reason_code,
        reason=candidate.reason,
    )
