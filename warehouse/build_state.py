"""What the build file knows of its marts: whether they are behind, and of which articles.

What comes in: steps that loaded, mended or built. What goes out: whether a build is due, of what
is touched or of the whole; the answer stands in the file itself, so that it outlives a crash.

The models list what a build of what is touched makes anew, each build for itself. Where two builds
stand between the marts and the release before - the checks held the first one back - the lists of
the second do not tell all that differs, and everything is compared and checked instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def is_dirty(connection: duckdb.DuckDBPyConnection, models_version: str) -> bool:
    """Whether the marts are behind the raw tables, or must be built anew as a whole."""
    row = connection.execute("select is_dirty from raw.build_state").fetchone()
    return row is None or bool(row[0]) or is_whole_stale(connection, models_version)


def is_whole_stale(connection: duckdb.DuckDBPyConnection, models_version: str) -> bool:
    """Whether the marts were made by other models than these, or the file was written by hand."""
    row = connection.execute(
        "select is_whole_stale, models_version from raw.build_state"
    ).fetchone()
    return row is None or bool(row[0]) or row[1] != models_version


def mark_dirty(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that the marts are behind the raw tables."""
    connection.execute("update raw.build_state set is_dirty = true")


def mark_whole_stale(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that nothing of the marts may be trusted: all is built and checked anew."""
    connection.execute("update raw.build_state set is_whole_stale = true")


def count_build(connection: duckdb.DuckDBPyConnection) -> None:
    """Note that the marts are about to be built."""
    connection.execute("update raw.build_state set builds_since_publish = builds_since_publish + 1")


def is_one_build_ahead(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the models' lists tell all that was made anew since the marts were published."""
    row = connection.execute(
        "select builds_since_publish from raw.build_state where not is_whole_stale"
    ).fetchone()
    return row == (1,)


def touch_articles(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Note that the rows of these articles must be built anew.

    Args:
        connection: the open build file.
        query: a select of one column, the article_id; nulls are passed over.
    """
    connection.execute(
        f"insert or ignore into raw.touched_articles "
        f"select distinct article_id from ({query}) as touched (article_id) "
        "where article_id is not null"
    )
    mark_dirty(connection)


def touched_share(connection: duckdb.DuckDBPyConnection) -> float:
    """The share of the stored articles whose rows must be built anew."""
    row = connection.execute(
        """
        select
            (select count(*) from raw.touched_articles)
            / greatest(1, (select count(*) from raw.articles))
        """
    ).fetchone()
    return float(row[0]) if row else 1.0


def mark_built(
    connection: duckdb.DuckDBPyConnection, models_version: str, *, is_published: bool = True
) -> None:
    """Note that the marts say what the raw tables say, by these models.

    Args:
        connection: the open build file.
        models_version: of the models that made them.
        is_published: whether a release says so, too; else nothing differed but by which run.
    """
    connection.execute("begin")
    connection.execute(
        "update raw.build_state set is_dirty = false, is_whole_stale = false, models_version = ?",
        [models_version],
    )
    if is_published:
        connection.execute("update raw.build_state set builds_since_publish = 0")
    connection.execute("delete from raw.touched_articles")
    connection.execute("commit")
