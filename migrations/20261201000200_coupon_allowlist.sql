-- The customers of a partner to which coupons may be issued (R69). A file replaces the list of each partner that it names (U32):
-- a version says when and by which file; a member stays for as many versions as it is named. A partner without a version has
-- no such list, and may issue to every associated customer.
create table coupon_allowlist (
    partner_id uuid not null references partner,
    version integer not null check (version > 0),
    import_run_id uuid references import_run,
    at timestamptz not null,
    -- On the list then, and what came and went with this version.
    members integer not null,
    added integer not null,
    removed integer not null,
    primary key (partner_id, version)
);
create trigger coupon_allowlist_is_append_only before delete or update on coupon_allowlist for each row execute function refuse_change();

create table coupon_allowlist_member (
    id uuid primary key,
    partner_id uuid not null,
    customer_id uuid not null references customer,
    -- The version that put it on the list.
    version integer not null,
    listed_at timestamptz not null,
    -- The version that left it out.
    removed_version integer,
    removed_at timestamptz,
    foreign key (partner_id, version) references coupon_allowlist,
    foreign key (partner_id, removed_version) references coupon_allowlist (partner_id, version),
    constraint coupon_allowlist_member_ends check ((removed_version is null) = (removed_at is null) and removed_version > version is not false)
);
create unique index coupon_allowlist_member_listed on coupon_allowlist_member (partner_id, customer_id) where removed_at is null;
create index coupon_allowlist_member_latest on coupon_allowlist_member (listed_at desc, id desc);
create index coupon_allowlist_member_customer on coupon_allowlist_member (customer_id);
-- A member is left out once; nothing else of it changes.
create trigger coupon_allowlist_member_is_immutable before update on coupon_allowlist_member
    for each row when (old.removed_at is not null or (old.id, old.partner_id, old.customer_id, old.version, old.listed_at)
        is distinct from (new.id, new.partner_id, new.customer_id, new.version, new.listed_at))
    execute function refuse_change();
create trigger coupon_allowlist_member_is_not_deleted before delete on coupon_allowlist_member
    for each row execute function refuse_change();
