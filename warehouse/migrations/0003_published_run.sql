-- The run whose release says what the marts say, but for the touched articles. Where the release that readers
-- see is of another run (a rollback, a crash between publishing and noting it) all of both is compared.
alter table raw.build_state add column published_run_id varchar;
