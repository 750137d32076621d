-- Usage records and refunds of consumption (accounting: rating). They extend consumption_record and are no table of their own:
-- lists, monthly sums, scope and bills then hold for them, and no amount is stored twice. What only usage has may be null.

-- The month of a Beijing day as it is stored: 2026-11. `consumption_record.cycle` is this of its day: the usage cycle.
create function cycle_of_day(day date) returns text language sql immutable as $$
    select lpad(extract(year from day)::integer::text, 4, '0') || '-' || lpad(extract(month from day)::integer::text, 2, '0')
$$;

-- The list amount of usage: converted to priced units (ten decimals), times size and unit price (eight decimals), each truncated
-- towards zero. `div` truncates exactly where `/` would round. The same as accounting::rating::rules::rate.
create function rated_list(quantity numeric, ratio numeric, linear_size numeric, unit_price numeric) returns numeric language sql immutable as $$
    select trunc(div(quantity * 10000000000, ratio) * 0.0000000001 * linear_size * unit_price, 8)
$$;

-- The first bill that takes anything at a moment: that of a month is closed from the 5th of the next, 12:00 in Beijing (BR-15).
create function first_open_cycle(at timestamptz) returns text language sql immutable as $$
    select cycle_of_day((at at time zone 'Asia/Shanghai' - interval '4 days 12 hours')::date)
$$;

-- The month after one.
create function next_cycle(cycle text) returns text language sql immutable as $$
    select cycle_of_day((make_date(left(cycle, 4)::integer, right(cycle, 2)::integer, 1) + interval '1 month')::date)
$$;

alter table consumption_record disable trigger user;
alter table consumption_record
    -- From when to when it was used; `day` is the Beijing day of the first.
    add column began_at timestamptz,
    add column ended_at timestamptz,
    -- As metered, in this unit.
    add column usage_quantity numeric(26,10),
    add column usage_unit text not null default '' check (length(usage_unit) <= 32),
    -- So many metered units are one priced unit.
    add column usage_ratio numeric(26,10) check (usage_ratio > 0),
    add column linear_size numeric(26,10) check (linear_size > 0),
    -- CNY for one priced unit of size 1 (data.md, "Prices": at most eight decimals).
    add column unit_price_rated numeric(24,8) check (unit_price_rated >= 0),
    add column discount_rate numeric(5,4) check (discount_rate between 0 and 1),
    -- The bill that it stands in: of its own month, or the first that was open when it came (data.md, "Cycle").
    add column bill_cycle text check (bill_cycle ~ '^[0-9]{4}-[0-9]{2}$'),
    -- The charge that it gives back, and the rated amount that was asked for; the charged amount mirrors the charge.
    add column refund_of uuid references consumption_record,
    add column asked_rated numeric(24,8) check (asked_rated > 0);
update consumption_record set bill_cycle = cycle;
alter table consumption_record
    alter column bill_cycle set not null,
    -- What came after the bill of its month was final is an adjustment of a later bill and keeps its month (`cycle`).
    add column bill_section text not null generated always as (
        case when bill_cycle <> cycle_of_day(day) or bill_type in ('compensation', 'deduction') then 'adjustment'
             when bill_type in ('refund_unsubscription', 'refund_change', 'refund_to_pay_per_use') then 'refund'
             else 'consumption' end) stored,
    add constraint consumption_record_bill_cycle check (bill_cycle >= cycle_of_day(day)),
    add constraint consumption_record_usage check (
        case when usage_quantity is null
             then began_at is null and ended_at is null and usage_unit = '' and usage_ratio is null and linear_size is null
                  and unit_price_rated is null and discount_rate is null
             else bill_type = 'usage' and usage_ratio is not null and linear_size is not null and unit_price_rated is not null
                  and discount_rate is not null and began_at is not null and (ended_at is null or ended_at > began_at)
                  and day = (began_at at time zone 'Asia/Shanghai')::date
                  and list_rated = rated_list(usage_quantity, usage_ratio, linear_size, unit_price_rated)
                  and discount_rated = trunc(list_rated * discount_rate, 8) end),
    add constraint consumption_record_refund check (
        (refund_of is null) = (asked_rated is null) and (refund_of is null or payable_rated <= 0 and refund_of <> id
        and bill_type in ('refund_unsubscription', 'refund_change', 'refund_to_pay_per_use')));
