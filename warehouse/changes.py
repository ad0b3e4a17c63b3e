"""Tells what a new release changes against the one before: rows added, changed, removed.

Two steps, both inside DuckDB. First rows are matched by a hash of their columns alone, which tells
those that only one of the two sides has; where the build knows which rows it made anew since the
release before, no others are even read. Then these rows are matched by the mart's key and compared
without the volatile columns. A mart that the older release lacks counts as empty there; a column
that only one of the two has is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.tables import (
    MADE_ANEW,
    REFERENCE_MARTS,
    VOLATILE_COLUMNS,
    columns_of,
    key_of,
    tables_of,
)

if TYPE_CHECKING:
    import duckdb

# Shown to analysts but not part of the marts: a change here alone is reason enough to publish
# again.
AUDITED_COLUMNS: dict[str, tuple[str, ...]] = {
    "source_files": ("path", "sha256", "encoding", "article_id", "status"),
    "rejected_files": ("path", "sha256", "reason_code", "reason"),
}


def write_changes(
    connection: duckdb.DuckDBPyConnection, previous: str | None, *, is_partial: bool = False
) -> int:
    """Fill the temporary tables `changes` and `differences` of the connection.

    `changes` (table, key, change) is what analysts are told; `differences` (table, new_row,
    old_row) are the rowids of the mart rows that only the build, or only the release before, has,
    volatile columns included.

    Args:
        connection: the open build file.
        previous: name under which the release before is attached; None for the first release.
        is_partial: whether the release before says what the build said before its models made
            anew what `MADE_ANEW` lists, so that other rows need not be read.

    Returns:
        The number of changed mart rows.
    """
    connection.execute(
        """
        create or replace temp table changes ("table" varchar, key varchar, change varchar);
        create or replace temp table differences ("table" varchar, new_row bigint, old_row bigint);
        """
    )
    for table in tables_of(connection, "mart"):
        if is_partial and table in REFERENCE_MARTS:
            continue
        key = key_of(table)
        old_columns = columns_of(connection, previous, "mart", table) if previous else []
        new_columns = columns_of(connection, _catalog(connection), "mart", table)
        if set(key) <= set(old_columns):
            common = [column for column in new_columns if column in old_columns]
            old_table = f"{previous}.mart.{table}"
            _find_differences(connection, table, common, old_table, is_partial=is_partial)
            compared = [column for column in common if column not in VOLATILE_COLUMNS]
            _tell_changes(connection, table, key, compared, old_table)
        else:
            connection.execute(
                f"insert into changes select '{table}', {_key_text(key)}, 'added' from mart.{table}"
            )
    row = connection.execute("select count(*) from changes").fetchone()
    return int(row[0]) if row else 0


def is_audit_changed(connection: duckdb.DuckDBPyConnection, previous: str | None) -> bool:
    """Whether the files accepted or rejected differ from what the release before tells of them."""
    if previous is None:
        return True
    for table, columns in AUDITED_COLUMNS.items():
        if not columns_of(connection, previous, "quality", table):
            return True
        listed = ", ".join(columns)
        row = connection.execute(
            f"""
            select count(*) from (
                (select {listed} from quality.{table} except select {listed} from
                {previous}.quality.{table}) union all (select {listed} from
                {previous}.quality.{table} except select {listed} from quality.{table})
            )
            """
        ).fetchone()
        if row and row[0]:
            return True
    return False


def _find_differences(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: list[str],
    old_table: str,
    *,
    is_partial: bool,
) -> None:
    """Note the rows that one side has and the other has not."""
    hashed = ", ".join(f'"{column}"' for column in columns)
    new, old = (
        f"select rowid as row, hash({hashed}) as content from {side} "
        f"where {_may_differ(table, side) if is_partial else 'true'}"
        for side in (f"mart.{table}", old_table)
    )
    connection.execute(
        f"""
        insert into differences
        select '{table}', new.row, old.row
        from ({new}) as new
        full join ({old}) as old on new.content = old.content
        where new.row is null or old.row is null
        """
    )


def _may_differ(table: str, side: str) -> str:
    """The condition of the rows of a mart, in the build or a release, that were made anew."""
    if table not in MADE_ANEW:
        return "true"
    key, relation = MADE_ANEW[table]
    # By their place: of the columns to compare DuckDB then reads these rows alone, not all.
    return f"rowid in (select rowid from {side} where {key} in (select {key} from {relation}))"


def _tell_changes(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    key: tuple[str, ...],
    compared: list[str],
    old_table: str,
) -> None:
    """Tell of the rows that differ what analysts are to know of them."""
    hashed = ", ".join(f'"{column}"' for column in compared)
    side = f"select {_key_text(key)} as key, hash({hashed}) as content from"
    connection.execute(
        f"""
        insert into changes
        select
            '{table}', coalesce(new.key, old.key), case when old.key is null then 'added' when
            new.key is null then 'removed' else 'changed' end
        from ({side} mart.{table} where rowid in ({differing_rows(table, "new_row")})) as new
        full join ({side} {old_table} where rowid in ({differing_rows(table, "old_row")})) as old
            on new.key = old.key
        where new.content is distinct from old.content
        """
    )


def differing_rows(table: str, side: str) -> str:
    """The select of the rowids of a mart that differ, on the side `new_row` or `old_row`."""
    return f"select {side} from differences where \"table\" = '{table}' and {side} is not null"


def _key_text(key: tuple[str, ...]) -> str:
    return "concat_ws('|', " + ", ".join(f"coalesce({column}::varchar, '')" for column in key) + ")"


def _catalog(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""
