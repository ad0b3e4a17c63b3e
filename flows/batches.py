"""Takes the sources in batch by batch, with a bounded number of batches under way at once.

What comes in: what the scan found, and the tasks that take one batch in. What goes out: how each
batch was accounted for. Memory does not grow with the corpus, because no batch is read before
there is room for it.
"""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from prefect.futures import as_completed, wait

from flows import steps

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl
    from prefect.futures import PrefectFuture

    from flows.cluster.dispatch import Cluster
    from flows.cluster.worker import Job
    from flows.summary import RunSummary
    from warehouse.manifest import Intake
    from warehouse.runs import FileCounts

LOG = logging.getLogger("flows.load_press")


def take_in_here(
    context: steps.Context,
    summary: RunSummary,
    intake: Intake,
    submit: Callable[[steps.Context, pl.DataFrame, pl.DataFrame], PrefectFuture[FileCounts]],
) -> list[FileCounts]:
    """Read batch after batch while those before it are extracted and loaded.

    Args:
        context: of the run.
        summary: takes over the seconds.
        intake: what to read.
        submit: begins to take in one batch of the sources that are read.
    """
    pending: list[PrefectFuture[FileCounts]] = []
    counted: list[FileCounts] = []

    def await_one() -> None:
        # Not the oldest: while that one is large, smaller ones behind it end.
        ended = summary.timed("take_in", lambda: next(as_completed(pending)))
        pending.remove(ended)
        counted.append(ended.result())
        _tell(counted)

    try:
        for texts in summary.timed_each("read", steps.read_batches(context, intake)):
            pending.append(submit(context, texts, intake.to_read))
            if len(pending) > context.settings.workers:
                await_one()
        while pending:
            await_one()
    finally:
        # A run that is stopped, or fails at one batch, must not let go of the lease while another
        # batch is being loaded.
        wait(pending)
    return counted


def take_in_from_dask(
    context: steps.Context,
    summary: RunSummary,
    intake: Intake,
    submit: Callable[[Cluster, Job], PrefectFuture[tuple[str, ...]]],
    load: Callable[[steps.Context, tuple[str, ...], pl.DataFrame], FileCounts],
) -> list[FileCounts]:
    """Load what Dask's workers make of the sources, in the order of the sources.

    Args:
        context: of the run.
        summary: takes over the seconds.
        intake: what to read.
        submit: has a worker read and extract one batch.
        load: loads what it made of it.
    """
    from flows.cluster.dispatch import open_cluster  # noqa: PLC0415 - only where the settings name Dask

    pending: deque[PrefectFuture[tuple[str, ...]]] = deque()
    counted: list[FileCounts] = []

    def load_oldest() -> None:
        places = summary.timed("extract", pending.popleft().result)
        counted.append(summary.timed("take_in", lambda: load(context, places, intake.to_read)))
        _tell(counted)

    with open_cluster(context) as cluster:
        try:
            for job in cluster.jobs(intake.to_read):
                pending.append(submit(cluster, job))
                if len(pending) >= cluster.window:
                    load_oldest()
            while pending:
                load_oldest()
        finally:
            cluster.end()
            wait(list(pending))
    return counted


def _tell(counted: list[FileCounts]) -> None:
    LOG.info("Took in %d documents", sum(counts.read for counts in counted))
