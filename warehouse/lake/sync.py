"""Brings one table of the lake to the rows of another relation, writing only rows that differ.

Rows are told apart by a hash of all their columns, so no key is needed and the ledgers of schema
`quality` are treated as the marts. A hash that the two sides hold unequally often is taken out of
the lake and put in again from the relation; every other row, and the file it lies in, stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.lake.catalog import LAKE

if TYPE_CHECKING:
    import duckdb


def bring_all_to(connection: duckdb.DuckDBPyConnection, wanted: dict[str, str]) -> bool:
    """Make the lake hold the tables that are wanted and no others, each with its relation's rows.

    Args:
        connection: in a transaction that has the lake attached to write.
        wanted: `schema.table` of the lake -> what can stand behind `from`.

    Returns:
        Whether a table was made anew, so that it has no descriptions yet.
    """
    present = set(tables_in(connection, LAKE))
    made_anew = [
        bring_to(connection, relation, f"{LAKE}.{table}", is_new=table not in present)
        for table, relation in wanted.items()
    ]
    for table in sorted(present - wanted.keys()):
        connection.execute(f"drop table {LAKE}.{table}")
    return any(made_anew)


def tables_in(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """`schema.table` of each table of an attached database, in order."""
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? order by all",
        [database],
    ).fetchall()
    return [f'{schema}."{table}"' for schema, table in rows]


def bring_to(
    connection: duckdb.DuckDBPyConnection, relation: str, table: str, *, is_new: bool
) -> bool:
    """Make a table of the lake hold the rows of a relation; the caller's transaction commits it.

    Args:
        connection: in a transaction that has the lake attached to write.
        relation: what can stand behind `from`.
        table: `lake.schema.table`; it is made anew where its columns are others.
        is_new: whether the table is not there yet.

    Returns:
        Whether the table was made anew.
    """
    wanted = _columns(connection, relation)
    if is_new or _columns(connection, table) != wanted:
        connection.execute(f"create or replace table {table} as from {relation}")
        return True
    listed = ", ".join(f'"{name}"' for name, _ in wanted)
    row_hash = f"hash({listed})"
    if _fingerprint(connection, relation, row_hash) == _fingerprint(connection, table, row_hash):
        return False
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
    return False


def _fingerprint(
    connection: duckdb.DuckDBPyConnection, relation: str, row_hash: str
) -> tuple[object, ...] | None:
    """What two relations with the same rows have in common, in any order; one quick scan."""
    return connection.execute(
        f"select count(*), sum({row_hash}::hugeint) from {relation}"
    ).fetchone()


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    described = connection.execute(f"describe from {relation}").fetchall()
    return [(str(row[0]), str(row[1])) for row in described]
