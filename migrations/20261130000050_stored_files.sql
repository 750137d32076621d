-- Files that people upload. The row is committed before the first byte reaches the store and goes after the last one is gone,
-- so whatever a killed server leaves behind is known here.
create table stored_file (
    id uuid primary key,
    -- Who uploaded it.
    person_id uuid not null references person,
    -- The idempotency key of the form that brought it, and the input: a form that is sent twice stores its file once.
    upload_key uuid not null,
    field text not null,
    -- What it was asked for; decides who may read it.
    purpose text not null,
    -- storing: bytes are on their way. temporary: complete, named by no record, removed a day after the last use.
    -- kept: named by a record. deleting: nobody can read it, bytes and then the row go.
    state text not null check (state in ('storing', 'temporary', 'kept', 'deleting')),
    -- As the browser named it, without folders and control characters.
    name text not null check (name <> '' and length(name) <= 200),
    -- By its content, never by its name.
    file_type text not null,
    -- Bytes.
    size bigint not null check (size >= 0),
    sha256 bytea not null check (length(sha256) = 32),
    -- Where it is in the store.
    storage_path text not null unique,
    -- Uploads in parts that the bucket has not been told to finish or to forget.
    multipart_ids text[] not null default '{}',
    created_at timestamptz not null,
    -- When a form last carried it.
    touched_at timestamptz not null,
    kept_at timestamptz,
    check ((state = 'kept') <= (kept_at is not null))
);
create unique index stored_file_upload on stored_file (person_id, upload_key, field, sha256, name) where state <> 'deleting';
create index stored_file_waiting on stored_file (touched_at) where state in ('storing', 'temporary');
create index stored_file_person_waiting on stored_file (person_id) where state in ('storing', 'temporary');
create index stored_file_deleting on stored_file (id) where state = 'deleting';

-- Which files a form carried whose session had ended.
alter table parked_form add column uploads jsonb not null default '[]';
