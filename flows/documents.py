"""Accounts for every document that was read: accepted, duplicate, unchanged or rejected.

What comes in: a frame of documents as `flows.read` hands them over, and what the warehouse knows
of their paths and articles. What goes out: frames for `quality.source_files`, `rejected_files`,
`source_containers`, and the counts. accepted + duplicate + unchanged + rejected = read holds here
by construction: each document gets exactly one status.
"""

from __future__ import annotations

import re

import polars as pl

from warehouse.runs import FileCounts


def same_bytes(texts: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """Which documents hold the bytes that their path held before, and were taken in then and now.

    Limits may have become narrower since: what they reject now is in quarantine, and taken in no
    more.

    Args:
        texts: documents with source_path, sha256 and reason_code (null where nothing is amiss).
        known: path, sha256, status of quality.source_files for these paths.
    """
    before = known.filter(pl.col("status").is_in(["accepted", "duplicate", "vanished"])).select(
        pl.col("path").alias("source_path"), "sha256", pl.lit(value=True).alias("is_same")
    )
    joined = texts.select("source_path", "sha256", "reason_code").join(
        before, on=["source_path", "sha256"], how="left", maintain_order="left"
    )
    return joined.select(
        pl.col("is_same").fill_null(value=False) & pl.col("reason_code").is_null()
    ).to_series()


def with_articles(texts: pl.DataFrame, made: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Say of each document which article it holds: the one just made, or the one known before.

    Args:
        texts: documents with source_path and is_same.
        made: source_path, article_id, repairs of the documents that were transformed.
        known: path, article_id, status of quality.source_files for these paths.

    Returns:
        The documents with article_id, repairs and known_status, null for those just made.
    """
    before = (
        texts.filter("is_same")
        .join(known, left_on="source_path", right_on="path")
        .select(
            "source_path",
            "article_id",
            pl.lit(None, dtype=made.schema["repairs"]).alias("repairs"),
            pl.col("status").alias("known_status"),
        )
    )
    made = made.with_columns(known_status=pl.lit(None, pl.String))
    return texts.drop("repairs").join(
        pl.concat([made, before]), on="source_path", how="left", maintain_order="left"
    )


def with_status(documents: pl.DataFrame, live_articles: pl.Series) -> pl.DataFrame:
    """Say of each read document whether it is the first with its article.

    Args:
        documents: source_path, article_id (null for rejected ones), is_same, known_status.
        live_articles: articles that some other live file already holds.

    Returns:
        The documents, sorted by source_path, with status, which counts them in this run, and
        file_status, which the ledger keeps: what is unchanged stays what it was.
    """
    was_accepted = pl.col("known_status").eq_missing("accepted")
    is_held = pl.col("article_id").is_in(live_articles.implode())
    return (
        documents.sort(~was_accepted, "source_path")
        .with_columns(
            file_status=pl.when(pl.col("article_id").is_null())
            .then(pl.lit("rejected"))
            .when(pl.col("article_id").is_first_distinct() & (was_accepted | ~is_held))
            .then(pl.lit("accepted"))
            .otherwise(pl.lit("duplicate"))
        )
        .with_columns(
            status=pl.when(pl.col("is_same") & pl.col("article_id").is_not_null())
            .then(pl.lit("unchanged"))
            .otherwise("file_status")
        )
        .sort("source_path")
    )


def count(statuses: pl.Series) -> FileCounts:
    """How many documents of a batch have which status."""
    counts = dict(statuses.value_counts().iter_rows())
    return FileCounts(
        read=len(statuses),
        accepted=counts.get("accepted", 0),
        duplicate=counts.get("duplicate", 0),
        unchanged=counts.get("unchanged", 0),
        rejected=counts.get("rejected", 0),
    )


def containers_of(paths: pl.Series, containers: pl.Series) -> pl.Series:
    """The file on disk that each document lies in: itself, or the archive or table around it.

    Args:
        paths: addresses of documents, such as `a.txt`, `b.zip!/c.txt`, `d.jsonl#17`.
        containers: source_path of the candidates that were read.
    """
    known = frozenset(containers)
    return pl.Series(
        "container_path", [_container_of(path, known) for path in paths], dtype=pl.String
    )


def _container_of(path: str, known: frozenset[str]) -> str:
    """The shortest prefix that was a candidate, for a file's own name may hold `#` and `!/` too."""
    if path in known:
        return path
    for mark in re.finditer(r"!/|#", path):
        if path[: mark.start()] in known:
            return path[: mark.start()]
    return path
