"""Loads what the Python steps made of one batch of documents, all of it or nothing.

What comes in: a `Batch` of polars frames with the columns of the raw tables. What goes out: rows
in `raw` and `quality`, written in one transaction, so that a process killed at any moment leaves
whole batches only and a rerun carries on behind the last of them. Rows of an article that is
stored already stay as they are, and are never doubled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse.build_state import mark_dirty, touch_articles
from warehouse.manifest import close_containers

if TYPE_CHECKING:
    import duckdb
    import polars as pl

ARTICLE_TABLES = (
    "articles",
    "blocks",
    "dates",
    "person_mentions",
    "person_posts",
    "metrics",
    "non_metric_numbers",
    "article_sketches",
)


@dataclass(frozen=True)
class Batch:
    """Frames of one batch, named as the tables they go to.

    Attributes:
        raw: table of `raw` -> frame, for the new articles of the batch.
        source_files: one row a document (columns of quality.source_files but first_seen_at).
        rejected_files: one row a document in quarantine.
        containers: one row a file or container that was read to its end.
    """

    raw: dict[str, pl.DataFrame]
    source_files: pl.DataFrame
    rejected_files: pl.DataFrame
    containers: pl.DataFrame


def load_batch(connection: duckdb.DuckDBPyConnection, batch: Batch) -> None:
    """Write a batch in one transaction and mark the build as changed."""
    connection.execute("begin")
    try:
        stored = _stored_articles(connection, batch.raw["articles"])
        for table in ARTICLE_TABLES:
            _insert(
                connection,
                f"raw.{table}",
                batch.raw[table].join(stored, on="article_id", how="anti"),
            )
        _supersede(connection, batch.source_files)
        _upsert_source_files(connection, batch.source_files)
        _replace_rejected(connection, batch.source_files, batch.rejected_files)
        _touch(connection, batch.source_files)
        close_containers(connection, batch.containers)
        mark_dirty(connection)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def replace_articles(
    connection: duckdb.DuckDBPyConnection, raw: dict[str, pl.DataFrame], renamed: pl.DataFrame
) -> None:
    """Put articles that were made anew in the place of the stored ones, in one transaction.

    Args:
        connection: the open build file.
        raw: table of `raw` -> frame.
        renamed: old_article_id, article_id of every article of the batch.
    """
    connection.execute("begin")
    try:
        connection.register("renamed", renamed.to_arrow())
        for table in ARTICLE_TABLES:
            connection.execute(
                f"delete from raw.{table} where article_id in "
                "(select old_article_id from renamed union select article_id from renamed)"
            )
        connection.execute(
            """
            update quality.source_files set article_id = renamed.article_id
            from renamed
            where source_files.article_id = renamed.old_article_id
                and renamed.old_article_id <> renamed.article_id
            """
        )
        touch_articles(
            connection,
            "select old_article_id from renamed union all select article_id from renamed",
        )
        connection.unregister("renamed")
        for table in ARTICLE_TABLES:
            _insert(connection, f"raw.{table}", raw[table])
        mark_dirty(connection)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        return
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"insert into {table} by name select * from incoming")
    connection.unregister("incoming")


def _stored_articles(connection: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.DataFrame:
    """Which of these articles were ever made, live or not: article_id."""
    connection.register("incoming", articles.select("article_id").to_arrow())
    stored = connection.execute(
        "select article_id from raw.articles where article_id in (select article_id from incoming)"
    ).pl()
    connection.unregister("incoming")
    return stored


def _supersede(connection: duckdb.DuckDBPyConnection, source_files: pl.DataFrame) -> None:
    """Keep in the history what the paths of this batch held before, where it was something else.

    That is other bytes, or an article of bytes that the settings of this run reject.
    """
    if source_files.is_empty():
        return
    connection.register("incoming", source_files.to_arrow())
    connection.execute(
        """
        insert into quality.source_file_history by name
        select
            old.path, old.sha256, old.article_id, old.status, old.run_id, 'changed' as
            superseded_as, now() as superseded_at, incoming.run_id as superseded_by_run_id
        from quality.source_files as old
        inner join incoming on old.path = incoming.path
        where
            old.sha256 is distinct from incoming.sha256
            or (old.article_id is not null and incoming.article_id is null)
        """
    )
    connection.unregister("incoming")


def _touch(connection: duckdb.DuckDBPyConnection, source_files: pl.DataFrame) -> None:
    """The articles that the paths of this batch hold now, or held before."""
    if source_files.is_empty():
        return
    connection.register("incoming", source_files.to_arrow())
    touch_articles(
        connection,
        """
        select article_id from incoming
        union all
        select history.article_id
        from quality.source_file_history as history
        inner join incoming
            on history.path = incoming.path and history.superseded_by_run_id = incoming.run_id
        """,
    )
    connection.unregister("incoming")


def _upsert_source_files(connection: duckdb.DuckDBPyConnection, source_files: pl.DataFrame) -> None:
    if source_files.is_empty():
        return
    connection.register("incoming", source_files.to_arrow())
    connection.execute(
        """
        insert into quality.source_files by name
        select *, now() as first_seen_at from incoming
        on conflict (path) do update set
            container_path = excluded.container_path,
            size = excluded.size,
            mtime = excluded.mtime,
            sha256 = excluded.sha256,
            encoding = excluded.encoding,
            encoding_confidence = excluded.encoding_confidence,
            repairs = excluded.repairs,
            article_id = excluded.article_id,
            status = excluded.status,
            run_id = excluded.run_id
        """
    )
    connection.unregister("incoming")


def _replace_rejected(
    connection: duckdb.DuckDBPyConnection,
    source_files: pl.DataFrame,
    rejected_files: pl.DataFrame,
) -> None:
    """A path has at most one row in quarantine, and none once it was read well."""
    if source_files.is_empty():
        return
    connection.register("incoming", source_files.select("path").to_arrow())
    connection.execute(
        "delete from quality.rejected_files where path in (select path from incoming)"
    )
    connection.unregister("incoming")
    _insert(connection, "quality.rejected_files", rejected_files)
