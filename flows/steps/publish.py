"""Publishes what was checked, and writes the report of it.

What comes in: checked marts. What goes out: a release, where anything differs from the one before,
the pages of the report, and in the summary the names of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows import checking, versions
from flows.steps.build import mart_rows
from warehouse import build_state, runs
from warehouse.connection import open_build, read_build
from warehouse.published_ids import remember_published_ids
from warehouse.tidy import tidy_now_and_then

if TYPE_CHECKING:
    from pathlib import Path

    from expectations import CheckReport
    from flows.steps.context import Context
    from flows.summary import RunSummary
    from warehouse.publish import Release
    from warehouse.release_file import StagedRelease


def stage_release(context: Context) -> StagedRelease | None:
    """Write ahead what the checks cannot change of a release; they read the same file meanwhile.

    What writes the report is imported here, too, because this process has nothing else to do.
    """
    with read_build(context.home.build_file, context.half_engine) as connection:
        # What is copied is read once, so that keeping it in memory saves nothing.
        limit = context.settings.memory_limit // 2
        connection.execute(f"set memory_limit = '{limit // 1024**2} MiB'")
        staged = context.target.stage(connection)
    import flows.report  # noqa: F401, PLC0415

    return staged


def publish_release(context: Context, staged: StagedRelease | None = None) -> Release | None:
    """Swap the checked marts in, or nothing where nothing differs from the release before."""
    with open_build(context.home.build_file, context.engine) as connection:
        release = context.target.publish(connection, staged, context.run_id)
        remember_published_ids(connection)
        build_state.mark_built(
            connection,
            versions.models_version(context.settings.copies),
            is_published=release is not None,
        )
        runs.finish_run(
            connection,
            context.run_id,
            "published" if release else "unchanged",
            release=release.name if release else context.target.current(),
        )
        tidy_now_and_then(connection)
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
    checking.finish_data_docs(context.home.data_docs)
    return path, summary_markdown(summary.as_dict(), checks)


def finish_unchanged(context: Context, summary: RunSummary) -> None:
    """Close a run that found nothing to build: the release before stands."""
    release = context.target.current()
    with open_build(context.home.build_file, context.engine) as connection:
        runs.finish_run(connection, context.run_id, "unchanged", release=release)
        summary.mart_rows = mart_rows(connection)
    summary.status = "unchanged"
    _name_files(context, summary)


def _name_files(context: Context, summary: RunSummary) -> None:
    summary.is_restored = context.target.restore()
    summary.release = context.target.current()
    summary.published_path = context.target.address() if summary.release else None
    summary.report_path = _existing(context.home.report / "index.html")


def _existing(path: Path) -> str | None:
    return str(path) if path.exists() else None
