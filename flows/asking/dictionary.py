"""The data dictionary: every table, column and macro of a published file, and the worked questions.

In comes a published file, whose comments are dbt's descriptions; out comes a frame of its columns,
and the dictionary as Markdown. `docs/dictionary.md` is that of the seeds with the answers to the
questions in `dbt/analyses` (`khotin dictionary --questions --output docs/dictionary.md`); a test
says when it is stale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from flows.asking.desk import flat
from flows.settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb
    import polars as pl

QUESTIONS = PROJECT / "dbt" / "analyses"
SHOWN_ROWS = 12
SHOWN_CHARACTERS = 90

_COLUMNS = """
select
    columns.schema_name || '.' || columns.table_name as "table",
    tables.comment as table_description,
    columns.column_name as "column",
    columns.data_type as type,
    columns.comment as description
from duckdb_columns() as columns
inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
where columns.database_name = current_database() and not columns.internal
order by
    list_position(['mart', 'quality', 'release', 'search'], columns.schema_name),
    "table",
    columns.column_index
"""

_MACROS = """
select
    schema_name || '.' || function_name as macro,
    array_to_string(parameters, ', ') as parameters,
    comment as description
from duckdb_functions()
where database_name = current_database() and schema_name = 'mart' and not internal
order by macro
"""


@dataclass(frozen=True)
class Question:
    """A worked question: its file's name, what it asks, what to look at, and its SQL."""

    name: str
    asks: str
    look_at: str
    sql: str


def columns(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row a column of the file: table, table_description, column, type, description."""
    return connection.execute(_COLUMNS).pl()


def macros(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row a macro of schema mart: macro, parameters, description."""
    return connection.execute(_MACROS).pl()


def questions(folder: Path = QUESTIONS) -> list[Question]:
    """The worked questions, in the order of their files.

    Raises:
        ValueError: a file does not begin with a comment of its question and what to look at.
    """
    return [_question(path) for path in sorted(folder.glob("*.sql"))]


def _question(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    comment = " ".join(
        line.removeprefix("--").strip()
        for line in takewhile(lambda line: line.startswith("--"), sql.splitlines())
    )
    asked = re.fullmatch(r"(?P<asks>.+?\?) Look at (?P<look_at>.+)", comment)
    if asked is None:
        raise ValueError(f"{path}: the leading comment is not 'Question? Look at …'")
    return Question(path.stem, asked["asks"], asked["look_at"], sql)


def markdown(
    connection: duckdb.DuckDBPyConnection, asked: Iterable[Question] = (), title: str = ""
) -> str:
    """The dictionary as Markdown, with the answers to the questions that are asked."""
    lines = [f"# {title or 'Data dictionary'}", ""]
    lines += [
        "Every table and column of the published file. The same words stand in dbt's YAML, where",
        "they are written, and in the file, as comments: `select * from duckdb_columns()`.",
        "Written by `khotin dictionary`.",
        "",
    ]
    for (table, description), rows in columns(connection).group_by(
        "table", "table_description", maintain_order=True
    ):
        lines += [f"## {table}", "", str(description), "", "| column | type | meaning |"]
        lines += ["|---|---|---|"]
        lines += [
            f"| {name} | {kind} | {_cell(text, None)} |"
            for name, kind, text in rows.select("column", "type", "description").iter_rows()
        ]
        lines.append("")
    lines += ["## Macros", "", "| macro | parameters | meaning |", "|---|---|---|"]
    lines += [
        f"| {name} | {parameters} | {_cell(text, None)} |"
        for name, parameters, text in macros(connection).iter_rows()
    ]
    lines.append("")
    answered = [line for question in asked for line in _answered(connection, question)]
    if answered:
        lines += ["# Worked questions", "", _HOW_TO_ASK, "", *answered]
    return "\n".join(lines)


_HOW_TO_ASK = (
    "Each is a file in `dbt/analyses`, plain SQL over the published file: "
    "`khotin query --file dbt/analyses/NAME.sql`. What it asks about (a name, a day) stands in its "
    "first lines, to be changed. The answers are those of the five seed articles."
)


def _answered(connection: duckdb.DuckDBPyConnection, question: Question) -> list[str]:
    answer = flat(connection.execute(question.sql).pl())
    lines = [f"## {question.asks}", "", f"`{question.name}.sql` - look at {question.look_at}", ""]
    if answer.is_empty():
        return [*lines, "No rows.", ""]
    lines += ["| " + " | ".join(answer.columns) + " |", "|" + "---|" * answer.width]
    lines += [
        "| " + " | ".join(_cell(value, SHOWN_CHARACTERS) for value in row) + " |"
        for row in answer.head(SHOWN_ROWS).iter_rows()
    ]
    if answer.height > SHOWN_ROWS:
        lines += ["", f"{answer.height - SHOWN_ROWS} more rows."]
    return [*lines, ""]


def _cell(value: object, width: int | None) -> str:
    """A value that stays in its cell and is text, not markup."""
    text = "" if value is None else " ".join(str(value).split())
    if width and len(text) > width:
        text = text[: width - 1].rstrip() + "…"
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
