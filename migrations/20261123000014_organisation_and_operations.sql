-- Organisation and Operations, completed.

alter table partner
    -- Without one of the two a partner cannot claim (R25).
    add column contact_mobile text not null default '',
    add column contact_email text not null default '',
    -- Whether it may offer 顾问销售 (R37).
    add column referral_right boolean not null default false,
    -- 生态经理: the vendor's contact, shown to the partner.
    add column ecosystem_manager_name text not null default '' check (length(ecosystem_manager_name) <= 64),
    add column ecosystem_manager_mobile text not null default '',
    add column ecosystem_manager_email text not null default '',
    -- A distributor that was delisted: its resellers cannot invite online.
    add column delisted_at timestamptz,
    add column version integer not null default 1;

-- 授权电销人员: no leads are dispatched to them (R20).
alter table person add column telesales boolean not null default false;

-- A forgotten password: a mailed link that works once, for 30 minutes. Only its hash is kept.
create table password_reset (
    id uuid primary key,
    person_id uuid not null references person,
    token_hash bytea not null unique check (length(token_hash) = 32),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index password_reset_person on password_reset (person_id, created_at);

-- "View as": an administrator looks with another person's eyes, read only.
alter table session
    add column viewing_as_id uuid references person,
    add column viewing_since timestamptz;

-- Renaming the company is a request to the vendor's ecosystem manager.
create table company_rename (
    id uuid primary key,
    company_id uuid not null references company,
    partner_id uuid not null references partner,
    old_name text not null,
    new_name text not null check (length(new_name) between 1 and 128),
    reason text not null check (length(reason) between 1 and 1000),
    state text not null default 'pending' check (state in ('pending', 'accepted', 'refused', 'withdrawn')),
    requested_by uuid not null references person,
    created_at timestamptz not null,
    decided_by uuid references person,
    decided_at timestamptz,
    note text not null default '' check (length(note) <= 1000),
    constraint company_rename_decided check ((state = 'pending') = (decided_at is null))
);
create unique index company_rename_one_pending on company_rename (company_id) where state = 'pending';

-- Files that were imported, and what came of them.
create table import_run (
    id uuid primary key,
    kind text not null check (kind in ('campaigns', 'customers', 'alerts', 'leads', 'profiles', 'calendar')),
    file_name text not null default '',
    file_hash bytea not null,
    by_id uuid references person,
    at timestamptz not null,
    created integer not null default 0,
    changed integer not null default 0,
    unchanged integer not null default 0,
    refused integer not null default 0
);
create index import_run_at on import_run (at desc);