alter table consumption_record enable trigger user;
create index consumption_record_customer on consumption_record (customer_id, cycle);
create index consumption_record_refund_of on consumption_record (refund_of) where refund_of is not null;
-- Rows of a bill's details, in the order in which its lists show them.
create index consumption_record_bill_partner on consumption_record (partner_id, bill_cycle desc, day desc, id desc);
-- Refunds and adjustments of a partner: few among its records.
create index consumption_record_exceptional on consumption_record (partner_id, bill_section, day desc, id desc)
    where bill_section in ('refund', 'adjustment');

-- Whoever writes a record without saying its bill means that of its own month (files of long ago, the demo).
create function default_bill_cycle() returns trigger language plpgsql as $$
begin
    new.bill_cycle := cycle_of_day(new.day);
    return new;
end $$;
create trigger consumption_record_default_bill before insert on consumption_record
    for each row when (new.bill_cycle is null) execute function default_bill_cycle();

-- What was given back of a charge: never more than was charged, and whole as soon as less than a cent is left.
create table refunded_record (
    record_id uuid primary key references consumption_record,
    payable_rated numeric(24,8) not null check (payable_rated > 0),
    charged numeric(18,2) not null,
    remainder numeric(24,8) not null,
    asked_rated numeric(24,8) not null,
    returned_charged numeric(18,2) not null,
    returned_remainder numeric(24,8) not null,
    constraint refunded_record_asked check (asked_rated > 0 and asked_rated <= payable_rated),
    constraint refunded_record_returned check (returned_charged between 0 and charged and returned_remainder between 0 and remainder),
    constraint refunded_record_closed check
        ((payable_rated - asked_rated < 0.01) = (returned_charged = charged and returned_remainder = remainder))
);
create function keep_refunded() returns trigger language plpgsql as $$
declare
    charges uuid[] := array(select distinct a.refund_of from added a where a.refund_of is not null);
begin
    if charges = '{}' then
        return null;
    end if;
    -- Whoever refunds a charge holds it. No `on conflict`: the checks would judge the new part alone before they judge the sum.
    perform 1 from consumption_record c where c.id = any (charges) order by c.id for no key update;
    update refunded_record r set asked_rated = r.asked_rated + n.asked_rated, returned_charged = r.returned_charged + n.returned_charged,
        returned_remainder = r.returned_remainder + n.returned_remainder
    from (select a.refund_of, sum(a.asked_rated) as asked_rated, -sum(a.charged) as returned_charged, -sum(a.remainder) as returned_remainder
          from added a where a.refund_of is not null group by a.refund_of) n
    where r.record_id = n.refund_of;
    insert into refunded_record
    select c.id, c.payable_rated, c.charged, c.remainder, sum(a.asked_rated), -sum(a.charged), -sum(a.remainder)
    from added a join consumption_record c on c.id = a.refund_of
    where not exists (select from refunded_record r where r.record_id = a.refund_of)
    group by c.id, c.payable_rated, c.charged, c.remainder order by c.id;
    return null;
end $$;
create trigger consumption_record_refunded after insert on consumption_record
    referencing new table as added for each statement execute function keep_refunded();
-- A refund, and a charge that was refunded, keep their amounts.
create function keep_refund_amounts() returns trigger language plpgsql as $$
begin
    if old.refund_of is not null or exists (select from refunded_record r where r.record_id = old.id) then
        raise exception 'the record % is a refund or was refunded', old.id using errcode = 'check_violation', constraint = 'consumption_record_refunded';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger consumption_record_refund_kept before update on consumption_record
    for each row when ((old.refund_of, old.asked_rated, old.payable_rated, old.customer_id) is distinct from
                       (new.refund_of, new.asked_rated, new.payable_rated, new.customer_id))
    execute function keep_refund_amounts();
create trigger consumption_record_refund_stays before delete on consumption_record
    for each row execute function keep_refund_amounts();

-- Rows of an import that count elsewhere than rows of their kind usually do, by where (a later bill).
create table import_elsewhere (
    run_id uuid not null references import_run on delete cascade,
    place text not null,
    records bigint not null,
    primary key (run_id, place)
);
