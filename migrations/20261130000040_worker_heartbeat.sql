-- Signs of life of background workers: one row a serving process that takes jobs, rewritten every few seconds.
-- /readyz and Operations read it.
create table worker_heartbeat (
    process_id uuid primary key,
    started_at timestamptz not null,
    seen_at timestamptz not null,
    -- Without a further sign of the worker by then, it counts as dead. A process that stops in order sets it to that moment.
    alive_until timestamptz not null,
    -- When this process last completed a job; when its last run over all that time drives ended.
    last_job_at timestamptz,
    due_completed_at timestamptz
);

-- Since when the oldest job waits that could run now; null when none does, or before the worker has made its tables.
create function oldest_due_job() returns timestamptz language plpgsql stable as $$
declare
    oldest timestamptz;
begin
    if to_regclass('jobs.jobs') is not null then
        execute 'select min(run_at) from jobs.jobs where locked_at is null and run_at <= now() and attempts < max_attempts' into oldest;
    end if;
    return oldest;
end $$;
