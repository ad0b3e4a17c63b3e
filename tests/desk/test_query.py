"""`khotin query`: answers in every format, bound parameters, and no way to write or to leave."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from typer.testing import CliRunner

from flows.asking.desk import shown
from flows.asking.query import QueryError, answer, parse_parameters
from flows.cli import app
from warehouse.connection import open_published
from warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from pathlib import Path

    from flows.settings import Home

RANKS = "select rank, rank_order from mart.person_ranks order by rank_order desc, person_id"


def khotin(home: Home, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--home", str(home.folder)])
    return result.exit_code, result.output


def test_the_formats_say_the_same(desk_home: Home, tmp_path: Path) -> None:
    expected = answer(desk_home, RANKS)
    assert expected.height > 0
    files = {form: tmp_path / f"ranks.{form}" for form in ("csv", "json", "jsonl", "parquet")}
    for form, path in files.items():
        assert khotin(desk_home, "query", RANKS, "--output", str(path)) == (0, "")
        assert khotin(desk_home, "query", RANKS, "--format", form)[0] == (form == "parquet") * 2
    assert pl.read_csv(files["csv"]).equals(expected)
    assert pl.read_json(files["json"]).equals(expected)
    assert pl.read_ndjson(files["jsonl"]).equals(expected)
    assert pl.read_parquet(files["parquet"]).equals(expected)
    code, printed = khotin(desk_home, "query", RANKS, "--json")
    assert code == 0
    assert json.loads(printed) == expected.to_dicts()


def test_lists_are_joined_where_a_cell_is_text(desk_home: Home) -> None:
    sql = "select ['một', 'hai'] as words, {'a': 1} as pair"
    assert khotin(desk_home, "query", sql, "--format", "csv") == (
        0,
        'words,pair\nmột; hai,"{""a"": 1}"\n',
    )


def test_a_parameter_is_bound_and_never_read_as_sql(desk_home: Home) -> None:
    hostile = "' or true --"
    sql = "select count(*) as n from mart.persons where name = $name"
    assert answer(desk_home, sql, {"name": hostile})["n"].to_list() == [0]
    code, printed = khotin(
        desk_home, "query", sql, "--param", "name=Trần Phú Hà", "--format", "csv"
    )
    assert (code, printed) == (0, "n\n1\n")


def test_parameters_have_the_type_they_look_like() -> None:
    assert parse_parameters(
        ["a=1", "b=2.5", "c=true", "d=null", 'e="1"', "f=2024-06-30", "g=Đại tá", "h=2024-02-31"]
    ) == {
        "a": 1,
        "b": 2.5,
        "c": True,
        "d": None,
        "e": "1",
        "f": date(2024, 6, 30),
        "g": "Đại tá",
        "h": "2024-02-31",
    }


@pytest.mark.parametrize("given", ["a", "=1", "1a=2", "a b=1"])
def test_a_parameter_without_a_name_is_refused(given: str) -> None:
    with pytest.raises(QueryError, match="name=value"):
        parse_parameters([given])


def test_a_statement_comes_from_a_file_or_the_line_but_not_both(
    desk_home: Home, tmp_path: Path
) -> None:
    file = tmp_path / "ask.sql"
    file.write_text("-- how many?\nselect count(*) as n from mart.articles;\n", encoding="utf-8")
    assert khotin(desk_home, "query", "--file", str(file), "--format", "csv") == (0, "n\n5\n")
    assert khotin(desk_home, "query", "select 1", "--file", str(file))[0] == 2
    assert khotin(desk_home, "query")[0] == 2
    assert khotin(desk_home, "query", "--file", str(tmp_path / "none.sql"))[0] == 2


WRITING = [
    "copy mart.persons to '{out}'",
    "copy (select 1) to '{out}'",
    "explain analyze copy mart.persons to '{out}'",
    "attach '{out}'",
    "attach '{out}' as other; select 1",
    "export database '{out}'",
    "create table x as select 1",
    "create temp table x as select 1",
    "create macro f() as 1",
    "create secret s (type s3)",
    "insert into mart.persons from mart.persons",
    "with a as (from mart.persons) insert into mart.persons from a",
    "update mart.persons set name = 'x'",
    "delete from mart.persons",
    "drop table mart.persons",
    "select 1; drop table mart.persons",
    "install httpfs",
    "load httpfs",
    "checkpoint",
    "vacuum",
    "use memory",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset threads",
    "pragma database_list",
    "pragma enable_logging",
    "call enable_logging()",
    "prepare a as select 1",
    "begin",
    "import database '{out}'",
    "detach press",
    "",
]

LEAVING = [
    "select * from read_text('{secret}')",
    "select * from read_blob('{secret}')",
    "select * from read_csv('{secret}')",
    "select * from read_json('{secret}')",
    "select * from sniff_csv('{secret}')",
    "select * from parquet_metadata('{secret}')",
    "select * from glob('{folder}/*')",
    "from '{secret}'",
    "from query_table('{secret}')",
    "select * from read_csv('https://example.org/x.csv')",
    "select getenv('HOME')",
    "select * from desk_home",
]


@pytest.mark.parametrize("statement", WRITING)
def test_what_writes_is_refused(statement: str, desk_home: Home, tmp_path: Path) -> None:
    before = desk_home.published_file.read_bytes()
    out = tmp_path / "out"
    with pytest.raises(QueryError):
        answer(desk_home, statement.format(out=out))
    assert list(tmp_path.iterdir()) == []
    assert desk_home.published_file.read_bytes() == before


@pytest.mark.parametrize("statement", LEAVING)
def test_what_leaves_the_file_is_refused(statement: str, desk_home: Home, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(QueryError, match="The query failed"):
        answer(desk_home, statement.format(secret=secret, folder=tmp_path))


@pytest.mark.parametrize("statement", [s for s in WRITING if "{out}" in s] + LEAVING[:-1])
def test_the_connection_alone_would_refuse_too(
    statement: str, desk_home: Home, tmp_path: Path
) -> None:
    """The second lock: without the look at the statement nothing leaves or enters either."""
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    out = tmp_path / "out"
    with open_published(desk_home.published_file) as connection:
        with pytest.raises(Exception, match=r"Permission|Catalog|disabled|does not exist"):
            connection.execute(statement.format(out=out, secret=secret, folder=tmp_path))
        assert connection.execute("from duckdb_secrets()").fetchall() == []
    assert not out.is_file()


def test_questions_of_every_kind_are_answered(desk_home: Home) -> None:
    for statement in (
        "-- note\n/* more */ select 1",
        "(select 1) union all (select 2)",
        "values (1)",
        "describe mart.persons",
        "summarize mart.persons",
        "show all tables",
        "explain select 1",
        "explain analyze select 1",
        "pivot mart.persons on role using count(*)",
        "from mart.search('an ninh')",
    ):
        assert answer(desk_home, statement).height > 0


def test_a_home_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    from flows.settings import Home as AnyHome  # noqa: PLC0415

    with pytest.raises(WarehouseError, match="khotin run"):
        answer(AnyHome(tmp_path), "select 1")
    assert khotin(AnyHome(tmp_path), "query", "select 1")[0] == 2


def test_control_characters_are_shown_on_a_terminal(desk_home: Home) -> None:
    value = answer(desk_home, "select chr(27) || '[31m' || chr(8238) as v")["v"][0]
    assert "\x1b" in value
    text = shown(value).plain
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_queries_do_not_depend_on_the_working_folder(
    desk_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "near.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(QueryError):
        answer(desk_home, "from 'near.csv'")
    assert os.listdir(tmp_path) == ["near.csv"]  # noqa: PTH208
