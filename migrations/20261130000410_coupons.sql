-- Coupons (券管理): quotas of vouchers, the coupons issued of them, what they paid, and one append-only row for every movement.

create sequence coupon_quota_number;
create sequence coupon_number;

-- 代金券额度: given by the vendor to a partner, or passed on by a distributor to its reseller out of its own.
create table coupon_quota (
    id uuid primary key,
    -- What people quote.
    number text not null unique default 'CQ' || lpad(nextval('coupon_quota_number')::text, 8, '0'),
    -- Scope columns: who holds it; the distributor above, which is the holder itself where it is one. No person owns a quota.
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    -- The distributor's quota that it is a part of; none: from the vendor.
    parent_id uuid references coupon_quota,
    status text not null default 'valid' check (status in ('valid', 'adjusting', 'frozen', 'disabled')),
    -- When Operations last changed it, and what they told the partner; none: never.
    status_since timestamptz,
    status_reason text not null default '' check (length(status_reason) <= 256),
    -- From the beginning of a Beijing day to the beginning of another one, which is excluded.
    valid_from timestamptz not null,
    valid_until timestamptz not null,
    total numeric(18,2) not null check (total > 0),
    -- To be issued or passed on.
    remaining numeric(18,2) not null check (remaining >= 0),
    -- With resellers: passed on, less what came back.
    passed_on numeric(18,2) not null default 0 check (passed_on >= 0),
    -- In coupons: issued, less what came back by reclaiming and refunds.
    issued numeric(18,2) not null default 0 check (issued >= 0),
    -- Of a reseller's quota: what its distributor took back.
    taken_back numeric(18,2) not null default 0 check (taken_back >= 0),
    -- For what its coupons may pay; empty arrays limit nothing.
    purchase text not null check (purchase in ('both', 'subscription', 'pay_per_use')),
    order_types text[] not null check (order_types <@ '{new,renewal,change}'),
    services text[] not null check (cardinality(services) <= 10),
    products text[] not null check (cardinality(products) <= 10),
    min_order numeric(18,2) not null check (min_order >= 0),
    combines_with text[] not null check (combines_with <@ '{commercial,partner_granted,promotional}'),
    customer_limit text not null check (customer_limit in ('all', 'resale', 'referral')),
    -- For whoever gave it.
    remark text not null default '' check (length(remark) <= 256),
    given_by uuid references person,
    created_at timestamptz not null,
    -- The number of its last movement.
    version integer not null default 1,
    constraint coupon_quota_days check (valid_until > valid_from),
    -- Where its money is, to the cent.
    constraint coupon_quota_adds_up check (total = remaining + passed_on + issued + taken_back),
    constraint coupon_quota_taken_back_of_resellers check (taken_back = 0 or parent_id is not null)
);
create index coupon_quota_partner on coupon_quota (partner_id, created_at desc, id desc);
create index coupon_quota_distributor on coupon_quota (distributor_id, created_at desc, id desc);
create index coupon_quota_latest on coupon_quota (created_at desc, id desc);
create index coupon_quota_parent on coupon_quota (parent_id) where parent_id is not null;

-- 代金券: a means of payment of one customer. What it says never changes; its amounts move.
create table coupon (
    id uuid primary key,
    number text not null unique default 'CP' || lpad(nextval('coupon_number')::text, 8, '0'),
    quota_id uuid not null references coupon_quota,
    customer_id uuid not null references customer,
    -- Under which it was issued.
    association_id uuid not null references association,
    -- Scope columns: those of the quota.
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    face numeric(18,2) not null check (face > 0),
    -- Left, with what is locked.
    balance numeric(18,2) not null check (balance >= 0),
    -- Held by orders that are not paid yet.
    locked numeric(18,2) not null default 0,
    -- Paid with, less what came back to the coupon or to the quota.
    used numeric(18,2) not null default 0 check (used >= 0),
    -- Came back to the quota, by reclaiming and by refunds.
    back numeric(18,2) not null default 0 check (back >= 0),
    reclaimed_at timestamptz,
    valid_from timestamptz not null,
    valid_until timestamptz not null,
    purchase text not null check (purchase in ('both', 'subscription', 'pay_per_use')),
    order_types text[] not null check (order_types <@ '{new,renewal,change}'),
    services text[] not null check (cardinality(services) <= 10),
    products text[] not null check (cardinality(products) <= 10),
    min_order numeric(18,2) not null check (min_order >= 0),
    combines_with text[] not null check (combines_with <@ '{commercial,partner_granted,promotional}'),
    -- For the issuer, never for the customer.
    remark text not null default '' check (length(remark) <= 256),
    issued_by uuid references person,
    issued_at timestamptz not null,
    version integer not null default 1,
    constraint coupon_days check (valid_until > valid_from),
    constraint coupon_locked check (locked between 0 and balance),
    constraint coupon_adds_up check (face = balance + used + back)
);
create index coupon_partner on coupon (partner_id, issued_at desc, id desc);
create index coupon_of_quota on coupon (quota_id);
create index coupon_customer on coupon (customer_id, partner_id);
create index coupon_association on coupon (association_id);
-- What will be lost by expiry.
create index coupon_ends on coupon (partner_id, valid_until) where balance > 0;
create trigger coupon_is_immutable
    before delete or update of id, number, quota_id, customer_id, association_id, distributor_id, partner_id, face, valid_from, valid_until,
        purchase, order_types, services, products, min_order, combines_with, remark, issued_by, issued_at on coupon
    for each row execute function refuse_change();

