"""A run without Prefect, checks and report, for tests of what lies before and behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows import steps
from flows.mending import mend, must_renew
from flows.reprocess import renew, stale_articles
from flows.settings import Settings
from flows.summary import RunSummary
from warehouse.runs import new_run_id

if TYPE_CHECKING:
    from pathlib import Path


def quick_run(sources: Path, home: Path) -> RunSummary:
    """Load a folder, build the marts and publish them."""
    context = steps.Context(new_run_id(), (str(sources),), Settings(home=home))
    summary = RunSummary(context.run_id)
    with context.target.hold(context.run_id):
        mend(context, summary)
        steps.open_warehouse(context)
        if must_renew(context):
            for stored in stale_articles(context):
                renew(context, stored)
        intake = steps.scan_sources(context)
        counted = [
            steps.take_in(context, texts, intake.to_read)
            for texts in steps.read_batches(context, intake)
        ]
        if steps.finish_intake(context, intake, counted, summary):
            steps.build_marts(context)
            steps.note_release(context, summary, steps.publish_release(context))
        else:
            steps.finish_unchanged(context, summary)
        steps.close_warehouse(context)
    return summary
