-- Exports (导出): who asked for which rows of which list, what became of it, and where the file is.

-- The key with which files are proven to be this installation's (HMAC-SHA256). It leaves the database with nobody.
alter table installation add column export_key bytea not null
    default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) check (length(export_key) = 32);

create table export_task (
    id uuid primary key,
    -- Whose it is. Nobody else sees it: its rows are those of her scope.
    person_id uuid not null references person,
    -- Her partner; null for the vendor's staff.
    partner_id uuid references partner,
    list text not null,
    -- Tab, conditions and order as the list understood them, without what was typed on masked columns.
    query text not null default '',
    -- What was typed on masked columns; it stands in no address and in no file.
    private jsonb not null default '{}',
    -- The same in words, what was typed on masked columns masked.
    conditions text not null default '',
    -- The columns that were shown; null for all that the person may see.
    columns text[],
    format text not null check (format in ('xlsx', 'csv')),
    locale text not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'expired')),
    -- So many attempts were begun. Each begins anew, with a snapshot of its own.
    attempt integer not null default 0,
    -- Rises with every attempt and with what ends one; whoever writes says which one it knows.
    fence bigint not null default 0,
    -- Until when the attempt is alive, by the database's clock.
    leased_until timestamptz,
    rows_expected bigint not null default 0 check (rows_expected >= 0),
    rows_written bigint not null default 0 check (rows_written >= 0),
    -- The moment of the snapshot.
    as_of timestamptz,
    file_id uuid references stored_file,
    bytes bigint,
    -- SHA-256 of the rows as they stand in the file.
    data_hash bytea,
    -- What the last sheet, or the companion file, says: JSON with its proof.
    manifest text,
    -- Why it failed, a word of ours.
    failure text not null default '',
    -- The file goes so many days after it was made.
    keep_days smallint not null check (keep_days between 1 and 90),
    requested_at timestamptz not null,
    finished_at timestamptz,
    expires_at timestamptz,
    updated_at timestamptz not null,
    check ((state = 'done') <= (file_id is not null and manifest is not null and as_of is not null and expires_at is not null)),
    check ((state = 'done') <= (rows_written = rows_expected)),
    check ((state = 'running') <= (leased_until is not null)),
    check ((state = 'failed') = (failure <> ''))
);
-- The records of a person by every order of the list, and what she has under way.
create index export_task_person on export_task (person_id, requested_at desc, id desc);
create index export_task_under_way on export_task (state, updated_at) where state in ('queued', 'running');
create index export_task_expiring on export_task (expires_at) where state = 'done';
create index export_task_data_hash on export_task (data_hash) where data_hash is not null;
create index export_task_file on export_task (file_id) where file_id is not null;

-- Which rows a file holds, some thousand a row: before each download they are compared with what its person may see then.
create table export_row_ids (
    task_id uuid not null references export_task on delete cascade,
    fence bigint not null,
    number integer not null,
    ids uuid[] not null,
    primary key (task_id, fence, number)
);
