"""A run's summary in markdown, for Prefect's UI.

In: the summary and the checks. Out: markdown in which nothing from outside is read as markup.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from flows.report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from expectations import CheckReport

#: Lines of a list; the report has the rest.
LIMIT = 20
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:@/])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_FILES = ("read", "accepted", "duplicate", "unchanged", "rejected")


def escape(value: object) -> str:
    """Return `value` so that markdown and HTML show it as written, on one line."""
    text = _CONTROL.sub(" ", str(value))
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False))


def summary_markdown(summary: Mapping[str, Any], checks: CheckReport) -> str:
    """Return a run's summary as markdown: verdict, files, rows, failed checks, where the report is.

    Args:
        summary: the run's summary, as `khotin run --json` prints it.
        checks: what `run_checks` handed back.
    """
    said = verdict(summary)
    lines = [f"# {escape(said.sentence)}", "", escape(said.detail), ""]
    lines += ["| files | |", "| --- | ---: |"]
    lines += [f"| {name} | {summary.get(f'files_{name}', 0):,} |" for name in _FILES]
    rows = summary.get("mart_rows") or {}
    if rows:
        lines += ["", "| table | rows |", "| --- | ---: |"]
        lines += [f"| {escape(table)} | {number:,} |" for table, number in rows.items()]
    held = sum(outcome.success for outcome in checks.outcomes)
    lines += ["", f"{held} of {len(checks.outcomes)} checks hold."]
    for heading, sentences in (("Failed", checks.errors), ("Warnings", checks.warnings)):
        if sentences:
            lines += ["", f"## {heading}", ""]
            lines += [f"- {escape(sentence)}" for sentence in sentences[:LIMIT]]
            lines += _rest(len(sentences))
    rejected = list(summary.get("rejected") or ())
    if rejected:
        lines += ["", "## Rejected files", ""]
        lines += [
            f"- {escape(file.get('path', ''))}: {escape(file.get('reason', ''))}"
            for file in rejected[:LIMIT]
        ]
        lines += _rest(len(rejected))
    if summary.get("report_path"):
        lines += ["", f"Report: {escape(summary['report_path'])}"]
    return "\n".join(lines) + "\n"


def _rest(number: int) -> list[str]:
    return [f"- and {number - LIMIT:,} more, in the report"] if number > LIMIT else []
