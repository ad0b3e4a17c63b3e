"""Takes documents in, batch by batch: read, normalise, extract, load, and account for each.

What comes in: what the scan found to read. What goes out: rows in `raw` and `quality`, a batch a
transaction, and how the documents were accounted for.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

import polars as pl

from flows import documents, versions
from flows.log import log_documents
from flows.read import read_documents
from flows.read.kinds import PLAIN_KINDS
from flows.workers import is_worth_processes, transformer
from warehouse import build_state, manifest, quarantine, runs
from warehouse.connection import open_build
from warehouse.load import Batch, load_batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.steps.context import Context
    from flows.summary import RunSummary

# 2026-11-23: batches of 500 cost 3 % more an article than those of 2,000, and a process waits for
# half a batch of another's at the end.
LAST_BATCHES = 4

# DuckDB has one writer; batches are extracted side by side and loaded in turn.
_LOADING = threading.Lock()


@contextmanager
def held_open(context: Context) -> Iterator[None]:
    """Keep the build file open, and its log long, while the block's steps open and close it.

    Each batch is committed to the log as before, so a killed run loses none; but writing a batch
    down into the tables writes the last batch's half-filled row groups anew, and so does closing;
    and opening reads the more, the more is loaded.

    A batch is too small for two threads, and the cores are busy with the batches after it. What is
    loaded is written down with all of them.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        connection.execute("set checkpoint_threshold = '256 MiB'")
        connection.execute("set threads = 1")
        yield
        connection.execute(f"set threads = {context.settings.threads}")


def read_batches(context: Context, intake: manifest.Intake) -> Iterator[pl.DataFrame]:
    """Read and decode what is new, in batches bounded in bytes and rows.

    The last batches of a large load are smaller, so that no process has long to wait for another's
    last one.
    """
    to_read, options = intake.to_read, context.settings.read
    last = to_read.tail(context.settings.workers * options.batch_rows)
    if not is_shared_out(context, intake) or not last["kind"].is_in(PLAIN_KINDS).all():
        # What lies in an archive or a table is not known before it is read.
        return read_documents(to_read, options)
    smaller = options.model_copy(
        update={
            "batch_rows": -(-options.batch_rows // LAST_BATCHES),
            "batch_bytes": -(-options.batch_bytes // LAST_BATCHES),
        }
    )
    return chain(
        read_documents(to_read.head(to_read.height - last.height), options),
        read_documents(last, smaller),
    )


def is_shared_out(context: Context, intake: manifest.Intake) -> bool:
    """Whether processes of this machine, as many as its cores, share what is new."""
    total_bytes = int(intake.to_read["size"].sum())
    return not context.settings.dask_scheduler and is_worth_processes(
        total_bytes, context.settings.workers
    )


def take_in(context: Context, texts: pl.DataFrame, candidates: pl.DataFrame) -> runs.FileCounts:
    """Normalise, extract and load one batch of documents, in one transaction.

    Several batches may be taken in at the same time; they are loaded one after the other.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        known = manifest.known_documents(connection, texts["source_path"])
    texts = texts.with_columns(documents.same_bytes(texts, known).alias("is_same"))
    is_new = pl.col("reason_code").is_null() & ~pl.col("is_same")
    transform = transformer(int(candidates["size"].sum()), context.settings.workers)
    raw, made = transform(texts.filter(is_new))
    return load_documents(context, documents.with_articles(texts, made, known), raw, candidates)


def load_documents(
    context: Context, texts: pl.DataFrame, raw: dict[str, pl.DataFrame], candidates: pl.DataFrame
) -> runs.FileCounts:
    """Load documents of which is known what article they hold, with what was made of them."""
    with _LOADING, open_build(context.home.build_file, context.engine) as connection:
        held = manifest.held_articles(connection, texts)
        texts = documents.with_status(texts, held)
        load_batch(connection, _batch(context, texts, candidates, raw))
    counts = documents.count(texts["status"])
    log_documents(texts, counts)
    return counts


def _batch(
    context: Context, texts: pl.DataFrame, candidates: pl.DataFrame, raw: dict[str, pl.DataFrame]
) -> Batch:
    rejected = texts.filter(pl.col("reason_code").is_not_null())
    container_paths = documents.containers_of(texts["source_path"], candidates["source_path"])
    source_files = texts.select(
        pl.col("source_path").alias("path"),
        container_paths,
        "size",
        "mtime",
        "sha256",
        "encoding",
        "encoding_confidence",
        "repairs",
        "article_id",
        pl.col("file_status").alias("status"),
        pl.lit(context.run_id).alias("run_id"),
    )
    whole = candidates.filter(pl.col("source_path").is_in(texts["source_path"].implode()))
    return Batch(
        raw={**raw, "articles": context.stamp(raw["articles"])},
        source_files=source_files,
        rejected_files=quarantine.keep(
            rejected.select(
                pl.col("source_path").alias("path"),
                "sha256",
                "reason_code",
                "reason",
                "content",
                pl.lit(context.run_id).alias("run_id"),
            ),
            context.home.quarantine,
        ),
        containers=container_rows(whole, context.run_id),
    )


def container_rows(candidates: pl.DataFrame, run_id: str) -> pl.DataFrame:
    """Rows of quality.source_containers for candidates that were read to their end."""
    return candidates.select(
        pl.col("source_path").alias("container_path"),
        "size",
        "mtime",
        pl.lit(run_id).alias("run_id"),
    )


def finish_intake(
    context: Context,
    intake: manifest.Intake | None,
    counted: list[runs.FileCounts],
    summary: RunSummary,
    *,
    prune: bool = False,
) -> bool:
    """Note what was read to its end, what is gone and how all was accounted for.

    Args:
        context: of the run.
        intake: what the scan said; None when no source was scanned.
        counted: how the documents of each batch were accounted for.
        summary: takes over the counts.
        prune: let go of documents whose source is gone.

    Returns:
        Whether the marts are behind and must be built.
    """
    kept_documents = runs.FileCounts()
    with open_build(context.home.build_file, context.engine) as connection:
        if intake is not None:
            kept_documents = runs.FileCounts(
                read=intake.unchanged_documents + intake.rejected_documents,
                unchanged=intake.unchanged_documents,
                rejected=intake.rejected_documents,
            )
            containers = container_rows(intake.to_read, context.run_id)
            manifest.close_containers(connection, manifest.still_open(connection, containers))
            summary.files_moved, summary.files_vanished = manifest.retire(
                connection, intake.vanished_paths, context.run_id, prune=prune
            )
        counts = runs.total([*counted, kept_documents])
        runs.count_files(connection, context.run_id, counts)
        summary.count(counts)
        summary.rejected = (
            connection.execute(
                "select path, reason_code, reason from quality.rejected_files order by path"
            )
            .pl()
            .to_dicts()
        )
        return build_state.is_dirty(connection, versions.models_version(context.settings.copies))
