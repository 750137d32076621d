-- Customer development (客户拓展): claims with review, invitations, links, campaigns.

-- What the vendor knows of a customer that decides about claims and associations; see customers::model::Trait.
alter table customer
    add column traits text[] not null default '{}',
    add column registered_at timestamptz,
    add column tags text[] not null default '{}';
create index customer_mobile on customer (mobile) where mobile <> '';
create index customer_email on customer (lower(email)) where email <> '';

-- 企业百科, as far as it was imported: read only, free text.
create table customer_profile (
    customer_id uuid primary key references customer,
    cloud_wallet text not null default '',
    registered_capital text not null default '',
    national_industry text not null default '',
    vendor_industry text not null default '',
    website text not null default '',
    founded_on date,
    employees text not null default '',
    cloud_activity text not null default '',
    cloud_providers text not null default '',
    structure text not null default '',
    funding text not null default '',
    products text not null default '',
    intellectual_property text not null default '',
    updated_at timestamptz not null
);

create table campaign (
    id uuid primary key,
    name text not null check (length(name) between 1 and 128),
    -- Beijing days, both included. A campaign's links work until its last day is over (U16).
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    source text,
    external_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index campaign_import on campaign (source, external_id) where external_id is not null;
create unique index campaign_name on campaign (lower(name));

-- Claims, completed: manual review, withdrawal, edit version.
alter table claim drop constraint claim_state_check;
alter table claim drop constraint claim_closed_has_time;
alter table claim
    add constraint claim_state_check check (state in ('in_review', 'open', 'associated', 'lapsed', 'rejected', 'withdrawn')),
    add constraint claim_closed_has_time check ((state in ('in_review', 'open')) = (closed_at is null)),
    add column version integer not null default 1,
    add column claimed_by uuid references person,
    -- Why it goes to the vendor's operator: codes of customers::model::Trait, or registered_before.
    add column review_reasons text[] not null default '{}',
    -- Charged, CNY a month: what the partner expects the prospect to spend in addition.
    add column expected_spend numeric(18,2) check (expected_spend >= 0),
    add column communication_history text not null default '' check (length(communication_history) <= 2000),
    -- The last working day on which it can be decided; the claim lapses when that Beijing day is over.
    add column review_due date,
    add column reviewed_by uuid references person,
    add column reviewed_at timestamptz,
    add column review_note text not null default '' check (length(review_note) <= 1000),
    -- The reminder that it lapses soon was sent.
    add column reminded_at timestamptz;
drop index claim_open_mobile;
drop index claim_open_email;
-- Over all partners; a claim whose time is up is closed first, in the same transaction.
create unique index claim_open_mobile on claim (mobile_key) where state in ('in_review', 'open');
create unique index claim_open_email on claim (email_key) where state in ('in_review', 'open') and email_key is not null;
create index claim_due on claim (valid_until) where state in ('in_review', 'open');
create index claim_supervisor on claim (supervisor_id, claimed_at desc, id desc);
create index claim_distributor on claim (distributor_id, claimed_at desc, id desc);
create index claim_review on claim (review_due, id) where state = 'in_review';
-- When a partner's claim on this number or address ended last (24 hours).
create index claim_mobile_ended on claim (partner_id, mobile_key, closed_at) where closed_at is not null;
create index claim_email_ended on claim (partner_id, email_key, closed_at) where closed_at is not null;

-- Each instant check: who asked, and only a hash of what for. Limits are counted here.
create table prospect_check (
    id uuid primary key,
    person_id uuid not null references person,
    partner_id uuid not null references partner,
    key_hash bytea not null,
    answer text not null check (answer in ('free', 'yours', 'in_review', 'protected', 'associated', 'refused')),
    at timestamptz not null
);
create index prospect_check_person on prospect_check (person_id, at desc);

-- Offline links (线下拓展): many customers may join through one. Not a secret: it is printed.
create table invitation_link (
    id uuid primary key,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    -- The account manager to whom those who join are assigned; none: the partner's.
    owner_id uuid references person,
    kind text not null check (kind in ('general', 'custom', 'campaign')),
    token text not null unique,
    association_kind text not null check (association_kind in ('referral', 'resale')),
    tag text not null default '' check (length(tag) <= 64),
    campaign_id uuid references campaign,
    created_by uuid not null references person,
    created_at timestamptz not null,
    withdrawn_at timestamptz,
    constraint invitation_link_campaign check ((kind = 'campaign') = (campaign_id is not null))
);
create index invitation_link_owner on invitation_link (owner_id, created_at desc, id desc);
create index invitation_link_partner on invitation_link (partner_id, created_at desc, id desc);
-- One general link a person and type.
create unique index invitation_link_general on invitation_link (created_by, association_kind) where kind = 'general' and withdrawn_at is null;

-- One attempt to associate one customer: a mailed link, or somebody who came through an offline link.
create table invitation (
    id uuid primary key,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    claim_id uuid references claim,
    link_id uuid references invitation_link,
    kind text not null check (kind in ('email', 'general', 'custom', 'campaign')),
    association_kind text not null check (association_kind in ('referral', 'resale')),
    tag text not null default '' check (length(tag) <= 64),
    locale text not null default 'zh-CN' check (locale in ('en', 'zh-CN')),
    -- Only the hash of a mailed link's token.
    token_hash bytea unique check (length(token_hash) = 32),
    company_name text not null check (length(company_name) between 1 and 128),
    account_name text not null default '',
    mobile text not null default '',
    email text not null default '',
    state text not null check (state in ('sent', 'confirming', 'accepted', 'declined', 'expired', 'withdrawn', 'replaced', 'failed')),
    -- invitations::model::FailReason, when failed.
    reason text,
    -- The code that proves an e-mail typed at an offline link: hash, until when, wrong tries.
    code_hash bytea,
    code_expires_at timestamptz,
    code_tries smallint not null default 0,
    customer_id uuid references customer,
    replaces_id uuid references invitation,
    created_by uuid references person,
    created_at timestamptz not null,
    -- A mailed link stops working at this moment (R31).
    expires_at timestamptz,
    closed_at timestamptz,
    constraint invitation_closed_has_time check ((state in ('sent', 'confirming')) = (closed_at is null)),
    constraint invitation_failed_has_reason check ((state = 'failed') = (reason is not null)),
    constraint invitation_accepted_has_customer check (state <> 'accepted' or customer_id is not null),
    constraint invitation_mail_or_link check ((kind = 'email') = (link_id is null) and (kind = 'email') = (token_hash is not null))
);
create index invitation_owner on invitation (owner_id, created_at desc, id desc);
create index invitation_supervisor on invitation (supervisor_id, created_at desc, id desc);
create index invitation_partner on invitation (partner_id, created_at desc, id desc);
create index invitation_distributor on invitation (distributor_id, created_at desc, id desc);
create index invitation_claim on invitation (claim_id) where claim_id is not null;
create index invitation_due on invitation (expires_at) where state in ('sent', 'confirming');
-- A new mail takes the place of the one before: one link works.
create unique index invitation_one_sent_a_claim on invitation (claim_id) where state = 'sent';
