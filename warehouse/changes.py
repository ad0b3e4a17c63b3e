"""Tells what a new release changes against the one before: rows added, changed, removed.

Rows are matched by the mart's key and compared by a hash of all columns but the volatile ones,
inside DuckDB. A mart that the older release lacks counts as empty there; a column that only one
of the two has is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.tables import VOLATILE_COLUMNS, columns_of, key_of, tables_of

if TYPE_CHECKING:
    import duckdb

# Shown to analysts but not part of the marts: a change here alone is reason enough to publish
# again.
AUDITED_COLUMNS: dict[str, tuple[str, ...]] = {
    "source_files": ("path", "sha256", "encoding", "article_id", "status"),
    "rejected_files": ("path", "sha256", "reason_code", "reason"),
}


def write_changes(connection: duckdb.DuckDBPyConnection, previous: str | None) -> int:
    """Fill the temporary table `changes` (table, key, change) of the connection.

    Args:
        connection: the open build file.
        previous: name under which the release before is attached; None for the first release.

    Returns:
        The number of changed mart rows.
    """
    connection.execute(
        'create or replace temp table changes ("table" varchar, key varchar, change varchar)'
    )
    for table in tables_of(connection, "mart"):
        key = key_of(table)
        old_columns = columns_of(connection, previous, "mart", table) if previous else []
        new_columns = columns_of(connection, _catalog(connection), "mart", table)
        if set(key) <= set(old_columns):
            compared = [c for c in new_columns if c in old_columns and c not in VOLATILE_COLUMNS]
            _compare(connection, table, key, compared, f"{previous}.mart.{table}")
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


def _compare(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    key: tuple[str, ...],
    compared: list[str],
    old_table: str,
) -> None:
    hashed = ", ".join(f'"{column}"' for column in compared)
    side = f"select {_key_text(key)} as key, hash({hashed}) as content from"
    connection.execute(
        f"""
        insert into changes
        select
            '{table}', coalesce(new.key, old.key), case when old.key is null then 'added' when
            new.key is null then 'removed' else 'changed' end
        from ({side} mart.{table}) as new
        full join ({side} {old_table}) as old on new.key = old.key
        where new.content is distinct from old.content
        """
    )


def _key_text(key: tuple[str, ...]) -> str:
    return "concat_ws('|', " + ", ".join(f"coalesce({column}::varchar, '')" for column in key) + ")"


def _catalog(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""
