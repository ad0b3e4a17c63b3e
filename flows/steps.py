"""The steps of a run as plain functions: each opens the build file, does one thing, and closes it.

`flows.load_press` strings them together as Prefect tasks; tests and other programs call them as
they are. What they share is a `Context`: the settings, the home, and the run's id and sources.
"""

from __future__ import annotations

import logging
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows import checking, documents, marts, versions
from flows.log import log_documents
from flows.read import discover, read_documents
from flows.selection import EVERYTHING, Selection
from flows.settings import Home, Settings
from flows.target import Target, target_of
from warehouse import manifest, quarantine, runs
from warehouse.connection import Engine, open_build
from warehouse.load import Batch, load_batch
from warehouse.migrate import migrate
from warehouse.published_ids import adopt_published_ids, remember_published_ids
from warehouse.seal import is_sealed, seal
from warehouse.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from expectations import CheckReport
    from flows.summary import RunSummary
    from warehouse.publish import Release
from flows.workers import transformer

LOG = logging.getLogger("flows.steps")

# DuckDB has one writer; batches are extracted side by side and loaded in turn.
_LOADING = threading.Lock()

WHOLE_BUILD = ("--full-refresh",)
# Views and what is made of reference data alone stand as they are while the models do.
TOUCHED_BUILD = ("--exclude", "resource_type:seed", "config.materialized:view", "tag:reference")

COPIES_ONCE = ("--vars", "copies: once")

SCHEMES = ("s3://", "gs://", "http://", "https://")


@dataclass(frozen=True)
class Context:
    """One run: its id, what it reads, and where it works."""

    run_id: str
    sources: tuple[str, ...]
    settings: Settings
    selection: Selection = EVERYTHING

    @property
    def home(self) -> Home:
        """The folder of the warehouse."""
        return Home.of(self.settings)

    @property
    def target(self) -> Target:
        """Where releases go."""
        return target_of(self.home, self.settings.keep_releases)

    @property
    def engine(self) -> Engine:
        """What DuckDB may use."""
        return Engine(self.settings.memory_limit, self.settings.threads, self.home.work / "spill")

    def stamp(self, articles: pl.DataFrame) -> pl.DataFrame:
        """Say of articles by which rules and run they were made, and when."""
        return articles.with_columns(
            rules_version=pl.lit(versions.rules_version()),
            run_id=pl.lit(self.run_id),
            loaded_at=pl.lit(datetime.now(UTC)),
        )


def open_warehouse(context: Context) -> int:
    """Create or migrate the build file, write the run's row, and count the runs found crashed."""
    context.home.folder.mkdir(parents=True, exist_ok=True)
    was_sealed = is_sealed(context.home.build_file)
    with open_build(context.home.build_file, context.engine) as connection:
        migrate(connection)
        if not was_sealed:
            manifest.mark_whole_stale(connection)
        if context.target.is_behind():
            manifest.mark_dirty(connection)
        return runs.begin_run(connection, context.run_id)


def find_candidates(context: Context) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """List the sources this run is about, and the folders of which it sees every file.

    Raises:
        UnreadableInputError, EmptyInputError: a path that was named cannot be read, or holds
        nothing.
    """
    candidates = discover(context.sources, context.settings.read)
    if not context.selection.is_everything:
        # What was left out is there still: nothing can be told to have vanished.
        return context.selection.of(candidates), ()
    return candidates, tuple(
        str(Path(source).resolve())
        for source in context.sources
        if not source.startswith(SCHEMES) and Path(source).is_dir()
    )


def scan_sources(context: Context) -> manifest.Intake:
    """List the sources and tell what is new, unchanged and gone, without opening a file.

    Raises:
        UnreadableInputError, EmptyInputError: a path that was named cannot be read, or holds
        nothing.
    """
    candidates, roots = find_candidates(context)
    with open_build(context.home.build_file, context.engine) as connection:
        return manifest.compare(connection, candidates, roots)


def scan_if_nothing_new(context: Context) -> manifest.Intake | None:
    """The scan, if nothing is to be read or gone and the marts are up to date; else None."""
    if not is_sealed(context.home.build_file) or context.target.is_behind():
        return None
    with open_build(context.home.build_file, context.engine) as connection:
        migrate(connection)
        if manifest.is_dirty(connection, versions.models_version(context.settings.copies)):
            return None
    intake = scan_sources(context)
    return None if intake.vanished_paths or not intake.to_read.is_empty() else intake


@contextmanager
def held_open(context: Context) -> Iterator[None]:
    """Keep the build file open, and its log long, while batches are loaded in the block.

    Each batch is committed to the log as before, so a killed run loses none; but writing a batch
    down into the tables writes the last batch's half-filled row groups anew, and so does closing.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        connection.execute("set checkpoint_threshold = '256 MiB'")
        yield


def read_batches(context: Context, intake: manifest.Intake) -> Iterator[pl.DataFrame]:
    """Read and decode what is new, in batches bounded in bytes and rows."""
    return read_documents(intake.to_read, context.settings.read)


def take_in(context: Context, texts: pl.DataFrame, candidates: pl.DataFrame) -> runs.FileCounts:
    """Normalise, extract and load one batch of documents, in one transaction.

    Several batches may be taken in at the same time; they are loaded one after the other.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        known = manifest.known_documents(connection, texts["source_path"])
    texts = texts.with_columns(documents.same_bytes(texts, known).alias("is_same"))
    is_new = pl.col("reason_code").is_null() & ~pl.col("is_same")
    transform = transformer(int(candidates["size"].sum()), context.settings.workers)
    raw, made = transform(texts.filter(is_new))
    return load_documents(context, documents.with_articles(texts, made, known), raw, candidates)


