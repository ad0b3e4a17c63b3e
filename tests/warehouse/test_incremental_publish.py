"""A release made of the one before holds the rows of a compact copy, whatever happened between."""

from __future__ import annotations

import logging
import random
import re
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from warehouse import build_state, incremental_copy
from warehouse.descriptions import MODELS as MODELS_FOLDER
from warehouse.migrate import migrate
from warehouse.publish import publish, stage
from warehouse.releases import kept_releases, roll_back
from warehouse.tables import MADE_ANEW, REFERENCE_MARTS, columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MODELS = "models"
RULES = "rules-1"
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)

MARTS = """
create schema mart;
create table mart.articles (
    article_id varchar, title varchar, lead varchar, text varchar, copy_group_id varchar,
    event_date date, published_date date, header_month date, rules_version varchar, run_id varchar
);
create table mart.person_mentions (
    mention_id varchar, article_id varchar, person_id varchar, posts varchar[], sentence varchar
);
create table mart.metrics (
    metric_id varchar, article_id varchar, value double, phrase varchar, subject varchar,
    sentence varchar
);
create table mart.persons (person_id varchar, name varchar, mention_count bigint);
create table mart.province_successions (
    province_id varchar, valid_from date, valid_to date, unit_province_id varchar,
    unit_name varchar
);
create schema before_build;
create schema intermediate;
create table intermediate.int_stale_articles (article_id varchar);
create table intermediate.int_stale_mentions (mention_id varchar);
create table intermediate.int_touched_persons (person_id varchar);
"""

# What dbt lists as made anew in a build, by mart: all that differs from the build before.
LISTED = {"articles": "article_id", "person_mentions": "mention_id", "persons": "person_id"}

WORDS = ["công", "an", "tỉnh", "bắt", "nhóm", "trộm", "cắp", "tài", "sản", "ở", "huyện", "giảm"]


