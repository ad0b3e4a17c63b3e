"""One description a table and column: dbt's YAML, its docs, the file's comments, the dictionary."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from flows.asking import dictionary
from flows.marts.building import document_marts
from flows.settings import PROJECT, Home
from warehouse.descriptions import source_descriptions

if TYPE_CHECKING:
    from pathlib import Path

HOW = "write it anew: khotin dictionary --questions --output docs/dictionary.md (home of the seeds)"

Described = dict[tuple[str, str], tuple[str, dict[str, str]]]


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def models(seeds_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Described:
    """What dbt's generated docs say of the models and seeds."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copyfile(Home(seeds_home).build_file, folder / "build.duckdb")
    pages = document_marts(folder / "build.duckdb", folder)
    nodes: dict[str, Any] = json.loads((pages / "manifest.json").read_text(encoding="utf-8"))[
        "nodes"
    ]
    return {
        (node["schema"], node["alias"]): (
            node["description"],
            {name: column["description"] for name, column in node["columns"].items()},
        )
        for node in nodes.values()
        if node["resource_type"] in {"model", "seed"}
    }


@pytest.fixture(scope="module")
def build_columns(seeds_home: Path) -> dict[tuple[str, str], set[str]]:
    with duckdb.connect(str(Home(seeds_home).build_file), read_only=True) as connection:
        return columns_by_table(connection)


def columns_by_table(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], set[str]]:
    rows = connection.execute(
        "select schema_name, table_name, list(column_name) from duckdb_columns() "
        "where not internal and database_name = current_database() group by all"
    ).fetchall()
    return {(schema, table): set(columns) for schema, table, columns in rows}


def test_every_model_and_seed_and_every_column_of_it_is_described(
    models: Described, build_columns: dict[tuple[str, str], set[str]]
) -> None:
    built = {name for name in build_columns if name[0] not in {"raw", "quality", "main"}}
    assert built
    assert not built - set(models)
    for name in built:
        description, columns = models[name]
        assert description, f"{name} has no description"
        undescribed = {c for c in build_columns[name] if not columns.get(c)}
        assert not undescribed, f"{name}: {undescribed}"
        assert not set(columns) - build_columns[name], f"{name} describes columns it lacks"


def test_every_table_that_no_model_makes_is_described(desk_home: Home) -> None:
    sources = source_descriptions()
    with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
        published = columns_by_table(connection)
    others = {name: columns for name, columns in published.items() if name[0] != "mart"}
    assert {schema for schema, _ in others} == {"quality", "release", "search"}
    for name, columns in others.items():
        description, texts = sources[name]
        assert description, f"{name} has no description"
        assert columns == {column for column, text in texts.items() if text}, name


def test_the_comments_of_the_published_file_are_dbts_descriptions(
    models: Described, desk_home: Home
) -> None:
    described = models | source_descriptions()
    with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
        frame = dictionary.columns(connection)
        macros = dictionary.macros(connection)
    assert frame.null_count().sum_horizontal().item() == 0
    assert macros.null_count().sum_horizontal().item() == 0
    for table, table_text, column, _, text in frame.iter_rows():
        schema, name = table.split(".")
        description, columns = described[schema, name]
        assert one_line(table_text) == one_line(description)
        assert one_line(text) == one_line(columns[column])


def test_the_dictionary_in_docs_is_that_of_the_seeds(desk_home: Home) -> None:
    with duckdb.connect(str(desk_home.published_file), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        expected = dictionary.markdown(connection, dictionary.questions())
    written = (PROJECT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert written.splitlines() == expected.splitlines(), f"docs/dictionary.md is stale; {HOW}"


def test_a_cell_of_the_dictionary_is_text_and_not_markup(tmp_path: Path) -> None:
    path = tmp_path / "hostile.sql"
    path.write_text(
        "-- What is hostile?\n-- Look at the pipes.\nselect '<b>|x\n* [a](b)' as v\n",
        encoding="utf-8",
    )
    with duckdb.connect() as connection:
        text = dictionary.markdown(connection, [dictionary.questions(tmp_path)[0]])
    assert r"| \<b\>\|x \* \[a\](b) |" in text


def test_a_question_without_its_comment_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.sql").write_text("select 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="leading comment"):
        dictionary.questions(tmp_path)
