-- One statement that changes several records of a bill may leave what is payable as it was and charge a cent more: 10.006 and 5.006
-- become 10.010 and 5.002, each cut off by itself. Such a change was left out of the sums of the bill. Nothing else of the function
-- is changed.
create or replace function keep_bill_sums() returns trigger language plpgsql as $$
declare
    changed text := case tg_op
        when 'INSERT' then 'select 1 as n, a.* from added a'
        when 'DELETE' then 'select -1 as n, r.* from removed r'
        else 'select 1 as n, a.* from added a union all select -1, r.* from removed r' end;
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('partner bills', 0));
    -- Of new records here, once a statement; of changed and removed ones by a trigger a row.
    if tg_op = 'INSERT' then
        perform refuse_closed_bill(b.partner_id, b.cycle)
        from (select distinct partner_id, bill_cycle from added) a
        join partner_bill b on b.partner_id = a.partner_id and b.cycle = a.bill_cycle and b.state = 'final';
    end if;
    -- The remainder is what is payable less what is charged: it changes with one of them.
    execute 'insert into partner_bill_sum as m (partner_id, bill_cycle, section, cycle, records, payable_rated, charged, remainder)
        select partner_id, bill_cycle, bill_section, cycle, sum(n), sum(n * payable_rated), sum(n * charged), sum(n * remainder)
        from (' || changed || ') t
        group by partner_id, bill_cycle, bill_section, cycle
        having sum(n) <> 0 or sum(n * payable_rated) <> 0 or sum(n * charged) <> 0
        order by partner_id, bill_cycle, bill_section, cycle
        on conflict (partner_id, bill_cycle, section, cycle) do update set records = m.records + excluded.records,
            payable_rated = m.payable_rated + excluded.payable_rated, charged = m.charged + excluded.charged,
            remainder = m.remainder + excluded.remainder';
    if tg_op <> 'INSERT' then
        delete from partner_bill_sum where records = 0;
    end if;
    return null;
end $$;

-- What was left out until now. A final bill that differs stays as it is: Operations annul it and make it again.
update partner_bill_sum m set charged = s.charged, remainder = s.remainder
from (select partner_id, bill_cycle, bill_section as section, cycle, sum(charged) as charged, sum(remainder) as remainder
      from consumption_record group by 1, 2, 3, 4) s
where s.partner_id = m.partner_id and s.bill_cycle = m.bill_cycle and s.section = m.section and s.cycle = m.cycle
  and (s.charged, s.remainder) is distinct from (m.charged, m.remainder);
