"""Tells whether a file of the warehouse holds what was written to it, without changing it.

DuckDB keeps a checksum of each block but looks at it only when the block is read: a file may open
and still be damaged in the middle, or cut off. So a file that is in doubt is read as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from warehouse.connection import Engine, open_build
from warehouse.errors import DamagedFileError
from warehouse.faults import first_line, is_damage
from warehouse.stopping import closed

if TYPE_CHECKING:
    from pathlib import Path

BADLY_ENDED = ("running", "failed", "crashed")


def problem_of_build(build_file: Path, engine: Engine, *, is_sealed: bool) -> str | None:
    """What is wrong with a build file, in DuckDB's words; None where it is sound.

    A file that the last run sealed is only opened; one that it did not, or that the last run failed
    on, is read as a whole.

    Raises:
        WarehouseError: it cannot be opened for another reason, such as another program that has it
        open.
    """
    try:
        with open_build(build_file, engine) as connection:
            if not is_sealed or _ended_badly(connection):
                read_whole(connection)
    except DamagedFileError as error:
        return first_line(error.__cause__ or error)
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        return first_line(error)
    return None


def problem_of_release(path: Path) -> str | None:
    """What is wrong with a published file, in DuckDB's words; None where it is a sound release."""
    try:
        with closed(duckdb.connect(str(path), read_only=True)) as connection:
            connection.execute("select release from release.info").fetchone()
            read_whole(connection)
    except duckdb.Error as error:
        return first_line(error)
    return None


def read_whole(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every block of every table.

    Raises:
        duckdb.Error: one is damaged.
    """
    tables = connection.execute(
        """
        select schema_name, table_name, list('"' || column_name || '"')
        from duckdb_columns()
        where
            database_name = current_database()
            and (schema_name, table_name) in (
                select (schema_name, table_name) from duckdb_tables()
                where database_name = current_database()
            )
        group by all
        """
    ).fetchall()
    for schema, table, columns in tables:
        listed = ", ".join(columns)
        connection.execute(f'select bit_xor(hash({listed})) from "{schema}"."{table}"').fetchall()


def _ended_badly(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the last run of the file ended in an error, for which damage may be the reason."""
    known = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'quality' and table_name = 'runs'"
    ).fetchone()
    if known != (1,):
        return False
    last = connection.execute(
        "select status from quality.runs order by started_at desc limit 1"
    ).fetchone()
    return last is not None and last[0] in BADLY_ENDED
