"""Makes stored articles anew by the present rules, and takes quarantined files in again.

Neither needs the sources: the text of every article stands in `raw.articles`, with what its
source said beside it, and the bytes of every rejected file lie in the quarantine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from flows import versions
from flows.read import TEXTS_SCHEMA, decode
from warehouse import quarantine
from warehouse.connection import open_build
from warehouse.load import replace_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.steps import Context


def stale_articles(context: Context) -> Iterator[pl.DataFrame]:
    """Articles that were made by other rules than these, in batches.

    Yields:
        article_id, text, source_path, source_encoding and the source's own fields.
    """
    after = ""
    while True:
        with open_build(context.home.build_file, context.engine) as connection:
            batch = connection.execute(
                """
                select
                    article_id, text, source_path, source_encoding,
                    source_title, source_date, source_author, source_url
                from raw.articles
                where rules_version <> ? and article_id > ?
                order by article_id
                limit ?
                """,
                [versions.rules_version(), after, context.settings.read.batch_rows],
            ).pl()
        if batch.is_empty():
            return
        after = batch["article_id"][-1]
        yield batch


def renew(context: Context, stored: pl.DataFrame) -> int:
    """Make a batch of stored articles anew and replace their rows; return how many there were."""
    from flows.transform import transform  # noqa: PLC0415 - the rules take a while to compile

    texts = stored.select(
        pl.col("article_id").alias("source_path"),
        pl.col("text").alias("decoded"),
        pl.col("source_encoding").alias("encoding"),
        "source_title",
        "source_date",
        "source_author",
        "source_url",
    )
    missing = {name: kind for name, kind in TEXTS_SCHEMA.items() if name not in texts.columns}
    texts = texts.with_columns(pl.lit(None, dtype=kind).alias(n) for n, kind in missing.items())
    raw, documents = transform(texts)
    # A rule of normalising may have changed the text, and with it the article's id.
    renamed = documents.select(
        pl.col("source_path").alias("old_article_id"), pl.col("article_id")
    ).join(
        stored.select(pl.col("article_id").alias("old_article_id"), "source_path"),
        on="old_article_id",
    )
    articles = (
        raw["articles"]
        .drop("source_path")
        .join(
            renamed.unique("article_id", keep="first").select("article_id", "source_path"),
            on="article_id",
        )
    )
    with open_build(context.home.build_file, context.engine) as connection:
        replace_articles(connection, {**raw, "articles": context.stamp(articles)}, renamed)
    return stored.height


def quarantined_documents(context: Context) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Quarantined documents, decoded again, with the sources they lie in.

    Yields:
        a frame of decoded or rejected documents, and source_path, size, mtime of their containers.
    """
    with open_build(context.home.build_file, context.engine) as connection:
        rejected = connection.execute(
            """
            select
                source_files.path as source_path, source_files.container_path, source_files.size,
                source_files.mtime, source_files.sha256, rejected_files.quarantine_path
            from quality.rejected_files
            inner join quality.source_files on rejected_files.path = source_files.path
            where rejected_files.quarantine_path is not null
            order by source_files.path
            """
        ).pl()
    for batch in rejected.iter_slices(context.settings.read.batch_rows):
        content = [quarantine.read(path) for path in batch["quarantine_path"]]
        documents = batch.with_columns(
            pl.Series("content", content, dtype=pl.Binary),
            pl.col("mtime").dt.convert_time_zone("UTC"),
        )
        containers = batch.select(pl.col("container_path").alias("source_path"), "size", "mtime")
        yield (
            decode(documents.drop("container_path", "quarantine_path"), context.settings.read),
            (containers.unique("source_path")),
        )


def count_stale(connection: Any, rules_version: str) -> int:
    """Articles made by other rules than these."""
    row = connection.execute(
        "select count(*) from raw.articles where rules_version <> ?", [rules_version]
    ).fetchone()
    return int(row[0]) if row else 0
