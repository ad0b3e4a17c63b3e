"""What must hold before anything is published: the suites and their run.

`run_checks` asks every question inside DuckDB and hands back a `CheckReport`; `build_data_docs`
writes Great Expectations' own pages from it, without scripts, outside hosts or press text. Great
Expectations itself is imported only inside these functions, for its import costs seconds.
"""

from __future__ import annotations

from expectations.data_docs import build_data_docs
from expectations.report import CheckReport
from expectations.run import run_checks

__all__ = ["CheckReport", "build_data_docs", "run_checks"]
