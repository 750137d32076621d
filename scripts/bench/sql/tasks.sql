-- One page's rows as src/marketing_tasks/expansion/list asks for them with an account manager's usual columns; the run compares the
-- rows with those of the product's page.
select t.id, t.number, t.state, t.deadline, t.partner_id, t.owner_id, ca.name, a.ended_at is null as is_active, a.customer_id,
       a.distributor_id as a_distributor_id, a.partner_id as a_partner_id, a.supervisor_id as a_supervisor_id, a.owner_id as a_owner_id,
       cu.name as customer, r.name as partner, st.level_1, t.spend_charged
from (select t.* from expansion_task t where t.owner_id = :id and t.state = any(:stages) order by t.open_until nulls last, t.id limit :most) t
join expansion_campaign ca on ca.id = t.campaign_id
join expansion_campaign sc on sc.id = t.campaign_id join expansion_strategy st on st.id = sc.strategy_id
join association a on a.id = t.association_id
join customer cu on cu.id = t.customer_id
join partner r on r.id = t.partner_id
order by t.open_until nulls last, t.id
