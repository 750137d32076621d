-- Assignment of customers, their tags, requests about associations, and what was done with alerts.

-- 自定义标签: a partner's own words about its customer, beside the tag of the link through which it came. They end with the
-- association, so that no other partner reads them.
alter table association add column tags text[] not null default '{}' check (cardinality(tags) <= 10);

-- Customers without an account manager are what administrators look for.
create index association_unassigned on association (partner_id, started_at desc, id desc) where ended_at is null and owner_id is null;

-- When the last request of an association was made (U27), and its records.
create index association_request_association on association_request (association_id, created_at desc, id desc);
create index association_request_due on association_request (expires_at) where state = 'pending';

-- What was done with an alert; append-only.
create table customer_alert_record (
    id uuid primary key,
    alert_id uuid not null references customer_alert,
    person_id uuid not null references person,
    at timestamptz not null,
    result text not null check (result in ('lost', 'not_lost', 'done')),
    note text not null default '' check (length(note) <= 1000)
);
create index customer_alert_record_alert on customer_alert_record (alert_id, at desc, id desc);
create trigger customer_alert_record_is_append_only before update or delete on customer_alert_record
    for each row execute function refuse_change();
