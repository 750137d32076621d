-- The same over a whole partner where the index holds every condition: counted first, added up only where the sums are shown.
select n.count, s.*
from (select count(*) as count from (select from opportunity o where {scope} = :id and {filter} limit :cap) o) n
cross join lateral (
select coalesce(sum(g.revenue), 0) as all_rows, coalesce(sum(g.revenue) filter (where g.is_open), 0) as open,
       round(coalesce(sum(g.revenue * g.confidence) filter (where g.is_open), 0) / 100, 2) as weighted,
       coalesce(sum(g.preceding), 0)::bigint as preceding
from (select t.is_open, t.confidence, count(*) as rows, sum(t.revenue) as revenue, count(*) filter (where t.precedes) as preceding
      from (select o.expected_monthly_revenue as revenue, o.confidence, o.stage not in ('won', 'lost') as is_open, false as precedes
            from opportunity o where {scope} = :id and {filter} and n.count < :cap) t group by t.is_open, t.confidence) g) s
