"""Starts a run from the command line: at once where nothing is new, else as a Prefect flow.

A run that finds nothing new costs a scan of the folder and needs no server, so none is started
for it; it has its row in `quality.runs` like any other. Where a Prefect server is there, every
run goes through it and is seen there.
"""

from __future__ import annotations

import gc
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows import steps
from flows.log import log_to_file
from flows.mending import watched
from flows.orchestration import find_server, start_private_server, use_server
from flows.progress import shown_progress
from flows.read import discover
from flows.selection import EVERYTHING, Selection
from flows.settings import Home
from flows.summary import RunSummary
from flows.workers import COLLECTOR_THRESHOLDS, is_worth_processes
from warehouse.errors import DamagedFileError
from warehouse.releases import kept_releases
from warehouse.runs import new_run_id
from warehouse.seal import is_sealed

if TYPE_CHECKING:
    import polars as pl

    from flows.settings import Settings

LOG = logging.getLogger("flows.runner")


@dataclass(frozen=True)
class Wishes:
    """What a run is asked to do beyond taking in what is new; as the parameters of the flow."""

    replay: bool = False
    reprocess: bool = False
    prune: bool = False
    selection: Selection = EVERYTHING
    trust_clock: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether only what is new is asked for."""
        return not (self.replay or self.reprocess or self.prune or self.trust_clock)


def run(
    settings: Settings,
    sources: tuple[str, ...],
    wishes: Wishes | None = None,
    *,
    is_quiet: bool = False,
) -> RunSummary:
    """Run the pipeline once.

    Args:
        settings: of the home.
        sources: files, folders or addresses.
        wishes: what else to do.
        is_quiet: print no progress.

    Raises:
        NothingPublishedError, LeaseHeldError: as `load_press`.
        UnreadableInputError, EmptyInputError: as `load_press`.
        DiskError, UnwritableHomeError, DamagedFileError, ClockError: as `load_press`.
        OrchestrationError: no Prefect server could be reached or started.
    """
    wishes = wishes or Wishes()
    # A path that cannot be read is told before anything is created or started.
    found = None if wishes.replay else discover(sources, settings.read)
    home = Home.of(settings)
    try:
        with watched(home):
            return _run(settings, sources, wishes, found, is_quiet=is_quiet)
    except DamagedFileError as error:
        # Found while it was read: the next run looks at all files and mends what it can.
        LOG.warning("%s", error)
        with watched(home):
            return _run(settings, sources, wishes, None, is_quiet=is_quiet)


def _run(
    settings: Settings,
    sources: tuple[str, ...],
    wishes: Wishes,
    found: pl.DataFrame | None,
    *,
    is_quiet: bool,
) -> RunSummary:
    context = steps.Context(new_run_id(), sources, settings, wishes.selection)
    server = find_server(settings)
    if server is None and wishes.is_plain:
        summary = _run_if_unchanged(context, found)
        if summary is not None:
            return summary
    steps.hand_over(context, found)
    log_to_file(context.home.log, context.run_id, settings.log_level)
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    if server is not None:
        use_server(server, settings)
    else:
        with shown_progress(is_quiet=is_quiet):
            start_private_server(context.home, _workers_of(context, found))
    from flows.load_press import load_press  # noqa: PLC0415 - Prefect reads the environment

    with shown_progress(is_quiet=is_quiet):
        return load_press(
            list(sources),
            run_id=context.run_id,
            settings=settings,
            replay=wishes.replay,
            reprocess=wishes.reprocess,
            prune=wishes.prune,
            selection=wishes.selection,
            trust_clock=wishes.trust_clock,
        )


def _workers_of(context: steps.Context, found: pl.DataFrame | None) -> int:
    """How many processes are sure to share the load: in an old home most files may be known."""
    settings = context.settings
    if found is None or settings.dask_scheduler or context.home.build_file.exists():
        return 0
    is_large = is_worth_processes(int(found["size"].sum()), settings.workers)
    return settings.workers if is_large else 0


def _run_if_unchanged(context: steps.Context, found: pl.DataFrame | None) -> RunSummary | None:
    """Finish the run here when nothing is new; None when there is work, or something to mend."""
    try:
        with watched(context.home):
            return _run_unchanged(context, found)
    except DamagedFileError:
        return None


def _run_unchanged(context: steps.Context, found: pl.DataFrame | None) -> RunSummary | None:
    home = context.home
    if not home.build_file.exists() or (home.lake is None and not kept_releases(home.releases)):
        return None
    summary = RunSummary(run_id=context.run_id)
    started = time.perf_counter()
    with context.target.hold(context.run_id):
        if not is_sealed(home.build_file):
            return None
        # Opened once for all steps: opening reads, and closing writes, more the more is loaded.
        with steps.held_open(context):
            intake = summary.timed("scan", lambda: steps.scan_if_nothing_new(context, found))
            if intake is None:
                return None
            summary.crashed_runs = steps.open_warehouse(context)
            steps.finish_intake(context, intake, [], summary)
            steps.finish_unchanged(context, summary)
        steps.close_warehouse(context)
    summary.seconds = round(time.perf_counter() - started, 3)
    steps.keep_metrics(context, summary)
    return summary
