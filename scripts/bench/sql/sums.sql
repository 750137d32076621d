-- What stands over the list, as src/lists/queries/totals.rs asks for it on a first page.
select coalesce(sum(g.rows), 0)::bigint as count, coalesce(sum(g.revenue), 0) as all_rows, coalesce(sum(g.revenue) filter (where g.is_open), 0) as open,
       round(coalesce(sum(g.revenue * g.confidence) filter (where g.is_open), 0) / 100, 2) as weighted,
       coalesce(sum(g.preceding), 0)::bigint as preceding
from (select t.is_open, t.confidence, count(*) as rows, sum(t.revenue) as revenue, count(*) filter (where t.precedes) as preceding
      from (select o.expected_monthly_revenue as revenue, o.confidence, o.stage not in ('won', 'lost') as is_open, false as precedes
            from opportunity o where {scope} = :id and {filter} limit :cap) t group by t.is_open, t.confidence) g
