-- Sales expansion tasks (销售拓展任务): campaigns of a strategy, their tasks, what was done with each.

-- 二级策略: the kept list of second levels under each first level. Operations add to it by using a new one.
create table expansion_strategy (
    id uuid primary key,
    level_1 text not null check (level_1 in ('lead_mining', 'cross_repeat_sale', 'renewal_on_expiry', 'scenario')),
    name text not null check (length(name) between 1 and 64),
    name_key text not null generated always as (name_key(name)) stored,
    constraint expansion_strategy_name unique (level_1, name_key)
);

-- One campaign: its tasks are made with it, once.
create table expansion_campaign (
    id uuid primary key,
    name text not null check (length(name) between 1 and 128),
    name_key text not null generated always as (name_key(name)) stored,
    strategy_id uuid not null references expansion_strategy,
    -- What to say to the customer, and why.
    talking_points text not null check (length(talking_points) between 1 and 2000),
    -- A Beijing day; tasks are in time until it is over.
    deadline date not null,
    -- Which customers were meant, as understood when it was created (expansion::model::Target).
    target jsonb not null,
    tasks integer not null check (tasks > 0),
    created_by uuid references person,
    created_at timestamptz not null,
    terminated_by uuid references person,
    terminated_at timestamptz,
    terminated_reason text not null default '' check (length(terminated_reason) <= 1000),
    version integer not null default 1,
    constraint expansion_campaign_name unique (name_key),
    constraint expansion_campaign_terminated check ((terminated_at is null) = (terminated_reason = ''))
);
create index expansion_campaign_latest on expansion_campaign (created_at desc, id desc);

create sequence expansion_task_number;

-- One customer of a campaign. Scope columns follow the customer's account manager of today (handover/ rewrites them); without
-- one the partner's administrator answers for it (U23).
create table expansion_task (
    id uuid primary key,
    -- 任务ID, what people quote.
    number text not null unique default 'ET' || lpad(nextval('expansion_task_number')::text, 8, '0'),
    campaign_id uuid not null references expansion_campaign,
    customer_id uuid not null references customer,
    association_id uuid not null references association,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    state text not null default 'pending' check (state in ('pending', 'in_progress', 'done', 'terminated')),
    created_at timestamptz not null,
    -- The campaign's, which never changes.
    deadline date not null,
    -- What the list is sorted by: open tasks by their deadline, and those that are over behind them.
    open_until date generated always as (case when state in ('pending', 'in_progress') then deadline end) stored,
    -- 近12个月消费, charged, with this partner: kept by expansion::due once a Beijing day while the task is open.
    spend_charged numeric(18,2) not null,
    processed_by uuid references person,
    processed_at timestamptz,
    opportunity_id uuid references opportunity,
    version integer not null default 1,
    constraint expansion_task_once unique (campaign_id, association_id),
    constraint expansion_task_opportunity unique (opportunity_id),
    constraint expansion_task_opportunity_done check (opportunity_id is null or state = 'done')
);
create index expansion_task_owner on expansion_task (owner_id, open_until, id);
create index expansion_task_supervisor on expansion_task (supervisor_id, open_until, id);
create index expansion_task_partner on expansion_task (partner_id, open_until, id);
create index expansion_task_distributor on expansion_task (distributor_id, open_until, id);
-- Those that follow a customer; the open ones of an association that ends.
create index expansion_task_association on expansion_task (association_id);
-- What is to be processed next, and how much of it.
create index expansion_task_pending on expansion_task (partner_id, deadline, id) where state = 'pending';
create index expansion_task_pending_owner on expansion_task (owner_id, deadline, id) where state = 'pending';
create index expansion_task_pending_distributor on expansion_task (distributor_id, deadline, id) where state = 'pending';

-- What was done with a task (任务明细): append-only but for its scope columns, which follow the customer.
create table expansion_record (
    id uuid primary key,
    task_id uuid not null references expansion_task,
    association_id uuid not null references association,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    at timestamptz not null,
    -- None: by itself, because the association ended.
    person_id uuid references person,
    result text not null check (result in ('contacted', 'interested', 'not_interested', 'opportunity_created', 'campaign_terminated',
        'association_ended')),
    -- Mandatory, but of what came by itself.
    note text not null check (length(note) <= 1000),
    constraint expansion_record_by check ((person_id is null) = (result = 'association_ended')),
    constraint expansion_record_note check (note <> '' or result in ('opportunity_created', 'association_ended'))
);
create index expansion_record_owner on expansion_record (owner_id, at desc, id desc);
create index expansion_record_supervisor on expansion_record (supervisor_id, at desc, id desc);
create index expansion_record_partner on expansion_record (partner_id, at desc, id desc);
create index expansion_record_distributor on expansion_record (distributor_id, at desc, id desc);
create index expansion_record_task on expansion_record (task_id, at desc, id desc);
create index expansion_record_association on expansion_record (association_id);
create trigger expansion_record_is_append_only
    before delete or update of id, task_id, association_id, distributor_id, partner_id, at, person_id, result, note on expansion_record
    for each row execute function refuse_change();

-- A customer that leaves takes its open tasks along: nobody could process them.
create function end_expansion_tasks() returns trigger language plpgsql as $$
begin
    with ended as (
        update expansion_task set state = 'terminated', version = version + 1
        where association_id = new.id and state in ('pending', 'in_progress')
        returning id, association_id, distributor_id, partner_id, supervisor_id, owner_id)
    insert into expansion_record (id, task_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, at, person_id, result, note)
    select gen_random_uuid(), e.id, e.association_id, e.distributor_id, e.partner_id, e.supervisor_id, e.owner_id, new.ended_at, null,
           'association_ended', ''
    from ended e;
    return null;
end $$;
create trigger expansion_tasks_end_with_the_association after update of ended_at on association
    for each row when (old.ended_at is null and new.ended_at is not null) execute function end_expansion_tasks();

-- On which Beijing days the spend of open tasks was brought up to date.
create table expansion_spend_day (
    day date primary key,
    at timestamptz not null
);
-- The spend of an association's last months, without a visit to the rows.
create index consumption_month_association on consumption_month (association_id, cycle) include (charged);
