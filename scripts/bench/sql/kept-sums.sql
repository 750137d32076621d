-- What stands over the list under its usual conditions, as src/lists/queries/totals.rs reads it from the kept sums of src/opportunities/list.
select coalesce(sum(o.records), 0)::bigint, 0::bigint, round(coalesce(sum(o.expected_charged), 0), 2),
       round(coalesce(sum(case when o.stage not in ('won', 'lost') then o.expected_charged end), 0), 2),
       round(coalesce(sum(case when o.stage not in ('won', 'lost') then o.expected_by_percent * 0.01 end), 0), 2)
from (select *, case when is_of_reseller then partner_id end as reseller_id from opportunity_sum) o where {scope} = :id and {filter}
