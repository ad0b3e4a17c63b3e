"""From candidates to decoded texts, a bounded batch at a time.

Comes in: the candidates of `discover`. Goes out: frames of `TEXTS_SCHEMA`, containers expanded and
everything decoded. A document that fails is a row with its reason; it never stops the others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from flows.read.batch_decoding import decode
from flows.read.containers import read_container
from flows.read.files import failure, open_container, read_file
from flows.read.frames import Batch, Candidate, Document, accepted, candidates_of, rejected
from flows.read.kinds import PLAIN_KINDS
from flows.read.limits import Budget, LimitExceededError, read_bounded
from flows.read.reasons import ReasonCode
from flows.read.remote import is_remote, open_remote

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
    """Plain files are read many at a time, containers and what is rejected one by one."""
    waiting: list[Candidate] = []
    waiting_bytes = 0
    for candidate in candidates_of(candidates):
        is_plain = candidate.kind in PLAIN_KINDS and candidate.reason_code is None
        if is_plain:
            waiting.append(candidate)
            waiting_bytes += candidate.size
        is_full = waiting_bytes >= options.batch_bytes or len(waiting) >= options.batch_rows
        if waiting and (is_full or not is_plain):
            yield from _read_plain(waiting, options, readers)
            waiting, waiting_bytes = [], 0
        if candidate.reason_code is not None:
            yield _rejected_candidate(candidate)
        elif not is_plain:
            yield from _read_container(candidate, options)
    yield from _read_plain(waiting, options, readers)


def _read_container(candidate: Candidate, options: ReadOptions) -> Iterator[Document]:
    path, raw_path = candidate.source_path, candidate.raw_path or b""
    try:
        if is_remote(raw_path):
            # a store that does not tell the size is held to the limits of one plain file
            size = candidate.size or options.max_file_bytes
            stream, mtime = open_remote(candidate), candidate.mtime
        else:
            stream, size, mtime = open_container(raw_path, options.max_container_bytes)
    except OSError as error:
        yield failure(path, error)
        return
    except LimitExceededError as error:
        yield rejected(path, error.code, error.detail, size=candidate.size, mtime=candidate.mtime)
        return
    with stream:
        yield from read_container(stream, path, candidate.kind, mtime, Budget(options, size))


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
        _read_remote(candidate, max_bytes)
        if is_remote(candidate.raw_path or b"")
        else read_file(candidate, max_bytes)
        for candidate in candidates
    ]


def _read_remote(candidate: Candidate, max_bytes: int) -> Document:
    path = candidate.source_path
    try:
        with open_remote(candidate) as stream:
            return accepted(path, read_bounded(stream, max_bytes), candidate.mtime)
    except LimitExceededError as error:
        return rejected(path, error.code, error.detail, mtime=candidate.mtime)
    except FileNotFoundError:
        return rejected(path, ReasonCode.VANISHED_FILE)
    except OSError as error:
        detail = str(error) or type(error).__name__
        return rejected(path, ReasonCode.UNREACHABLE_ADDRESS, detail, mtime=candidate.mtime)


def _rejected_candidate(candidate: Candidate) -> Document:
    return Document(
        candidate.source_path,
        candidate.size,
        candidate.mtime,
        reason_code=candidate.reason_code,
        reason=candidate.reason,
    )
