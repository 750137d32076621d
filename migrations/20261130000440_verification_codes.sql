-- Sensitive operations (敏感操作): whoever switches it on in the profile confirms them with a code of six digits.

alter table person add column verifies_sensitive boolean not null default false;

-- Codes that were sent. Only the hash is kept.
create table verification_code (
    id uuid primary key,
    person_id uuid not null references person,
    -- For which operation (auth::verification::Purpose).
    purpose text not null check (length(purpose) between 1 and 64),
    channel text not null check (channel in ('mail', 'sms')),
    code_hash bytea not null,
    -- Wrong ones that were tried.
    attempts smallint not null default 0 check (attempts between 0 and 5),
    sent_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > sent_at),
    used_at timestamptz
);
create index verification_code_latest on verification_code (person_id, purpose, sent_at desc);

comment on table verification_code is 'Codes for sensitive operations: each holds for one operation of one person, five minutes and five tries.';
