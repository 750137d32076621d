-- What every change needs: who did what, one answer for a repeated submit, what a person keeps on a list.

-- Append-only. `before` and `after` hold masked values only.
create table audit_event (
    id uuid primary key,
    at timestamptz not null,
    actor_id uuid references person,
    -- The person for whom the actor looked ("view as").
    acting_for_id uuid references person,
    partner_id uuid references partner,
    verb text not null,
    entity text not null,
    entity_id uuid not null,
    before jsonb,
    after jsonb,
    request_id uuid
);
create index audit_event_entity on audit_event (entity_id, at);
create index audit_event_actor on audit_event (actor_id, at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_event_is_append_only before update or delete on audit_event
    for each row execute function refuse_change();
create trigger audit_event_is_not_truncated before truncate on audit_event
    for each statement execute function refuse_change();

-- A repeated submit with the same key answers with the first result.
create table submission (
    person_id uuid not null references person,
    key uuid not null,
    kind text not null,
    request_hash bytea not null,
    -- Where the first submit led to.
    location text,
    created_at timestamptz not null,
    primary key (person_id, key)
);
create index submission_age on submission (created_at);

-- Conditions on masked columns stay here; an address carries their id only, and only this person can use it.
create table private_filter (
    id uuid primary key,
    person_id uuid not null references person,
    list text not null,
    conditions jsonb not null,
    created_at timestamptz not null
);
create index private_filter_person on private_filter (person_id, created_at);

-- Which columns and how many rows a person wants on a list.
create table list_preference (
    person_id uuid not null references person,
    list text not null,
    columns text[],
    page_size smallint check (page_size in (10, 20, 50, 100)),
    updated_at timestamptz not null,
    primary key (person_id, list)
);

-- A form that arrived after its session was over; signing in leads back to it.
create table parked_form (
    id uuid primary key,
    person_id uuid not null references person,
    action text not null,
    fields jsonb not null,
    created_at timestamptz not null
);
create index parked_form_age on parked_form (created_at);
