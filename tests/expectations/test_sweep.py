"""Every check of a common kind is broken once, and no check is left that nothing breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from expectations import run_checks
from expectations.suites import SuiteContext, all_suites
from tests.expectations.corruptions import CORRUPTIONS, free
from tests.expectations.press import RUN_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from expectations.checks import Check, Suite

    Spoil = Callable[[tuple[str, ...]], Path]

SUITES = all_suites(SuiteContext(RUN_ID))
#: Checks that no corruption of the catalogue and no sweep breaks. None: keep it so.
UNBROKEN: set[tuple[str, str, str | None]] = set()


#: What breaks a check, by the name that Great Expectations gives it; the sweep doubles every row
#: anyway.
BY_KIND = {
    "expect_column_values_to_not_be_null": "{column} = null",
    "expect_column_values_to_be_in_set": "{column} = 'nonsense'",
    "expect_column_values_to_match_regex": "{column} = '!'",
    "expect_column_values_to_be_unique": "",
    "expect_compound_columns_to_be_unique": "",
}
#: What breaks a check of our own, by what its name ends in or holds.
BY_NAME = {
    "_not_blank": "{column} = ' '",
    "_exists_in_": "{column} = 'nowhere'",
    "_names_its_span": "{column} = {column} || 'x'",
    "_equals_text_at_span": "{column} = '☃'",
}


def breaking(check: Check) -> str | None:
    """Return the assignments that break a check in one row; None where it is of no common kind."""
    column = check.column or ""
    if check.name == "expect_column_values_to_be_between":
        return f"{column} = {_outside(check.arguments['condition'])}"
    if "_not_after_" in check.name:
        return _reversed(*check.name.split("_not_after_"))
    for change in (
        BY_KIND.get(check.name),
        *(change for part, change in BY_NAME.items() if part in check.name),
    ):
        if change is not None:
            return change.format(column=column)
    return None


def _reversed(earlier: str, later: str) -> str:
    if earlier.endswith("_at"):
        low, high = "timestamptz '1999-01-01'", "timestamptz '2000-01-01'"
    elif earlier.endswith("_date") or earlier.startswith(("period", "valid")):
        low, high = "date '1000-01-01'", "date '2999-01-01'"
    else:
        low, high = "0", "1000000"
    return f"{earlier} = {high}, {later} = {low}"


def _outside(beyond: str) -> float:
    """A value that meets the first of the conditions `column < 1 or column > 2`."""
    _, sign, bound = beyond.split()[:3]
    return float(bound) - 1 if sign == "<" else float(bound) + 1


def swept(suite: Suite) -> list[Check]:
    """Return the checks of a suite that its sweep breaks."""
    return [check for check in suite.checks if breaking(check) is not None]


def _seeded(table: str, checks: list[Check]) -> str:
    """Return SQL that gives a table one row where it has none, as some marts of our press have."""
    values = {
        column: "5" if check.name == "expect_column_values_to_be_between" else "'x'"
        for check in checks
        for column in (check.column or "").split(", ")
        if "_not_after_" not in check.name
    }
    row = ", ".join(f"{value} as {column}" for column, value in values.items())
    return f"insert into {table} by name select {row} where (select count(*) = 0 from {table})"


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.table)
def test_every_common_check_is_broken_once(suite: Suite, spoil: Spoil) -> None:
    table, checks = suite.table, swept(suite)
    statements = [
        free(table),
        f"insert into {table} select a.* from {table} as a, range({len(checks)})",
    ]
    statements.insert(1, _seeded(table, checks))
    statements += [
        f"update {table} set {change} where rowid = {row}"
        for row, change in enumerate(breaking(check) for check in checks)
        if change
    ]
    report = run_checks(spoil(tuple(statements)), RUN_ID, only=lambda of, _: of == table)
    held = {(o.expectation, o.column) for o in report.outcomes if o.success}
    assert [c.name for c in checks if (c.name, c.column) in held] == []


@pytest.mark.parametrize(
    "suite",
    [s for s in SUITES if any(check.name == "columns_have_types" for check in s.checks)],
    ids=lambda suite: suite.table,
)
def test_a_renamed_column_is_noticed(suite: Suite, spoil: Spoil) -> None:
    check = next(check for check in suite.checks if check.name == "columns_have_types")
    query = str(check.arguments["unexpected_rows_query"])
    column = query.split("(values ('")[1].split("'", maxsplit=1)[0]
    statements = (free(suite.table), f"alter table {suite.table} rename column {column} to other")
    report = run_checks(
        spoil(statements),
        RUN_ID,
        only=lambda table, name: (table, name) == (suite.table, check.name),
    )
    assert "columns_have_types" in {o.expectation for o in report.failed("error")}


def test_no_check_is_left_that_nothing_breaks() -> None:
    caught = {(c.suite, c.expectation) for c in CORRUPTIONS if c.column is None}
    caught_columns = {(c.suite, c.expectation, c.column) for c in CORRUPTIONS}
    left = {
        (suite.table, check.name, check.column)
        for suite in SUITES
        for check in suite.checks
        if breaking(check) is None
        and check.name != "columns_have_types"
        and (suite.table, check.name) not in caught
        and (suite.table, check.name, check.column) not in caught_columns
    }
    assert left == UNBROKEN
