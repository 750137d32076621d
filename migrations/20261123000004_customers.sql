-- Customers, and what partners have to do with them. Three tables, never one (design/data.md).

-- One row a legal customer; nothing of any partner stands on it.
create table customer (
    id uuid primary key,
    -- What people quote.
    number text not null unique,
    account_name text not null unique check (length(account_name) between 1 and 64),
    name text not null check (length(name) between 1 and 128),
    industry text not null,
    contact_name text not null default '' check (length(contact_name) <= 64),
    mobile text not null default '',
    email text not null default '',
    real_name_state text not null default 'unverified' check (real_name_state in ('unverified', 'in_review', 'rejected', 'verified')),
    -- Rows that came by import; an import can run twice.
    source text,
    external_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index customer_import on customer (source, external_id) where external_id is not null;
create index customer_name_pairs on customer using gin (bigrams(name));
create sequence customer_number;

-- Customer and partner, dated; at most one active a customer (R38).
create table association (
    id uuid primary key,
    customer_id uuid not null references customer,
    kind text not null check (kind in ('referral', 'resale')),
    -- Scope columns: rewritten by handover/ only.
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    -- Sorting of the customer list without a join.
    customer_name text not null,
    started_at timestamptz not null,
    ended_at timestamptz
);
create unique index association_one_active on association (customer_id) where ended_at is null;
create index association_owner on association (owner_id, started_at desc, id desc) where ended_at is null;
create index association_supervisor on association (supervisor_id, started_at desc, id desc) where ended_at is null;
create index association_partner on association (partner_id, started_at desc, id desc) where ended_at is null;
create index association_distributor on association (distributor_id, started_at desc, id desc) where ended_at is null;

-- Customer to account manager: dated rows, never overwritten. The open row is what `association.owner_id` says.
create table assignment (
    id uuid primary key,
    association_id uuid not null references association,
    account_manager_id uuid not null references person,
    during daterange not null check (not isempty(during)),
    assigned_by uuid references person,
    created_at timestamptz not null,
    constraint assignment_one_at_a_time exclude using gist (association_id with =, during with &&)
);
create index assignment_account_manager on assignment (account_manager_id);

-- What one partner typed about a prospect; never shown to another partner.
create table claim (
    id uuid primary key,
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    supervisor_id uuid references person,
    owner_id uuid references person,
    company_name text not null check (length(company_name) between 1 and 128),
    industry text not null,
    contact_name text not null default '' check (length(contact_name) <= 64),
    mobile text not null,
    email text not null default '',
    -- As compared: `values::mobile` writes the number (foreign ones with + and country code), mail addresses in lower case.
    mobile_key text not null,
    email_key text,
    state text not null default 'open' check (state in ('open', 'associated', 'lapsed')),
    claimed_at timestamptz not null,
    valid_until timestamptz not null,
    -- The customer that this prospect became.
    customer_id uuid references customer,
    closed_at timestamptz,
    constraint claim_closed_has_time check ((state = 'open') = (closed_at is null)),
    constraint claim_associated_has_customer check ((state = 'associated') = (customer_id is not null))
);
-- Over all partners. An index cannot look at the clock: a claim whose time is up is closed first, in the same transaction.
create unique index claim_open_mobile on claim (mobile_key) where state = 'open';
create unique index claim_open_email on claim (email_key) where state = 'open' and email_key is not null;
create index claim_owner on claim (owner_id, claimed_at desc, id desc);
create index claim_partner on claim (partner_id, claimed_at desc, id desc);
create index claim_name_pairs on claim using gin (bigrams(company_name));
