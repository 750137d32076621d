-- Large-order renewal tasks (大单续订任务): a nightly job makes one for each large order line that expires soon and is not renewed.

-- U21: which lines get a task.
alter table terms
    -- Amount of the line, charged, from which on it gets a task: whole CNY.
    add column renewal_amount integer not null default 10000 check (renewal_amount between 100 and 10000000),
    -- The task is made so many calendar days before the line expires.
    add column renewal_lead_days smallint not null default 60 check (renewal_lead_days between 1 and 365);

create sequence renewal_task_number;

-- One line of an order with one expiry. Scope columns follow the customer's account manager of today, as the line's do
-- (handover/ rewrites them); without one the partner's administrator answers for it (U23).
create table renewal_task (
    id uuid primary key,
    -- 任务ID, what people quote.
    number text not null unique default 'RT' || lpad(nextval('renewal_task_number')::text, 8, '0'),
    order_line_id uuid not null references order_line,
    order_id uuid not null references customer_order,
    customer_id uuid not null references customer,
    association_id uuid not null references association,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    -- Of the line, when the task was made.
    amount_rated numeric(24,8) not null,
    amount_charged numeric(18,2) not null,
    -- 订单行失效时间, when the task was made. A line whose expiry moves gets another task.
    expires_at timestamptz not null,
    -- The Beijing day of the expiry; the task is in time until that day is over.
    deadline date not null,
    state text not null default 'pending' check (state in ('pending', 'in_progress', 'done', 'terminated')),
    -- What the list is sorted by: open tasks by their expiry, and those that are over behind them.
    open_until timestamptz generated always as (case when state in ('pending', 'in_progress') then expires_at end) stored,
    -- The business day of the run that made it.
    made_on date not null,
    -- The latest that somebody said (U20).
    intention text check (intention in ('will_renew', 'will_not_renew', 'undecided')),
    expected_on date,
    processed_by uuid references person,
    processed_at timestamptz,
    -- Why it is over (U22), empty while it is open.
    ended_because text not null default '' check (ended_because in ('', 'renewed', 'unsubscribed', 'released', 'expiry_moved', 'expired',
        'association_ended')),
    ended_at timestamptz,
    -- Whoever answers for it has been told that it was made.
    told_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    constraint renewal_task_once unique (order_line_id, expires_at),
    constraint renewal_task_ended check ((state in ('done', 'terminated')) = (ended_at is not null)
        and (ended_at is not null) = (ended_because <> '') and (state = 'done') = (ended_because = 'renewed')),
    constraint renewal_task_processed check ((processed_at is null) = (intention is null) and (state <> 'in_progress' or processed_at is not null))
);
create index renewal_task_owner on renewal_task (owner_id, open_until, id);
create index renewal_task_supervisor on renewal_task (supervisor_id, open_until, id);
create index renewal_task_partner on renewal_task (partner_id, open_until, id);
create index renewal_task_distributor on renewal_task (distributor_id, open_until, id);
-- Those that follow a customer; the open ones of an association that ends; those on a customer's page.
create index renewal_task_association on renewal_task (association_id, open_until);
create index renewal_task_customer on renewal_task (customer_id, open_until);
create index renewal_task_order on renewal_task (order_id);
-- What the nightly job looks at again.
create index renewal_task_open on renewal_task (id) where state in ('pending', 'in_progress');
create index renewal_task_untold on renewal_task (id) where told_at is null;
-- What is to be processed next, and how much of it.
create index renewal_task_pending on renewal_task (partner_id, expires_at, id) where state = 'pending';
create index renewal_task_pending_owner on renewal_task (owner_id, expires_at, id) where state = 'pending';
create index renewal_task_pending_distributor on renewal_task (distributor_id, expires_at, id) where state = 'pending';

-- What was done with a task (处理记录), and what became of it by itself: append-only.
create table renewal_record (
    id uuid primary key,
    task_id uuid not null references renewal_task,
    at timestamptz not null,
    kind text not null check (kind in ('made', 'processed', 'ended')),
    -- Whoever processed it; the system made and ended it.
    person_id uuid references person,
    intention text check (intention in ('will_renew', 'will_not_renew', 'undecided')),
    -- Why it will not be renewed.
    reason text not null default '' check (length(reason) <= 1000),
    expected_on date,
    note text not null default '' check (length(note) <= 1000),
    ended_because text not null default '',
    -- The import whose file ended it.
    import_run_id uuid references import_run,
    constraint renewal_record_processed check ((kind = 'processed') = (person_id is not null) and (kind = 'processed') = (intention is not null)),
    constraint renewal_record_reason check (intention is distinct from 'will_not_renew' or reason <> ''),
    constraint renewal_record_ended check ((kind = 'ended') = (ended_because <> ''))
);
create index renewal_record_task on renewal_record (task_id, at desc, id desc);
create index renewal_record_import on renewal_record (import_run_id) where import_run_id is not null;
create trigger renewal_record_is_append_only before update or delete on renewal_record for each row execute function refuse_change();
create trigger renewal_record_is_never_emptied before truncate on renewal_record for each statement execute function refuse_change();

-- The business days for which the job has run to its end, and what it came to.
create table renewal_run (
    day date primary key,
    ran_at timestamptz not null,
    made integer not null default 0,
    done integer not null default 0,
    terminated integer not null default 0
);

-- The lines that can get a task, by their expiry. No threshold is below what the index holds (terms).
create index order_line_renewable on order_line (expires_at, id)
    where renewal = 'not_renewed' and state = 'active' and amount_charged >= 100;

-- Why an open task is over (U22); null while it is not. `day` is the business day on which it is asked, null to ask no day: an expiry
-- that nobody renewed ends the task when 15 days are over after it (marketing_tasks::renewals::rules::GRACE_DAYS).
create function renewal_ending(renewal text, state text, expires_at timestamptz, task_expires_at timestamptz, deadline date, day date)
returns text language sql immutable parallel safe as $$
    select case
        when renewal = 'renewed' then 'renewed'
        when state in ('unsubscribed', 'released') then state
        when expires_at is distinct from task_expires_at then 'expiry_moved'
        when deadline + 15 < day then 'expired'
    end
$$;

-- A customer that leaves takes its open tasks along: nobody could process them.
create function end_renewal_tasks() returns trigger language plpgsql as $$
begin
    with ended as (
        update renewal_task set state = 'terminated', ended_because = 'association_ended', ended_at = new.ended_at, version = version + 1
        where association_id = new.id and state in ('pending', 'in_progress')
        returning id)
    insert into renewal_record (id, task_id, at, kind, ended_because)
    select gen_random_uuid(), id, new.ended_at, 'ended', 'association_ended' from ended;
    return null;
end $$;
create trigger association_ends_renewal_tasks after update of ended_at on association
    for each row when (old.ended_at is null and new.ended_at is not null) execute function end_renewal_tasks();

comment on table renewal_task is 'Large-order renewal tasks: one for an order line and its expiry.';
comment on table renewal_record is 'What was done with a renewal task, and what became of it by itself; append-only.';
comment on table renewal_run is 'Business days for which the job of renewal tasks has run.';
