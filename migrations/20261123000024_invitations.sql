-- Invitations, completed: what somebody who came through an offline link typed, and what happened at a link that was closed.

alter table invitation
    -- Whether the customer registers a new account or says which one is theirs; known once somebody came.
    add column joining text check (joining in ('register', 'identify')),
    add column contact_name text not null default '' check (length(contact_name) <= 64),
    -- Somebody tried the link again after it was closed: why it was refused (invitations::model::FailReason), and when last.
    add column late_reason text,
    add column late_at timestamptz,
    add constraint invitation_late_has_time check ((late_reason is null) = (late_at is null));
create index invitation_link_of on invitation (link_id, created_at desc) where link_id is not null;
create index invitation_link_supervisor on invitation_link (supervisor_id, created_at desc, id desc);
create index invitation_link_distributor on invitation_link (distributor_id, created_at desc, id desc);
