"""Every corruption of the catalogue is noticed by its check, at its severity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from expectations import engine, run_checks
from tests.expectations.corruptions import CORRUPTIONS, Corruption
from tests.expectations.press import RUN_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from expectations import CheckReport
    from expectations.report import CheckOutcome

    Spoil = Callable[[tuple[str, ...]], Path]

LEAST = 40


def outcome_of(report: CheckReport, corruption: Corruption) -> CheckOutcome:
    """Return the outcome of the check that must notice `corruption`."""
    found = [
        outcome
        for outcome in report.outcomes
        if (outcome.suite, outcome.expectation) == (corruption.suite, corruption.expectation)
        and corruption.column in (None, outcome.column)
    ]
    assert len(found) == 1, f"{corruption.suite} has {len(found)} such checks"
    return found[0]


def test_catalogue_is_large_and_unambiguous() -> None:
    assert len(CORRUPTIONS) >= LEAST
    assert len({(c.suite, c.name) for c in CORRUPTIONS}) == len(CORRUPTIONS)


def test_clean_build_passes_every_check(clean_report: CheckReport) -> None:
    assert clean_report.errors == []
    assert clean_report.warnings == []
    assert clean_report.may_publish


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda c: f"{c.suite}: {c.name}")
def test_corruption_is_noticed(corruption: Corruption, spoil: Spoil) -> None:
    names = {corruption.expectation, "columns_have_types", "expect_column_values_to_not_be_null"}
    report = run_checks(
        spoil(corruption.statements),
        RUN_ID,
        only=lambda table, name: table == corruption.suite and name in names,
    )
    outcome = outcome_of(report, corruption)
    assert not outcome.success, f"{outcome.expectation} did not notice: {corruption.name}"
    assert outcome.severity == corruption.severity
    assert not report.may_publish or corruption.severity == "warn"


def test_whole_run_reports_every_corruption_of_a_spoilt_file(spoil: Spoil) -> None:
    """Corruptions of different tables in one file: the run over all suites names each of them."""
    chosen: dict[str, Corruption] = {}
    for corruption in CORRUPTIONS:
        # What deletes rows would take away what another corruption is about to spoil.
        if not any(statement.startswith("delete") for statement in corruption.statements):
            chosen.setdefault(corruption.suite, corruption)
    statements = [statement for c in chosen.values() for statement in c.statements]
    report = run_checks(spoil(tuple(statements)), RUN_ID)
    assert not report.may_publish
    for corruption in chosen.values():
        outcome = outcome_of(report, corruption)
        assert not outcome.success, corruption.name
        sentences = report.errors if corruption.severity == "error" else report.warnings
        assert any(corruption.expectation in sentence for sentence in sentences)


def test_the_checks_keep_to_the_memory_they_are_given(
    clean_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[tuple[str, str]] = set()
    resolve = engine.DuckDBExecutionEngine.resolve_metrics

    def resolve_and_see(self: engine.DuckDBExecutionEngine, **keywords: Any) -> Any:
        with self.get_connection() as connection:
            settings = "current_setting('memory_limit'), current_setting('temp_directory')"
            row = connection.exec_driver_sql(f"select {settings}").one()
            seen.add((row[0], row[1]))
        return resolve(self, **keywords)

    monkeypatch.setattr(engine.DuckDBExecutionEngine, "resolve_metrics", resolve_and_see)
    config = {"memory_limit": "120 MiB", "temp_directory": str(tmp_path)}
    assert not run_checks(clean_build, RUN_ID, config=config).errors
    assert seen == {("120.0 MiB", str(tmp_path))}
