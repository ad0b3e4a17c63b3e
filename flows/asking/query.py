"""Asks the published file, and gives the answer as a table, CSV, JSON, JSON lines or Parquet.

In come one SQL statement that reads, and values bound to its `$names`; out comes a frame, or text
or a file in the format that was asked for. What is not a question (COPY, ATTACH, PRAGMA, SET, two
statements at once) is refused before DuckDB sees it, and the connection could not obey it either:
it is read-only, without files, network, secrets or settings.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb

from flows.asking.desk import flat, print_table, shown
from flows.asking.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import polars as pl

    from flows.settings import Home

Parameter = None | bool | int | float | str | date | datetime

_COMMENTS = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*", re.DOTALL)
_FIRST_WORD = re.compile(r"[a-zA-Z_]+")
_EXPLAIN = re.compile(r"explain(?:\s+analyze)?\b", re.IGNORECASE)
_READING = frozenset(
    {"select", "from", "with", "values", "table", "describe", "desc", "show", "summarize"}
    | {"pivot", "unpivot"}
)
# A pivot over values that are only found while it runs is a type and a select to DuckDB.
_ONE_QUESTION = (
    [duckdb.StatementType.SELECT],
    [duckdb.StatementType.CREATE, duckdb.StatementType.SELECT],
)


class QueryError(Exception):
    """A query that was refused; the message says why and what may be asked."""


def answer(home: Home, sql: str, parameters: Mapping[str, Parameter] | None = None) -> pl.DataFrame:
    """Answer one SQL statement from the published file, which cannot be written or left.

    Args:
        home: where the published file is.
        sql: a statement that reads.
        parameters: values of the statement's `$names`; bound, never put into the text.

    Raises:
        WarehouseError: nothing is published, or the file cannot be opened.
        QueryError: the statement does not read, or DuckDB refused it.
    """
    with home.open() as connection:
        try:
            require_question(connection, sql)
            return connection.execute(sql, dict(parameters or {})).pl()
        except duckdb.Error as error:
            hint = " Give each with --param name=value." if "parameter" in str(error) else ""
            raise QueryError(f"The query failed: {error}{hint}") from error


def require_question(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse what is not one statement that only reads.

    Raises:
        QueryError: it is not; the message names what is allowed.
        duckdb.Error: it does not parse.
    """
    start = _COMMENTS.match(sql)
    question = sql[start.end() :] if start else sql
    explained = _EXPLAIN.match(question)
    if explained:
        require_question(connection, question[explained.end() :])
        return
    word = _FIRST_WORD.match(question)
    if word is None or word[0].lower() not in _READING:
        raise QueryError(
            f"{word[0].upper() if word else 'This'} is no question: `khotin query` takes one "
            "statement that reads, such as SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE, PIVOT "
            "or EXPLAIN of one. The warehouse is written by `khotin run` alone."
        )
    kinds = [statement.type for statement in connection.extract_statements(sql)]
    if kinds not in _ONE_QUESTION[: 2 if word[0].lower() == "pivot" else 1]:
        raise QueryError(
            f"`khotin query` takes one statement that reads; these are {len(kinds)} of kind "
            f"{', '.join(sorted({kind.name.lower() for kind in kinds}))}."
        )


def parse_parameters(given: Iterable[str]) -> dict[str, Parameter]:
    """Parameters as the command line gives them, `name=value`, with their types.

    A value that JSON reads as a number, true, false, null or a "quoted text" is that, a day written
    2024-06-30 a date, everything else the text as it is.

    Raises:
        QueryError: one has no `=` or no name.
    """
    parameters: dict[str, Parameter] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise QueryError(f"--param {item!r} is not name=value, as in --param day=2024-06-30.")
        parameters[name] = _typed(value)
    return parameters


def _typed(value: str) -> Parameter:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    try:
        parsed = json.loads(value)
    except ValueError:
        return value
    return parsed if parsed is None or isinstance(parsed, bool | int | float | str) else value


def give(frame: pl.DataFrame, form: Format, output: Path | None) -> None:
    """Write an answer to a file, or to the standard output.

    Raises:
        QueryError: Parquet is asked for without a file, or the file cannot be written.
    """
    if form is Format.TABLE and output is None:
        print_table(frame)
    elif form is Format.PARQUET:
        if output is None:
            raise QueryError("Parquet is no text: name a file with --output.")
        _write(output, lambda: frame.write_parquet(output, compression="zstd"))
    elif output is not None:
        _write(output, lambda: output.write_text(as_text(frame, form), encoding="utf-8"))
    else:
        text = as_text(frame, form)
        sys.stdout.write(harmless(text) if sys.stdout.isatty() else text)


def as_text(frame: pl.DataFrame, form: Format) -> str:
    """An answer as CSV (lists joined with `; `), JSON or JSON lines."""
    if form is Format.JSON:
        return frame.write_json() + "\n"
    if form is Format.JSONL:
        return frame.write_ndjson()
    return flat(frame).write_csv()


def _write(output: Path, write: Any) -> None:
    try:
        write()
    except OSError as error:
        raise QueryError(f"The answer cannot be written to {output}: {error.strerror}.") from error


def harmless(text: str) -> str:
    """Text for a terminal: control characters as their pictures."""
    return shown(text).plain