def load_documents(
    context: Context, texts: pl.DataFrame, raw: dict[str, pl.DataFrame], candidates: pl.DataFrame
) -> runs.FileCounts:
    """Load documents of which is known what article they hold, with what was made of them."""
    with _LOADING, open_build(context.home.build_file, context.engine) as connection:
        held = manifest.held_articles(connection, texts["source_path"])
        texts = documents.with_status(texts, held)
        stored = manifest.stored_articles(connection)
        load_batch(connection, _batch(context, texts, candidates, without(raw, stored)))
    counts = documents.count(texts["status"])
    log_documents(texts, counts)
    return counts


def without(raw: dict[str, pl.DataFrame], article_ids: pl.Series) -> dict[str, pl.DataFrame]:
    """The same frames without the rows of some articles."""
    known = article_ids.alias("article_id").to_frame()
    return {name: frame.join(known, on="article_id", how="anti") for name, frame in raw.items()}


def _batch(
    context: Context, texts: pl.DataFrame, candidates: pl.DataFrame, raw: dict[str, pl.DataFrame]
) -> Batch:
    rejected = texts.filter(pl.col("reason_code").is_not_null())
    container_paths = documents.containers_of(texts["source_path"], candidates["source_path"])
    source_files = texts.select(
        pl.col("source_path").alias("path"),
        container_paths,
        "size",
        "mtime",
        "sha256",
        "encoding",
        "encoding_confidence",
        "repairs",
        "article_id",
        pl.col("file_status").alias("status"),
        pl.lit(context.run_id).alias("run_id"),
    )
    whole = candidates.filter(pl.col("source_path").is_in(texts["source_path"].implode()))
    return Batch(
        raw={**raw, "articles": context.stamp(raw["articles"])},
        source_files=source_files,
        rejected_files=quarantine.keep(
            rejected.select(
                pl.col("source_path").alias("path"),
                "sha256",
                "reason_code",
                "reason",
                "content",
                pl.lit(context.run_id).alias("run_id"),
            ),
            context.home.quarantine,
        ),
        containers=container_rows(whole, context.run_id),
    )


def container_rows(candidates: pl.DataFrame, run_id: str) -> pl.DataFrame:
    """Rows of quality.source_containers for candidates that were read to their end."""
    return candidates.select(
        pl.col("source_path").alias("container_path"),
        "size",
        "mtime",
        pl.lit(run_id).alias("run_id"),
    )


def finish_intake(
    context: Context,
    intake: manifest.Intake | None,
    counted: list[runs.FileCounts],
    summary: RunSummary,
    *,
    prune: bool = False,
) -> bool:
    """Note what was read to its end, what is gone and how all was accounted for.

    Args:
        context: of the run.
        intake: what the scan said; None when no source was scanned.
        counted: how the documents of each batch were accounted for.
        summary: takes over the counts.
        prune: let go of documents whose source is gone.

    Returns:
        Whether the marts are behind and must be built.
    """
    kept_documents = runs.FileCounts()
    with open_build(context.home.build_file, context.engine) as connection:
        if intake is not None:
            kept_documents = runs.FileCounts(
                read=intake.unchanged_documents + intake.rejected_documents,
                unchanged=intake.unchanged_documents,
                rejected=intake.rejected_documents,
            )
            containers = container_rows(intake.to_read, context.run_id)
            manifest.close_containers(connection, containers)
            summary.files_moved, summary.files_vanished = manifest.retire(
                connection, intake.vanished_paths, context.run_id, prune=prune
            )
        counts = runs.total([*counted, kept_documents])
        runs.count_files(connection, context.run_id, counts)
        summary.count(counts)
        summary.rejected = (
            connection.execute(
                "select path, reason_code, reason from quality.rejected_files order by path"
            )
            .pl()
            .to_dicts()
        )
        return manifest.is_dirty(connection, versions.models_version(context.settings.copies))


def finish_unchanged(context: Context, summary: RunSummary) -> None:
    """Close a run that found nothing to build: the release before stands."""
    release = context.target.current()
    with open_build(context.home.build_file, context.engine) as connection:
        runs.finish_run(connection, context.run_id, "unchanged", release=release)
        summary.mart_rows = _mart_rows(connection)
    summary.status = "unchanged"
    _name_files(context, summary)


