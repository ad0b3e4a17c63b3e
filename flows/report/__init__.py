"""The data-quality report: what a run did and how good the data is, as pages that open offline.

`build_report` writes the pages from a build file, `summary_markdown` the short form for Prefect's
UI. Everything that comes from the press is escaped where it is shown; no page holds a script.
"""

from __future__ import annotations

from flows.report.markdown import summary_markdown
from flows.report.pages import build_report

__all__ = ["build_report", "summary_markdown"]
