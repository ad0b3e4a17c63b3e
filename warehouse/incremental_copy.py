"""Makes the file of a new release out of the file of the release before.

What comes in: the open build file, the release before, attached, and what `write_changes` noted of
the mart rows that differ. What goes out: a file in which just these rows were taken out and put in,
so that the cost of a publish grows with what is new. The rows are those of a whole copy; their
order is not, and space of rows that were taken out stays taken. So a whole copy is made now and
then, and whenever something is not as expected.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse import search
from warehouse.changes import differing_rows
from warehouse.tables import APPENDED_BY, PUBLISHED_SCHEMAS, key_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

LOG = logging.getLogger(__name__)

MOST_DEAD_SHARE = 0.25
# 2026-11-23: each publish of 20 new of 20,000 articles adds a row group to every mart, and eight
# blocks of a quarter megabyte, most of them half empty. Small files are copied whole as quickly.
BLOCKS_A_PUBLISH = 8
FEWEST_LOOSE, MOST_LOOSE = 4, 100
ROW_GROUP_ROWS = 122_880


def can_bring_forward(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the release attached as `previous` is fit to be made the new one.

    It is not where it has other columns or macros, where much of it is space of rows taken out or
    would be, or where it consists of many small pieces.
    """
    return (
        _shape(connection, "previous") == _shape(connection, None)
        and not search.is_outdated(connection, "previous")
        and not search.is_loose(connection, "previous")
        and not _is_much_different(connection)
        and not _is_full_of_holes(connection)
    )


def bring_forward(connection: duckdb.DuckDBPyConnection) -> bool:
    """Bring marts and search index of `press`, a copy of `previous`, to the build's state.

    Returns:
        Whether they are the build's now; a file of which that cannot be said must not be used.
    """
    marts = tables_of(connection, "mart")
    with _one_transaction(connection):
        for table in marts:
            _bring_mart(connection, table)
        search.bring_forward(connection, "press")
    return _is_equal(
        connection,
        {f"mart.{table}": f"sum(hash({', '.join(key_of(table))})::hugeint)" for table in marts},
    )


def bring_ledgers_forward(connection: duckdb.DuckDBPyConnection) -> bool:
    """Bring the ledgers of `press`, a copy of an older release, to the build's state.

    Returns:
        Whether they are the build's now; a file of which that cannot be said must not be used.
    """
    ledgers = tables_of(connection, "quality")
    with _one_transaction(connection):
        for table in ledgers:
            if table in APPENDED_BY:
                _append(connection, table)
            else:
                _bring_ledger(connection, table)
        for view in _views(connection):
            connection.execute(f'delete from press.quality."{view}"')
            connection.execute(f'insert into press.quality."{view}" from quality."{view}"')
    return _is_equal(
        connection,
        {
            f"quality.{table}": f"sum(hash({APPENDED_BY.get(table, table)})::hugeint)"
            for table in ledgers
        },
    )


@contextmanager
def _one_transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute("begin")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _shape(connection: duckdb.DuckDBPyConnection, database: str | None) -> list[tuple[str, ...]]:
    """Columns of all that is published, of the build where no database is named."""
    return connection.execute(
        """
        select schema_name, table_name, column_name, data_type
        from duckdb_columns()
        where
            database_name = coalesce($database, current_database())
            and schema_name in $schemas
        order by schema_name, table_name, column_index
        """,
        {"database": database, "schemas": list(PUBLISHED_SCHEMAS)},
    ).fetchall()


def _is_much_different(connection: duckdb.DuckDBPyConnection) -> bool:
    differing = _number(
        connection, "select greatest(count(new_row), count(old_row)) from differences"
    )
    return differing > MOST_DEAD_SHARE * _sum(connection, "count(*)")


def _is_full_of_holes(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether blocks, rows or half empty row groups of the file before waste a quarter of it."""
    free, blocks = connection.execute(
        "select free_blocks, total_blocks from pragma_database_size() "
        "where database_name = 'previous'"
    ).fetchone() or (0, 0)
    # A rowid is a row's place, and rows that were taken out leave theirs behind.
    places = _sum(connection, "coalesce(max(rowid) + 1, 0)")
    dead = places - _sum(connection, "count(*)")
    loose = [_loose_row_groups(connection, table) for table in tables_of(connection, "mart")]
    bearable = MOST_DEAD_SHARE * blocks / BLOCKS_A_PUBLISH
    return (
        free > MOST_DEAD_SHARE * blocks
        or dead > MOST_DEAD_SHARE * places
        or max(loose, default=0) > min(max(bearable, FEWEST_LOOSE), MOST_LOOSE)
    )


def _sum(connection: duckdb.DuckDBPyConnection, measure: str) -> float:
    """A measure of each mart of the release before, summed."""
    return sum(
        _number(connection, f"select {measure} from previous.mart.{table}")
        for table in tables_of(connection, "mart")
    )


def _loose_row_groups(connection: duckdb.DuckDBPyConnection, table: str) -> float:
    return _number(
        connection,
        f"""
        select
            count(distinct row_group_id)
            - (select ceil(count(*) / {ROW_GROUP_ROWS}) from previous.mart.{table})
        from pragma_storage_info('previous.mart.{table}')
        """,
    )


def _bring_mart(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(
        f"delete from press.mart.{table} where rowid in ({differing_rows(table, 'old_row')})"
    )
    connection.execute(
        f"insert into press.mart.{table} select * from mart.{table} "
        f"where rowid in ({differing_rows(table, 'new_row')})"
    )


def _append(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    run_id = APPENDED_BY[table]
    connection.execute(
        f"""
        insert into press.quality.{table}
        select * from quality.{table}
        where {run_id} not in (select distinct {run_id} from press.quality.{table})
        """
    )


def _bring_ledger(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Take out and put in the rows that only one side has, told apart by all their columns."""
    side = f"select rowid as row, hash({table}) as content from"
    connection.execute(
        f"""
        create or replace temp table ledger_differences as
        select new.row as new_row, old.row as old_row
        from ({side} quality.{table}) as new
        full join ({side} press.quality.{table}) as old on new.content = old.content
        where new.row is null or old.row is null
        """
    )
    connection.execute(
        f"delete from press.quality.{table} where rowid in (select old_row from ledger_differences)"
    )
    connection.execute(
        f"insert into press.quality.{table} select * from quality.{table} "
        "where rowid in (select new_row from ledger_differences)"
    )


def _views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select view_name from duckdb_views() where database_name = current_database() "
        "and schema_name = 'quality' order by view_name"
    ).fetchall()
    return [str(name) for (name,) in rows]


def _is_equal(connection: duckdb.DuckDBPyConnection, sums: dict[str, str]) -> bool:
    """Whether tables have as many rows, with the same sum, in the build and in `press`."""
    wrong = [
        table
        for table, content in sums.items()
        if connection.execute(f"select count(*), {content} from {table}").fetchone()
        != connection.execute(f"select count(*), {content} from press.{table}").fetchone()
    ]
    if wrong:
        LOG.warning("Not as in the build, so a whole copy is made: %s", ", ".join(wrong))
    return not wrong


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> float:
    row = connection.execute(query).fetchone()
    return float(row[0] or 0) if row else 0.0
