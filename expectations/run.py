"""Run the suites over a build file.

In: the path of `build.duckdb`, which nobody else has open, and the run's id. Out: a `CheckReport`.
The file is opened read-only and let go of at the end; every question is asked in SQL inside DuckDB.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import duckdb

from expectations.checks import NO_ROW_WHERE, NO_ROWS
from expectations.report import CheckOutcome, CheckReport
from expectations.scope import HELD_QUERY, prepare, touched_name
from expectations.suites import VOLUME, SuiteContext, all_suites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from expectations.checks import Check, Suite
    from expectations.scope import Key, Reading


def run_checks(  # noqa: PLR0913 - what it is to read, and how
    build_path: Path,
    run_id: str,
    history: Mapping[str, int] | None = None,
    *,
    only: Callable[[str, str], bool] | None = None,
    touched_only: bool = False,
    config: Mapping[str, Any] | None = None,
) -> CheckReport:
    """Check the build file before it is published.

    Args:
        build_path: the DuckDB file; no other connection of this or another process may hold it.
        run_id: the run whose data it is; its row in quality.runs holds the file counts already.
        history: rows a table (`schema.name`) had in the last published release; None takes them
            from the row counts that quality.check_results keeps of the last run with status
            `published`.
        only: says by table (`schema.name`) and name which checks to run; None runs all.
        touched_only: let checks of single rows that held at the last run pass over the articles
            that nobody touched since. Only where nobody but our own runs wrote the file.
        config: DuckDB's settings: how much memory it may take, and where it spills the rest to.

    Returns:
        The outcome of every check. A check that could not be made (its table or column is missing)
        counts as failed.

    Raises:
        FileNotFoundError: there is no build file.
        ValueError: run_id is not an identifier.
    """
    if not build_path.is_file():
        raise FileNotFoundError(f"{build_path}: there is no build file to check")
    present, rows_before, held = _look(build_path, touched_only=touched_only)
    context = SuiteContext(run_id, rows_before if history is None else history)
    suites = [_chosen(suite, only) for suite in all_suites(context)]
    outcomes: list[CheckOutcome] = []
    validations: list[dict[str, Any]] = []
    for suite, reading, validation in _validate(build_path, suites, present, held, config or {}):
        outcomes.append(_table_exists(suite, exists=validation is not None))
        if validation is not None:
            outcomes.extend(_outcomes(suite, reading, validation))
            validations.append(validation)
    return CheckReport(run_id, tuple(outcomes), tuple(validations))


def _chosen(suite: Suite, only: Callable[[str, str], bool] | None) -> Suite:
    if only is None:
        return suite
    checks = tuple(check for check in suite.checks if only(suite.table, check.name))
    return replace(suite, checks=checks)


def _look(
    build_path: Path, *, touched_only: bool
) -> tuple[set[str], dict[str, int], frozenset[Key]]:
    """Return the tables that exist, and of the last run its row counts and the checks that held."""
    with duckdb.connect(str(build_path), read_only=True) as connection:
        present = {
            name
            for (name,) in connection.execute(
                "select schema_name || '.' || table_name from duckdb_tables()"
            ).fetchall()
        }
        if not {"quality.runs", "quality.check_results"} <= present:
            return present, {}, frozenset()
        rows = connection.execute(
            """
            select suite, try_cast(observed as bigint)
            from quality.check_results
            where expectation = $expectation and run_id = (
                select max_by(run_id, started_at) from quality.runs where status = 'published')
            """,
            {"expectation": VOLUME},
        ).fetchall()
        held = connection.execute(HELD_QUERY).fetchall() if touched_only else []
    return present, {suite: count for suite, count in rows if count is not None}, frozenset(held)


def _validate(
    build_path: Path,
    suites: list[Suite],
    present: set[str],
    held: frozenset[Key],
    config: Mapping[str, Any],
) -> Iterator[tuple[Suite, Reading, dict[str, Any] | None]]:
    """Yield every suite with Great Expectations' result, or None where its table is missing."""
    import great_expectations as gx  # noqa: PLC0415  (3 s: only when checks run)

    from expectations.engine import COUNTS_ONLY, open_source  # noqa: PLC0415

    chosen = [suite for suite in suites if suite.checks]
    tables = [suite.table for suite in chosen if suite.table in present]
    source = open_source(build_path, tables, config)
    try:
        with source.get_execution_engine().get_connection() as connection:
            reading = prepare(connection, suites, held, present)
        for suite in chosen:
            if suite.table not in present:
                yield suite, reading, None
                continue
            asset = source.get_asset(suite.table)
            expectations = [
                _expectation(suite, check, index, reading)
                for index, check in enumerate(suite.checks)
            ]
            result = asset.get_batch(asset.build_batch_request()).validate(
                gx.ExpectationSuite(name=suite.table, expectations=expectations),
                result_format=COUNTS_ONLY,
            )
            yield suite, reading, result.to_json_dict()
    finally:
        source.get_execution_engine().close()


