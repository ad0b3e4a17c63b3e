"""What the command line shows: the summary of a run, the answer to a query.

Press text is hostile to terminals too: control characters are shown as their pictures, never sent.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import duckdb
import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.connection import open_published

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


class QueryError(Exception):
    """A query that DuckDB refused; the message is DuckDB's."""


def shown(value: object) -> Text:
    """A value as text that cannot steer the terminal."""
    return Text("" if value is None else str(value).translate(_HIDDEN))


def query(home: Home, sql: str) -> pl.DataFrame:
    """Answer one SQL statement from the published file, which cannot be written or left.

    Raises:
        WarehouseError: nothing is published, or the file cannot be opened.
        QueryError: DuckDB refused the statement.
    """
    with open_published(home.published_file) as connection:
        try:
            return connection.execute(sql).pl()
        except duckdb.Error as error:
            raise QueryError(f"The query failed: {error}") from error


def print_table(frame: pl.DataFrame) -> None:
    """Print a frame; as tab-separated lines where no person reads."""
    if not sys.stdout.isatty():
        sys.stdout.write(
            frame.select(_as_text(name, frame) for name in frame.columns).write_csv(separator="\t")
        )
        return
    table = Table(*frame.columns)
    for row in frame.head(MAX_SHOWN_ROWS).iter_rows():
        table.add_row(*(shown(value) for value in row))
    console = Console()
    console.print(table)
    if frame.height > MAX_SHOWN_ROWS:
        console.print(f"{frame.height - MAX_SHOWN_ROWS} more rows: add a limit, or use --json.")


def _as_text(name: str, frame: pl.DataFrame) -> pl.Expr:
    column = pl.col(name)
    dtype = frame.schema[name]
    if dtype == pl.List(pl.String):
        return column.list.join("; ")
    if dtype.is_nested():
        return column.map_elements(str, return_dtype=pl.String)
    return column


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
    for warning in summary.checks_warned:
        console.print(Text("Warning: ").append(shown(warning)))
    if summary.status == "published":
        console.print(f"Open the report: {home.report / 'index.html'}", soft_wrap=True)
