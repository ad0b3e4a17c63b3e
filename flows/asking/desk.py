"""What the command line shows: the summary of a run, the answer to a query.

Press text is hostile to terminals too: control characters are shown as their pictures, never sent.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from flows.settings import Home
    from flows.summary import RunSummary

MAX_SHOWN_ROWS = 500
MAX_SHOWN_REJECTED = 20

# C0 and C1 controls, and the marks that turn the direction of what follows.
_HIDDEN = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_HIDDEN |= dict.fromkeys(
    [0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
)


def shown(value: object) -> Text:
    """A value as text that cannot steer the terminal."""
    return Text("" if value is None else str(value).translate(_HIDDEN))


def print_table(frame: pl.DataFrame) -> None:
    """Print a frame; as tab-separated lines where no person reads."""
    if not sys.stdout.isatty():
        sys.stdout.write(flat(frame).write_csv(separator="\t"))
        return
    table = Table(*frame.columns)
    for row in frame.head(MAX_SHOWN_ROWS).iter_rows():
        table.add_row(*(shown(value) for value in row))
    console = Console()
    console.print(table)
    if frame.height > MAX_SHOWN_ROWS:
        console.print(f"{frame.height - MAX_SHOWN_ROWS} more rows: add a limit, or use --json.")


def flat(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with lists of text joined with `; ` and other nested values as JSON."""
    columns: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if dtype == pl.List(pl.String):
            column = column.list.join("; ")
        elif dtype.is_nested():
            column = column.map_elements(_json, return_dtype=pl.String)
        columns.append(column)
    return frame.select(columns)


def _json(value: object) -> str:
    plain = value.to_list() if isinstance(value, pl.Series) else value
    return json.dumps(plain, ensure_ascii=False, default=str)


def print_summary(summary: RunSummary, home: Home) -> None:
    """Print the closing table of a run and what there is to do next."""
    console = Console()
    table = Table(
        title=f"Run {summary.run_id}: {summary.status}", show_header=False, title_justify="left"
    )
    table.add_column(style="bold")
    table.add_column()
    table.add_row(
        "files",
        f"{summary.files_read} read: {summary.files_accepted} accepted, "
        f"{summary.files_duplicate} duplicate, "
        f"{summary.files_unchanged} unchanged, {summary.files_rejected} rejected",
    )
    if summary.mart_rows:
        table.add_row(
            "rows", "\n".join(f"{rows:>9,} {name}" for name, rows in summary.mart_rows.items())
        )
    if summary.checks_passed or summary.checks_failed:
        table.add_row(
            "checks",
            f"{summary.checks_passed} passed, {len(summary.checks_failed)} failed, "
            f"{len(summary.checks_warned)} warned",
        )
    table.add_row("release", f"{summary.release or 'none'} ({summary.changed_rows:,} rows changed)")
    table.add_row("warehouse", shown(summary.published_path or "nothing published yet"))
    table.add_row("report", shown(summary.report_path or "none"))
    steps = ", ".join(f"{name} {seconds:.1f}" for name, seconds in summary.step_seconds.items())
    table.add_row("seconds", f"{summary.seconds:.1f} ({steps})")
    console.print(table)
    for rejected in summary.rejected[:MAX_SHOWN_REJECTED]:
        console.print(shown(rejected["reason"]))
    if len(summary.rejected) > MAX_SHOWN_REJECTED:
        more = len(summary.rejected) - MAX_SHOWN_REJECTED
        console.print(
            f'{more} more are in quarantine: `khotin query "from quality.rejected_files"`.'
        )
    for sentence in summary.mended:
        console.print(Text("Mended: ").append(shown(sentence)), soft_wrap=True)
    if summary.is_restored:
        console.print(
            "The published file was missing or changed by hand: release "
            f"{summary.release} was put back."
        )
    for warning in summary.checks_warned:
        console.print(Text("Warning: ").append(shown(warning)))
    if summary.status == "published":
        console.print(f"Open the report: {home.report / 'index.html'}", soft_wrap=True)