class Desk:
    """A build whose marts are written by hand as dbt writes them, and what is published of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.published = folder / "press.duckdb"
        self.releases = folder / "releases"
        self.chosen = random.Random(20261123)
        self.number = 0
        with self.build() as connection:
            migrate(connection)
            connection.execute(MARTS)
            for table in LISTED:
                connection.execute(f"create table before_build.{table} as from mart.{table}")

    def build(self) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect(str(self.folder / "build.duckdb"))
        connection.execute("set timezone = 'UTC'")
        return connection

    def add(self, count: int, run_id: str) -> None:
        numbers = range(self.number + 1, self.number + 1 + count)
        self.number += count
        self.renew([f"a{number:04d}" for number in numbers], run_id)

    def renew(self, article_ids: list[str], run_id: str, rules: str = RULES) -> None:
        with self.build() as connection:
            connection.execute("begin")
            for article_id in article_ids:
                self._make(connection, article_id, run_id, rules)
            connection.execute("commit")

    def remove(self, article_ids: list[str]) -> None:
        with self.build() as connection:
            for article_id in article_ids:
                self._forget(connection, article_id)

    def articles(self) -> list[str]:
        with self.build() as connection:
            rows = connection.execute("select article_id from mart.articles order by 1").fetchall()
        return [str(article_id) for (article_id,) in rows]

    def change_persons(self) -> None:
        """What new articles do to old ones: other person ids and groups of copies."""
        with self.build() as connection:
            connection.execute(
                """
                update mart.person_mentions set person_id = 'p-' || person_id
                where hash(mention_id) % 9 = 0;
                update mart.articles set copy_group_id = article_id where hash(article_id) % 11 = 0;
                create or replace table mart.persons as
                select person_id, min(sentence) as name, count(*) as mention_count
                from mart.person_mentions group by person_id;
                """
            )

    def _forget(self, connection: duckdb.DuckDBPyConnection, article_id: str) -> None:
        for table in ("articles", "person_mentions", "metrics"):
            connection.execute(f"delete from mart.{table} where article_id = ?", [article_id])
        build_state.touch_articles(connection, f"select '{article_id}'")

    def _make(
        self, connection: duckdb.DuckDBPyConnection, article_id: str, run_id: str, rules: str
    ) -> None:
        self._forget(connection, article_id)
        text = f"{article_id} " + " ".join(random.Random(article_id).choices(WORDS, k=40))
        title = " ".join(self.chosen.choices(WORDS, k=4))
        connection.execute(
            "insert into mart.articles by name select ? as article_id, ? as title, ? as text, "
            "? as rules_version, ? as run_id",
            [article_id, title, text, rules, run_id],
        )
        for place in range(self.chosen.randint(0, 4)):
            connection.execute(
                "insert into mart.person_mentions values (?, ?, ?, ['Giám đốc'], ?)",
                [f"{article_id}:p{place}", article_id, f"{place}", title],
            )
            connection.execute(
                "insert into mart.metrics values (?, ?, ?, ?, null, ?)",
                [f"{article_id}:m{place}", article_id, place, title, title],
            )
        connection.execute(
            """
            insert into quality.source_files
            select ?, ?, 1, now(), ?, 'utf-8', 1, [{'repair': 'nfc', 'count': 2}], ?, 'accepted',
            now(), ?
            on conflict (path) do update set run_id = excluded.run_id
            """,
            [article_id, article_id, article_id, article_id, run_id],
        )

    def end_build(self) -> None:
        """List what differs from the build before, as the models do."""
        with self.build() as connection:
            build_state.count_build(connection)
            for table, key in LISTED.items():
                _, listed = MADE_ANEW[table]
                connection.execute(
                    f"""
                    create or replace table {listed} as
                    select {key} from (
                        (from mart.{table} except from before_build.{table})
                        union all (from before_build.{table} except from mart.{table})
                    );
                    create or replace table before_build.{table} as from mart.{table};
                    """
                )

    def publish(self, run_id: str, *, is_noted: bool = True) -> str | None:
        """Publish as the pipeline does, or as one that is killed before it notes that it did."""
        self.end_build()
        with self.build() as connection:
            connection.execute(
                "insert into quality.runs (run_id, started_at, status) values (?, ?, 'running')",
                [run_id, MOMENT],
            )
            state = connection.execute("from raw.build_state").fetchone()
        with duckdb.connect(str(self.folder / "build.duckdb"), read_only=True) as connection:
            staged = stage(connection, published_file=self.published, releases=self.releases)
        with self.build() as connection:
            connection.execute(
                "insert into quality.check_results by name select ? as run_id, 's' as suite, "
                "'e' || i as expectation, 'articles' as \"table\", i > 1 as success, "
                "'warn' as severity from range(3) as t (i)",
                [run_id],
            )
            release = publish(
                connection,
                staged,
                run_id=run_id,
                published_file=self.published,
                keep_releases=5,
            )
            if is_noted:
                build_state.mark_built(connection, MODELS, is_published=release is not None)
            else:
                assert state is not None
                connection.execute("update raw.build_state set published_run_id = ?", [state[3]])
            connection.execute(
                "update quality.runs set status = 'unchanged', finished_at = now() "
                "where run_id = ?",
                [run_id],
            )
        return release.name if release else None


@pytest.fixture
def desk(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Desk:
    caplog.set_level(logging.INFO, logger="warehouse.publish")
    folder = tmp_path / "home"
    folder.mkdir()
    made = Desk(folder)
    made.add(40, "run-00")
    made.change_persons()
    assert made.publish("run-00") == "r000001"
    return made


def publish_both_ways(desk: Desk, run_id: str, **options: bool) -> str | None:
    """Publish, and publish a copy of the home that trusts nothing; both must say the same."""
    twin_folder = desk.folder.with_name("twin")
    shutil.rmtree(twin_folder, ignore_errors=True)
    shutil.copytree(desk.folder, twin_folder)
    twin = Desk.__new__(Desk)
    twin.folder = twin_folder
    twin.published = twin_folder / "press.duckdb"
    twin.releases = twin_folder / "releases"
    with twin.build() as connection:
        build_state.mark_whole_stale(connection)
    expected = twin.publish(run_id)
    found = desk.publish(run_id, **options)
    assert found == expected
    assert rows_of(desk.published) == rows_of(twin.published)
    return found


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a published file in order, without the moment of the publish."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables() "
            "where schema_name in ('mart', 'quality', 'release') order by all"
        ).fetchall()
        rows: dict[str, list[tuple[Any, ...]]] = {"tables": tables}
        for schema, table, _ in tables:
            columns = [
                f'"{column}"'
                for column in columns_of(connection, "press", schema, table)
                if (schema, table, column)
                not in {("release", "info", "published_at"), ("quality", "runs", "finished_at")}
            ]
            rows[f"{schema}.{table}"] = connection.execute(
                f"select {', '.join(columns)} from {schema}.{table} order by all"
            ).fetchall()
        rows["terms"] = connection.execute(
            "select term, folded, occurrence_count from search.terms order by all"
        ).fetchall()
        rows["postings"] = connection.execute(
            """
            select article_id, position, term, folded
            from search.postings
            inner join search.articles using (article_no)
            inner join search.terms using (term_id)
            where postings.folded_id = terms.folded_id
            order by all
            """
        ).fetchall()
        rows["search"] = connection.execute(
            "select article_count, round(mean_word_count, 9), macros_version from search.info"
        ).fetchall()
        rows["found"] = connection.execute(
            "select article_id, snippet from mart.search('trộm cắp') order by all"
        ).fetchall()
    return rows


def was_made_of(caplog: pytest.LogCaptureFixture, previous: str) -> bool:
    """Whether the last release that the test's own home made was made of the one before."""
    return caplog.messages[-1].endswith(f"was made of {previous}")


