-- Leads (线索), saved views, and supervisors' reviews of opportunities.

create table lead (
    id uuid primary key,
    -- Scope columns; owner_id is the follower (跟进人).
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    company_name text not null check (length(company_name) between 1 and 128),
    contact_name text not null default '' check (length(contact_name) <= 64),
    mobile text not null default '',
    email text not null default '',
    industry text not null default 'other',
    campaign_id uuid references campaign,
    note text not null default '' check (length(note) <= 1000),
    state text not null default 'new' check (state in ('new', 'dispatched', 'following', 'converted', 'invalid')),
    invalid_reason text not null default '' check (length(invalid_reason) <= 256),
    claim_id uuid references claim,
    created_by uuid references person,
    created_at timestamptz not null,
    dispatched_by uuid references person,
    dispatched_at timestamptz,
    updated_at timestamptz not null,
    version integer not null default 1,
    source text,
    external_id text,
    constraint lead_converted_has_claim check ((state = 'converted') = (claim_id is not null)),
    constraint lead_dispatched_has_follower check (state not in ('dispatched', 'following') or owner_id is not null)
);
create unique index lead_import on lead (source, external_id) where external_id is not null;
create index lead_owner on lead (owner_id, updated_at desc, id desc);
create index lead_supervisor on lead (supervisor_id, updated_at desc, id desc);
create index lead_partner on lead (partner_id, updated_at desc, id desc);
create index lead_distributor on lead (distributor_id, updated_at desc, id desc);

create table lead_follow_up (
    id uuid primary key,
    lead_id uuid not null references lead,
    author_id uuid not null references person,
    at timestamptz not null,
    method text not null check (method in ('call', 'mail', 'visit', 'message', 'other')),
    content text not null check (length(content) between 1 and 1000)
);
create index lead_follow_up_lead on lead_follow_up (lead_id, at desc);
create trigger lead_follow_up_is_append_only before update or delete on lead_follow_up
    for each row execute function refuse_change();

-- A named filter of a list. `address` is the list's query without page and cursor; conditions on masked columns are in a
-- private filter of the same person, by id.
create table saved_view (
    id uuid primary key,
    person_id uuid not null references person,
    partner_id uuid not null references partner,
    list text not null,
    name text not null check (length(name) between 1 and 64),
    address text not null check (length(address) <= 2000),
    is_default boolean not null default false,
    -- An administrator may share a view with the partner.
    shared boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index saved_view_name on saved_view (person_id, list, lower(name));
create unique index saved_view_default on saved_view (person_id, list) where is_default;
create index saved_view_shared on saved_view (partner_id, list) where shared;

-- What a supervisor has seen, and when: the opportunity stays untouched.
create table opportunity_review (
    id uuid primary key,
    opportunity_id uuid not null references opportunity,
    reviewer_id uuid not null references person,
    at timestamptz not null,
    version integer not null,
    stage text not null,
    confidence smallint not null,
    expected_monthly_revenue numeric(18,2) not null,
    note text not null default '' check (length(note) <= 1000)
);
create index opportunity_review_of on opportunity_review (opportunity_id, reviewer_id, at desc);
create index opportunity_review_reviewer on opportunity_review (reviewer_id, at desc);
create trigger opportunity_review_is_append_only before update or delete on opportunity_review
    for each row execute function refuse_change();
