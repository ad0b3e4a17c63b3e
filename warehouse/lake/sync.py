"""Brings one table of the lake to the rows of another relation, writing only rows that differ.

Rows are told apart by a hash of all their columns, so no key is needed and the ledgers of schema
`quality` are treated as the marts. A hash that the two sides hold unequally often is taken out of
the lake and put in again from the relation; every other row, and the file it lies in, stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Written:
    """What bringing a table up to date wrote."""

    inserted: int = 0
    deleted: int = 0
    is_made_anew: bool = False


def bring_to(connection: duckdb.DuckDBPyConnection, relation: str, table: str) -> Written:
    """Make a table of the lake hold the rows of a relation; the caller's transaction commits it.

    Args:
        connection: in a transaction that has the lake attached to write.
        relation: what can stand behind `from`.
        table: `lake.schema.table`; it is created where there is none, and made anew where its
            columns are others.
    """
    wanted = _columns(connection, relation)
    if not _is_there(connection, table) or _columns(connection, table) != wanted:
        connection.execute(f"create or replace table {table} as from {relation}")
        return Written(inserted=_count(connection, relation), is_made_anew=True)
    listed = ", ".join(f'"{name}"' for name, _ in wanted)
    row_hash = f"hash({listed})"
    connection.execute(
        f"""
        create or replace temp table lake_rows as
        select rowid as lake_row, {row_hash} as row_hash from {table};
        create or replace temp table differing as
        with
        old as (select row_hash, count(*) as n from lake_rows group by all),
        new as (select {row_hash} as row_hash, count(*) as n from {relation} group by all)
        select row_hash, coalesce(old.n, 0) as old_count, coalesce(new.n, 0) as new_count
        from old full join new using (row_hash)
        where old.n is distinct from new.n
        """
    )
    written = connection.execute(
        "select coalesce(sum(new_count), 0), coalesce(sum(old_count), 0) from differing"
    ).fetchone()
    inserted, deleted = written or (0, 0)
    if deleted:
        connection.execute(
            f"""
            delete from {table} where rowid in (
                select lake_row from lake_rows semi join differing using (row_hash)
            )
            """
        )
    if inserted:
        connection.execute(
            f"insert into {table} select {listed} from {relation} "
            f"where {row_hash} in (select row_hash from differing where new_count > 0)"
        )
    connection.execute("drop table lake_rows; drop table differing")
    return Written(int(inserted), int(deleted))


def _is_there(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    database, schema, name = table.replace('"', "").split(".")
    row = connection.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = ? and schema_name = ? and table_name = ?",
        [database, schema, name],
    ).fetchone()
    return row == (1,)


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    described = connection.execute(f"describe from {relation}").fetchall()
    return [(str(row[0]), str(row[1])) for row in described]


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    row = connection.execute(f"select count(*) from {relation}").fetchone()
    return int(row[0]) if row else 0
