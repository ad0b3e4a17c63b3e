"""Builds the marts of what is touched, and audits what was built.

What comes in: a build file whose marts are behind. What goes out: marts, the results of their
checks in `quality.check_results`, and both in the run's summary.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from flows import checking, versions
from flows.marts import building as marts
from warehouse import build_state
from warehouse.connection import open_build, read_build
from warehouse.published_ids import adopt_published_ids
from warehouse.tables import tables_of

if TYPE_CHECKING:
    import duckdb

    from expectations import CheckReport
    from flows.steps.context import Context
    from flows.summary import RunSummary

LOG = logging.getLogger("flows.steps.build")

WHOLE_BUILD = ("--full-refresh",)
# Views and what is made of reference data alone stand as they are while the models do.
TOUCHED_BUILD = ("--exclude", "resource_type:seed", "config.materialized:view", "tag:reference")
COPIES_ONCE = ("--vars", "copies: once")


def build_marts(context: Context) -> int:
    """Build the marts: of what is touched, or all of them where the whole is stale.

    A build that stops half-way leaves models of two states behind, so the next one is of the whole.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        version = versions.models_version(context.settings.copies)
        is_whole = build_state.is_whole_stale(connection, version)
        if is_whole:
            # The publish is to know it, too.
            build_state.mark_whole_stale(connection)
        if context.target.current():
            adopt_published_ids(connection)
        build_state.count_build(connection)
        models_at_once = _models_at_once(context, connection, is_whole=is_whole)
    if not is_whole:
        context.target.prepare()
    try:
        if is_whole:
            return _build_whole(context, models_at_once)
        return _build(context, TOUCHED_BUILD, models_at_once)
    except BaseException:
        with open_build(context.home.build_file, context.engine) as connection:
            build_state.mark_whole_stale(connection)
        raise


def _build_whole(context: Context, models_at_once: int) -> int:
    """Build all, and once more with one thread where DuckDB stopped for want of memory.

    What it holds at once varies from build to build of the same rows: of 100,000 articles one build
    stopped at a model, with 768 MiB, and went through when begun anew (2026-11-23).
    """
    try:
        return _build(context, WHOLE_BUILD, models_at_once)
    except marts.MartsError as error:
        if not error.is_out_of_memory:
            raise
        LOG.warning("The marts are built once more, with one thread: %s", error)
        return _build(context, WHOLE_BUILD, models_at_once=1, threads=1)


def _build(
    context: Context,
    arguments: tuple[str, ...],
    models_at_once: int,
    threads: int | None = None,
) -> int:
    return marts.build_marts(
        context.home.build_file,
        context.home.work,
        threads or context.settings.threads,
        (*arguments, *(COPIES_ONCE if context.settings.copies == "once" else ())),
        memory_limit=context.settings.memory_limit,
        models_at_once=models_at_once,
    )


def _models_at_once(
    context: Context, connection: duckdb.DuckDBPyConnection, *, is_whole: bool
) -> int:
    """How many models to build at the same time: one, where what they read exceeds the memory.

    DuckDB spills what one of them holds, but stops where two hold all that it may use
    (2026-11-23: of 100,000 articles, 768 MiB).
    """
    touched = 1.0 if is_whole else build_state.touched_share(connection)
    read_bytes = touched * context.home.build_file.stat().st_size
    return 1 if read_bytes > context.settings.memory_limit else context.settings.threads


def run_checks(context: Context) -> CheckReport:
    """Audit the build file, and let the pages of the outcome be written.

    What was checked when it was written, and not touched since, is not read again - unless the
    file was written by anybody else, or by other models.
    """
    with read_build(context.home.build_file, context.half_engine) as connection:
        is_whole = build_state.is_whole_stale(
            connection, versions.models_version(context.settings.copies)
        )
        touched_only = not is_whole and build_state.is_one_build_ahead(connection)
    # Two processes that spill into one folder would write to the same files.
    spill = context.engine.temp_folder / "checks"
    spill.mkdir(parents=True, exist_ok=True)
    report = checking.run_checks(
        context.home.build_file,
        context.run_id,
        replace(context.half_engine, temp_folder=spill).config(),
        touched_only=touched_only,
    )
    checking.begin_data_docs(report, context.home.data_docs)
    return report


def note_checks(context: Context, summary: RunSummary, checks: CheckReport) -> None:
    """Keep every check's result, for their history, and take the outcome into the summary."""
    summary.checks_failed = checks.errors
    summary.checks_warned = checks.warnings
    summary.checks_passed = sum(outcome.success for outcome in checks.outcomes)
    if summary.checks_failed:
        summary.status = "failed"
    with open_build(context.home.build_file, context.engine) as connection:
        connection.register("incoming", checks.results.to_arrow())
        connection.execute("insert into quality.check_results by name select * from incoming")
        connection.unregister("incoming")
        summary.mart_rows = mart_rows(connection)


def mart_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of each mart."""
    counts: dict[str, int] = {}
    for table in tables_of(connection, "mart"):
        row = connection.execute(f'select count(*) from mart."{table}"').fetchone()
        counts[table] = int(row[0]) if row else 0
    return counts
