-- Consumption of customers (客户消费): what they used and bought, as the vendor's files say; and its sums by month.

-- Whose figures of a Beijing day a customer counts for (data.md, "Who is responsible, and when"): its association of that
-- day, and of that association the type, distributor, account manager and supervisor of that day. No row on a day without
-- association. An assignment counts from the day after it began, through the day on which it ended (R56, U26); so does an
-- association, where one ended and another began on one day.
create function customer_on_day(customer uuid, day date)
    returns table (association_id uuid, association_kind text, distributor_id uuid, partner_id uuid, supervisor_id uuid, owner_id uuid)
    language sql stable as $$
    select a.id,
           -- The type of today, or the one before the first switch that came after the day.
           case when a.kind_since is null or $2 >= (a.kind_since at time zone 'Asia/Shanghai')::date then a.kind
                else case coalesce((select q.target_kind from association_request q
                                    where q.association_id = a.id and q.kind = 'switch_type' and q.state = 'accepted'
                                      and (q.closed_at at time zone 'Asia/Shanghai')::date > $2
                                    order by q.closed_at limit 1), a.kind)
                     when 'referral' then 'resale' else 'referral' end end,
           case p.kind when 'distributor' then p.id when 'reseller' then d.distributor_id end,
           a.partner_id, v.supervisor_id, s.account_manager_id
    from association a
    join partner p on p.id = a.partner_id
    left join assignment s on s.association_id = a.id and s.during @> ($2 - 1)
    left join supervision v on v.account_manager_id = s.account_manager_id and v.during @> $2
    left join distribution d on d.reseller_id = a.partner_id and d.during @> $2
    where a.customer_id = $1 and (a.started_at at time zone 'Asia/Shanghai')::date <= $2
      and (a.ended_at is null or (a.ended_at at time zone 'Asia/Shanghai')::date >= $2)
    order by a.started_at, a.id
    limit 1
$$;

-- One line of consumption details (消费明细). Rated amounts have eight decimals, the charged one two: it is the payable
-- amount cut towards zero, and what is cut off is the remainder (抹零金额). Refunds are negative.
create table consumption_record (
    id uuid primary key,
    source text not null,
    external_id text not null check (length(external_id) between 1 and 64),
    customer_id uuid not null references customer,
    association_id uuid not null references association,
    association_kind text not null check (association_kind in ('referral', 'resale')),
    -- Scope columns of the row's own day: no hand-over rewrites them (handover::tables::STAYING).
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    -- The Beijing day on which it was used or bought, and its month (账期): 2026-11.
    day date not null,
    cycle text not null generated always as
        (lpad(extract(year from day)::integer::text, 4, '0') || '-' || lpad(extract(month from day)::integer::text, 2, '0')) stored,
    charging_mode text not null check (charging_mode in ('subscription', 'pay_per_use', 'reserved_instance', 'savings_plan')),
    bill_type text not null check (bill_type in ('purchase', 'renewal', 'change', 'refund_unsubscription', 'usage', 'auto_renewal',
        'compensation', 'deduction', 'monthly_payment', 'refund_change', 'refund_to_pay_per_use')),
    payment_method text not null check (payment_method in ('customer', 'partner', 'voucher', 'cash_coupon', 'stored_card')),
    product_type text not null check (length(product_type) between 1 and 64),
    product text not null default '' check (length(product) <= 128),
    region text not null default '' check (length(region) <= 64),
    resource_id text not null default '' check (length(resource_id) <= 128),
    resource_name text not null default '' check (length(resource_name) <= 256),
    -- Or the number of the transaction; no order of ours need have it.
    order_number text not null default '' check (length(order_number) <= 64),
    list_rated numeric(24,8) not null,
    discount_rated numeric(24,8) not null,
    payable_rated numeric(24,8) not null,
    charged numeric(18,2) not null,
    remainder numeric(24,8) not null,
    currency char(3) not null default 'CNY' check (currency = 'CNY'),
    -- The moment that the file stood for which wrote the row: an older one changes nothing.
    as_of timestamptz not null,
    constraint consumption_record_identity unique (source, external_id),
    constraint consumption_record_payable check (payable_rated = list_rated - discount_rated),
    constraint consumption_record_charged check (charged = trunc(payable_rated, 2) and remainder = payable_rated - charged)
);
create index consumption_record_owner on consumption_record (owner_id, day desc, id desc);
create index consumption_record_supervisor on consumption_record (supervisor_id, day desc, id desc);
create index consumption_record_partner on consumption_record (partner_id, day desc, id desc);
create index consumption_record_distributor on consumption_record (distributor_id, day desc, id desc);
create index consumption_record_resource on consumption_record (upper(resource_id));
create index consumption_record_order on consumption_record (upper(order_number));

