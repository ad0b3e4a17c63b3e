"""The steps of a run as plain functions: each opens the build file, does one thing, and closes it.

`flows.load_press` strings them together as Prefect tasks; tests and other programs call them as
they are. In the order of a run: `scan`, `intake`, `build`, `publish`, `ending`; what they share is
a `Context`.
"""

from __future__ import annotations

from flows.steps.build import build_marts, note_checks, run_checks
from flows.steps.context import Context
from flows.steps.ending import close_warehouse, end_failed_run, keep_metrics, tell_failure
from flows.steps.intake import (
    finish_intake,
    held_open,
    is_shared_out,
    load_documents,
    read_batches,
    take_in,
)
from flows.steps.publish import (
    finish_unchanged,
    note_release,
    publish_release,
    stage_release,
    write_report,
)
from flows.steps.scan import (
    find_candidates,
    hand_over,
    open_warehouse,
    scan_if_nothing_new,
    scan_sources,
)

__all__ = [
    "Context",
    "build_marts",
    "close_warehouse",
    "end_failed_run",
    "find_candidates",
    "finish_intake",
    "finish_unchanged",
    "hand_over",
    "held_open",
    "is_shared_out",
    "keep_metrics",
    "load_documents",
    "note_checks",
    "note_release",
    "open_warehouse",
    "publish_release",
    "read_batches",
    "run_checks",
    "scan_if_nothing_new",
    "scan_sources",
    "stage_release",
    "take_in",
    "tell_failure",
    "write_report",
]
