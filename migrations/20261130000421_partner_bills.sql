-- Partner bills (伙伴账单). A bill's rows are the consumption records of its partner and bill cycle; an estimated bill is read from
-- their sums, a final one is a row that nothing changes any more but its annulment.

-- Sums of a partner's bill by section and month of use, kept by the statement that changes records: what the overview reads.
create table partner_bill_sum (
    partner_id uuid not null references partner,
    bill_cycle text not null check (bill_cycle ~ '^[0-9]{4}-[0-9]{2}$'),
    section text not null check (section in ('consumption', 'refund', 'adjustment')),
    -- The month of use.
    cycle text not null,
    records bigint not null,
    payable_rated numeric(24,8) not null,
    charged numeric(18,2) not null,
    remainder numeric(24,8) not null,
    primary key (partner_id, bill_cycle, section, cycle),
    constraint partner_bill_sum_identity check (payable_rated = charged + remainder)
);
insert into partner_bill_sum
select partner_id, bill_cycle, bill_section, cycle, count(*), sum(payable_rated), sum(charged), sum(remainder)
from consumption_record group by 1, 2, 3, 4;

create table partner_bill (
    id uuid primary key,
    -- What people quote: PB-202610-00001.
    number text not null constraint partner_bill_number unique,
    partner_id uuid not null references partner,
    cycle text not null check (cycle ~ '^[0-9]{4}-[0-9]{2}$'),
    state text not null check (state in ('final', 'annulled')),
    records bigint not null,
    consumption_charged numeric(18,2) not null,
    refund_charged numeric(18,2) not null,
    adjustment_charged numeric(18,2) not null,
    payable_rated numeric(24,8) not null,
    remainder numeric(24,8) not null,
    -- Consumption, refunds and adjustments; the latter two are negative numbers mostly (BL2).
    total_charged numeric(18,2) not null,
    -- What earlier negative bills take off this one.
    carried_charged numeric(18,2) not null check (carried_charged >= 0),
    due_charged numeric(18,2) not null check (due_charged >= 0),
    -- 5th of the next month, 12:00 in Beijing: what came until then.
    closed_at timestamptz not null,
    made_at timestamptz not null,
    annulled_at timestamptz,
    annulled_by uuid references person,
    annulled_because text not null default '' check (length(annulled_because) <= 512),
    constraint partner_bill_total check (total_charged = consumption_charged + refund_charged + adjustment_charged),
    constraint partner_bill_identity check (payable_rated = total_charged + remainder),
    -- A negative bill is due nothing; what is below zero is carried into the next ones (data.md, "A negative bill").
    constraint partner_bill_due check (due_charged = greatest(total_charged, 0) - carried_charged),
    constraint partner_bill_annulled check ((state = 'annulled') = (annulled_at is not null))
);
-- One live bill a partner and cycle.
create unique index partner_bill_live on partner_bill (partner_id, cycle) where state = 'final';
create index partner_bill_partner on partner_bill (partner_id, cycle desc, id desc);
create index partner_bill_latest on partner_bill (cycle desc, id desc);
create sequence partner_bill_numbers;

-- What a negative bill leaves for the next ones: one row a bill of origin, used up in the order of their cycles.
create table bill_carry_over (
    origin_id uuid primary key references partner_bill,
    partner_id uuid not null references partner,
    origin_cycle text not null,
    amount_charged numeric(18,2) not null check (amount_charged > 0)
);
create index bill_carry_over_partner on bill_carry_over (partner_id, origin_cycle);
-- Which bill used how much of which; what an annulled bill used is given back by its state.
create table bill_carry_over_use (
    origin_id uuid not null references bill_carry_over,
    bill_id uuid not null references partner_bill,
    amount_charged numeric(18,2) not null check (amount_charged > 0),
    primary key (origin_id, bill_id)
);
create index bill_carry_over_use_bill on bill_carry_over_use (bill_id);
-- What is left of each, of bills that were not annulled.
create view bill_carry_over_left as
    select c.origin_id, c.partner_id, c.origin_cycle, c.amount_charged,
           c.amount_charged - coalesce((select sum(u.amount_charged) from bill_carry_over_use u join partner_bill b on b.id = u.bill_id
                                        where u.origin_id = c.origin_id and b.state = 'final'), 0) as left_charged
    from bill_carry_over c join partner_bill o on o.id = c.origin_id where o.state = 'final';
create function keep_carry_over() returns trigger language plpgsql as $$
begin
    perform 1 from bill_carry_over c where c.origin_id = new.origin_id for update;
    if (select l.left_charged < 0 from bill_carry_over_left l where l.origin_id = new.origin_id) is distinct from false then
        raise exception 'more is used of the carry-over of % than there is', new.origin_id
            using errcode = 'check_violation', constraint = 'bill_carry_over_used';
    end if;
    return null;
end $$;
create trigger bill_carry_over_used after insert or update on bill_carry_over_use for each row execute function keep_carry_over();