-- The sums of a customer's month, of one account manager and association type each: what the summary (消费汇总) and the
-- figures read, so that no page adds up records. Payment methods are columns: a row is what one line of the summary shows.
create table consumption_month (
    id uuid primary key,
    customer_id uuid not null references customer,
    association_id uuid not null references association,
    association_kind text not null check (association_kind in ('referral', 'resale')),
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    cycle text not null check (cycle ~ '^[0-9]{4}-[0-9]{2}$'),
    -- How many records stand behind the sums; a month of none is deleted.
    records bigint not null,
    list_rated numeric(24,8) not null,
    discount_rated numeric(24,8) not null,
    payable_rated numeric(24,8) not null,
    remainder numeric(24,8) not null,
    charged numeric(18,2) not null,
    charged_customer numeric(18,2) not null,
    charged_partner numeric(18,2) not null,
    charged_voucher numeric(18,2) not null,
    charged_cash_coupon numeric(18,2) not null,
    charged_stored_card numeric(18,2) not null,
    constraint consumption_month_key unique nulls not distinct
        (association_id, cycle, association_kind, owner_id, supervisor_id, distributor_id),
    constraint consumption_month_methods check
        (charged = charged_customer + charged_partner + charged_voucher + charged_cash_coupon + charged_stored_card)
);
create index consumption_month_owner on consumption_month (owner_id, cycle desc, id desc) include (association_kind, charged,
    charged_customer, charged_partner, charged_voucher, charged_cash_coupon, charged_stored_card);
create index consumption_month_supervisor on consumption_month (supervisor_id, cycle desc, id desc) include (association_kind, charged,
    charged_customer, charged_partner, charged_voucher, charged_cash_coupon, charged_stored_card);
create index consumption_month_partner on consumption_month (partner_id, cycle desc, id desc) include (association_kind, charged,
    charged_customer, charged_partner, charged_voucher, charged_cash_coupon, charged_stored_card);
create index consumption_month_distributor on consumption_month (distributor_id, cycle desc, id desc) include (association_kind, charged,
    charged_customer, charged_partner, charged_voucher, charged_cash_coupon, charged_stored_card);
create index consumption_month_empty on consumption_month (id) where records = 0;
alter table consumption_month set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

-- Keeps the sums in the statement that changes records, whoever makes it, once a statement and not once a row: what it
-- removed is taken away, what it added is put on. In one order, so that two statements do not wait for each other.
create function keep_consumption_months() returns trigger language plpgsql as $$
declare
    changed text := case tg_op
        when 'INSERT' then 'select 1 as n, a.* from added a'
        when 'DELETE' then 'select -1 as n, r.* from removed r'
        else 'select 1 as n, a.* from added a union all select -1, r.* from removed r' end;
begin
    execute 'insert into consumption_month as m (id, customer_id, association_id, association_kind, distributor_id, partner_id,
            supervisor_id, owner_id, cycle, records, list_rated, discount_rated, payable_rated, remainder, charged,
            charged_customer, charged_partner, charged_voucher, charged_cash_coupon, charged_stored_card)
        select gen_random_uuid(), customer_id, association_id, association_kind, distributor_id, partner_id, supervisor_id, owner_id, cycle,
            sum(n), sum(n * list_rated), sum(n * discount_rated), sum(n * payable_rated), sum(n * remainder), sum(n * charged),
            coalesce(sum(n * charged) filter (where payment_method = ''customer''), 0),
            coalesce(sum(n * charged) filter (where payment_method = ''partner''), 0),
            coalesce(sum(n * charged) filter (where payment_method = ''voucher''), 0),
            coalesce(sum(n * charged) filter (where payment_method = ''cash_coupon''), 0),
            coalesce(sum(n * charged) filter (where payment_method = ''stored_card''), 0)
        from (' || changed || ') t
        group by customer_id, association_id, association_kind, distributor_id, partner_id, supervisor_id, owner_id, cycle
        having sum(n) <> 0 or sum(n * list_rated) <> 0 or sum(n * discount_rated) <> 0
            or sum(n * charged) filter (where payment_method = ''customer'') <> 0
            or sum(n * charged) filter (where payment_method = ''partner'') <> 0
            or sum(n * charged) filter (where payment_method = ''voucher'') <> 0
            or sum(n * charged) filter (where payment_method = ''cash_coupon'') <> 0
            or sum(n * charged) filter (where payment_method = ''stored_card'') <> 0
        order by association_id, cycle, association_kind, owner_id, supervisor_id, distributor_id
        on conflict on constraint consumption_month_key do update set
            records = m.records + excluded.records, list_rated = m.list_rated + excluded.list_rated,
            discount_rated = m.discount_rated + excluded.discount_rated, payable_rated = m.payable_rated + excluded.payable_rated,
            remainder = m.remainder + excluded.remainder, charged = m.charged + excluded.charged,
            charged_customer = m.charged_customer + excluded.charged_customer, charged_partner = m.charged_partner + excluded.charged_partner,
            charged_voucher = m.charged_voucher + excluded.charged_voucher,
            charged_cash_coupon = m.charged_cash_coupon + excluded.charged_cash_coupon,
            charged_stored_card = m.charged_stored_card + excluded.charged_stored_card';
    delete from consumption_month where records = 0;
    return null;
end $$;
create trigger consumption_months_of_new after insert on consumption_record
    referencing new table as added for each statement execute function keep_consumption_months();
create trigger consumption_months_of_changed after update on consumption_record
    referencing old table as removed new table as added for each statement execute function keep_consumption_months();
create trigger consumption_months_of_deleted after delete on consumption_record
    referencing old table as removed for each statement execute function keep_consumption_months();
