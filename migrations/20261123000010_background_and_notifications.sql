-- Work in the background, mail, notifications, working days, and the terms that an installation may set.

-- One row: periods and limits that the manual gives and an installation may change (Operations, terms).
create table terms (
    only_row boolean primary key default true check (only_row),
    -- A claim holds so many calendar days (R27).
    claim_days smallint not null default 15 check (claim_days between 1 and 365),
    -- The same partner may claim the same prospect again so many hours after its claim ended.
    reclaim_hours smallint not null default 24 check (reclaim_hours between 0 and 8760),
    -- Claims open and in review together, of one partner (R28).
    most_open_claims smallint not null default 100 check (most_open_claims between 1 and 10000),
    -- A claim in manual review lapses after so many working days without a decision.
    review_working_days smallint not null default 5 check (review_working_days between 1 and 60),
    -- A mailed link works so many calendar days (R31).
    invitation_days smallint not null default 7 check (invitation_days between 1 and 60),
    -- One request to end or switch an association within so many months (U27).
    association_request_months smallint not null default 3 check (association_request_months between 0 and 24),
    -- Instant checks of a prospect, of one person within an hour.
    checks_per_hour smallint not null default 30 check (checks_per_hour between 1 and 10000),
    -- An opportunity without a change for so many working days is quiet.
    quiet_working_days smallint not null default 10 check (quiet_working_days between 1 and 260),
    version integer not null default 1,
    updated_at timestamptz not null default now()
);
insert into terms default values;

-- Days that differ from Monday to Friday: holidays (working = false) and make-up days (working = true).
create table calendar_day (
    day date primary key,
    working boolean not null,
    name text not null default '' check (length(name) <= 64),
    created_at timestamptz not null
);

-- Mail that is to be sent: written in the transaction that decides it, sent by the background worker. Bodies may carry a
-- link that opens something: they are emptied once the mail is out.
create table mail (
    id uuid primary key,
    kind text not null,
    to_address text not null,
    subject text not null,
    text_body text not null,
    html_body text not null,
    state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
    -- Counted here as well: a job that killed its process starts again as attempt 1.
    attempts smallint not null default 0,
    last_error text,
    -- What it is about.
    entity text not null,
    entity_id uuid not null,
    created_at timestamptz not null,
    sent_at timestamptz,
    constraint mail_sent_has_time check ((state = 'sent') = (sent_at is not null))
);
create index mail_entity on mail (entity, entity_id);
create index mail_queued on mail (created_at) where state = 'queued';

-- What a person is told. `facts` holds what the sentence needs: names of customers masked, never clear.
create table notification (
    id uuid primary key,
    person_id uuid not null references person,
    kind text not null,
    facts jsonb not null default '{}',
    -- Where it leads; a path of ours.
    link text not null check (link like '/%'),
    entity text not null,
    entity_id uuid not null,
    created_at timestamptz not null,
    read_at timestamptz
);
create index notification_person on notification (person_id, created_at desc, id desc);
create index notification_unread on notification (person_id) where read_at is null;
-- Reminders are written by a job that may run twice.
create unique index notification_once on notification (person_id, kind, entity_id, created_at);

-- Which kinds a person also wants by e-mail; without a row the kind's default holds.
create table notification_preference (
    person_id uuid not null references person,
    kind text not null,
    by_mail boolean not null,
    updated_at timestamptz not null,
    primary key (person_id, kind)
);

-- Puts a job beside the record that it is for, in the same transaction. The worker makes its own tables (schema jobs) when
-- a server starts; before that nothing is lost, for the worker sweeps the records as well.
create function enqueue(task text, payload jsonb, key text) returns void language plpgsql as $$
begin
    if to_regnamespace('jobs') is not null then
        execute 'select jobs.add_job($1, $2::json, job_key => $3)' using task, payload, key;
    end if;
end $$;
