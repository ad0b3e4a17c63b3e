-- What people ask of the quality tables after a load; the publish makes tables of them.

-- Which checks fail most, with the last run in which each failed.
create view quality.failing_checks as
select
    suite,
    expectation,
    "column",
    severity,
    count(*) as failures,
    max(run_id) as last_run_id
from quality.check_results
where not success
group by suite, expectation, "column", severity;

-- How each share and volume moved over the published releases.
create view quality.figures_by_release as
with results as (
    select
        runs.release,
        runs.started_at,
        check_results.suite,
        check_results.expectation,
        try_cast(check_results.observed as double) as observed
    from quality.check_results
    inner join quality.runs on check_results.run_id = runs.run_id
    where
        runs.status = 'published'
        and (
            check_results.expectation like 'share\_%' escape '\'
            or check_results.expectation like 'rows\_%' escape '\'
            or check_results.expectation like 'mean\_%' escape '\'
        )
)

select
    release,
    started_at,
    suite,
    expectation,
    observed,
    observed - lag(observed) over (partition by suite, expectation order by started_at) as change
from results
where observed is not null;

-- What was rejected and why.
create view quality.rejections_by_reason as
select
    reason_code,
    count(*) as files,
    min(path) as example_path,
    min(reason) as example_reason,
    max(run_id) as last_run_id
from quality.rejected_files
group by reason_code;
