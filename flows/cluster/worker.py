"""What a worker of Dask does with a batch: read the sources, decode, normalise, extract, write.

What comes in: a `Job`, a few bytes a file: which files, with their sizes and times. What goes out:
the addresses of Parquet that holds the frames of the raw tables and what became of each document.
Bytes and frames never travel through Dask. Nothing here knows of Prefect or DuckDB, so a worker
needs neither a way to the run's Prefect server nor to its warehouse.
"""

from __future__ import annotations

import errno
import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from flows import documents
from flows.cluster.parts import read_frame, write_part
from flows.errors import OrchestrationError
from flows.read import ReadOptions, read_documents
from flows.versions import worker_version
from flows.workers import COLLECTOR_THRESHOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of the code that is loaded: a worker that runs on while its files are exchanged stays what it is.
VERSION = worker_version()

# Names of the frames of a part, besides those of the raw tables.
DOCUMENTS = "documents"
MADE = "made"
KNOWN = "known"

KNOWN_SCHEMA = pl.Schema({"path": pl.String(), "sha256": pl.String(), "status": pl.String()})

_NOT_SHARED = frozenset({errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS})


class ClusterError(OrchestrationError):
    """Dask cannot do what is asked of it; the message is for a person."""


@dataclass(frozen=True)
class Job:
    """One batch of sources.

    Attributes:
        name: of the batch, such as `000003`.
        candidates: the sources, as discovered.
        folder: where what comes of them goes.
        known: address of the frame of what their documents held before; None where they are new.
        options: of reading.
        version: of the code that the run expects a worker to have.
    """

    name: str
    candidates: pl.DataFrame = field(repr=False)
    folder: str
    known: str | None
    options: ReadOptions = field(repr=False)
    version: str


def extract(job: Job) -> tuple[str, ...]:
    """Do one batch; called by Dask on a worker.

    Returns:
        The addresses of its parts, in the order of the documents.

    Raises:
        ClusterError: this worker has another code than the run, or does not share its folder.
    """
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    if job.version != VERSION:
        raise ClusterError(
            f"A worker of Dask has another Khotin than this run ({VERSION}, not {job.version}): "
            "install the same on all machines, and start the workers again."
        )
    return tuple(_parts(job))


def _parts(job: Job) -> Iterator[str]:
    from flows.transform import transform  # noqa: PLC0415 - the rules take a while to compile

    known = read_frame(job.known, KNOWN) if job.known else KNOWN_SCHEMA.to_frame()
    # Dask has as many workers as there are cores, and they may start no processes of their own.
    options = job.options.model_copy(update={"worker_processes": 1})
    for number, texts in enumerate(read_documents(job.candidates, options)):
        judged = texts.with_columns(documents.same_bytes(texts, known).alias("is_same"))
        is_new = pl.col("reason_code").is_null() & ~pl.col("is_same")
        raw, made = transform(judged.filter(is_new))
        frames = {**raw, DOCUMENTS: judged.drop("decoded"), MADE: made}
        yield _written(job.folder, f"{job.name}-{number:04d}", frames)


def _written(folder: str, name: str, frames: dict[str, pl.DataFrame]) -> str:
    try:
        return write_part(folder, name, frames)
    except OSError as error:
        if error.errno not in _NOT_SHARED:
            raise
        raise ClusterError(
            f"A worker of Dask cannot write to {folder} ({error.strerror}): it must reach that "
            "folder under the same path, or KHOTIN_DASK_WORK_FOLDER name another."
        ) from error
