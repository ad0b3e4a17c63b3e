"""Has Dask's workers read and extract, on this machine or on others.

What comes in: the sources that a scan found new, and the settings, which name a scheduler or ask
for workers of the run's own. What goes out: addresses of Parquet, batch by batch, that the one
writer loads. A worker that dies costs time: Dask gives its batch to another. `distributed` is
used and not Prefect's task runner for it, because a task of that runner reports from the worker to
Prefect's API, and the private server of a run is on loopback, where other machines cannot reach it.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from flows.cluster import parts as cluster_parts
from flows.cluster.load import known_documents_of, known_sources
from flows.cluster.worker import KNOWN, VERSION, ClusterError, Job, extract
from warehouse.connection import open_build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.read import ReadOptions
    from flows.settings import Settings
    from flows.steps import Context

LOG = logging.getLogger("flows.cluster.dispatch")

LOCAL = "local:"

# So many batches a worker even out that one is slow, as long as they are not too small to pay: to
# load one costs a fifth of a second besides its rows (2026-11-23).
_BATCHES_A_WORKER = 4
_LEAST_ROWS = 500
_LEAST_BYTES = 2 * 1024**2
# So many batches a worker are under way or wait to be loaded: that bounds the shared folder.
_WINDOW_A_WORKER = 3

_CONNECT_SECONDS = 30
_WORKERLESS_SECONDS = 60.0
_LOOK_SECONDS = 1.0


class Cluster:
    """The workers of one run, and the folder that it shares with them."""

    def __init__(self, context: Context, client: Any, folder: str) -> None:
        """Take what is open already; `open_cluster` makes and ends it."""
        self._context = context
        self._client = client
        self._folder = folder
        self._is_ending = False

    @property
    def window(self) -> int:
        """How many batches may be under way."""
        return _WINDOW_A_WORKER * max(1, self._threads())

    def jobs(self, candidates: pl.DataFrame) -> Iterator[Job]:
        """The batches of a load, with what is known of the documents of each."""
        options = self._context.settings.read
        changed = known_sources(self._context, candidates)
        for number, batch in enumerate(split(candidates, options, max(1, self._threads()))):
            name = f"{number:06d}"
            known = self._write_known(name, batch.join(changed, on="source_path", how="semi"))
            yield Job(name, batch, self._folder, known, options, VERSION)

    def extract(self, job: Job) -> tuple[str, ...]:
        """Have a worker do a batch and wait for it.

        Returns:
            The addresses of its parts.

        Raises:
            ClusterError: the workers or the scheduler cannot be used, or the batch ended several.
            Exception: whatever the batch raised, as it would have here.
        """
        key = f"khotin-{self._context.run_id}-{job.name}"
        future = self._client.submit(extract, job, key=key, pure=False)
        try:
            places: tuple[str, ...] = self._await(future, job)
            return places
        finally:
            future.release()

    def end(self) -> None:
        """Let go of what is under way: whoever waits for it is told at once."""
        self._is_ending = True

    def _await(self, future: Any, job: Job) -> Any:
        from distributed import CancelledError  # noqa: PLC0415 - an optional extra
        from distributed.scheduler import KilledWorker  # noqa: PLC0415

        is_done = threading.Event()
        future.add_done_callback(lambda _: is_done.set())
        last_seen = time.monotonic()
        while not is_done.wait(_LOOK_SECONDS):
            if self._is_ending:
                raise ClusterError(f"Batch {job.name} was let go, because the run ends.")
            if self._threads():
                last_seen = time.monotonic()
            elif time.monotonic() - last_seen > _WORKERLESS_SECONDS:
                raise no_workers(self._context.settings)
        try:
            return future.result()
        except KilledWorker as error:
            first = job.candidates["source_path"][0]
            raise ClusterError(
                f"A batch of {job.candidates.height} sources, the first of them {first}, ended "
                "several workers of Dask, as batches do that need more memory than a worker has: "
                "give the workers more, or set KHOTIN_READ__BATCH_BYTES lower."
            ) from error
        except CancelledError as error:
            raise ClusterError(
                f"The Dask scheduler {self._context.settings.dask_scheduler} went away during the "
                "run: see its log, start it and its workers again, and run the same again."
            ) from error

    def _threads(self) -> int:
        """Batches that the workers do at a time, as the scheduler told last."""
        try:
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
        except OSError:
            # It is away; whether for good is seen by whoever waits.
            return 0
        return sum(int(worker["nthreads"]) for worker in workers.values())

    def _write_known(self, name: str, changed: pl.DataFrame) -> str | None:
        if changed.is_empty():
            return None
        known = known_documents_of(self._context, changed["source_path"])
        return cluster_parts.write_part(self._folder, f"{name}-{KNOWN}", {KNOWN: known})


def split(candidates: pl.DataFrame, options: ReadOptions, workers: int) -> Iterator[pl.DataFrame]:
    """Cut sources into batches bounded in bytes and rows, small enough to keep all workers busy.

    A container is in one batch whole, and leaves as many parts as it takes.
    """
    wanted = _BATCHES_A_WORKER * workers
    rows = min(options.batch_rows, max(_LEAST_ROWS, -(-candidates.height // wanted)))
    total = int(candidates["size"].sum())
    most_bytes = min(options.batch_bytes, max(_LEAST_BYTES, -(-total // wanted)))
    before = pl.col("size").cum_sum() - pl.col("size")
    cuts = candidates.select(
        pl.struct(before // most_bytes, pl.int_range(pl.len()).alias("row") // rows).rle_id()
    ).to_series()
    yield from candidates.with_columns(cuts.alias("_batch")).partition_by(
        "_batch", maintain_order=True, include_key=False
    )


@contextmanager
def open_cluster(context: Context) -> Iterator[Cluster]:
    """Reach the settings' workers, or start the run's own, and end with the block.

    Raises:
        ClusterError: Dask is not installed, the scheduler does not answer, or has no workers.
    """
    with (
        _client(context) as client,
        _shared_folder(context) as folder,
        # The last to close the build file waits for a checkpoint, which no batch has to.
        open_build(context.home.build_file, context.engine),
    ):
        cluster = Cluster(context, client, folder)
        try:
            yield cluster
        finally:
            cluster.end()


@contextmanager
def _client(context: Context) -> Iterator[Any]:
    settings = context.settings
    scheduler = str(settings.dask_scheduler)
    try:
        import dask  # noqa: PLC0415 - an optional extra

        # Else Dask writes to the terminal, which is for people; the run's log has it all the same.
        if not dask.config.get("logging", None):
            dask.config.set({"logging": {"version": 1, "disable_existing_loggers": False}})
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise ClusterError(
            f"KHOTIN_DASK_SCHEDULER is {scheduler}, but Dask is not installed here: "
            "`make setup-dask`."
        ) from error
    logging.getLogger("distributed").setLevel(logging.WARNING)
    if scheduler.startswith(LOCAL):
        with _own_workers(context) as own, distributed.Client(own, set_as_default=False) as client:
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"The Dask scheduler {scheduler} does not answer ({error}): start it, or correct or "
            "unset KHOTIN_DASK_SCHEDULER."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKERLESS_SECONDS)
        except TimeoutError:
            raise no_workers(settings) from None
        yield client


@contextmanager
def _own_workers(context: Context) -> Iterator[Any]:
    from distributed import LocalCluster  # noqa: PLC0415

    scratch = context.home.work / "dask-scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with LocalCluster(
        n_workers=int(str(context.settings.dask_scheduler).removeprefix(LOCAL)),
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        memory_limit=0,
        local_directory=str(scratch),
        # One thread of polars a worker: the workers are as many as the cores.
        env={"POLARS_MAX_THREADS": "1"},
        preload="flows.cluster.preload",
    ) as cluster:
        yield cluster


@contextmanager
def _shared_folder(context: Context) -> Iterator[str]:
    """A folder of the run's own; that of a run that was killed goes when the next begins."""
    base = context.settings.dask_work_folder or str(context.home.work / "dask")
    folder = f"{base.rstrip('/')}/{context.run_id}"
    note = Path(context.home.work / "dask-folder")
    if note.exists():
        cluster_parts.remove(note.read_text(encoding="utf-8"))
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(folder, encoding="utf-8")
    try:
        cluster_parts.make_folder(folder)
    except OSError as error:
        raise ClusterError(
            f"{folder} cannot be made ({error.strerror}); name another KHOTIN_DASK_WORK_FOLDER."
        ) from error
    try:
        yield folder
    finally:
        cluster_parts.remove(folder)
        note.unlink(missing_ok=True)


def no_workers(settings: Settings) -> ClusterError:
    """What to say where a scheduler has had no worker for a while."""
    return ClusterError(
        f"The Dask scheduler {settings.dask_scheduler} has had no worker for "
        f"{_WORKERLESS_SECONDS:.0f} seconds: start some with `dask worker ADDRESS --nthreads 1`."
    )
