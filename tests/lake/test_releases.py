"""Releases in a lake: a snapshot each, only what changed is written, kept, gone back to, let go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse.errors import WarehouseError
from warehouse.lake.catalog import attached, open_lake
from warehouse.lake.lease import hold_lake_lease
from warehouse.lake.snapshots import kept_snapshots, list_releases, roll_back

if TYPE_CHECKING:
    from tests.lake.conftest import Desk

TWO = "insert into mart.articles values ('a', 'một', ['x'], 'r'), ('b', 'hai', null, 'r')"
THIRD = "insert into mart.articles values ('c', 'ba', [], 'r')"
TITLES = "select article_id, title, tags from mart.articles order by all"


def _files(desk: Desk) -> set[str]:
    return {str(path) for path in Path(desk.options.folder).rglob("*.parquet")}


def test_a_release_is_one_snapshot_that_says_what_changed(desk: Desk) -> None:
    first = desk.run(TWO, "run-1")
    second = desk.run(
        "update mart.articles set title = 'HAI' where article_id = 'b'; "
        "delete from mart.articles where article_id = 'a';" + THIRD,
        "run-2",
    )
    assert first is not None
    assert second is not None
    assert (first.changed_rows, second.changed_rows) == (2, 3)
    assert [(s.version, s.release) for s in kept_snapshots(desk.options)] == [
        (1, "r000001"),
        (2, "r000002"),
    ]
    assert desk.ask(TITLES) == [("b", "HAI", None), ("c", "ba", [])]
    assert desk.ask('select "table", key, change from release.changes order by all') == [
        ("articles", "a", "removed"),
        ("articles", "b", "changed"),
        ("articles", "c", "added"),
    ]
    assert desk.ask("select release, previous_release, run_id from release.info") == [
        ("r000002", "r000001", "run-2")
    ]
    listed = list_releases(desk.options)
    assert listed.select("release", "added", "changed", "removed", "is_current").rows() == [
        ("r000002", 1, 1, 1, True),
        ("r000001", 2, 0, 0, False),
    ]


def test_only_changed_rows_are_written(desk: Desk) -> None:
    desk.run(TWO)
    desk.run("update mart.articles set title = 'HAI' where article_id = 'b'")
    with duckdb.connect() as connection, attached(connection, desk.options):
        written = connection.execute(
            "select change_type, article_id from "
            "ducklake_table_changes('lake', 'mart', 'articles', 2, 2) order by all"
        ).fetchall()
        # Nothing is created or altered, and mart.province_successions is not touched at all.
        (changes,) = connection.execute(
            "select changes from ducklake_snapshots('lake') where snapshot_id = 2"
        ).fetchall()[0]
        tables = dict(
            connection.execute(
                "select table_name, table_id from ducklake_table_info('lake')"
            ).fetchall()
        )
    assert {article_id for _, article_id in written} == {"b"}
    assert set(changes) == {"tables_inserted_into", "tables_deleted_from"}
    assert str(tables["province_successions"]) not in changes["tables_inserted_into"]


def test_no_difference_is_no_snapshot(desk: Desk) -> None:
    desk.run(TWO)
    files = _files(desk)
    assert desk.run("update mart.articles set run_id = 'other'") is None
    assert [s.version for s in kept_snapshots(desk.options)] == [1]
    assert _files(desk) == files


def test_rows_that_are_the_same_twice_stay_twice(desk: Desk) -> None:
    desk.connection.execute("create table quality.twice (n integer)")
    desk.run(f"{TWO}; insert into quality.twice values (1), (1), (2)")
    assert desk.ask("select n from quality.twice order by n") == [(1,), (1,), (2,)]
    desk.run(f"{THIRD}; insert into quality.twice values (1), (2), (3)")
    assert desk.ask("select n from quality.twice order by n") == [
        (1,),
        (1,),
        (1,),
        (2,),
        (2,),
        (3,),
    ]


def test_time_travel_shows_the_release_before(desk: Desk) -> None:
    desk.run(TWO)
    before = desk.ask(TITLES)
    desk.run(THIRD + "; delete from mart.articles where article_id = 'a'")
    travelled = TITLES.replace("mart.articles", "mart.articles at (version => 1)")
    assert desk.ask(travelled) == before
    assert desk.ask(TITLES) != before


def test_a_new_column_and_a_mart_that_is_gone_are_published(desk: Desk) -> None:
    desk.run(TWO + "; create table mart.persons (person_id varchar)")
    desk.run("drop table mart.persons; alter table mart.articles add column lead varchar")
    assert desk.ask("select article_id, lead from mart.articles order by all") == [
        ("a", None),
        ("b", None),
    ]
    with pytest.raises(duckdb.CatalogException, match="persons"):
        desk.ask("from mart.persons")


def test_a_rollback_is_a_new_snapshot_that_says_the_old(desk: Desk) -> None:
    desk.run(TWO, "run-1")
    first = desk.ask(TITLES)
    desk.run("delete from mart.articles where article_id = 'a'", "run-2")
    with hold_lake_lease(desk.options, "rollback"):
        roll_back(desk.options, "r000001", keep_releases=3)
    assert desk.ask(TITLES) == first
    assert desk.ask("select release, run_id from release.info") == [("r000001", "run-1")]
    assert [(s.version, s.release) for s in kept_snapshots(desk.options)] == [
        (2, "r000002"),
        (3, "r000001"),
    ]
    third = desk.run(THIRD, "run-3")
    assert third is not None
    assert third.name == "r000003"
    assert desk.ask("select key, change from release.changes order by all") == [
        ("a", "removed"),
        ("c", "added"),
    ]
    with (
        hold_lake_lease(desk.options, "rollback"),
        pytest.raises(WarehouseError, match="r000009 is not kept; these are: r000001, r000002"),
    ):
        roll_back(desk.options, "r000009", keep_releases=3)


def test_old_snapshots_and_their_files_are_let_go(desk: Desk) -> None:
    for number in range(4):
        desk.run(f"delete from mart.articles; {TWO.replace('một', str(number))}", keep=2)
    assert [s.release for s in kept_snapshots(desk.options)] == ["r000003", "r000004"]
    with duckdb.connect() as connection, attached(connection, desk.options):
        held = connection.execute("select snapshot_id from ducklake_snapshots('lake')").fetchall()
        (changed,) = connection.execute(
            "select count(*) from ducklake_list_files('lake', 'articles', schema => 'mart')"
        ).fetchall()[0]
    assert held == [(3,), (4,)]
    assert changed
    # Two releases name at most two files of articles, with the rows taken out of each.
    articles = [path for path in _files(desk) if "/mart/articles/" in path]
    assert len(articles) <= 4


def test_a_folder_that_holds_other_files_is_refused(desk: Desk) -> None:
    other = Path(desk.options.folder) / "deep" / "other.parquet"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"somebody's")
    with pytest.raises(WarehouseError, match="holds files already"):
        desk.run(TWO)
    assert other.exists()
    other.unlink()
    assert desk.run(TWO) is not None


def test_the_descriptions_and_the_macros_go_with_the_tables(desk: Desk) -> None:
    desk.run(
        TWO + "; insert into mart.province_successions values "
        "('ha-tay', '2008-08-01', null, 'ha-noi', 'Hà Nội')"
    )
    ((comment,),) = desk.ask("select comment from duckdb_tables() where table_name = 'articles'")
    assert comment.startswith("Grain: one row an article")
    assert desk.ask("select mart.province_at('ha-tay', date '2020-01-01')") == [("ha-noi",)]


def test_a_reader_can_neither_write_nor_leave_the_lake(desk: Desk, tmp_path: Path) -> None:
    desk.run(TWO)
    secret = tmp_path / "secret.csv"
    secret.write_text("word\n", encoding="ascii")
    inside = "select count(*) from postgres_query('__ducklake_metadata_lake', '{}')"
    snapshots = f"{desk.options.catalog_schema}.ducklake_snapshot"
    write = f"with gone as (delete from {snapshots} returning 1) select * from gone"
    with open_lake(desk.options) as connection:
        for statement in (
            "delete from mart.articles",
            f"from read_csv('{secret}')",
            f"copy mart.articles to '{tmp_path / 'out.csv'}'",
            f"attach '{tmp_path / 'other.duckdb'}'",
            "set enable_external_access = true",
            inside.format(write),
            "call postgres_execute('__ducklake_metadata_lake', 'drop schema public cascade')",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert len(desk.ask(TITLES)) == 2
