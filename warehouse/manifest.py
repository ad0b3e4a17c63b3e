"""What the warehouse knows of the sources: which are unchanged, which are gone, what each held.

A source is unchanged while its size and modification time are; then nothing of it is read again.
What it holds is only compared by the sha256 of its bytes, so a file that was touched or moved is
not loaded again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from warehouse.build_state import touch_articles
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Intake:
    """What a scan of the sources means.

    Attributes:
        to_read: candidates that are new or changed, as discovered.
        unchanged_documents: documents of unchanged sources that were taken in before.
        rejected_documents: documents of unchanged sources that stay in quarantine.
        vanished_paths: documents that were known below the scanned folders and are there no more.
    """

    to_read: pl.DataFrame
    unchanged_documents: int
    rejected_documents: int
    vanished_paths: tuple[str, ...]


def compare(
    connection: duckdb.DuckDBPyConnection, candidates: pl.DataFrame, roots: tuple[str, ...]
) -> Intake:
    """Compare what a scan found with what is known.

    Args:
        connection: the open build file.
        candidates: source_path, size, mtime and whatever reading needs.
        roots: absolute folders that were scanned whole; what is known below them and not found
            has vanished.
    """
    known = connection.execute(
        "select container_path as source_path, size as known_size, mtime as known_mtime "
        "from quality.source_containers"
    ).pl()
    matched = candidates.select("source_path", "size", "mtime").join(known, on="source_path")
    same_time = pl.col("mtime").dt.epoch("us").eq_missing(pl.col("known_mtime").dt.epoch("us"))
    unchanged = matched.filter((pl.col("size") == pl.col("known_size")) & same_time).select(
        "source_path"
    )
    unchanged_documents, rejected_documents = _count_documents(connection, unchanged)
    return Intake(
        to_read=candidates.join(unchanged, on="source_path", how="anti"),
        unchanged_documents=unchanged_documents,
        rejected_documents=rejected_documents,
        vanished_paths=_vanished(connection, candidates, roots),
    )


def _count_documents(
    connection: duckdb.DuckDBPyConnection, unchanged: pl.DataFrame
) -> tuple[int, int]:
    if unchanged.is_empty():
        return 0, 0
    connection.register("unchanged", unchanged.to_arrow())
    row = connection.execute(
        """
        select count(*) filter (status <> 'rejected'), count(*) filter (status = 'rejected')
        from quality.source_files
        where container_path in (select source_path from unchanged)
        """
    ).fetchone()
    connection.unregister("unchanged")
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _vanished(
    connection: duckdb.DuckDBPyConnection, candidates: pl.DataFrame, roots: tuple[str, ...]
) -> tuple[str, ...]:
    known = connection.execute(
        "select path, container_path as source_path from quality.source_files "
        "where status <> 'vanished'"
    ).pl()
    below = pl.any_horizontal(
        [
            pl.lit(value=False),
            *(pl.col("source_path").str.starts_with(root.rstrip("/") + "/") for root in roots),
        ]
    )
    gone = known.filter(below).join(candidates.select("source_path"), on="source_path", how="anti")
    return tuple(gone["path"].sort())


def known_documents(connection: duckdb.DuckDBPyConnection, paths: pl.Series) -> pl.DataFrame:
    """What is known of these paths: path, sha256, article_id, status."""
    connection.register("incoming", paths.alias("path").to_frame().to_arrow())
    known = connection.execute(
        "select path, sha256, article_id, status from quality.source_files "
        "where path in (select path from incoming)"
    ).pl()
    connection.unregister("incoming")
    return known


def held_articles(connection: duckdb.DuckDBPyConnection, documents: pl.DataFrame) -> pl.Series:
    """Which articles of these documents are held by documents at other paths, too.

    Args:
        connection: the open build file.
        documents: source_path, article_id (null for rejected ones).
    """
    connection.register("incoming", documents.select("source_path", "article_id").to_arrow())
    held = connection.execute(
        """
        select distinct article_id from quality.source_files
        where
            article_id in (select article_id from incoming where article_id is not null)
            and status in ('accepted', 'duplicate')
            and path not in (select source_path from incoming)
        """
    ).pl()
    connection.unregister("incoming")
    return held["article_id"]


def still_open(connection: duckdb.DuckDBPyConnection, containers: pl.DataFrame) -> pl.DataFrame:
    """Those of the sources that this run has not closed yet; a plain file is with its batch.

    Args:
        connection: the open build file.
        containers: container_path, size, mtime, run_id.
    """
    connection.register("incoming", containers.to_arrow())
    found = connection.execute(
        "select incoming.* from incoming anti join quality.source_containers "
        "using (container_path, run_id)"
    ).pl()
    connection.unregister("incoming")
    return found


def close_containers(connection: duckdb.DuckDBPyConnection, containers: pl.DataFrame) -> None:
    """Note that these sources were read to their end, so that the next run may pass them over.

    Args:
        connection: the open build file.
        containers: container_path, size, mtime, run_id.

    Raises:
        WarehouseError: a source left no document, neither accepted nor rejected.
    """
    if containers.is_empty():
        return
    connection.register("incoming", containers.to_arrow())
    lost = connection.execute(
        "select container_path from incoming where container_path not in "
        "(select container_path from quality.source_files) order by 1"
    ).fetchall()
    if lost:
        raise WarehouseError(
            f"{len(lost)} sources were listed but not accounted for, the first is {lost[0][0]}. "
            "This is a defect of Khotin: please report it with the file's kind."
        )
    connection.execute(
        """
        insert or replace into quality.source_containers by name
        select incoming.*, coalesce(held.document_count, 0) as document_count
        from incoming
        left join (
            select container_path, count(*) as document_count
            from quality.source_files
            where container_path in (select container_path from incoming)
            group by container_path
        ) as held on incoming.container_path = held.container_path
        """
    )
    connection.unregister("incoming")


def retire(
    connection: duckdb.DuckDBPyConnection, paths: tuple[str, ...], run_id: str, *, prune: bool
) -> tuple[int, int]:
    """Account for documents whose source is no longer where it was.

    A document whose bytes are held by another path now was moved: its row goes to the history. Any
    other has vanished: it is marked, and its article stays, unless it is to be pruned.

    Returns:
        How many were moved, and how many vanished.
    """
    if not paths and not prune:
        return 0, 0
    connection.register(
        "gone", pl.DataFrame({"path": paths}, schema={"path": pl.String}).to_arrow()
    )
    connection.execute("begin")
    connection.execute(
        """
        create or replace temp table retired as
        select
            path,
            case
                when exists (
                    select 1 from quality.source_files as other
                    where
                        other.sha256 = source_files.sha256
                        and other.status in ('accepted', 'duplicate')
                        and other.path not in (select path from gone)
                ) then 'moved'
                when $prune then 'pruned'
                else 'vanished'
            end as fate
        from quality.source_files
        where path in (select path from gone) and status <> 'vanished'
        """,
        {"prune": prune},
    )
    if prune:
        connection.execute(
            "insert into retired select path, 'pruned' from quality.source_files "
            "where status = 'vanished'"
        )
    connection.execute(
        """
        insert into quality.source_file_history by name
        select
            path, sha256, article_id, status, run_id,
            fate as superseded_as, now() as superseded_at, $run_id as superseded_by_run_id
        from quality.source_files
        inner join retired using (path)
        """,
        {"run_id": run_id},
    )
    _leave(connection)
    connection.execute("commit")
    connection.unregister("gone")
    rows = connection.execute(
        "select count(*) filter (fate = 'moved'), count(*) filter (fate <> 'moved') from retired"
    ).fetchone()
    return (int(rows[0]), int(rows[1])) if rows else (0, 0)


def _leave(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the retired documents out of the manifest, or mark them."""
    touch_articles(
        connection,
        "select article_id from quality.source_files where path in (select path from retired)",
    )
    left = "select path from retired where fate in ('moved', 'pruned')"
    connection.execute(
        "delete from quality.source_containers where container_path in "
        "(select container_path from quality.source_files where path in (from retired select path))"
    )
    connection.execute(f"delete from quality.rejected_files where path in ({left})")
    connection.execute(f"delete from quality.source_files where path in ({left})")
    connection.execute(
        "update quality.source_files set status = 'vanished' "
        "where path in (select path from retired where fate = 'vanished')"
    )
    # The first of the paths that still hold an article stands for it.
    connection.execute(
        """
        update quality.source_files set status = 'accepted'
        where path in (
            select min(path) from quality.source_files
            where article_id is not null
            group by article_id
            having bool_and(status = 'duplicate')
        )
        """
    )
