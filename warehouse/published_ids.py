"""Remembers in the build file which ids of persons analysts have seen.

What comes in: the marts of a build that was just published. What goes out: two raw tables that
the next builds compare with, so that `mart.person_id_changes` tells what changed since the last
release, whatever builds failed their checks in between.

After a rollback they are the ids of the release that was taken back: those were published too, and
whoever noted one of them is to find what became of it, as in the release before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.build_state import is_one_build_ahead
from warehouse.tables import MADE_ANEW, tables_of

if TYPE_CHECKING:
    import duckdb


def remember_published_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the ids that the marts of the open build file give to mentions, as published."""
    key, made_anew = MADE_ANEW["person_mentions"]
    other = f"{key} in (from {made_anew})" if is_one_build_ahead(connection) else "true"
    connection.execute("begin")
    connection.execute(f"delete from raw.published_person_ids where {other}")
    connection.execute(
        "insert into raw.published_person_ids "
        f"select mention_id, person_id from mart.person_mentions where {other}"
    )
    connection.execute("delete from raw.published_person_id_changes")
    connection.execute(
        "insert into raw.published_person_id_changes "
        "select old_person_id, new_person_id, mention_count from mart.person_id_changes"
    )
    connection.execute("commit")


def adopt_published_ids(connection: duckdb.DuckDBPyConnection) -> None:
    """Take over the ids of a file that was built before they were remembered; else do nothing."""
    row = connection.execute("select count(*) from raw.published_person_ids").fetchone()
    if row == (0,) and {"person_mentions", "person_id_changes"} <= set(
        tables_of(connection, "mart")
    ):
        remember_published_ids(connection)
