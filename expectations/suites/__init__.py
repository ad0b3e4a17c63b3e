"""The suites, one a table: what must hold before anything is published.

In: `SuiteContext`, what a run knows (its id, the row counts of the last release, the vocabulary).
Out: `all_suites(context)`, the suites in the order of the pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites import (
    ledger,
    mart_articles,
    mart_doubts,
    mart_metrics,
    mart_people,
    raw_articles,
    raw_metrics,
    raw_people,
)
from expectations.suites.context import VOLUME, SuiteContext

if TYPE_CHECKING:
    from expectations.checks import Suite

__all__ = ["VOLUME", "SuiteContext", "all_suites"]


def all_suites(context: SuiteContext) -> tuple[Suite, ...]:
    """Return every suite, in the order in which the data flows."""
    parts = (
        ledger,
        raw_articles,
        raw_people,
        raw_metrics,
        mart_articles,
        mart_doubts,
        mart_people,
        mart_metrics,
    )
    return tuple(suite for part in parts for suite in part.suites(context))
