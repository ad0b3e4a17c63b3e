"""The small pieces that runs add to tables are put together after a few publishes, not in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from warehouse.connection import Engine, open_build
from warehouse.migrate import migrate
from warehouse.tidy import PUBLISHES_BETWEEN, tidy_now_and_then

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


def pieces(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(
        "select count(distinct row_group_id) from pragma_storage_info('mart.persons')"
    ).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize(
    ("publishes", "is_due"),
    [(0, False), (1, False), (PUBLISHES_BETWEEN, True), (PUBLISHES_BETWEEN + 1, False)],
)
def test_pieces_are_put_together_now_and_then(tmp_path: Path, publishes: int, is_due: bool) -> None:
    engine = Engine(256 * 1024**2, 2, tmp_path / "spill")
    path = tmp_path / "build.duckdb"
    with open_build(path, engine) as connection:
        migrate(connection)
        connection.execute("create schema mart; create table mart.persons (name varchar)")
    for number in range(3):
        with open_build(path, engine) as connection:
            connection.execute(f"insert into mart.persons select 'p{number}' from range(5)")
            connection.execute("delete from mart.persons where rowid = 0")
    with open_build(path, engine) as connection:
        assert pieces(connection) == 3
        connection.execute(
            "insert into quality.runs (run_id, started_at, status) "
            f"select 'run-' || i, now(), 'published' from range({publishes}) as t (i)"
        )
        connection.execute("update raw.build_state set is_dirty = false")
        tidy_now_and_then(connection)
        assert pieces(connection) == (1 if is_due else 3)
        setting = connection.execute("select current_setting('max_vacuum_tasks')").fetchone()
        assert setting == (0,)
        assert connection.execute("select count(*) from mart.persons").fetchone() == (14,)
