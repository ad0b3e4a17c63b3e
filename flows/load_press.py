"""The pipeline on one page: sources in, a published warehouse and a report out.

    scan -> take in (read, normalise, extract, load), batch by batch -> build
    -> check, and stage the release meanwhile -> publish -> report

Every step is a Prefect task; the work itself is in `flows.steps` and knows nothing of Prefect. A
batch of files is a task, never a file, because a task costs more than a file. The lease is held
by the flow, not by Prefect's concurrency slots, which a killed run keeps for minutes.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from prefect import State, flow, runtime, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import wait
from prefect.states import Completed

from flows import batches, checking, steps
from flows.log import log_to_file
from flows.marts.building import MartsError
from flows.memory import give_large_blocks_back
from flows.mending import mend, must_renew, watched
from flows.reprocess import quarantined_documents, renew, stale_articles
from flows.selection import EVERYTHING, Selection
from flows.settings import Home, Settings
from flows.summary import NothingPublishedError, RunSummary
from warehouse.errors import LeaseHeldError
from warehouse.faults import named_faults
from warehouse.manifest import Intake
from warehouse.publish import Release
from warehouse.release_file import StagedRelease
from warehouse.runs import FileCounts, new_run_id

if TYPE_CHECKING:
    from expectations import CheckReport
    from flows.cluster.dispatch import Cluster
    from flows.cluster.worker import Job

LOG = logging.getLogger("flows.load_press")


@task(cache_policy=NO_CACHE)
def scan(context: steps.Context) -> Intake:
    """List the sources and tell what is new."""
    return steps.scan_sources(context)


@task(cache_policy=NO_CACHE)
def take_in(context: steps.Context, texts: pl.DataFrame, candidates: pl.DataFrame) -> FileCounts:
    """Normalise, extract and load one batch of documents."""
    return steps.take_in(context, texts, candidates)


@task(cache_policy=NO_CACHE)
def extract(cluster: Cluster, job: Job) -> tuple[str, ...]:
    """Have a worker of Dask read, normalise and extract one batch, and wait for it."""
    return cluster.extract(job)


@task(cache_policy=NO_CACHE)
def load_extracted(
    context: steps.Context, places: tuple[str, ...], candidates: pl.DataFrame
) -> FileCounts:
    """Load what a worker of Dask made of one batch."""
    from flows.cluster.load import load  # noqa: PLC0415 - only where the settings name Dask

    return load(context, places, candidates)


@task(cache_policy=NO_CACHE)
def renew_stored(context: steps.Context, stored: pl.DataFrame) -> int:
    """Make one batch of stored articles anew by the present rules."""
    return renew(context, stored)


@task(cache_policy=NO_CACHE)
def build(context: steps.Context) -> int:
    """Build and test the marts with dbt."""
    return steps.build_marts(context)


@task(cache_policy=NO_CACHE)
def check(context: steps.Context) -> CheckReport:
    """Audit raw tables and marts with Great Expectations."""
    return steps.run_checks(context)


@task(cache_policy=NO_CACHE)
def stage(context: steps.Context) -> StagedRelease | None:
    """Write the release beside the published one, while the checks run."""
    return steps.stage_release(context)


@task(cache_policy=NO_CACHE)
def publish(context: steps.Context, staged: StagedRelease | None) -> Release | None:
    """Swap the checked marts in."""
    return steps.publish_release(context, staged)


@task(cache_policy=NO_CACHE)
def report(context: steps.Context, summary: RunSummary, checks: CheckReport) -> Path:
    """Write the data-quality report and the Data Docs, and leave the summary as an artifact."""
    path, markdown = steps.write_report(context, summary, checks)
    create_markdown_artifact(key="khotin-run", markdown=markdown, description="What the run did")
    return path


@flow(name="load_press", flow_run_name="{run_id}", validate_parameters=False)
def load_press(  # noqa: PLR0913 - the parameters of a deployment
    sources: list[str] | None = None,
    home: str | None = None,
    run_id: str | None = None,
    settings: Settings | None = None,
    *,
    replay: bool = False,
    reprocess: bool = False,
    prune: bool = False,
    selection: Selection = EVERYTHING,
    trust_clock: bool = False,
) -> RunSummary:
    """Read the sources, publish what passes the checks, and report.

    Args:
        sources: files, folders or addresses; the settings' sources when none are named.
        home: the warehouse's folder; the settings' home when none is named.
        run_id: the id of the run; a new one when none is given.
        settings: all other settings; read from the environment and file when none are given.
        replay: take in what lies in quarantine instead of scanning the sources.
        reprocess: make articles anew that other rules than these made.
        prune: let articles go whose sources are gone.
        selection: which of the files the run is about.
        trust_clock: take the clock for right although the home notes later times.

    Returns:
        The summary of a run that published, or had nothing to publish.

    Raises:
        NothingPublishedError: a check failed.
        LeaseHeldError: another run holds the home.
        DiskError, UnwritableHomeError, DamagedFileError, ClockError: what befell the home.
        UnreadableInputError, EmptyInputError: a source cannot be read at all.
    """
    settings = settings or Settings()
    if home:
        settings = settings.model_copy(update={"home": Path(home)})
    context = steps.Context(
        run_id or new_run_id(), tuple(sources or settings.sources), settings, selection
    )
    summary = RunSummary(run_id=context.run_id)
    give_large_blocks_back()
    started = time.perf_counter()
    with watched(context.home), context.target.hold(context.run_id):
        summary.timed("mend", lambda: mend(context, summary, trust_clock=trust_clock))
        summary.crashed_runs = summary.timed("open", lambda: steps.open_warehouse(context))
        try:
            with named_faults(context.home.folder):
                with steps.held_open(context):
                    if reprocess or must_renew(context):
                        _renew_articles(context, summary)
                    if replay:
                        _take_in_quarantine(context, summary)
                    else:
                        _take_in_sources(context, summary, prune=prune)
                if summary.status == "running":
                    _publish_marts(context, summary)
        except BaseException as error:
            if summary.status != "published":
                summary.status = steps.end_failed_run(context, error)
                steps.tell_failure(context, summary, error)
            raise
        finally:
            steps.close_warehouse(context)
            summary.seconds = round(time.perf_counter() - started, 3)
            steps.keep_metrics(context, summary)
    return summary


@flow(name="scheduled_load_press", flow_run_name=new_run_id, validate_parameters=False)
def scheduled_load_press(
    sources: list[str] | None = None,
    home: str | None = None,
    since: str | None = None,
    until: str | None = None,
    match: list[str] | None = None,
) -> RunSummary | State[str]:
    """What a schedule runs: the same, with its log in the home.

    A run that is under way already is no failure of this one, which ends as skipped.

    Args:
        sources: files, folders or addresses; the settings' sources when none are named.
        home: the warehouse's folder; the settings' home when none is named.
        since: first day of modification of a backfill, as YYYY-MM-DD.
        until: its last day.
        match: globs, of which the paths of a backfill match one.

    Returns:
        What `load_press` returns, or a completed state that says who holds the home.

    Raises:
        NothingPublishedError, UnreadableInputError, EmptyInputError: as `load_press`.
    """
    settings = Settings()
    place = Home(Path(home) if home else settings.home)
    run_id = runtime.flow_run.name
    log_to_file(place.log, run_id, settings.log_level)
    try:
        selection = Selection(since, until, tuple(match or ()), settings.time_zone)
        return load_press.fn(sources, str(place.folder), run_id, settings, selection=selection)
    except LeaseHeldError as error:
        LOG.warning("Skipped: %s", error)
        return Completed(name="Skipped", message=str(error))


def _renew_articles(context: steps.Context, summary: RunSummary) -> None:
    for stored in summary.timed_each("stored", stale_articles(context)):
        summary.articles_renewed += _timed_renewal(context, summary, stored)
        LOG.info("Made %d stored articles anew", summary.articles_renewed)


def _take_in_quarantine(context: steps.Context, summary: RunSummary) -> None:
    counted = [
        _timed_intake(context, summary, texts, containers)
        for texts, containers in quarantined_documents(context)
    ]
    if not steps.finish_intake(context, None, counted, summary):
        steps.finish_unchanged(context, summary)


def _take_in_sources(context: steps.Context, summary: RunSummary, *, prune: bool) -> None:
    intake = summary.timed("scan", lambda: scan(context))
    LOG.info("Found %d sources that are new or changed", intake.to_read.height)
    is_shared_out = steps.is_shared_out(context, intake)
    if not intake.to_read.is_empty() and not is_shared_out:
        checking.prepare()
    if context.settings.dask_scheduler and not intake.to_read.is_empty():
        counted = batches.take_in_from_dask(
            context, summary, intake, extract.submit, load_extracted
        )
    else:
        counted = batches.take_in_here(context, summary, intake, take_in.submit)
    if is_shared_out:
        # Every core was busy until now; while what was loaded is written down, one is not.
        checking.prepare()
    if not steps.finish_intake(context, intake, counted, summary, prune=prune):
        steps.finish_unchanged(context, summary)


def _timed_intake(
    context: steps.Context, summary: RunSummary, texts: pl.DataFrame, candidates: pl.DataFrame
) -> FileCounts:
    return summary.timed("take_in", lambda: take_in(context, texts, candidates))


def _timed_renewal(context: steps.Context, summary: RunSummary, stored: pl.DataFrame) -> int:
    return summary.timed("renew", lambda: renew_stored(context, stored))


def _publish_marts(context: steps.Context, summary: RunSummary) -> None:
    LOG.info("Building the marts")
    try:
        summary.timed("build", lambda: build(context))
    except MartsError as error:
        summary.status, summary.checks_failed = "failed", error.failed
        message = f"Nothing was published: {error}."
        raise NothingPublishedError(message, summary) from error
    LOG.info("Checking the marts")
    staging = stage.submit(context)
    try:
        checks = summary.timed("check", lambda: check(context))
    finally:
        # Both read the build file, and nobody can write to it before both let go of it.
        summary.timed("stage", lambda: wait([staging]))
    steps.note_checks(context, summary, checks)
    if summary.checks_failed:
        context.target.discard()
    else:
        release = summary.timed("publish", lambda: publish(context, staging.result()))
        steps.note_release(context, summary, release)
    _write_report(context, summary, checks)
    if summary.checks_failed:
        failed = "; ".join(summary.checks_failed)
        message = (
            f"Nothing was published, because {len(summary.checks_failed)} checks failed: {failed}."
        )
        raise NothingPublishedError(message, summary)


def _write_report(context: steps.Context, summary: RunSummary, checks: CheckReport) -> None:
    """Report on the run; a report that fails takes nothing back that was published."""
    LOG.info("Writing the report")
    try:
        path = summary.timed("report", lambda: report(context, summary, checks))
    except Exception as error:
        LOG.exception("The report could not be written")
        summary.report_error = f"The report could not be written: {error!r}."
        return
    summary.report_path = str(path)
