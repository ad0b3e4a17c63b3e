"""`khotin run --dry-run`: what a run would read, change and reject, found without writing anything.

What comes in: the settings, the sources and the selection. What goes out: the account that the
run's manifest would give, by the same functions, over the same bytes. Documents are read, decoded
and normalised, because only their text says which article they hold; people and figures are not
sought, and no home, log or temporary file is made.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

import duckdb
import polars as pl
from rich.console import Console
from rich.text import Text

from flows import documents, steps
from flows.asking.desk import shown
from flows.normalize import normalise
from flows.read import read_documents
from warehouse import manifest
from warehouse.errors import LeaseHeldError, WarehouseError
from warehouse.lease import lease_holder
from warehouse.migrate import known_migrations, migrate, schema_version
from warehouse.runs import FileCounts, total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.selection import Selection
    from flows.settings import Home, Settings

MAX_SHOWN = 20


@dataclass
class Preview:
    """What a run would do.

    Attributes:
        files_found: files that the scan found and the selection chose.
        would_read: sources that are new or changed, in the order of reading.
        would_vanish: documents that would be marked as vanished or found to have moved.
        rejected: path, reason_code and reason of the documents that would go to quarantine.
    """

    status: str = "dry_run"
    files_found: int = 0
    would_read: list[str] = field(default_factory=list)
    would_vanish: list[str] = field(default_factory=list)
    files_read: int = 0
    files_accepted: int = 0
    files_duplicate: int = 0
    files_unchanged: int = 0
    files_rejected: int = 0
    rejected: list[dict[str, str]] = field(default_factory=list)


def preview(settings: Settings, sources: tuple[str, ...], selection: Selection) -> Preview:
    """Say what a run would do.

    Raises:
        UnreadableInputError, EmptyInputError: as the run.
        LeaseHeldError: a run is under way, which changes what is known.
        WarehouseError: the build file cannot be read.
    """
    context = steps.Context("dry-run", sources, settings, selection)
    candidates, roots = steps.find_candidates(context)
    found = Preview(files_found=candidates.height)
    with _open_to_read(context.home) as connection:
        intake = manifest.compare(connection, candidates, roots)
        found.would_read = intake.to_read["source_path"].to_list()
        found.would_vanish = list(intake.vanished_paths)
        counted = [
            FileCounts(
                read=intake.unchanged_documents + intake.rejected_documents,
                unchanged=intake.unchanged_documents,
                rejected=intake.rejected_documents,
            )
        ]
        seen = pl.Series("article_id", [], dtype=pl.String)
        for texts in read_documents(intake.to_read, settings.read):
            accounted = _account(connection, texts, seen)
            seen = pl.concat([seen, accounted["article_id"].drop_nulls()])
            counted.append(documents.count(accounted["status"]))
            found.rejected += _rejected(accounted)
    for name, count in asdict(total(counted)).items():
        setattr(found, f"files_{name}", count)
    return found


def print_preview(found: Preview) -> None:
    """Print what a run would do, for a person."""
    console = Console()
    console.print(
        f"{found.files_found} files found, {len(found.would_read)} of them new or changed. A run "
        f"would account for {found.files_read} documents: {found.files_accepted} accepted, "
        f"{found.files_duplicate} duplicate, {found.files_unchanged} unchanged, "
        f"{found.files_rejected} rejected."
    )
    for title, paths in (
        ("Would read", found.would_read),
        ("Gone from where they were", found.would_vanish),
    ):
        for path in paths[:MAX_SHOWN]:
            console.print(Text(f"{title}: ").append(shown(path)), soft_wrap=True)
        if len(paths) > MAX_SHOWN:
            console.print(f"{title}: {len(paths) - MAX_SHOWN} more; --json lists all.")
    for rejected in found.rejected[:MAX_SHOWN]:
        console.print(shown(rejected["reason"]), soft_wrap=True)
    console.print("Nothing was written. Run the same without --dry-run to do it.")


def _account(
    connection: duckdb.DuckDBPyConnection, texts: pl.DataFrame, seen: pl.Series
) -> pl.DataFrame:
    """Say of each document of a batch what would become of it.

    Args:
        connection: the build file.
        texts: decoded or rejected documents.
        seen: articles of the batches before.
    """
    known = manifest.known_documents(connection, texts["source_path"])
    texts = texts.with_columns(documents.same_bytes(texts, known).alias("is_same"))
    is_new = pl.col("reason_code").is_null() & ~pl.col("is_same")
    made = normalise(texts.filter(is_new)).articles.select("source_path", "article_id", "repairs")
    texts = documents.with_articles(texts, made, known)
    held = manifest.held_articles(connection, texts)
    return documents.with_status(texts, pl.concat([held.cast(pl.String), seen]))


def _rejected(accounted: pl.DataFrame) -> list[dict[str, str]]:
    return (
        accounted.filter(pl.col("status") == "rejected")
        .select(pl.col("source_path").alias("path"), "reason_code", "reason")
        .to_dicts()
    )


@contextmanager
def _open_to_read(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """What is known of the sources, read-only; nothing is known where there is no home yet."""
    if not home.build_file.exists():
        with duckdb.connect(":memory:") as connection:
            migrate(connection)
            yield connection
        return
    holder = lease_holder(home.lease_file)
    if holder is not None:
        raise LeaseHeldError(
            f"A run is under way in {home.folder} (pid {holder.get('pid', 'unknown')}), which "
            "changes what is known of the sources: ask again when it has ended."
        )
    try:
        connection = duckdb.connect(str(home.build_file), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(f"The build file {home.build_file} cannot be read: {error}") from error
    with connection:
        if schema_version(connection) != known_migrations()[-1].number:
            raise WarehouseError(
                f"{home.build_file} was written by another version of Khotin: only a run can "
                "bring it up to date."
            )
        connection.execute("set timezone = 'UTC'")
        yield connection
