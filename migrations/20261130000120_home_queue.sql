-- What the start page reads: the queue of a person, the figures, the chart of expected revenue, and a supervisor's team.

-- The open opportunities of a person by worth, of which the queue takes those whose date has passed or that are quiet.
create index opportunity_owner_open on opportunity (owner_id, expected_monthly_revenue desc, id)
    include (expected_date, updated_at) where closed_at is null;
-- Those that end within a week, at every level of scope.
create index opportunity_owner_expected on opportunity (owner_id, expected_date)
    include (expected_monthly_revenue, reseller_id) where closed_at is null;
create index opportunity_supervisor_expected on opportunity (supervisor_id, expected_date)
    include (expected_monthly_revenue, reseller_id) where closed_at is null;
create index opportunity_partner_expected on opportunity (partner_id, expected_date)
    include (expected_monthly_revenue, reseller_id) where closed_at is null;

-- What waits for whoever answers for records without an owner: the claims that a person made, the alerts of a partner.
create index claim_of_nobody on claim (claimed_by, valid_until) where owner_id is null and state = 'open';
create index customer_alert_of_nobody on customer_alert (partner_id, sent_at desc, id desc) where owner_id is null and state = 'pending';

-- The open opportunities by the month of their expected date, for one owner as she is placed today: what the chart reads, so
-- that no page adds up opportunities. Kept by the trigger below; whoever moves opportunities moves these sums with them.
create table opportunity_month (
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid not null references person,
    -- The first day of the month.
    month date not null check (extract(day from month) = 1),
    open_count bigint not null,
    -- Expected monthly revenue, charged, CNY.
    expected_charged numeric(20,2) not null,
    constraint opportunity_month_key unique nulls not distinct (owner_id, month, partner_id, supervisor_id)
);
create index opportunity_month_supervisor on opportunity_month (supervisor_id, month) include (open_count, expected_charged);
create index opportunity_month_partner on opportunity_month (partner_id, month) include (open_count, expected_charged);
create index opportunity_month_empty on opportunity_month (owner_id) where open_count = 0;
alter table opportunity_month set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Once a statement and not once a row: what it removed is taken away, what it added is put on. In one order, so that two
-- statements do not wait for each other. Written out for each kind of statement: its plans are kept then, and a report of one
-- opportunity costs a third of what a text put together at each call costs.
create function keep_opportunity_months() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into opportunity_month as m (partner_id, supervisor_id, owner_id, month, open_count, expected_charged)
        select partner_id, supervisor_id, owner_id, date_trunc('month', expected_date)::date, count(*), sum(expected_monthly_revenue)
        from added where closed_at is null group by 1, 2, 3, 4 order by 3, 4, 1, 2
        on conflict on constraint opportunity_month_key do update set
            open_count = m.open_count + excluded.open_count, expected_charged = m.expected_charged + excluded.expected_charged;
        return null;
    elsif tg_op = 'UPDATE' then
        insert into opportunity_month as m (partner_id, supervisor_id, owner_id, month, open_count, expected_charged)
        select partner_id, supervisor_id, owner_id, date_trunc('month', expected_date)::date, sum(n), sum(n * expected_monthly_revenue)
        from (select 1 as n, partner_id, supervisor_id, owner_id, expected_date, expected_monthly_revenue from added where closed_at is null
              union all
              select -1, partner_id, supervisor_id, owner_id, expected_date, expected_monthly_revenue from removed where closed_at is null) t
        group by 1, 2, 3, 4 having sum(n) <> 0 or sum(n * expected_monthly_revenue) <> 0 order by 3, 4, 1, 2
        on conflict on constraint opportunity_month_key do update set
            open_count = m.open_count + excluded.open_count, expected_charged = m.expected_charged + excluded.expected_charged;
        -- An update that changes no sum leaves no empty month.
        if not found then
            return null;
        end if;
    else
        insert into opportunity_month as m (partner_id, supervisor_id, owner_id, month, open_count, expected_charged)
        select partner_id, supervisor_id, owner_id, date_trunc('month', expected_date)::date, -count(*), -sum(expected_monthly_revenue)
        from removed where closed_at is null group by 1, 2, 3, 4 order by 3, 4, 1, 2
        on conflict on constraint opportunity_month_key do update set
            open_count = m.open_count + excluded.open_count, expected_charged = m.expected_charged + excluded.expected_charged;
    end if;
    delete from opportunity_month where open_count = 0;
    return null;
end
$$;
create trigger opportunity_months_of_added after insert on opportunity
    referencing new table as added for each statement execute function keep_opportunity_months();
create trigger opportunity_months_of_changed after update on opportunity
    referencing old table as removed new table as added for each statement execute function keep_opportunity_months();
create trigger opportunity_months_of_removed after delete on opportunity
    referencing old table as removed for each statement execute function keep_opportunity_months();
insert into opportunity_month (partner_id, supervisor_id, owner_id, month, open_count, expected_charged)
    select partner_id, supervisor_id, owner_id, date_trunc('month', expected_date)::date, count(*), sum(expected_monthly_revenue)
    from opportunity where closed_at is null group by 1, 2, 3, 4;

-- How each reviewer last saw each opportunity: the latest row of opportunity_review, so that a team's queue is one join and
-- not one look-up an opportunity.
create table opportunity_seen (
    reviewer_id uuid not null references person,
    opportunity_id uuid not null references opportunity,
    at timestamptz not null,
    version integer not null,
    stage text not null,
    confidence smallint not null,
    expected_monthly_revenue numeric(18,2) not null,
    primary key (reviewer_id, opportunity_id)
);
create index opportunity_seen_opportunity on opportunity_seen (opportunity_id);
create function keep_opportunity_seen() returns trigger language plpgsql as $$
begin
    insert into opportunity_seen as s (reviewer_id, opportunity_id, at, version, stage, confidence, expected_monthly_revenue)
    values (new.reviewer_id, new.opportunity_id, new.at, new.version, new.stage, new.confidence, new.expected_monthly_revenue)
    on conflict (reviewer_id, opportunity_id) do update set
        at = excluded.at, version = excluded.version, stage = excluded.stage, confidence = excluded.confidence,
        expected_monthly_revenue = excluded.expected_monthly_revenue
    where excluded.at >= s.at;
    return null;
end
$$;
create trigger opportunity_review_seen after insert on opportunity_review for each row execute function keep_opportunity_seen();
insert into opportunity_seen (reviewer_id, opportunity_id, at, version, stage, confidence, expected_monthly_revenue)
    select distinct on (reviewer_id, opportunity_id) reviewer_id, opportunity_id, at, version, stage, confidence, expected_monthly_revenue
    from opportunity_review order by reviewer_id, opportunity_id, at desc;