-- One coupon on one order: locked when it is chosen, used when the order is paid.
create table coupon_use (
    id uuid primary key,
    coupon_id uuid not null references coupon,
    order_id uuid not null references customer_order,
    amount numeric(18,2) not null check (amount > 0),
    -- The rest of the order, paid otherwise.
    cash numeric(18,2) not null check (cash >= 0),
    -- Discounts of the order, as they were judged.
    discounts text[] not null check (discounts <@ '{commercial,partner_granted,promotional}'),
    state text not null check (state in ('locked', 'used', 'released')),
    locked_by uuid references person,
    locked_at timestamptz not null,
    used_at timestamptz,
    released_at timestamptz,
    constraint coupon_use_used_at check ((state = 'used') = (used_at is not null)),
    constraint coupon_use_released_at check ((state = 'released') = (released_at is not null))
);
-- One order, one voucher.
create unique index coupon_use_one_an_order on coupon_use (order_id) where state in ('locked', 'used');
create index coupon_use_coupon on coupon_use (coupon_id, locked_at desc);
create trigger coupon_use_is_fixed before delete or update of id, coupon_id, order_id, amount, cash, discounts, locked_by, locked_at on coupon_use
    for each row execute function refuse_change();

-- An unsubscription of lines of an order that was paid with a coupon.
create table coupon_refund (
    id uuid primary key,
    use_id uuid not null references coupon_use,
    refund_case text not null check (refund_case in ('within_five_days', 'not_yet_effective', 'failed', 'renewal_not_begun', 'in_use')),
    association_today text not null check (association_today in ('associated', 'ended', 'switched')),
    cash numeric(18,2) not null check (cash >= 0),
    cash_to text not null check (cash_to in ('customer', 'partner')),
    voucher numeric(18,2) not null check (voucher >= 0),
    voucher_to text not null check (voucher_to in ('coupon', 'quota', 'nowhere')),
    -- In use only: days, and the handling fee.
    used integer,
    subscribed integer,
    fee numeric(18,2) check (fee >= 0),
    recorded_by uuid references person,
    at timestamptz not null,
    constraint coupon_refund_lost check (voucher_to <> 'nowhere' or voucher = 0),
    constraint coupon_refund_usage check (num_nulls(used, subscribed, fee) = case refund_case when 'in_use' then 0 else 3 end),
    constraint coupon_refund_days check (used between 0 and subscribed and subscribed > 0)
);
create index coupon_refund_use on coupon_refund (use_id, at);
create trigger coupon_refund_is_append_only before delete or update on coupon_refund for each row execute function refuse_change();

-- What was paid for each line, fixed at payment. A line is returned once.
create table coupon_share (
    use_id uuid not null references coupon_use,
    order_line_id uuid not null references order_line,
    voucher numeric(18,2) not null check (voucher >= 0),
    cash numeric(18,2) not null check (cash >= 0),
    refund_id uuid references coupon_refund,
    primary key (use_id, order_line_id)
);
create trigger coupon_share_is_fixed before delete or update of use_id, order_line_id, voucher, cash on coupon_share
    for each row execute function refuse_change();
create trigger coupon_share_is_returned_once before update of refund_id on coupon_share
    for each row when (old.refund_id is not null) execute function refuse_change();

