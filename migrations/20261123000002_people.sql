-- Who is asking: companies, partners, people, roles, sessions.

-- One row: what this installation is. A production start refuses a database that holds the demo.
create table installation (
    only_row boolean primary key default true check (only_row),
    demo_loaded_at timestamptz
);
insert into installation default values;

-- The legal company. Renaming acts here.
create table company (
    id uuid primary key,
    name text not null check (length(name) between 1 and 128),
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index company_name on company (lower(name));

-- One account with the vendor. A company may have several.
create table partner (
    id uuid primary key,
    company_id uuid not null references company,
    name text not null check (length(name) between 1 and 128),
    kind text not null check (kind in ('solution_provider', 'distributor', 'reseller')),
    -- 仅拓渠: such a distributor recruits resellers and develops no customers.
    channel_only boolean not null default false check (not channel_only or kind = 'distributor'),
    real_name_state text not null default 'unverified' check (real_name_state in ('unverified', 'in_review', 'rejected', 'verified')),
    -- The "partner account" of the manual; set in the transaction that creates both.
    primary_administrator_id uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index partner_name on partner (lower(name));

-- A reseller belongs to exactly one distributor at a time; days are Beijing days.
create table distribution (
    id uuid primary key,
    reseller_id uuid not null references partner,
    distributor_id uuid not null references partner check (distributor_id <> reseller_id),
    during daterange not null check (not isempty(during)),
    created_at timestamptz not null,
    constraint distribution_one_at_a_time exclude using gist (reseller_id with =, during with &&)
);

create table person (
    id uuid primary key,
    -- Immutable (R77): the trigger below refuses a change.
    account_name text not null check (account_name ~ '^[a-z][a-z0-9._-]{2,63}$'),
    display_name text not null check (length(display_name) between 1 and 64),
    -- Empty for the vendor's own staff.
    partner_id uuid references partner,
    email text,
    mobile text,
    password_hash text not null,
    must_change_password boolean not null,
    state text not null default 'active' check (state in ('active', 'disabled')),
    locale text check (locale in ('en', 'zh-CN')),
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index person_account_name on person (account_name);
create index person_partner on person (partner_id, account_name);
alter table partner add constraint partner_primary_administrator
    foreign key (primary_administrator_id) references person deferrable initially deferred;

create function refuse_account_name_change() returns trigger language plpgsql as $$
begin
    raise exception 'account names never change' using errcode = 'integrity_constraint_violation';
end $$;
create trigger person_account_name_is_immutable before update of account_name on person
    for each row when (old.account_name is distinct from new.account_name) execute function refuse_account_name_change();

-- Preset roles belong to nobody and mean what the code says; custom roles belong to a partner.
create table role (
    id uuid primary key,
    partner_id uuid references partner,
    preset text unique check (preset in ('system_administrator', 'supervisor', 'account_manager')),
    name text not null check (length(name) between 1 and 64),
    description text not null default '' check (length(description) <= 256),
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint role_preset_or_custom check ((preset is null) = (partner_id is not null))
);
create unique index role_name on role (partner_id, lower(name)) where partner_id is not null;
insert into role (id, preset, name, created_at, updated_at) values
    ('00000000-0000-7000-8000-000000000001', 'system_administrator', 'System administrator', now(), now()),
    ('00000000-0000-7000-8000-000000000002', 'supervisor', 'Account manager supervisor', now(), now()),
    ('00000000-0000-7000-8000-000000000003', 'account_manager', 'Account manager', now(), now());

create table role_permission (
    role_id uuid not null references role on delete cascade,
    permission text not null,
    primary key (role_id, permission)
);

-- One to three roles (R75): three slots.
create table person_role (
    person_id uuid not null references person,
    slot smallint not null check (slot between 1 and 3),
    role_id uuid not null references role,
    primary key (person_id, slot),
    constraint person_role_once unique (person_id, role_id)
);
create index person_role_role on person_role (role_id);

-- An account manager has at most one supervisor a day.
create table supervision (
    id uuid primary key,
    account_manager_id uuid not null references person,
    supervisor_id uuid not null references person check (supervisor_id <> account_manager_id),
    during daterange not null check (not isempty(during)),
    created_at timestamptz not null,
    constraint supervision_one_at_a_time exclude using gist (account_manager_id with =, during with &&)
);
create index supervision_supervisor on supervision (supervisor_id);

-- A session is one browser. Only the hash of its token is kept: a stolen copy of this table signs nobody in.
create table session (
    id uuid primary key,
    token_hash bytea not null unique check (length(token_hash) = 32),
    person_id uuid not null references person,
    user_agent text not null default '',
    address text not null default '',
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    -- After a change of roles the token is replaced at the next page.
    rotate boolean not null default false,
    -- Requests that are under way with the token before still pass for a minute.
    former_token_hash bytea,
    rotated_at timestamptz,
    ended_at timestamptz
);
create index session_former_token on session (former_token_hash) where former_token_hash is not null;
create index session_person on session (person_id) where ended_at is null;

-- Token buckets of sign-in, one for each source and each account name (both hashed): they survive a restart and
-- hold over several servers.
create table sign_in_throttle (
    key bytea primary key,
    failures integer not null,
    since timestamptz not null
);
