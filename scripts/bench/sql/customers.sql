-- One page of associated customers as src/customers/list asks for it for an administrator, narrowed by a part of the name.
select a.id, cu.id as customer_id, cu.number, cu.name, cu.account_name, cu.industry, cu.contact_name, cu.mobile, cu.email,
       cu.real_name_state, a.kind, a.owner_id, w.display_name as owner, r.name as partner, a.started_at as since, null::text as state,
       null::timestamptz as until, array_remove(a.tag || a.tags, '') as tags,
       (select count(*) from customer_alert al where al.association_id = a.id and al.state = 'pending') as alerts,
       (select count(*) from opportunity o where o.closed_at is null and o.customer_id = cu.id and o.partner_id = :id) as open_opportunities
from association a join customer cu on cu.id = a.customer_id join partner r on r.id = a.partner_id left join person w on w.id = a.owner_id
where a.ended_at is null and a.partner_id = :id and cu.name_key like :pattern and bigrams(cu.name_key) @> bigrams(:name)
order by a.started_at desc, a.id desc limit :most
