-- Lists of Operations, read over all partners.

-- The vendor's staff save views too. Sharing is a partner's: theirs are nobody else's.
alter table saved_view
    alter column partner_id drop not null,
    add constraint saved_view_shared_in_a_partner check (not shared or partner_id is not null);

-- The latest customers and prospects of all partners, by keyset: both halves of the list in its order.
create index association_latest on association (started_at desc, id desc) where ended_at is null;
create index claim_latest on claim (claimed_at desc, id desc) where state <> 'associated';

-- Partners and companies are found by a part of their names.
alter table company add column name_key text not null generated always as (name_key(name)) stored;
alter table partner add column name_key text not null generated always as (name_key(name)) stored;
