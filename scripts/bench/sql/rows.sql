-- One page's rows as src/opportunities/list asks for them with the usual columns. What stands in braces is put
-- in by scripts/bench/database.mjs; the run compares the rows with those of the product's page.
select o.id, o.code, o.name, o.industry, o.kind, o.confidence, o.stage, o.expected_monthly_revenue, o.expected_date,
       o.updated_at, o.reported_at, o.owner_id, o.customer_id, o.claim_id, {owner} as owner,
       coalesce(cu.name, cl.company_name) as customer, cu.account_name as customer_account, r.name as reseller,
       case when cl.state = 'open' and cl.valid_until > :now then 'claimed' when x.id is null then 'claim_lapsed'
            when x.partner_id in (o.partner_id, o.reseller_id) then 'associated' else 'elsewhere' end as standing
from (select o.* from opportunity o where {scope} = :id and {filter} order by o.updated_at desc, o.id desc limit :most) o
left join lateral (select c.company_name, c.state, c.valid_until from claim c where c.id = o.claim_id offset 0) cl on true
left join association x on x.customer_id = o.customer_id and x.ended_at is null
left join customer cu on cu.id = o.customer_id
left join partner r on r.id = o.reseller_id
{owners}
order by o.updated_at desc, o.id desc
