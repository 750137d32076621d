-- What stands over the list on its first page, as src/lists/queries/totals.rs asks for it with the totals of src/opportunities/list.
select count(*), count(*) filter (where t.precedes), round(coalesce(sum(t.s0), 0), 2), round(coalesce(sum(t.s1), 0), 2),
       round(coalesce(sum(t.s2), 0), 2)
from (select false as precedes, o.expected_monthly_revenue as s0,
             case when o.stage not in ('won', 'lost') then o.expected_monthly_revenue end as s1,
             case when o.stage not in ('won', 'lost') then o.expected_monthly_revenue * o.confidence * 0.01 end as s2
      from opportunity o where {scope} = :id and {filter} limit :cap) t
