-- Hand-overs of very many rows run in the background. What is asked for is kept here, and how far it has come; the rows
-- themselves move in one transaction, so that nobody sees half of it.
create table hand_over (
    id uuid primary key,
    partner_id uuid not null references partner (id),
    -- Whose records, or whose team, or who gets another supervisor.
    person_id uuid not null references person (id),
    -- What is done to the person in the same transaction.
    verb text not null check (verb in ('disable', 'change')),
    -- The form that was sent.
    content jsonb not null,
    asked_by uuid not null references person (id),
    asked_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
    -- A worker that was killed is followed by the next attempt; an older one writes nothing any more.
    attempt integer not null default 0,
    expected bigint not null check (expected >= 0),
    moved bigint not null default 0 check (moved >= 0),
    reason text check (reason in ('receiver_gone', 'not_allowed_now', 'broken')),
    finished_at timestamptz,
    constraint hand_over_finished_has_time check ((state in ('done', 'failed')) = (finished_at is not null)),
    constraint hand_over_failed_has_reason check ((state = 'failed') = (reason is not null))
);
create unique index hand_over_one_at_a_time on hand_over (person_id) where state in ('waiting', 'running');
create index hand_over_person on hand_over (person_id, asked_at desc, id desc);
comment on table hand_over is 'A hand-over that is left to the background: what was asked for, its state and its progress.';
