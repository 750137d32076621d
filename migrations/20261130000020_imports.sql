-- Imports: every file is a run with a state, its rows are staged, checked and applied set by set.

alter table import_run
    -- Which kinds there are, the program knows.
    drop constraint import_run_kind_check,
    -- The order in which files were received: an older file is never applied after a newer one of its kind.
    add column number bigint generated always as identity,
    add column source text not null default '',
    add column state text not null default 'applied'
        check (state in ('received', 'checked', 'applying', 'applied', 'failed', 'discarded')),
    -- How the file was read: format, encoding, separator, sheet, columns (imports::model::Understood).
    add column understood jsonb not null default '{}',
    -- The uploaded file; rows that were pasted or came by the command line are in import_file.
    -- No reference: the table of uploaded files is made by a later migration.
    add column file_id uuid,
    -- Bytes of the file.
    add column size bigint not null default 0,
    -- Data rows of the file.
    add column total integer not null default 0,
    add column duplicates integer not null default 0,
    add column likely integer not null default 0,
    -- Fields that an empty cell empties.
    add column emptied integer not null default 0,
    -- Whether rows that are likely the same as another record are imported.
    add column with_likely boolean not null default false,
    -- Who decided that it is imported.
    add column applied_by_id uuid references person,
    -- The last line that was read, checked or applied, depending on the state.
    add column progress integer not null default 0,
    -- Why it failed: `column:code:argument` as problems of rows.
    add column failure text,
    add column touched_at timestamptz,
    add column finished_at timestamptz;
alter table import_run alter column state drop default;
-- One file of a kind is applied at a time.
create unique index import_run_one_applying on import_run (kind) where state = 'applying';
create index import_run_kind on import_run (kind, number) where state in ('applying', 'applied');
create index import_run_unfinished on import_run (touched_at) where state in ('received', 'checked', 'applying');

-- The rows of a run while it is checked and applied. Unlogged: after a crash of the database they are read from the file anew.
create unlogged table import_row (
    run_id uuid not null,
    -- The first line of the row in the file, the header being line 1.
    line integer not null,
    -- The id of the record that the row creates.
    id uuid not null,
    -- One a column of the kind: null for a column that the file does not have or an empty cell that means nothing,
    -- empty for a field that is to be emptied.
    cells text[] not null,
    -- As in the file, in the order of its columns; only for rows that cannot be read.
    raw text[],
    -- Refused for what stands in the file itself; the database is not asked.
    fixed boolean not null default false,
    outcome text check (outcome in ('created', 'changed', 'unchanged', 'refused', 'duplicate', 'likely')),
    -- `column:code:argument`.
    problems text[] not null default '{}',
    -- By column: before, after.
    changes jsonb,
    emptied smallint not null default 0,
    -- Key of the record that is there already.
    record uuid,
    -- Which record it is likely the same as.
    likely text,
    -- Who is told of the record.
    tell uuid,
    -- What the kind found out for its own steps.
    facts jsonb,
    primary key (run_id, line)
);

-- What is kept of a run for its report: the first rows of each outcome, and every row that was not imported.
create table import_line (
    run_id uuid not null references import_run on delete cascade,
    line integer not null,
    outcome text not null,
    problems text[] not null,
    changes jsonb,
    likely text,
    -- As in the file where it could not be read, otherwise as it was understood; emptied after 90 days.
    raw text[],
    -- Whether `raw` has the columns of the file or those of the kind.
    is_raw boolean not null,
    subject text not null,
    primary key (run_id, line)
);
create index import_line_outcome on import_line (run_id, outcome, line);

-- Whom a run tells: one message a person.
create table import_message (
    run_id uuid not null references import_run on delete cascade,
    person_id uuid not null references person,
    count integer not null,
    -- Of one of the records: its key, and what it is called, in clear.
    record uuid not null,
    subject text not null,
    primary key (run_id, person_id)
);

-- The file itself in parts of a megabyte, so that neither receiving nor reading it needs memory for all of it.
create table import_file (
    run_id uuid not null references import_run on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (run_id, part)
);

-- Jobs with an order: lower priorities first; jobs of one queue one after the other.
create function enqueue(task text, payload jsonb, key text, priority integer, queue text) returns void language plpgsql as $$
begin
    if to_regnamespace('jobs') is not null then
        execute 'select jobs.add_job($1, $2::json, job_key => $3, priority => $4, queue_name => $5)'
            using task, payload, key, priority, queue;
    end if;
end $$;
-- Mail that somebody waits for goes before mail that only tells.
alter table mail add column urgent boolean not null default true;
drop index mail_queued;
create index mail_queued on mail (urgent desc, created_at) where state = 'queued';
