"""What the report says of checks, volumes and files.

In: a read-only connection to the build file and a run's id. Out: `Part`s: the marts' rows now and
in the last release, the checks by table with their history, the shares with theirs, the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.report.query import Part, read

if TYPE_CHECKING:
    import duckdb

    from flows.report.query import Row

#: Runs a sparkline looks back on.
HISTORY = 30
#: Rows of a list on the page; the rest is counted.
LIMIT = 50

_ROW_COUNT = "rows_against_last_release"

_RUNS = f"""
    with runs as (
        select run_id, started_at, status, release, row_number() over (order by started_at) as place
        from quality.runs
        where started_at <= (select started_at from quality.runs where run_id = $run_id)
        qualify row_number() over (order by started_at desc) <= {HISTORY}
    )
"""


def volumes(connection: duckdb.DuckDBPyConnection, run_id: str) -> Part:
    """Rows of every checked table over the runs: suite, now, before, history (oldest first)."""
    return read(
        connection,
        f"""{_RUNS}, counts as (
            select suite, run_id, place, status, try_cast(observed as bigint) as rows
            from quality.check_results inner join runs using (run_id)
            where expectation = '{_ROW_COUNT}'
        )
        select
            suite,
            max(rows) filter (run_id = $run_id) as now,
            max_by(rows, place) filter (status = 'published' and run_id <> $run_id) as before,
            list(rows order by place) as history
        from counts
        group by suite
        having suite like 'mart.%' and max(rows) filter (run_id = $run_id) is not null
        order by suite""",
        {"run_id": run_id},
    )


def checks(connection: duckdb.DuckDBPyConnection, run_id: str) -> Part:
    """Checks by table: suite, checks, errors, warnings, what they read, history of failed checks.

    `in_part` counts those that read no more of the table than `rows_read` of its `table_rows`.
    """
    return read(
        connection,
        f"""{_RUNS}, counts as (
            select
                suite, run_id, place,
                count(*) as checks,
                count(*) filter (not success and severity = 'error') as errors,
                count(*) filter (not success and severity = 'warn') as warnings,
                count(*) filter (rows_read < table_rows) as in_part,
                min(rows_read) as rows_read,
                max(table_rows) as table_rows
            from quality.check_results inner join runs using (run_id)
            group by all
        )
        select
            suite,
            max(checks) filter (run_id = $run_id) as checks,
            max(errors) filter (run_id = $run_id) as errors,
            max(warnings) filter (run_id = $run_id) as warnings,
            max(in_part) filter (run_id = $run_id) as in_part,
            max(rows_read) filter (run_id = $run_id) as rows_read,
            max(table_rows) filter (run_id = $run_id) as table_rows,
            list(errors + warnings order by place) as history
        from counts
        group by suite
        having max(checks) filter (run_id = $run_id) is not null
        order by errors desc, warnings desc, suite""",
        {"run_id": run_id},
    )


def failures(connection: duckdb.DuckDBPyConnection, run_id: str) -> Part:
    """Failed checks of the run, errors first, each with the runs in which it failed before."""
    return read(
        connection,
        f"""{_RUNS}
        select
            suite, expectation, "column", severity,
            max(observed) filter (run_id = $run_id) as observed,
            max(unexpected_count) filter (run_id = $run_id) as unexpected_count,
            count(*) - 1 as failed_before
        from quality.check_results inner join runs using (run_id)
        where not success
        group by all
        having bool_or(run_id = $run_id)
        order by severity, suite, expectation
        limit {4 * LIMIT}""",
        {"run_id": run_id},
    )


def shares(connection: duckdb.DuckDBPyConnection, run_id: str) -> Part:
    """Shares and means that checks observed: suite, expectation, observed, history."""
    return read(
        connection,
        f"""{_RUNS}
        select
            suite, expectation,
            max(try_cast(observed as double)) filter (run_id = $run_id) as observed,
            bool_and(success) filter (run_id = $run_id) as success,
            list(try_cast(observed as double) order by place) as history
        from quality.check_results inner join runs using (run_id)
        where (starts_with(expectation, 'share_') or starts_with(expectation, 'mean_'))
            and not ends_with(expectation, '_not_lost') and not ends_with(expectation, '_not_all')
        group by suite, expectation
        having max(try_cast(observed as double)) filter (run_id = $run_id) is not null
        order by suite, expectation""",
        {"run_id": run_id},
    )


def rejected(connection: duckdb.DuckDBPyConnection) -> tuple[Part, Part]:
    """Files in quarantine: counts by reason, and the newest of them with reason and place."""
    by_reason = read(
        connection,
        """select reason_code, count(*) as files from quality.rejected_files
           group by reason_code order by files desc, reason_code limit 20""",
    )
    newest = read(
        connection,
        f"""select path, reason_code, reason, quarantine_path
            from quality.rejected_files
            left join quality.runs using (run_id)
            order by started_at desc, path limit {LIMIT}""",
    )
    return by_reason, newest


def encodings(connection: duckdb.DuckDBPyConnection) -> Part:
    """Accepted files by encoding: encoding, files."""
    return read(
        connection,
        """select coalesce(encoding, 'unknown') as encoding, count(*) as files
           from quality.source_files where status in ('accepted', 'duplicate', 'vanished')
           group by all order by files desc, encoding limit 15""",
    )


def repairs(connection: duckdb.DuckDBPyConnection) -> Part:
    """What had to be mended in the texts: repair, files, places."""
    return read(
        connection,
        """select repaired.repair as repair, count(distinct path) as files,
                sum(repaired.count)::bigint as places
           from (select path, unnest(repairs) as repaired from quality.source_files)
           group by repair order by files desc, repair limit 15""",
    )


def descriptions(run_id: str) -> dict[tuple[str, str, str | None], str]:
    """What each check promises, by (suite, expectation, column)."""
    # Declared without Great Expectations, so this costs no import of it.
    from expectations.suites import SuiteContext, all_suites  # noqa: PLC0415

    return {
        (suite.table, check.name, check.column): check.description
        for suite in all_suites(SuiteContext(run_id))
        for check in suite.checks
    }


def described(rows: list[Row], run_id: str) -> list[Row]:
    """Return failed checks with the sentence of what must hold."""
    sentences = descriptions(run_id)
    return [
        row | {"description": sentences.get((row["suite"], row["expectation"], row["column"]), "")}
        for row in rows
    ]
