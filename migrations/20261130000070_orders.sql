-- Orders of customers (客户订单) and what they consist of (订单资源明细). Both come in by import alone.

-- The moment that the rows of a file are of; the upload's own where nobody said another. A row of an older file changes no
-- record that a newer file has written (imports::kind::Dated).
alter table import_run add column as_of timestamptz;
update import_run set as_of = at;
alter table import_run alter column as_of set not null;

create table customer_order (
    id uuid primary key,
    -- Where it comes from; with its number it tells orders apart.
    source text not null,
    -- 订单号.
    number text not null check (length(number) between 1 and 64),
    customer_id uuid not null references customer,
    -- The association that was active when the order was placed, and its type at that moment.
    association_id uuid not null references association,
    association_kind text not null check (association_kind in ('referral', 'resale')),
    -- Scope columns: partner and distributor of that association; supervisor and owner are those of the customer today
    -- (rewritten by handover/ only).
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    order_type text not null check (order_type in ('new', 'renewal', 'change', 'unsubscription', 'to_pay_per_use', 'to_subscription',
        'trial', 'to_commercial', 'fee_adjustment')),
    state text not null check (state in ('pending_approval', 'processing', 'cancelled', 'completed', 'pending_payment',
        'pending_confirmation', 'refunding')),
    product_type text not null check (length(product_type) between 1 and 128),
    product_type_key text not null generated always as (name_key(product_type)) stored,
    -- Before the discount, and the discount, as rated.
    list_rated numeric(24,8) not null,
    discount_rated numeric(24,8) not null,
    -- What is to be paid; of an unsubscription what is paid back, below zero.
    payable_charged numeric(18,2) not null,
    currency char(3) not null default 'CNY',
    paid_by text not null check (paid_by in ('customer', 'partner')),
    placed_at timestamptz not null,
    paid_at timestamptz,
    -- Of the file that wrote it last.
    as_of timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint customer_order_number unique (source, number)
);
create index customer_order_owner on customer_order (owner_id, placed_at desc, id desc);
create index customer_order_supervisor on customer_order (supervisor_id, placed_at desc, id desc);
create index customer_order_partner on customer_order (partner_id, placed_at desc, id desc);
create index customer_order_distributor on customer_order (distributor_id, placed_at desc, id desc);
-- The latest orders of a customer, and those that follow it to another account manager.
create index customer_order_association on customer_order (association_id, placed_at desc, id desc);
create index customer_order_customer on customer_order (customer_id, placed_at desc, id desc);
-- What people type: a number in any case, over all sources.
create index customer_order_number_typed on customer_order (upper(number));

create table order_line (
    id uuid primary key,
    order_id uuid not null references customer_order,
    -- With the order's source and number it tells lines apart.
    line text not null check (length(line) between 1 and 64),
    -- Those of the order, so that a page of lines is read by one index.
    source text not null,
    association_id uuid not null references association,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    resource_id text not null default '' check (length(resource_id) <= 128),
    resource_name text not null default '' check (length(resource_name) <= 256),
    product_type text not null check (length(product_type) between 1 and 128),
    product_type_key text not null generated always as (name_key(product_type)) stored,
    product text not null default '' check (length(product) <= 128),
    specification text not null default '' check (length(specification) <= 256),
    region text not null default '' check (length(region) <= 64),
    charging_mode text not null check (charging_mode in ('subscription', 'pay_per_use', 'reserved_instance', 'savings_plan')),
    amount_rated numeric(24,8) not null,
    -- Cut off towards zero, not rounded: one function of the whole product.
    amount_charged numeric(18,2) not null,
    effective_at timestamptz,
    expires_at timestamptz,
    renewal text not null default 'not_renewed' check (renewal in ('not_renewed', 'renewed')),
    renewed_at timestamptz,
    state text not null default 'active' check (state in ('active', 'unsubscribed', 'released')),
    as_of timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint order_line_number unique (order_id, line),
    constraint order_line_charged check (amount_charged = trunc(amount_rated, 2)),
    constraint order_line_renewed_at check (renewed_at is null or renewal = 'renewed'),
    constraint order_line_expires_after check (expires_at >= effective_at)
);
create index order_line_owner on order_line (owner_id, expires_at, id);
create index order_line_supervisor on order_line (supervisor_id, expires_at, id);
create index order_line_partner on order_line (partner_id, expires_at, id);
create index order_line_distributor on order_line (distributor_id, expires_at, id);
create index order_line_association on order_line (association_id);

comment on table customer_order is 'Orders of customers, by import; a row a source and order number.';
comment on table order_line is 'What orders consist of: a row a resource; identity is the order and the line.';
