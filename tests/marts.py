"""Compares what two homes publish: a hash a mart, without the columns that name the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from flows.settings import Home
from warehouse.tables import VOLATILE_COLUMNS, columns_of, tables_of

if TYPE_CHECKING:
    from pathlib import Path

# Which ids a published person had before depends on what was published in between, by its meaning.
HISTORIES = frozenset({"person_id_changes"})


def mart_hashes(home: Path) -> dict[str, tuple[int, str]]:
    """Rows and content hash by mart, whatever the order of the rows and the folder of the sources.

    The path of a source is compared by its file's name, for two homes may read two folders.
    """
    with duckdb.connect(str(Home(home).published_file), read_only=True) as connection:
        return published_hashes(connection)


def published_hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, str]]:
    """The same of the database that a connection has in use."""
    catalog = connection.execute("select current_database()").fetchone()
    assert catalog is not None
    hashes = {}
    for table in tables_of(connection, "mart"):
        if table in HISTORIES:
            continue
        columns = [
            "parse_filename(source_path)" if name == "source_path" else f'"{name}"'
            for name in columns_of(connection, catalog[0], "mart", table)
            if name not in VOLATILE_COLUMNS
        ]
        row = connection.execute(
            f"select count(*), md5(string_agg(line, chr(10) order by line)) "
            f"from (select md5(row({', '.join(columns)})::varchar) as line from mart.{table})"
        ).fetchone()
        assert row is not None
        hashes[table] = (int(row[0]), str(row[1]))
    return hashes


def assert_whole(home: Path) -> None:
    """The published file, if there is one, opens and is one release, not a mixture of two."""
    published = Home(home).published_file
    if not published.exists():
        return
    with duckdb.connect(str(published), read_only=True) as connection:
        row = connection.execute(
            "select (select article_count from release.info), (select count(*) from mart.articles)"
        ).fetchone()
        assert row is not None
        assert row[0] == row[1]
        counts = connection.execute(
            """
            select count(*) from quality.runs
            where files_read <> files_accepted + files_duplicate + files_unchanged + files_rejected
            """
        ).fetchone()
        assert counts == (0,)
