-- Associations, completed: tags, where they came from, requests to end or switch them; alerts.

alter table association
    add column tag text not null default '' check (length(tag) <= 64),
    add column source text not null default 'operations' check (source in ('operations', 'email', 'general', 'custom', 'campaign', 'import')),
    add column invitation_id uuid references invitation,
    add column ended_reason text,
    -- 关联类型 as dated history stands in association_request; this is when the present type began.
    add column kind_since timestamptz,
    add column version integer not null default 1;
create index association_customer on association (customer_id);

-- The partner asks, the customer decides through a public link (R57, R58).
create table association_request (
    id uuid primary key,
    association_id uuid not null references association,
    partner_id uuid not null references partner,
    kind text not null check (kind in ('disassociate', 'switch_type')),
    target_kind text check (target_kind in ('referral', 'resale')),
    note text not null default '' check (length(note) <= 1000),
    state text not null check (state in ('pending', 'accepted', 'refused', 'withdrawn', 'expired', 'failed')),
    -- Why it failed at the moment of consent: the blockers found then.
    reason text,
    token_hash bytea not null unique check (length(token_hash) = 32),
    requested_by uuid not null references person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    closed_at timestamptz,
    constraint association_request_target check ((kind = 'switch_type') = (target_kind is not null)),
    constraint association_request_closed_has_time check ((state = 'pending') = (closed_at is null))
);
create unique index association_request_one_pending on association_request (association_id) where state = 'pending';
create index association_request_partner on association_request (partner_id, created_at desc, id desc);

-- 客户预警. One responsible person: the customer's account manager of today, else the partner's primary administrator (R66);
-- owner_id follows the association.
create table customer_alert (
    id uuid primary key,
    association_id uuid not null references association,
    customer_id uuid not null references customer,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    category text not null check (category in ('churn', 'resource')),
    scenario text not null check (length(scenario) between 1 and 128),
    title text not null check (length(title) between 1 and 256),
    detail text not null default '' check (length(detail) <= 2000),
    sent_at timestamptz not null,
    state text not null default 'pending' check (state in ('pending', 'handled')),
    result text check (result in ('lost', 'not_lost', 'done')),
    note text not null default '' check (length(note) <= 1000),
    handled_by uuid references person,
    handled_at timestamptz,
    version integer not null default 1,
    source text,
    external_id text,
    constraint customer_alert_handled check ((state = 'handled') = (handled_at is not null) and (state = 'handled') = (result is not null)),
    -- Churn is lost or not lost (R67).
    constraint customer_alert_churn_result check (result is null or (category = 'churn') = (result in ('lost', 'not_lost')))
);
create unique index customer_alert_import on customer_alert (source, external_id) where external_id is not null;
create index customer_alert_owner on customer_alert (owner_id, sent_at desc, id desc);
create index customer_alert_supervisor on customer_alert (supervisor_id, sent_at desc, id desc);
create index customer_alert_partner on customer_alert (partner_id, sent_at desc, id desc);
create index customer_alert_distributor on customer_alert (distributor_id, sent_at desc, id desc);
create index customer_alert_pending on customer_alert (association_id) where state = 'pending';