def add_one(desk: Desk) -> None:
    desk.add(1, "run-01")


def renew_two(desk: Desk) -> None:
    desk.renew(["a0003", "a0004"], "run-01")


def remove_two(desk: Desk) -> None:
    desk.remove(["a0005", "a0040"])


def add_and_change_persons(desk: Desk) -> None:
    desk.add(1, "run-01")
    desk.change_persons()


@pytest.mark.parametrize(
    "change", [add_one, renew_two, remove_two, Desk.change_persons, add_and_change_persons]
)
def test_a_little_change_is_brought_into_the_release_before(
    desk: Desk, caplog: pytest.LogCaptureFixture, change: Callable[[Desk], None]
) -> None:
    change(desk)
    assert publish_both_ways(desk, "run-01") == "r000002"
    assert was_made_of(caplog, "r000001")


def test_the_same_facts_of_another_run_are_no_release_but_are_not_lost(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with desk.build() as connection:
        connection.execute("update mart.articles set run_id = 'run-01' where article_id = 'a0007'")
        build_state.touch_articles(connection, "select 'a0007'")
    assert publish_both_ways(desk, "run-01") is None
    desk.add(1, "run-02")
    assert publish_both_ways(desk, "run-02") == "r000002"
    assert was_made_of(caplog, "r000001")


def test_after_a_failed_run(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.renew(["a0009"], "run-01")
    desk.change_persons()
    desk.end_build()
    desk.add(1, "run-02")
    assert publish_both_ways(desk, "run-02") == "r000002"
    assert was_made_of(caplog, "r000001")


def test_after_a_crash_between_publishing_and_noting_it(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.renew(["a0009"], "run-01")
    publish_both_ways(desk, "run-01", is_noted=False)
    desk.add(1, "run-02")
    assert publish_both_ways(desk, "run-02") == "r000003"
    assert was_made_of(caplog, "r000002")


def test_after_a_rollback_all_texts_are_compared(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.renew(["a0009"], "run-01")
    publish_both_ways(desk, "run-01")
    roll_back(desk.releases, "r000001", desk.published)
    desk.add(1, "run-02")
    assert publish_both_ways(desk, "run-02") == "r000003"
    assert was_made_of(caplog, "r000001")


@pytest.mark.parametrize("table", ["metrics", "persons"])
def test_rows_that_no_model_made_anew_are_not_read(desk: Desk, table: str) -> None:
    column = {"metrics": "phrase", "persons": "name"}[table]
    with desk.build() as connection:
        connection.execute(f"update mart.{table} set {column} = 'khác' where rowid = 0")
        connection.execute("create or replace table before_build.persons as from mart.persons")
    desk.add(1, "run-01")
    assert desk.publish("run-01") == "r000002"
    with duckdb.connect(str(desk.published), read_only=True) as connection:
        rows = connection.execute(f"from mart.{table} where {column} = 'khác'").fetchall()
    assert rows == []


FORGET = {
    "intermediate.int_stale_articles": "forget_stale_articles()",
    "intermediate.int_stale_mentions": "forget_stale_mentions()",
    "intermediate.int_touched_persons": "forget_touched_persons()",
    "raw.touched_articles": "forget_touched()",
}


@pytest.mark.parametrize("table", sorted(MADE_ANEW))
def test_dbt_makes_anew_what_the_publish_compares(table: str) -> None:
    model = (MODELS_FOLDER / "marts" / f"{table}.sql").read_text(encoding="utf-8")
    assert "materialized='incremental'" in model
    assert f"pre_hook='{{{{ {FORGET[MADE_ANEW[table][1]]} }}}}'" in model


def test_marts_of_reference_data_are_those_that_dbt_passes_over() -> None:
    project = (MODELS_FOLDER.parent / "dbt_project.yml").read_text(encoding="utf-8")
    tagged = re.findall(r"(\w+): \{\+tags: \[reference\]\}", project)
    marts = {
        found[1] if (found := re.search(r"alias: (\w+)", described)) else model
        for model in tagged
        for described in [(MODELS_FOLDER / "marts" / f"{model}.yml").read_text(encoding="utf-8")]
    }
    assert marts == REFERENCE_MARTS


def test_a_whole_copy_is_made_of_a_build_that_is_in_doubt(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with desk.build() as connection:
        connection.execute("update mart.metrics set phrase = 'khác' where article_id = 'a0001'")
        build_state.mark_whole_stale(connection)
    assert publish_both_ways(desk, "run-01") == "r000002"
    assert caplog.messages[-1] == "Release r000002 was made whole"


def test_a_whole_copy_is_made_where_much_changed_or_columns_are_others(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.renew(desk.articles(), "run-01", "rules-2")
    assert publish_both_ways(desk, "run-01") == "r000002"
    assert caplog.messages[-1] == "Release r000002 was made whole"
    with desk.build() as connection:
        for schema in ("mart", "before_build"):
            connection.execute(f"alter table {schema}.persons add column rank varchar")
    desk.add(1, "run-02")
    assert publish_both_ways(desk, "run-02") == "r000003"
    assert caplog.messages[-1] == "Release r000003 was made whole"


def test_a_whole_copy_is_made_where_somebody_wrote_into_a_file(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with duckdb.connect(str(desk.published)) as connection:
        connection.execute("create table mart.mine as select 1 as one")
    desk.add(1, "run-01")
    assert publish_both_ways(desk, "run-01") == "r000002"
    assert caplog.messages[-1] == "Release r000002 was made whole"


def test_a_file_that_is_not_as_the_build_is_given_up(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incremental_copy, "_bring_mart", lambda *_: None)
    desk.add(1, "run-01")
    assert publish_both_ways(desk, "run-01") == "r000002"
    assert caplog.messages[-1] == "Release r000002 was made whole"
    assert any("mart.articles" in message for message in caplog.messages)


def test_many_publishes_in_a_row_are_made_whole_now_and_then(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[bool] = []
    for number in range(1, 9):
        desk.renew([f"a{number:04d}"], f"run-{number:02d}")
        desk.publish(f"run-{number:02d}")
        made.append(caplog.messages[-1].endswith("whole"))
    assert sum(made) == 1
    assert made.index(True) == incremental_copy.FEWEST_LOOSE + 1


def test_whatever_happens_in_whatever_order(desk: Desk) -> None:
    chosen = random.Random(7)
    for number in range(1, 13):
        run_id = f"run-{number:02d}"
        for _ in range(chosen.randint(1, 2)):
            some = chosen.sample(desk.articles(), 2)
            match chosen.randint(1, 4):
                case 1:
                    desk.add(chosen.randint(1, 3), run_id)
                case 2:
                    desk.renew(some, run_id)
                case 3:
                    desk.remove(some[:1])
                case _:
                    desk.change_persons()
        event = chosen.random()
        if event < 0.2:
            roll_back(desk.releases, chosen.choice(kept_releases(desk.releases)), desk.published)
        elif event < 0.3:
            desk.end_build()
            continue
        publish_both_ways(desk, run_id, is_noted=event < 0.85)
