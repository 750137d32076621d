-- Opportunities (商机报备): what a partner expects to sell to one of its customers.

create sequence opportunity_code;

create table opportunity (
    id uuid primary key,
    -- What people quote.
    code text not null unique default 'OP-' || lpad(nextval('opportunity_code')::text, 8, '0'),

    -- Scope columns, rewritten by handover/ only. A reseller's customer's opportunity is the distributor's:
    -- partner_id is the distributor, reseller_id says whose customer it is.
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid not null references person,
    reseller_id uuid references partner,

    customer_id uuid references customer,
    claim_id uuid references claim,

    name text not null check (length(name) between 1 and 128),
    industry text not null,
    business_system text not null default '' check (length(business_system) <= 1000),
    kind text not null check (kind in ('new_customer', 'expansion', 'renewal', 'migration', 'other')),
    test_project boolean not null,
    tender boolean not null,

    current_platform text not null default '' check (length(current_platform) <= 1000),
    current_monthly_spend numeric(18,2) check (current_monthly_spend >= 0),
    competitors text not null default '' check (length(competitors) <= 1000),
    decision_maker text not null default '' check (length(decision_maker) <= 1000),
    key_need text not null default '' check (length(key_need) <= 1000),

    -- Charged amounts, two decimals.
    currency char(3) not null default 'CNY',
    expected_monthly_revenue numeric(18,2) not null check (expected_monthly_revenue >= 0),
    expected_date date not null,
    service_period smallint not null check (service_period between 1 and 120),

    -- Set by progress alone (R10).
    stage text not null check (stage in ('lead_confirmed', 'needs_confirmed', 'solution', 'negotiation', 'won', 'lost')),
    confidence smallint not null check (confidence in (10, 30, 50, 70, 90, 100)),
    technical_exchange text not null default '' check (length(technical_exchange) <= 1000),
    test_state text check (test_state in ('not_started', 'running', 'passed', 'failed', 'not_needed')),
    lost_reason text check (length(lost_reason) between 1 and 1000),
    closed_at timestamptz,

    version integer not null default 1,
    reported_by uuid not null references person,
    reported_at timestamptz not null,
    updated_at timestamptz not null,

    constraint opportunity_customer_or_claim check (num_nonnulls(customer_id, claim_id) = 1),
    constraint opportunity_lost_has_reason check ((stage = 'lost') = (lost_reason is not null)),
    constraint opportunity_closed_has_time check ((stage in ('won', 'lost')) = (closed_at is not null))
);
-- Last update is indexed under each scope column; every other order is sorted over the rows of the scope.
create index opportunity_owner on opportunity (owner_id, updated_at desc, id desc);
create index opportunity_supervisor on opportunity (supervisor_id, updated_at desc, id desc);
create index opportunity_partner on opportunity (partner_id, updated_at desc, id desc);
create index opportunity_distributor on opportunity (distributor_id, updated_at desc, id desc);
create index opportunity_resellers on opportunity (partner_id, updated_at desc, id desc) where reseller_id is not null;
create index opportunity_customer on opportunity (customer_id) where customer_id is not null;
create index opportunity_claim on opportunity (claim_id) where claim_id is not null;
create index opportunity_name_pairs on opportunity using gin (bigrams(name));

-- The first product is the main one (主要产品).
create table opportunity_product (
    opportunity_id uuid not null references opportunity,
    position smallint not null check (position between 1 and 10),
    name text not null check (length(name) between 1 and 128),
    expected_monthly_revenue numeric(18,2) not null check (expected_monthly_revenue >= 0),
    primary key (opportunity_id, position)
);

-- One row a progress entry (R11); append-only.
create table opportunity_progress (
    id uuid primary key,
    opportunity_id uuid not null references opportunity,
    author_id uuid not null references person,
    at timestamptz not null,
    stage_before text not null,
    stage text not null,
    confidence_before smallint not null,
    confidence smallint not null,
    technical_exchange text not null default '',
    test_state text,
    detail text not null check (length(detail) between 1 and 1000),
    lost_reason text
);
create index opportunity_progress_opportunity on opportunity_progress (opportunity_id, at desc);
create trigger opportunity_progress_is_append_only before update or delete on opportunity_progress
    for each row execute function refuse_change();

-- What a person has typed of a report that is not yet submitted.
create table opportunity_draft (
    person_id uuid primary key references person,
    fields jsonb not null,
    saved_at timestamptz not null
);
