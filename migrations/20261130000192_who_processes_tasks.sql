-- Who is told of a marketing task, because the person processes it (U23, R41): the customer's account manager; without one the
-- administrators of the partner; of a reseller's customer the administrators of its distributor.

-- The primary administrator of a partner; where it has none, every active administrator, so that somebody always is told.
create function answering_administrators(of_partner uuid) returns setof uuid language sql stable as $$
    select p.primary_administrator_id from partner p where p.id = of_partner and p.primary_administrator_id is not null
    union all
    select w.id from partner p join person w on w.partner_id = p.id and w.state = 'active'
    where p.id = of_partner and p.primary_administrator_id is null
      and exists (select from person_role pr join role r on r.id = pr.role_id
                  where pr.person_id = w.id and r.preset = 'system_administrator')
$$;

-- The scope columns of a task are its arguments.
create function who_processes_task(owner uuid, of_partner uuid, of_distributor uuid) returns setof uuid language sql stable as $$
    select owner from partner p where p.id = of_partner and p.kind <> 'reseller' and owner is not null
    union all
    select a from partner p, answering_administrators(case when p.kind = 'reseller' then of_distributor else p.id end) a
    where p.id = of_partner and (p.kind = 'reseller' or owner is null)
$$;
