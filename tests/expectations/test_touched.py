"""Checks of single rows may pass over what nobody touched; they say so and let nothing else by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from expectations import run_checks
from expectations.suites import SuiteContext, all_suites
from flows import checking, steps, versions
from flows.settings import Home, Settings
from flows.summary import RunSummary
from tests.expectations.conftest import BEFORE
from tests.expectations.corruptions import CORRUPTIONS, Corruption, free
from tests.expectations.press import RUN_ID
from tests.expectations.test_corruptions import outcome_of
from warehouse import build_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from expectations import CheckReport
    from expectations.checks import Check
    from expectations.report import CheckOutcome

    Spoil = Callable[[tuple[str, ...]], Path]

SUITES = {suite.table: suite for suite in all_suites(SuiteContext(RUN_ID))}
TOUCH_ALL = """
    insert or ignore into raw.touched_articles select article_id from raw.articles;
    insert into intermediate.int_stale_articles select article_id from mart.articles;
    insert into intermediate.int_touched_mentions
    select mention_id, article_id, person_id, person_id, true from mart.person_mentions
    union all
    select null, null, person_id, person_id, false from mart.persons;
"""
WRONG_SURFACE = "update raw.metrics set surface = '☃' where rowid = 7"


def checks_of(corruption: Corruption) -> list[Check]:
    return [
        check
        for check in SUITES[corruption.suite].checks
        if check.name == corruption.expectation and corruption.column in (None, check.column)
    ]


def reads_rows(corruption: Corruption) -> bool:
    scopes = {check.scope for check in checks_of(corruption)}
    return SUITES[corruption.suite].touched is not None and scopes == {"rows"}


OF_ROWS = [corruption for corruption in CORRUPTIONS if reads_rows(corruption)]


def span_outcome(report: CheckReport, table: str = "raw.metrics") -> CheckOutcome:
    (found,) = (
        o
        for o in report.outcomes
        if o.suite == table and o.expectation == "surface_equals_text_at_span"
    )
    return found


def check_spans(path: Path, table: str = "raw.metrics") -> CheckOutcome:
    report = run_checks(
        path,
        RUN_ID,
        touched_only=True,
        only=lambda of, name: of == table and name == "surface_equals_text_at_span",
    )
    return span_outcome(report, table)


def test_many_corruptions_are_of_rows() -> None:
    assert len(OF_ROWS) >= 25


@pytest.mark.parametrize("corruption", OF_ROWS, ids=lambda c: f"{c.suite}: {c.name}")
def test_corruption_of_touched_rows_is_noticed(corruption: Corruption, spoil: Spoil) -> None:
    report = run_checks(
        spoil((TOUCH_ALL, *corruption.statements, TOUCH_ALL)),
        RUN_ID,
        touched_only=True,
        only=lambda table, name: (table, name) == (corruption.suite, corruption.expectation),
    )
    outcome = outcome_of(report, corruption)
    assert "those made anew" in outcome.description
    assert not outcome.success, f"{outcome.expectation} did not notice: {corruption.name}"
    assert outcome.severity == corruption.severity


def test_what_nobody_touched_is_not_read_and_the_result_says_so(spoil: Spoil) -> None:
    path = spoil((free("raw.metrics"), WRONG_SURFACE))
    passed_over = check_spans(path)
    assert passed_over.success
    assert passed_over.rows_read == 0
    assert passed_over.table_rows == 960
    assert "Read 0 of 960 rows" in passed_over.description
    whole = span_outcome(run_checks(path, RUN_ID, only=lambda table, _: table == "raw.metrics"))
    assert not whole.success
    assert (whole.rows_read, whole.table_rows) == (960, 960)


def test_only_rows_of_touched_articles_are_read(spoil: Spoil) -> None:
    touch = (
        "insert into raw.touched_articles select article_id from raw.metrics where surface = '☃'"
    )
    outcome = check_spans(spoil((free("raw.metrics"), WRONG_SURFACE, touch)))
    assert not outcome.success
    assert (outcome.unexpected_count, outcome.rows_read) == (1, 4)


@pytest.mark.parametrize(
    "history",
    [
        "set success = false",
        "set definition = 'older'",
        "set run_id = 'a run that failed'",
    ],
)
def test_a_check_that_did_not_hold_reads_every_row(history: str, spoil: Spoil) -> None:
    """It failed at the last run, asked something else then, or was not made."""
    forget = f"""update quality.check_results {history} where run_id = '{BEFORE}'
        and suite = 'raw.metrics' and expectation = 'surface_equals_text_at_span'"""
    outcome = check_spans(spoil((free("raw.metrics"), WRONG_SURFACE, forget)))
    assert not outcome.success
    assert outcome.rows_read == outcome.table_rows


def test_a_naming_that_dbt_made_anew_is_read_though_not_touched(spoil: Spoil) -> None:
    path = spoil(
        (
            """insert into intermediate.int_touched_mentions
               select mention_id, article_id, person_id, person_id, true
               from mart.person_mentions where rowid = 3""",
            "update mart.person_mentions set surface = '☃' where rowid = 3",
        )
    )
    outcome = check_spans(path, "mart.person_mentions")
    assert (outcome.success, outcome.unexpected_count, outcome.rows_read) == (False, 1, 1)


def test_untouched_build_passes_and_checks_of_tables_read_all(clean_build: Path) -> None:
    report = run_checks(clean_build, RUN_ID, touched_only=True)
    assert report.errors == []
    assert report.warnings == []
    scopes = {
        (suite.table, check.name, check.column): check.scope if suite.touched else "table"
        for suite in SUITES.values()
        for check in suite.checks
    }
    for outcome in report.outcomes:
        scope = scopes.get((outcome.suite, outcome.expectation, outcome.column))
        if scope == "table":
            assert outcome.rows_read == outcome.table_rows
        elif scope == "rows":
            assert outcome.rows_read == 0
    assert sum(scope == "rows" for scope in scopes.values()) > 40


@pytest.mark.parametrize(
    ("builds", "is_whole_stale", "is_partial"),
    [(1, False, True), (1, True, False), (2, False, False)],
)
def test_a_stale_build_is_read_whole(
    builds: int,
    is_whole_stale: bool,
    is_partial: bool,
    spoil: Spoil,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = steps.Context(RUN_ID, (), Settings(home=spoil(()).parent))
    assert Home.of(context.settings).build_file.is_file()
    with duckdb.connect(str(context.home.build_file)) as connection:
        build_state.mark_built(connection, versions.models_version())
        for _ in range(builds):
            build_state.count_build(connection)
        if is_whole_stale:
            build_state.mark_whole_stale(connection)
    asked: list[bool] = []

    def asked_of(
        build_file: Path, run_id: str, config: Mapping[str, Any], *, touched_only: bool
    ) -> CheckReport:
        own = context.engine.temp_folder / "checks"
        assert own.is_dir()
        assert config == {**context.half_engine.config(), "temp_directory": str(own)}
        asked.append(touched_only)
        return run_checks(build_file, run_id, only=lambda table, _: table == "quality.runs")

    monkeypatch.setattr(checking, "run_checks", asked_of)
    monkeypatch.setattr(checking, "begin_data_docs", lambda *_: None)
    report = steps.run_checks(context)
    steps.note_checks(context, RunSummary(RUN_ID), report)
    assert asked == [is_partial]
    with duckdb.connect(str(context.home.build_file)) as connection:
        kept = connection.execute(
            "select count(*), count(definition), min(rows_read) from quality.check_results "
            "where run_id = ?",
            [RUN_ID],
        ).fetchone()
    assert kept == (len(report.outcomes), len(report.outcomes) - 1, 2)
