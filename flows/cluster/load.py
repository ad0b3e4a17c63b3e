"""Loads what workers of Dask made: from Parquet into the build file, by the one writer.

What comes in: addresses of parts. What goes out: rows in `raw` and `quality`, one transaction a
part, as if the part had been extracted here; then the part is removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from flows import documents, steps
from flows.cluster.parts import read_frame, remove
from flows.cluster.worker import DOCUMENTS, KNOWN_SCHEMA, MADE, ClusterError
from flows.read import ReasonCode
from flows.read.files import read_file
from flows.read.frames import candidates_of
from flows.read.remote import is_remote
from warehouse import manifest, runs
from warehouse.connection import open_build
from warehouse.load import ARTICLE_TABLES

if TYPE_CHECKING:
    from flows.steps import Context

# What a worker says of a file that lies on another machine than its own.
_UNSEEN = (ReasonCode.VANISHED_FILE.value, ReasonCode.UNREADABLE_FILE.value)


def load(context: Context, places: tuple[str, ...], candidates: pl.DataFrame) -> runs.FileCounts:
    """Load the parts of one batch and remove them.

    Args:
        context: of the run.
        places: addresses of the parts.
        candidates: all sources of the load.

    Raises:
        ClusterError: the worker did not see files that this machine can read.
    """
    return runs.total([_load_part(context, place, candidates) for place in places])


def _load_part(context: Context, place: str, candidates: pl.DataFrame) -> runs.FileCounts:
    texts = read_frame(place, DOCUMENTS)
    _check_seen(context, texts, candidates)
    with open_build(context.home.build_file, context.engine) as connection:
        known = manifest.known_documents(connection, texts["source_path"])
    texts = documents.with_articles(texts, read_frame(place, MADE), known)
    raw = {table: read_frame(place, table) for table in ARTICLE_TABLES}
    counts = steps.load_documents(context, texts, raw, candidates)
    remove(place)
    return counts


def _check_seen(context: Context, texts: pl.DataFrame, candidates: pl.DataFrame) -> None:
    """Refuse to put files in quarantine because they are not mounted where they were to be read."""
    unseen = texts.filter(pl.col("reason_code").is_in(_UNSEEN)).select("source_path", "reason")
    if unseen.is_empty():
        return
    here = candidates.filter(pl.col("reason_code").is_null()).join(
        unseen, on="source_path", how="semi"
    )
    for candidate in candidates_of(here):
        if is_remote(candidate.raw_path or b""):
            continue
        # An empty one is told from one that is gone without reading it to its end.
        if read_file(candidate, context.settings.read.max_file_bytes).reason_code not in _UNSEEN:
            raise ClusterError(
                f"A worker of Dask cannot read {candidate.source_path}, which this machine can: "
                "the sources must lie under the same path on all machines, and the user of the "
                "workers must be allowed to read them."
            )


def known_sources(context: Context, candidates: pl.DataFrame) -> pl.DataFrame:
    """Those sources of which documents are known: source_path."""
    return _asked(
        context,
        candidates["source_path"],
        "select distinct container_path as source_path from quality.source_files "
        "where container_path in (select path from incoming)",
    )


def known_documents_of(context: Context, source_paths: pl.Series) -> pl.DataFrame:
    """What is known of the documents of these sources: path, sha256, status."""
    return _asked(
        context,
        source_paths,
        f"select {', '.join(KNOWN_SCHEMA)} from quality.source_files "
        "where container_path in (select path from incoming)",
    )


def _asked(context: Context, paths: pl.Series, sql: str) -> pl.DataFrame:
    with open_build(context.home.build_file, context.engine) as connection:
        connection.register("incoming", paths.alias("path").to_frame().to_arrow())
        answer = connection.execute(sql).pl()
        connection.unregister("incoming")
    return answer
