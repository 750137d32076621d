-- What stands over the list, as src/opportunities/queries/list/totals.rs asks for it on a first page.
select count(*) as count, coalesce(sum(t.revenue), 0) as all_rows, coalesce(sum(t.revenue) filter (where t.is_open), 0) as open,
       round(coalesce(sum(t.revenue * t.confidence) filter (where t.is_open), 0) / 100, 2) as weighted,
       count(*) filter (where t.precedes) as preceding
from (select o.expected_monthly_revenue as revenue, o.confidence, o.closed_at is null as is_open, false as precedes
      from opportunity o where {scope} = :id and {filter} limit :cap) t