-- A final bill changes in one way: it is annulled, and only while it is the partner's latest, or what later bills used would
-- come from nowhere. Nothing of it is deleted.
create function freeze_partner_bill() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.state = 'final' and new.state = 'annulled'
        and (to_jsonb(new) - '{state,annulled_at,annulled_by,annulled_because}'::text[])
          = (to_jsonb(old) - '{state,annulled_at,annulled_by,annulled_because}'::text[]) then
        if exists (select from partner_bill b where b.partner_id = old.partner_id and b.state = 'final' and b.cycle > old.cycle) then
            raise exception 'a later bill of the partner is final' using errcode = 'check_violation', constraint = 'partner_bill_latest_only';
        end if;
        return new;
    end if;
    raise exception 'the bill % is final', old.number using errcode = 'check_violation', constraint = 'partner_bill_frozen';
end $$;
create trigger partner_bill_frozen before update or delete on partner_bill for each row execute function freeze_partner_bill();
create function freeze_carry_over() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of negative bills is append-only' using errcode = 'check_violation', constraint = 'bill_carry_over_frozen';
end $$;
create trigger bill_carry_over_frozen before update or delete on bill_carry_over for each row execute function freeze_carry_over();
create trigger bill_carry_over_use_frozen before update or delete on bill_carry_over_use for each row execute function freeze_carry_over();

-- Whoever writes records and whoever makes bills final take this lock, shared and alone: a record is either seen by the bill or
-- goes into the next one. `serialization_failure`: trying again finds the bill that is open by then.
create function refuse_closed_bill(partner uuid, closed text) returns void language plpgsql as $$
begin
    raise exception 'the bill of % is final for the partner %', closed, partner using errcode = 'serialization_failure', constraint = 'partner_bill_frozen';
end $$;
create function keep_bill_sums() returns trigger language plpgsql as $$
declare
    changed text := case tg_op
        when 'INSERT' then 'select 1 as n, a.* from added a'
        when 'DELETE' then 'select -1 as n, r.* from removed r'
        else 'select 1 as n, a.* from added a union all select -1, r.* from removed r' end;
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('partner bills', 0));
    -- Of new records here, once a statement; of changed and removed ones by a trigger a row.
    if tg_op = 'INSERT' then
        perform refuse_closed_bill(b.partner_id, b.cycle)
        from (select distinct partner_id, bill_cycle from added) a
        join partner_bill b on b.partner_id = a.partner_id and b.cycle = a.bill_cycle and b.state = 'final';
    end if;
    execute 'insert into partner_bill_sum as m (partner_id, bill_cycle, section, cycle, records, payable_rated, charged, remainder)
        select partner_id, bill_cycle, bill_section, cycle, sum(n), sum(n * payable_rated), sum(n * charged), sum(n * remainder)
        from (' || changed || ') t
        group by partner_id, bill_cycle, bill_section, cycle
        having sum(n) <> 0 or sum(n * payable_rated) <> 0
        order by partner_id, bill_cycle, bill_section, cycle
        on conflict (partner_id, bill_cycle, section, cycle) do update set records = m.records + excluded.records,
            payable_rated = m.payable_rated + excluded.payable_rated, charged = m.charged + excluded.charged,
            remainder = m.remainder + excluded.remainder';
    if tg_op <> 'INSERT' then
        delete from partner_bill_sum where records = 0;
    end if;
    return null;
end $$;
create trigger partner_bill_sums_of_new after insert on consumption_record
    referencing new table as added for each statement execute function keep_bill_sums();
create trigger partner_bill_sums_of_changed after update on consumption_record
    referencing old table as removed new table as added for each statement execute function keep_bill_sums();
create trigger partner_bill_sums_of_deleted after delete on consumption_record
    referencing old table as removed for each statement execute function keep_bill_sums();

create function freeze_billed_record() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('partner bills', 0));
    if exists (select from partner_bill b where b.partner_id = old.partner_id and b.cycle = old.bill_cycle and b.state = 'final') then
        raise exception 'the bill of the record % is final', old.id using errcode = 'check_violation', constraint = 'consumption_record_billed';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    perform refuse_closed_bill(b.partner_id, b.cycle) from partner_bill b
    where b.partner_id = new.partner_id and b.cycle = new.bill_cycle and b.state = 'final';
    return new;
end $$;
-- All but the moment of the file that confirmed it.
create trigger consumption_record_billed before update on consumption_record
    for each row when ((old.partner_id, old.customer_id, old.association_id, old.association_kind, old.day, old.bill_cycle, old.bill_type,
                        old.charging_mode, old.payment_method, old.product_type, old.product, old.region, old.resource_id,
                        old.resource_name, old.order_number, old.list_rated, old.discount_rated, old.usage_quantity, old.usage_unit,
                        old.usage_ratio, old.linear_size, old.unit_price_rated, old.discount_rate, old.began_at, old.ended_at)
        is distinct from
                       (new.partner_id, new.customer_id, new.association_id, new.association_kind, new.day, new.bill_cycle, new.bill_type,
                        new.charging_mode, new.payment_method, new.product_type, new.product, new.region, new.resource_id,
                        new.resource_name, new.order_number, new.list_rated, new.discount_rated, new.usage_quantity, new.usage_unit,
                        new.usage_ratio, new.linear_size, new.unit_price_rated, new.discount_rate, new.began_at, new.ended_at))
    execute function freeze_billed_record();
create trigger consumption_record_bill_stays before delete on consumption_record
    for each row execute function freeze_billed_record();