def _expectation(suite: Suite, check: Check, index: int, reading: Reading) -> Any:
    """Return the Great Expectations object of a check; `index` finds it again in the result."""
    from great_expectations import expectations as gxe  # noqa: PLC0415

    from expectations.engine import OURS  # noqa: PLC0415

    kind, arguments = check.type, dict(check.arguments)
    if kind == NO_ROW_WHERE and reading.is_partial(suite, check):
        arguments["rows"] = touched_name(suite.table)
    for name, value in arguments.items():
        if name.endswith("query"):
            # What Great Expectations would read as a field is doubled.
            query = reading.query(suite, check, value).replace("{", "{{").replace("}", "}}")
            arguments[name] = _without_binds(query)
        elif name == "condition":
            arguments[name] = _without_binds(value)
    made = OURS.get(kind) or getattr(gxe, "".join(part.capitalize() for part in kind.split("_")))
    return made(
        **arguments,
        description=reading.description(suite, check),
        severity="critical" if check.severity == "error" else "warning",
        meta={"check": index},
    )


def _without_binds(sql: str) -> str:
    """Escape what SQLAlchemy would read as the name of a parameter."""
    return re.sub(r"(?<!:):(?=\w)", r"\\:", sql)


def _outcomes(
    suite: Suite, reading: Reading, validation: Mapping[str, Any]
) -> Iterator[CheckOutcome]:
    by_index = {
        result["expectation_config"]["meta"]["check"]: result for result in validation["results"]
    }
    for index, check in enumerate(suite.checks):
        yield replace(
            _outcome(suite, check, by_index[index]),
            description=reading.description(suite, check),
            definition=check.definition,
            rows_read=reading.rows_read(suite, check),
            table_rows=reading.table_rows.get(suite.table),
        )


def _outcome(suite: Suite, check: Check, result: Mapping[str, Any]) -> CheckOutcome:
    detail = result.get("result") or {}
    observed = detail.get("observed_value")
    # Of a query it is what was observed: Great Expectations would make it a share of the table.
    counts_rows = check.type in (NO_ROWS, NO_ROW_WHERE)
    count = observed if counts_rows else detail.get("unexpected_count")
    if (result.get("exception_info") or {}).get("raised_exception"):
        # DuckDB may quote a value in its message, so the message itself goes nowhere.
        observed = "could not be checked: a table or column it needs is missing or of another type"
    elif observed is None and count is not None:
        observed = count
    return CheckOutcome(
        suite=suite.table,
        expectation=check.name,
        column=check.column,
        severity=check.severity,
        description=check.description,
        success=bool(result["success"]),
        observed=None if observed is None else str(observed),
        unexpected_count=count,
    )


def _table_exists(suite: Suite, *, exists: bool) -> CheckOutcome:
    return CheckOutcome(
        suite=suite.table,
        expectation="table_exists",
        column=None,
        severity="error",
        description="The table exists.",
        success=exists,
        observed=None if exists else "missing",
        unexpected_count=None,
    )
