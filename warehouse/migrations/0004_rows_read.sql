-- What a check looked at: a check of single rows that held at the last run reads only the rows of
-- the articles touched since, and says so. `definition` is a fingerprint of what was asked: a check
-- that asks something else reads all rows.
alter table quality.check_results add column definition varchar;
alter table quality.check_results add column rows_read bigint;
alter table quality.check_results add column table_rows bigint;