def build_marts(context: Context) -> int:
    """Build the marts: of what is touched, or all of them where the whole is stale.

    A build that stops half-way leaves models of two states behind, so the next one is of the whole.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        version = versions.models_version(context.settings.copies)
        is_whole = manifest.is_whole_stale(connection, version)
        if is_whole:
            # The publish is to know it, too.
            manifest.mark_whole_stale(connection)
        if context.target.current():
            adopt_published_ids(connection)
    try:
        return marts.build_marts(
            context.home.build_file,
            context.home.work,
            context.settings.threads,
            (
                *(WHOLE_BUILD if is_whole else TOUCHED_BUILD),
                *(COPIES_ONCE if context.settings.copies == "once" else ()),
            ),
            memory_limit=context.settings.memory_limit,
        )
    except BaseException:
        with open_build(context.home.build_file, context.engine) as connection:
            manifest.mark_whole_stale(connection)
        raise


def run_checks(context: Context) -> CheckReport:
    """Audit the build file and keep every check's result, for their history.

    What was checked when it was written, and not touched since, is not read again - unless the
    file was written by anybody else, or by other models.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        is_whole = manifest.is_whole_stale(
            connection, versions.models_version(context.settings.copies)
        )
    report = checking.run_checks(context.home.build_file, context.run_id, touched_only=not is_whole)
    checking.begin_data_docs(report, _data_docs(context))
    with open_build(context.home.build_file, context.engine) as connection:
        connection.register("incoming", report.results.to_arrow())
        connection.execute("insert into quality.check_results by name select * from incoming")
        connection.unregister("incoming")
    return report


def note_checks(context: Context, summary: RunSummary, checks: CheckReport) -> None:
    """Take the checks' outcome into the summary."""
    summary.checks_failed = checks.errors
    summary.checks_warned = checks.warnings
    summary.checks_passed = sum(outcome.success for outcome in checks.outcomes)
    if summary.checks_failed:
        summary.status = "failed"
    with open_build(context.home.build_file, context.engine) as connection:
        summary.mart_rows = _mart_rows(connection)


def publish_release(context: Context) -> Release | None:
    """Swap the checked marts in, or nothing where nothing differs from the release before."""
    with open_build(context.home.build_file, context.engine) as connection:
        release = context.target.publish(connection, context.run_id)
        remember_published_ids(connection)
        manifest.mark_built(connection, versions.models_version(context.settings.copies))
        runs.finish_run(
            connection,
            context.run_id,
            "published" if release else "unchanged",
            release=release.name if release else context.target.current(),
        )
    return release


def note_release(context: Context, summary: RunSummary, release: Release | None) -> None:
    """Take the release into the summary."""
    summary.status = "published" if release else "unchanged"
    summary.changed_rows = release.changed_rows if release else 0
    _name_files(context, summary)


def write_report(context: Context, summary: RunSummary, checks: CheckReport) -> tuple[Path, str]:
    """Write the report and the Data Docs; return the first page and the summary in markdown."""
    from flows.report import build_report, summary_markdown  # noqa: PLC0415

    path = build_report(context.home.build_file, context.home.report, summary.as_dict())
    checking.finish_data_docs(_data_docs(context))
    return path, summary_markdown(summary.as_dict(), checks)


def _data_docs(context: Context) -> Path:
    return context.home.report / "data-docs"


def end_failed_run(context: Context, error: BaseException) -> str:
    """Close the run's row with the reason it published nothing; return its status.

    What is no `Exception` - Ctrl-C, SIGTERM, a cancellation in Prefect's UI - was asked for.
    """
    if isinstance(error, Exception):
        status, reason = "failed", str(error) or type(error).__name__
    else:
        status, reason = "cancelled", "It was stopped by a person or the system."
    with open_build(context.home.build_file, context.engine) as connection:
        runs.finish_run(connection, context.run_id, status, error=reason)
    return status


def tell_failure(context: Context, summary: RunSummary, error: BaseException) -> None:
    """Tell those whom the settings name of a run that failed; one that was stopped is no news."""
    if summary.status != "failed" or not context.settings.notify_urls:
        return
    from flows.notify import notify_failure  # noqa: PLC0415 - only when somebody is to be told

    try:
        notify_failure(
            context.settings.notify_urls, {**summary.as_dict(), "error": str(error) or repr(error)}
        )
    except Exception:
        # The run's own error is what has to be raised.
        LOG.exception("Nobody could be told of the failed run")


def keep_metrics(context: Context, summary: RunSummary) -> None:
    """Leave what the run measured where Prometheus finds it."""
    from flows.run_metrics import write_metrics  # noqa: PLC0415 - a part that may be left out

    write_metrics(context.home.metrics_file, summary)


def close_warehouse(context: Context) -> None:
    """Note that this run ended, and how it left the build file."""
    shutil.rmtree(context.home.work / "spill", ignore_errors=True)
    seal(context.home.build_file)


def _name_files(context: Context, summary: RunSummary) -> None:
    summary.is_restored = context.target.restore()
    summary.release = context.target.current()
    summary.published_path = context.target.address() if summary.release else None
    summary.report_path = _existing(context.home.report / "index.html")


def _existing(path: Path) -> str | None:
    return str(path) if path.exists() else None


def _mart_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in tables_of(connection, "mart"):
        row = connection.execute(f'select count(*) from mart."{table}"').fetchone()
        counts[table] = int(row[0]) if row else 0
    return counts
