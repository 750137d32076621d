-- What stands over a list of opportunities under its usual conditions: how many there are, and what they add up to, for one owner as
-- she is placed today and one stage. A partner's thousands of opportunities are some hundred rows here. Kept by the trigger below,
-- so whoever moves opportunities moves these sums with them.
create table opportunity_sum (
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid not null references person,
    -- Of a reseller's customer.
    is_of_reseller boolean not null,
    stage text not null,
    records bigint not null,
    -- Expected monthly revenue, charged, CNY.
    expected_charged numeric(20,2) not null,
    -- The same, each times its confidence in percent: by a hundred, the weighted revenue.
    expected_by_percent numeric(22,2) not null,
    constraint opportunity_sum_key unique nulls not distinct (owner_id, stage, is_of_reseller, partner_id, supervisor_id, distributor_id)
-- Room beside a row for its next state: what changes is in no index, so an update writes none.
) with (fillfactor = 60);
create index opportunity_sum_supervisor on opportunity_sum (supervisor_id, stage);
create index opportunity_sum_partner on opportunity_sum (partner_id, stage);
alter table opportunity_sum set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Once a statement and not once a row, in one order: as keep_opportunity_months.
create function keep_opportunity_sums() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into opportunity_sum as s (distributor_id, partner_id, supervisor_id, owner_id, is_of_reseller, stage, records,
            expected_charged, expected_by_percent)
        select distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null, stage, count(*), sum(expected_monthly_revenue),
               sum(expected_monthly_revenue * confidence)
        from added group by 1, 2, 3, 4, 5, 6 order by 4, 6, 5, 2, 3, 1
        on conflict on constraint opportunity_sum_key do update set
            records = s.records + excluded.records, expected_charged = s.expected_charged + excluded.expected_charged,
            expected_by_percent = s.expected_by_percent + excluded.expected_by_percent;
        return null;
    elsif tg_op = 'UPDATE' then
        insert into opportunity_sum as s (distributor_id, partner_id, supervisor_id, owner_id, is_of_reseller, stage, records,
            expected_charged, expected_by_percent)
        select distributor_id, partner_id, supervisor_id, owner_id, is_of_reseller, stage, sum(n), sum(n * revenue), sum(n * revenue * confidence)
        from (select 1 as n, distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null as is_of_reseller, stage,
                     expected_monthly_revenue as revenue, confidence from added
              union all
              select -1, distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null, stage, expected_monthly_revenue,
                     confidence from removed) t
        group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 or sum(n * revenue) <> 0 or sum(n * revenue * confidence) <> 0
        order by 4, 6, 5, 2, 3, 1
        on conflict on constraint opportunity_sum_key do update set
            records = s.records + excluded.records, expected_charged = s.expected_charged + excluded.expected_charged,
            expected_by_percent = s.expected_by_percent + excluded.expected_by_percent;
        -- An update that changes no sum leaves none empty.
        if not found then
            return null;
        end if;
    else
        insert into opportunity_sum as s (distributor_id, partner_id, supervisor_id, owner_id, is_of_reseller, stage, records,
            expected_charged, expected_by_percent)
        select distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null, stage, -count(*), -sum(expected_monthly_revenue),
               -sum(expected_monthly_revenue * confidence)
        from removed group by 1, 2, 3, 4, 5, 6 order by 4, 6, 5, 2, 3, 1
        on conflict on constraint opportunity_sum_key do update set
            records = s.records + excluded.records, expected_charged = s.expected_charged + excluded.expected_charged,
            expected_by_percent = s.expected_by_percent + excluded.expected_by_percent;
    end if;
    -- An owner has a handful of rows; an index over the empty ones would be written at every change.
    delete from opportunity_sum where owner_id in (select owner_id from removed) and records = 0;
    return null;
end
$$;
create trigger opportunity_sums_of_added after insert on opportunity
    referencing new table as added for each statement execute function keep_opportunity_sums();
create trigger opportunity_sums_of_changed after update on opportunity
    referencing old table as removed new table as added for each statement execute function keep_opportunity_sums();
create trigger opportunity_sums_of_removed after delete on opportunity
    referencing old table as removed for each statement execute function keep_opportunity_sums();
insert into opportunity_sum (distributor_id, partner_id, supervisor_id, owner_id, is_of_reseller, stage, records, expected_charged,
        expected_by_percent)
    select distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null, stage, count(*), sum(expected_monthly_revenue),
           sum(expected_monthly_revenue * confidence)
    from opportunity group by 1, 2, 3, 4, 5, 6;
comment on table opportunity_sum is 'How many opportunities of each owner and stage there are, and their sums: kept by triggers of opportunity.';
