"""The catalogue of corruptions, read from `corruptions.toml`.

In: that file. Out: `CORRUPTIONS`, each with the statements that spoil a build file and the check
that must notice, with its severity.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.expectations.press import RUN_ID

if TYPE_CHECKING:
    from expectations.checks import Severity


@dataclass(frozen=True, slots=True)
class Corruption:
    """One way to spoil a build file.

    Attributes:
        name: what went wrong, as somebody would tell it.
        suite: table whose suite must notice.
        expectation: check that must notice.
        column: column of the check, where the name alone does not tell.
        severity: how the check must count it.
        statements: SQL that spoils the file.
    """

    name: str
    suite: str
    expectation: str
    column: str | None
    severity: Severity
    statements: tuple[str, ...]


def free(table: str) -> str:
    """Return SQL that takes the keys and constraints off a table, so that it can be spoilt."""
    return f"create or replace table {table} as select * from {table}"


def _corruption(row: dict[str, Any]) -> Corruption:
    statements = [free(table) for table in row.get("free", [])]
    statements += [statement.replace("{run_id}", RUN_ID) for statement in row["statements"]]
    return Corruption(
        row["name"],
        row["suite"],
        row["expectation"],
        row.get("column"),
        row["severity"],
        tuple(statements),
    )


def _read() -> tuple[Corruption, ...]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(_corruption(row) for row in tomllib.loads(text)["corruption"])


CORRUPTIONS = _read()
