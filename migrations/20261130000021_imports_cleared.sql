-- A run that is over keeps its counts for good; its file, the rows that were left out and whom it told go after 90 days
-- (imports::model::KEPT_DAYS), because they hold names and numbers in clear.
alter table import_run add column cleared_at timestamptz;
create index import_run_to_clear on import_run (coalesce(finished_at, at))
    where cleared_at is null and state in ('applied', 'failed', 'discarded');
