"""Takes over what can still be read of a damaged build file and of the kept releases.

What comes in: a new, migrated build file, the old one as far as it can be read, and paths of kept
releases. What goes out: rows of the new file. A text is taken only where its id, which is its hash,
verifies it; a row of the ledger only where its key is not there yet. A release that cannot be read
is logged and passed over, for another may hold the same.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

import duckdb

from warehouse.releases import FILE_NAME
from warehouse.salvage import Salvage, readable_rows
from warehouse.tables import columns_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOG = logging.getLogger(__name__)

# The rules that made an article of a rebuilt file: none yet.
RESTORED = "restored"
# What rows of these tables are known by; the others have no key, and are taken whole or not at all.
LEDGER_KEYS = {
    "runs": "run_id",
    "source_files": "path",
    "source_containers": "container_path",
    "rejected_files": "path",
}
# What a release does not say of an article in so many words.
_FROM_MARTS = {
    "source_title": "case when title_basis = 'source' then title end",
    "source_date": "case when published_date_basis = 'source' then published_date::varchar end",
    "source_author": "case when author_basis = 'source' then author end",
}

Taken = TypeVar("Taken")


def release_name(path: Path) -> str:
    """What a kept release, or another file in its stead, is called in a sentence."""
    return f"release {path.parent.name}" if path.name == FILE_NAME else str(path)


def take_old_articles(connection: duckdb.DuckDBPyConnection, old: Salvage) -> int:
    """Take over the articles that can still be read of the old file; return how many."""
    columns = old.columns("raw", "articles")
    count = 0
    for rows in readable_rows(old, "raw", "articles"):
        connection.register("incoming", rows.to_arrow())
        count += _insert_articles(connection, "incoming", dict.fromkeys(columns))
        connection.unregister("incoming")
    return count


def take_released_articles(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Take over the articles of a release that are not there yet; return how many."""

    def take() -> int:
        columns: dict[str, str | None] = dict(_FROM_MARTS)
        columns |= dict.fromkeys(columns_of(connection, "kept", "mart", "articles"))
        return _insert_articles(connection, "kept.mart.articles", columns)

    return _of_release(connection, path, str(path), take) or 0


def take_marts(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Take over the marts of a release, for the ids that were published; say if it was possible."""

    def take() -> bool:
        connection.execute("create schema if not exists mart")
        names = connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = 'kept' and schema_name = 'mart'"
        ).fetchall()
        for (name,) in names:
            connection.execute(f'create or replace table mart."{name}" as from kept.mart."{name}"')
        return True

    return _of_release(connection, path, f"The marts of {path}", take) or False


def restore_ledger(
    connection: duckdb.DuckDBPyConnection, old: Salvage | None, kept: list[Path]
) -> str:
    """Fill the tables of schema quality; whole from the old file, or from it and a release.

    Returns:
        Where the ledger came from, for a person.
    """
    sources: list[str] = []
    for table in tables_of(connection, "quality"):
        if old is not None and old.has("quality", table):
            before = old.failures
            for rows in readable_rows(old, "quality", table):
                connection.register("incoming", rows.to_arrow())
                _insert_common(connection, table, "incoming", old.columns("quality", table))
                connection.unregister("incoming")
            if old.failures == before:
                sources.append("the old one")
                continue
            if table not in LEDGER_KEYS:
                connection.execute(f"delete from quality.{table}")
        taken = next((path for path in kept if _take_table(connection, path, table)), None)
        if taken is not None:
            sources.append(release_name(taken))
    return " and ".join(dict.fromkeys(sources)) or "nowhere"


def _of_release(
    connection: duckdb.DuckDBPyConnection, path: Path, wanted: str, take: Callable[[], Taken]
) -> Taken | None:
    """What `take` gives with a release attached as `kept`; None where it cannot be read.

    `wanted` names in the warning what is taken.
    """
    try:
        connection.execute(f"attach {_literal(path)} as kept (read_only)")
    except duckdb.Error:
        LOG.warning("%s could not be read", path, exc_info=True)
        return None
    try:
        return take()
    except duckdb.Error:
        LOG.warning("%s could not be read", wanted, exc_info=True)
        return None
    finally:
        connection.execute("detach kept")


def _take_table(connection: duckdb.DuckDBPyConnection, path: Path, table: str) -> bool:
    """Take over the rows of a table of schema quality that are not there yet."""

    def take() -> bool:
        columns = columns_of(connection, "kept", "quality", table)
        if columns:
            _insert_common(connection, table, f"kept.quality.{table}", columns)
        return bool(columns)

    return _of_release(connection, path, f"quality.{table} of {path}", take) or False


def _insert_articles(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: dict[str, str | None]
) -> int:
    """Insert what a relation holds of articles that are not there yet and whose text is theirs.

    Args:
        connection: the new build file.
        relation: a table or view of articles.
        columns: by column, the expression that gives it; None where the relation has it.
    """
    wanted = columns_of(connection, _catalog(connection), "raw", "articles")
    given = [
        f"{columns[name] or name} as {name}"
        for name in wanted
        if name in columns and name != "rules_version"
    ]
    rows = connection.execute(
        f"""
        insert into raw.articles by name
        select distinct on (article_id) {", ".join(given)}, '{RESTORED}' as rules_version
        from {relation}
        where
            article_id not in (select article_id from raw.articles)
            and substr(sha256(text), 1, 16) = article_id
        """
    ).fetchone()
    return int(rows[0]) if rows else 0


def _insert_common(
    connection: duckdb.DuckDBPyConnection, table: str, relation: str, columns: list[str]
) -> None:
    """Insert the columns that both have, of rows whose key is not there yet."""
    wanted = columns_of(connection, _catalog(connection), "quality", table)
    listed = ", ".join(f'"{name}"' for name in wanted if name in columns)
    key = LEDGER_KEYS.get(table)
    is_new = f"where {key} not in (select {key} from quality.{table})" if key else ""
    connection.execute(
        f"insert into quality.{table} by name select {listed} from {relation} {is_new}"
    )


def _catalog(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""


def _literal(path: Path) -> str:
    """A path as SQL writes it, for ATTACH, which takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"