-- Every change of a quota's rest and of a coupon's balance, numbered without gaps. A movement between two accounts is told from both.
create table coupon_movement (
    id uuid primary key,
    -- The account: a quota or a coupon.
    quota_id uuid references coupon_quota,
    coupon_id uuid references coupon,
    -- Scope columns: those of the account.
    distributor_id uuid references partner,
    partner_id uuid not null references partner,
    version integer not null check (version > 0),
    kind text not null check (kind in ('given', 'passed_on', 'passed_back', 'issued', 'used', 'returned', 'reclaimed')),
    amount numeric(18,2) not null check (amount <> 0),
    before_amount numeric(18,2) not null check (before_amount >= 0),
    after_amount numeric(18,2) not null check (after_amount >= 0),
    -- The other account, and the order that it was for.
    with_quota_id uuid references coupon_quota,
    with_coupon_id uuid references coupon,
    order_id uuid references customer_order,
    -- Nobody: the demo.
    person_id uuid references person,
    at timestamptz not null,
    remark text not null default '' check (length(remark) <= 256),
    constraint coupon_movement_one_account check ((quota_id is null) <> (coupon_id is null)),
    constraint coupon_movement_adds_up check (after_amount = before_amount + amount),
    constraint coupon_movement_quota_version unique (quota_id, version),
    constraint coupon_movement_coupon_version unique (coupon_id, version)
);
-- 操作记录: what happened to quotas.
create index coupon_movement_partner on coupon_movement (partner_id, at desc, id desc) where quota_id is not null;
create index coupon_movement_distributor on coupon_movement (distributor_id, at desc, id desc) where quota_id is not null;
create index coupon_movement_with_coupon on coupon_movement (with_coupon_id) where with_coupon_id is not null;
create trigger coupon_movement_is_append_only before delete or update on coupon_movement for each row execute function refuse_change();
create trigger coupon_movement_is_not_truncated before truncate on coupon_movement for each statement execute function refuse_change();

-- A balance changes by exactly one numbered movement at a time; at the end of the transaction each of them stands in the ledger.
create function coupon_account_moves() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.version <> 1 then
            raise exception '% begins with its first movement', tg_table_name using errcode = 'integrity_constraint_violation';
        end if;
    elsif new.version <> old.version + 1 then
        raise exception '% moves one version at a time', tg_table_name using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create function coupon_quota_movement_stands() returns trigger language plpgsql as $$
begin
    if not exists (select from coupon_movement m where m.quota_id = new.id and m.version = new.version and m.after_amount = new.remaining) then
        raise exception 'no movement % of quota %', new.version, new.id using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create function coupon_movement_stands() returns trigger language plpgsql as $$
begin
    if not exists (select from coupon_movement m where m.coupon_id = new.id and m.version = new.version and m.after_amount = new.balance) then
        raise exception 'no movement % of coupon %', new.version, new.id using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create trigger coupon_quota_begins before insert on coupon_quota for each row execute function coupon_account_moves();
create trigger coupon_quota_moves before update on coupon_quota for each row
    when (old.remaining <> new.remaining or old.version <> new.version) execute function coupon_account_moves();
create constraint trigger coupon_quota_has_first_movement after insert on coupon_quota deferrable initially deferred
    for each row execute function coupon_quota_movement_stands();
create constraint trigger coupon_quota_has_movement after update on coupon_quota deferrable initially deferred
    for each row when (old.remaining <> new.remaining or old.version <> new.version) execute function coupon_quota_movement_stands();
create trigger coupon_begins before insert on coupon for each row execute function coupon_account_moves();
create trigger coupon_moves before update on coupon for each row
    when (old.balance <> new.balance or old.version <> new.version) execute function coupon_account_moves();
create constraint trigger coupon_has_first_movement after insert on coupon deferrable initially deferred
    for each row execute function coupon_movement_stands();
create constraint trigger coupon_has_movement after update on coupon deferrable initially deferred
    for each row when (old.balance <> new.balance or old.version <> new.version) execute function coupon_movement_stands();

-- An order that is cancelled holds nothing any more, however it was cancelled.
create function release_coupon_of_cancelled_order() returns trigger language plpgsql as $$
begin
    with released as (
        update coupon_use set state = 'released', released_at = new.updated_at where order_id = new.id and state = 'locked'
        returning coupon_id, amount)
    update coupon c set locked = c.locked - r.amount from released r where c.id = r.coupon_id;
    return null;
end $$;
create trigger cancelled_order_releases_its_coupon after update of state on customer_order
    for each row when (old.state <> 'cancelled' and new.state = 'cancelled') execute function release_coupon_of_cancelled_order();

comment on table coupon_quota is 'Quotas of vouchers: where each cent is stands in the row, and every movement in coupon_movement.';
comment on table coupon is 'Coupons issued to customers; immutable but for their amounts.';
comment on table coupon_movement is 'Append-only: balance of a quota or a coupon before and after, numbered without gaps.';
