"""Ends a run, however it went: its row, its news, its metrics, and the seal of the build file."""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from warehouse import runs
from warehouse.connection import open_build
from warehouse.seal import seal
from warehouse.stopping import stop_behind

if TYPE_CHECKING:
    from flows.steps.context import Context
    from flows.summary import RunSummary

LOG = logging.getLogger("flows.steps")


def end_failed_run(context: Context, error: BaseException) -> str:
    """Close the run's row with the reason it published nothing; return its status.

    What is no `Exception` - Ctrl-C, SIGTERM, a cancellation in Prefect's UI - was asked for.
    """
    if stop_behind(error) is None:
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
