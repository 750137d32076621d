-- The order of the list of expansion tasks by deadline, whole in both directions: open tasks first and those that are over behind
-- them, each by its deadline. Over tasks used to be without an order among themselves.
alter table expansion_task
    -- Earliest deadline first: what is over stands behind by 100,000 days.
    add column rising_order date not null
        generated always as (case when state in ('pending', 'in_progress') then deadline else deadline + 100000 end) stored,
    -- Latest deadline first, read backwards.
    add column falling_order date not null
        generated always as (case when state in ('pending', 'in_progress') then deadline + 100000 else deadline end) stored;
-- The list opens in the rising order. Open tasks alone, by deadline, are what home, the team and the condition "overdue" read.
drop index expansion_task_owner, expansion_task_supervisor, expansion_task_partner, expansion_task_distributor;
create index expansion_task_owner on expansion_task (owner_id, rising_order, id);
create index expansion_task_supervisor on expansion_task (supervisor_id, rising_order, id);
create index expansion_task_partner on expansion_task (partner_id, rising_order, id);
create index expansion_task_distributor on expansion_task (distributor_id, rising_order, id);
create index expansion_task_open_owner on expansion_task (owner_id, open_until, id) where open_until is not null;
create index expansion_task_open_partner on expansion_task (partner_id, open_until, id) where open_until is not null;
create index expansion_task_open_distributor on expansion_task (distributor_id, open_until, id) where open_until is not null;
-- The open tasks of one customer, on the customer's page.
create index expansion_task_open_customer on expansion_task (customer_id, open_until, id) where open_until is not null;
