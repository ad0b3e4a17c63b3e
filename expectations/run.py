"""Run the suites over a build file.

In: the path of `build.duckdb`, which nobody else has open, and the run's id. Out: a `CheckReport`.
The file is opened read-only and let go of at the end; every question is asked in SQL inside DuckDB.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import duckdb

from expectations.checks import NO_ROWS, PIECES_QUERY, VALUE_BETWEEN, Suite
from expectations.report import CheckOutcome, CheckReport
from expectations.suites import VOLUME, SuiteContext, all_suites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from expectations.checks import Check
    from expectations.engine import DuckDBDatasource


def run_checks(
    build_path: Path,
    run_id: str,
    history: Mapping[str, int] | None = None,
    *,
    only: Callable[[str, str], bool] | None = None,
) -> CheckReport:
    """Check the build file before it is published.

    Args:
        build_path: the DuckDB file; no other connection of this or another process may hold it.
        run_id: the run whose data it is; its row in quality.runs holds the file counts already.
        history: rows a table (`schema.name`) had in the last published release; None takes them
            from the row counts that quality.check_results keeps of the last run with status
            `published`.
        only: says by table (`schema.name`) and name which checks to run; None runs all.

    Returns:
        The outcome of every check. A check that could not be made (its table or column is missing)
        counts as failed.

    Raises:
        FileNotFoundError: there is no build file.
        ValueError: run_id is not an identifier.
    """
    if not build_path.is_file():
        raise FileNotFoundError(f"{build_path}: there is no build file to check")
    present, rows_before = _look(build_path)
    context = SuiteContext(run_id, rows_before if history is None else history)
    suites = [_chosen(suite, only) for suite in all_suites(context)]
    outcomes: list[CheckOutcome] = []
    validations: list[dict[str, Any]] = []
    chosen = [suite for suite in suites if suite.checks]
    for suite, validation in _validate(build_path, chosen, present):
        outcomes.append(_table_exists(suite, exists=validation is not None))
        if validation is not None:
            outcomes.extend(_outcomes(suite, validation))
            validations.append(validation)
    return CheckReport(run_id, tuple(outcomes), tuple(validations))


def _chosen(suite: Suite, only: Callable[[str, str], bool] | None) -> Suite:
    if only is None:
        return suite
    checks = tuple(check for check in suite.checks if only(suite.table, check.name))
    return Suite(suite.table, checks)


def _look(build_path: Path) -> tuple[set[str], dict[str, int]]:
    """Return the tables that exist and the row counts of the last published release."""
    with duckdb.connect(str(build_path), read_only=True) as connection:
        present = {
            name
            for (name,) in connection.execute(
                "select schema_name || '.' || table_name from duckdb_tables()"
            ).fetchall()
        }
        if not {"quality.runs", "quality.check_results"} <= present:
            return present, {}
        rows = connection.execute(
            """
            select suite, try_cast(observed as bigint)
            from quality.check_results
            where expectation = $expectation and run_id = (
                select max_by(run_id, started_at) from quality.runs where status = 'published')
            """,
            {"expectation": VOLUME},
        ).fetchall()
    return present, {suite: count for suite, count in rows if count is not None}


def _validate(
    build_path: Path, suites: list[Suite], present: set[str]
) -> Iterator[tuple[Suite, dict[str, Any] | None]]:
    """Yield every suite with Great Expectations' result, or None where its table is missing."""
    import great_expectations as gx  # noqa: PLC0415  (3 s: only when checks run)

    from expectations.engine import COUNTS_ONLY, open_context  # noqa: PLC0415

    context, source = open_context(build_path)
    try:
        if "raw.articles" in present:
            _cut_texts(source)
        for suite in suites:
            if suite.table not in present:
                yield suite, None
                continue
            schema, table = suite.table.split(".")
            asset = source.add_table_asset(name=suite.table, table_name=table, schema_name=schema)
            validation = context.validation_definitions.add(
                gx.ValidationDefinition(
                    name=suite.table,
                    data=asset.add_batch_definition_whole_table("all"),
                    suite=context.suites.add(
                        gx.ExpectationSuite(
                            name=suite.table,
                            expectations=[
                                _expectation(suite, check, index)
                                for index, check in enumerate(suite.checks)
                            ],
                        )
                    ),
                )
            )
            result: Any = validation.run(result_format=COUNTS_ONLY)
            yield suite, result.to_json_dict()
    finally:
        source.get_execution_engine().close()


def _cut_texts(source: DuckDBDatasource) -> None:
    """Make the pieces of text that the checks of spans read.

    Where the texts cannot be cut, because a column is gone, every check that needs the pieces fails
    as one that could not be made, which is what the report then says.
    """
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    with source.get_execution_engine().get_connection() as connection:
        try:
            connection.exec_driver_sql(PIECES_QUERY)
        except DBAPIError as error:
            logging.getLogger(__name__).error(
                "The texts could not be cut for the checks of spans: %s", type(error.orig).__name__
            )


def _expectation(suite: Suite, check: Check, index: int) -> Any:
    """Return the Great Expectations object of a check; `index` finds it again in the result."""
    from great_expectations import expectations as gxe  # noqa: PLC0415

    from expectations.engine import (  # noqa: PLC0415
        ExpectQueryToReturnNoRows,
        ExpectQueryValueToBeBetween,
    )

    kind = {NO_ROWS: ExpectQueryToReturnNoRows, VALUE_BETWEEN: ExpectQueryValueToBeBetween}.get(
        check.type
    ) or getattr(gxe, "".join(part.capitalize() for part in check.type.split("_")))
    return kind(
        **{
            name: _query(value, suite.table) if name.endswith("query") else value
            for name, value in check.arguments.items()
        },
        description=check.description,
        severity="critical" if check.severity == "error" else "warning",
        meta={"check": index},
    )


def _query(query: str, table: str) -> str:
    """Name the suite's table in a query, and escape what the libraries would read in it.

    The table is named here and not left to Great Expectations' `{batch}`, which becomes a subquery
    with or without an alias depending on whether the query holds the word JOIN.
    """
    query = query.replace("{batch}", table).replace("{", "{{").replace("}", "}}")
    return re.sub(r"(?<!:):(?=\w)", r"\\:", query)


def _outcomes(suite: Suite, validation: Mapping[str, Any]) -> Iterator[CheckOutcome]:
    by_index = {
        result["expectation_config"]["meta"]["check"]: result for result in validation["results"]
    }
    for index, check in enumerate(suite.checks):
        yield _outcome(suite, check, by_index[index])


def _outcome(suite: Suite, check: Check, result: Mapping[str, Any]) -> CheckOutcome:
    detail = result.get("result") or {}
    observed = detail.get("observed_value")
    count = detail.get("unexpected_count")
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
