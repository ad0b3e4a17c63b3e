"""Publishing: whole releases only, told apart by their changes, kept, put back, never half seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from warehouse.errors import WarehouseError
from warehouse.migrate import migrate
from warehouse.publish import Release, publish, stage
from warehouse.releases import (
    current_release,
    is_intact,
    kept_releases,
    list_releases,
    restore,
    roll_back,
)

if TYPE_CHECKING:
    from pathlib import Path


class Desk:
    """A build with one small mart, and the place it is published to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = folder / "press.duckdb"
        self.releases = folder / "releases"
        self.connection = duckdb.connect(str(folder / "build.duckdb"))
        migrate(self.connection)
        self.connection.execute("create schema mart")
        self.connection.execute(
            "create table mart.articles (article_id varchar, title varchar, run_id varchar, "
            "text varchar default 'Một bài.', event_date date, published_date date, "
            "header_month date)"
        )
        self.connection.execute(
            "create table mart.province_successions (province_id varchar, valid_from date, "
            "valid_to date, unit_province_id varchar, unit_name varchar)"
        )
        self.connection.execute("comment on table mart.articles is 'It''s one row an article.'")
        self.connection.execute("comment on column mart.articles.title is 'The headline.'")

    def run(self, sql: str, run_id: str, keep: int = 3) -> Release | None:
        self.connection.execute(sql)
        staged = stage(self.connection, published_file=self.published, releases=self.releases)
        return publish(
            self.connection,
            staged,
            run_id=run_id,
            published_file=self.published,
            keep_releases=keep,
        )

    def ask(self, sql: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(path or self.published), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_release_says_what_changed(desk: Desk) -> None:
    first = desk.run(
        "insert into mart.articles (article_id, title, run_id) "
        "values ('a', 'one', 'r'), ('b', 'two', 'r')",
        "run-1",
    )
    assert first is not None
    assert first.name == "r000001"
    assert first.changed_rows == 2
    second = desk.run(
        "update mart.articles set title = 'TWO' where article_id = 'b'; "
        "delete from mart.articles where article_id = 'a'; "
        "insert into mart.articles (article_id, title, run_id) values ('c', 'three', 'r')",
        "run-2",
    )
    assert second is not None
    assert desk.ask('select "table", key, change from release.changes order by all') == [
        ("articles", "a", "removed"),
        ("articles", "b", "changed"),
        ("articles", "c", "added"),
    ]
    assert desk.ask("select release, previous_release, run_id from release.info") == [
        ("r000002", "r000001", "run-2")
    ]


def test_no_difference_is_no_release(desk: Desk) -> None:
    assert (
        desk.run(
            "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')",
            "run-1",
        )
        is not None
    )
    before = desk.published.read_bytes()
    assert desk.run("update mart.articles set run_id = 'other'", "run-2") is None
    assert desk.published.read_bytes() == before
    assert kept_releases(desk.releases) == ["r000001"]


def test_descriptions_go_with_the_tables(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    ((table,),) = desk.ask(
        "select comment from duckdb_tables() where schema_name = 'mart' and table_name = 'articles'"
    )
    assert table.startswith("Grain: one row an article")
    ((column,),) = desk.ask(
        "select comment from duckdb_columns() where schema_name = 'mart' and column_name = 'title'"
    )
    assert column.startswith("Headline")


def test_only_the_last_releases_are_kept(desk: Desk) -> None:
    for number in range(5):
        desk.run(
            f"insert into mart.articles (article_id, title, run_id) values ('{number}', 't', 'r')",
            f"run-{number}",
            keep=2,
        )
    assert kept_releases(desk.releases) == ["r000004", "r000005"]
    assert current_release(desk.releases) == "r000005"


def test_rollback_and_forward_give_the_same_bytes(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    first = desk.published.read_bytes()
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('b', 'two', 'r')", "run-2"
    )
    second = desk.published.read_bytes()
    roll_back(desk.releases, "r000001", desk.published)
    assert desk.published.read_bytes() == first
    assert current_release(desk.releases) == "r000001"
    listed = list_releases(desk.releases)
    assert listed["release"].to_list() == ["r000002", "r000001"]
    assert listed["is_current"].to_list() == [False, True]
    roll_back(desk.releases, "r000002", desk.published)
    assert desk.published.read_bytes() == second


def test_after_a_rollback_changes_are_told_against_what_readers_had(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('b', 'two', 'r')", "run-2"
    )
    roll_back(desk.releases, "r000001", desk.published)
    third = desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('c', 'three', 'r')", "run-3"
    )
    assert third is not None
    assert third.name == "r000003"
    assert desk.ask("select key from release.changes order by key") == [("b",), ("c",)]


def test_a_rollback_to_an_unknown_release_says_which_are_kept(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    with pytest.raises(WarehouseError, match="r000009 is not kept; these are: r000001"):
        roll_back(desk.releases, "r000009", desk.published)


def test_a_published_file_changed_or_deleted_by_hand_is_put_back(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    good = desk.published.read_bytes()
    assert is_intact(desk.releases, desk.published)
    assert not restore(desk.releases, desk.published)
    desk.published.write_bytes(b"no warehouse")
    assert restore(desk.releases, desk.published)
    assert desk.published.read_bytes() == good
    desk.published.unlink()
    assert restore(desk.releases, desk.published)
    assert desk.published.read_bytes() == good


def test_an_older_release_can_be_attached_beside_the_current(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('b', 'two', 'r')", "run-2"
    )
    old = desk.releases / "r000001" / "press.duckdb"
    with duckdb.connect(str(desk.published), read_only=True) as connection:
        connection.execute(f"attach '{old}' as old (read_only)")
        rows = connection.execute(
            "select article_id from mart.articles except select article_id from old.mart.articles"
        ).fetchall()
    assert rows == [("b",)]


def test_a_reader_goes_on_reading_what_it_opened(desk: Desk) -> None:
    desk.run(
        "insert into mart.articles (article_id, title, run_id) values ('a', 'one', 'r')", "run-1"
    )
    with duckdb.connect(str(desk.published), read_only=True) as reader:
        desk.run(
            "insert into mart.articles (article_id, title, run_id) values ('b', 'two', 'r')",
            "run-2",
        )
        assert reader.execute("select count(*) from mart.articles").fetchone() == (1,)
    assert desk.ask("select count(*) from mart.articles") == [(2,)]
