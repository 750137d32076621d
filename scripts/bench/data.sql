-- Benchmark data for a fresh, migrated database. psql -v size=1 is one million opportunities.
-- Every value is a hash of its row's number, so that every run measures the same rows; only the day moves with today.
-- Indexes and foreign keys are taken away while the rows come in and are put back as the migrations wrote them.
\set ON_ERROR_STOP on
\set QUIET on
set statement_timeout = 0;
set synchronous_commit = off;
set work_mem = '128MB';
set maintenance_work_mem = '512MB';
set jit = off;

create schema bench;
set search_path = public, bench;

-- What the sizes come to. Above one million the number of partners grows, not the largest partner.
create table bench.shape as
select n, least(100000, n / 10 / 5 * 5) as largest, least(50000, n / 20 / 5 * 5) as distributor,
       greatest(4, least(40, (40 * :size)::int)) as resellers, date_trunc('day', now()) as today
from (select ((:size * 200000)::bigint * 5) as n) x;

create function bench.pick(i bigint, salt bigint, choices int) returns int language sql immutable parallel safe
    as $$ select ((hashint8extended(i, salt) & 1073741823) % choices)::int $$;
create function bench.id(kind text, i bigint) returns uuid language sql immutable parallel safe
    as $$ select md5(kind || ' ' || i)::uuid $$;
create function bench.id_at(at timestamptz, i bigint) returns uuid language sql stable parallel safe as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
    from (select md5('opportunity ' || i) as h) x $$;

\set bulk '''customer'', ''association'', ''claim'', ''opportunity'', ''opportunity_product'', ''customer_order'', ''order_line'', ''expansion_task'', ''renewal_task'''
create table bench.put_back (step int, statement text);
insert into bench.put_back
select 1, indexdef from pg_indexes
where schemaname = 'public' and tablename in (:bulk)
  and indexname not in (select conname from pg_constraint where contype in ('p', 'u'));
insert into bench.put_back
select 2, format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
from pg_constraint where contype = 'f' and conrelid::regclass::text in (:bulk);
select format('alter table %s drop constraint %I', conrelid::regclass, conname)
from pg_constraint where contype = 'f' and conrelid::regclass::text in (:bulk) \gexec
select format('drop index %I', indexname) from pg_indexes
where schemaname = 'public' and tablename in (:bulk)
  and indexname not in (select conname from pg_constraint where contype in ('p', 'u')) \gexec

-- Account managers with 100 to 2,000 opportunities each, many with few. Partner 1 is the largest, partner 2 the
-- distributor, the others have 1 to 60 account managers.
create table bench.manager as
with candidate as (
    select 1 as partner, m, 1 as pot from shape, generate_series(1, largest / 250 + 5) m
    union all select 2, m, 2 from shape, generate_series(1, distributor / 250 + 5) m
    union all
    select p, m, 3 from shape, generate_series(3, 10 + (n / 2000)::int) p,
        lateral generate_series(1, 1 + (60 * power(pick(p, 1, 1000) / 1000.0, 3))::int) m
), sized as (
    select *, 100 + 5 * (380 * power(pick(partner * 2000 + m, 2, 1000) / 1000.0, 3))::int as wanted from candidate
), summed as (
    select *, sum(wanted) over (partition by pot order by partner, m) - wanted as before,
           case pot when 1 then largest when 2 then distributor else n - largest - distributor end as most
    from sized, shape
)
select partner, m, partner::bigint * 2000 + m as number, partner::bigint * 2000 + 1000 + (m - 1) / 10 as supervisor,
       least(wanted, most - before)::int as rows
from summed where before < most;

-- Companies, partners, people.
create table bench.house as
select partner::bigint as number, case partner when 2 then 'distributor' else 'solution_provider' end as kind from bench.manager group by partner
union all select 1000000 + r, 'reseller' from shape, generate_series(1, resellers) r;
insert into company (id, name, created_at, updated_at)
select id('company', number), 'Bench company ' || number, today, today from house, shape;
insert into partner (id, company_id, name, kind, real_name_state, created_at, updated_at)
select id('partner', number), id('company', number), 'Bench partner ' || number, kind, 'verified', today, today from house, shape;
insert into distribution (id, reseller_id, distributor_id, during, created_at)
select id('distribution', number), id('partner', number), id('partner', 2), '[2020-01-01,)', today from house, shape where kind = 'reseller';

create table bench.people as
select number, partner::bigint, 'account_manager' as preset, supervisor from bench.manager
union all select supervisor, partner, 'supervisor', null from bench.manager group by 1, 2
union all select number * 2000 + 1999, number, 'system_administrator', null from bench.house
union all select number * 2000 + 1, number, 'account_manager', null from bench.house where kind = 'reseller';
insert into person (id, account_name, display_name, partner_id, password_hash, must_change_password, created_at, updated_at)
select id('person', number), 'bench' || number,
       (array['Lena','Marek','Aisha','Tomas','王芳','李娜','张伟','刘洋','陈静','Noor'])[1 + pick(number, 3, 10)] || ' ' || number,
       id('partner', partner), 'none', false, today, today
from people, shape;
insert into person_role (person_id, slot, role_id)
select id('person', number), 1, role.id from people join role using (preset);
insert into supervision (id, account_manager_id, supervisor_id, during, created_at)
select id('supervision', number), id('person', number), id('person', supervisor), '[2020-01-01,)', today
from people, shape where supervisor is not null;
update partner set primary_administrator_id = id('person', house.number * 2000 + 1999) from house where partner.id = id('partner', house.number);

-- Customers and prospects, five opportunities each. Of the distributor's, six in ten are its resellers' customers.
create table bench.entry as
select *, reseller is null and e % 20 = 7 as is_claim from (
    select e, partner, number, supervisor,
           case when partner = 2 and pick(e, 4, 10) < 6 then 1000001 + pick(e, 5, resellers) end as reseller,
           pick(e, 6, 10) < 6 as chinese
    from (select row_number() over (order by number, g) as e, partner, number, supervisor
          from bench.manager, lateral generate_series(1, rows / 5) g) x, shape) x;
create function bench.company_name(e bigint, chinese boolean) returns text language sql immutable parallel safe as $$
    select case when chinese then
        (array['华东','江南','北城','远洋','星河','青云','金桥','东湖','海川','岭南','天山','明德','安泰','瑞丰','同和','新港'])[1 + bench.pick(e, 31, 16)] ||
        (array['食品','物流','医药','教育','航运','机械','纺织','电子','传媒','能源','建材','旅游','零售','农业','保险','游戏'])[1 + bench.pick(e, 32, 16)] ||
        (array['有限公司','股份有限公司','集团','科技有限公司'])[1 + bench.pick(e, 33, 4)] || e
    else
        (array['Amber','Bluefield','Cedar','Dunmore','Eastgate','Fernhill','Granite','Highland','Ironwood','Juniper','Kestrel','Lakeview','Maple','Northway','Oakridge','Pinecrest'])[1 + bench.pick(e, 31, 16)] || ' ' ||
        (array['Foods','Logistics','Clinics','Schools','Shipping','Machines','Textiles','Electronics','Media','Energy','Builders','Travel','Retail','Farms','Insurance','Games'])[1 + bench.pick(e, 32, 16)] || ' ' || e
    end $$;
create function bench.industry(e bigint) returns text language sql immutable parallel safe as $$
    select (array['internet','manufacturing','retail','finance','insurance','health','education','government','media','games','logistics','travel','energy','construction','telecom','other'])[1 + bench.pick(e, 34, 16)] $$;

insert into customer (id, number, account_name, name, industry, contact_name, mobile, email, real_name_state, created_at, updated_at)
select id('customer', e), 'CU-' || lpad(e::text, 8, '0'), 'bench_customer_' || e, company_name(e, chinese), industry(e), 'Contact ' || e,
       '1' || lpad((3000000000 + e)::text, 10, '0'), 'it' || e || '@customer.example', 'verified', today, today
from (select e, chinese from entry where not is_claim
      -- As many again as there are prospects belong to no partner.
      union all select 10000000 + e, chinese from entry where is_claim) x, shape;
insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at)
select id('association', e), id('customer', e), case when e % 3 = 0 then 'resale' else 'referral' end,
       case when partner = 2 then id('partner', 2) end, id('partner', coalesce(reseller, partner)),
       case when reseller is null then id('person', supervisor) end, id('person', coalesce(reseller * 2000 + 1, number)),
       company_name(e, chinese), today - make_interval(secs => pick(e, 41, 800 * 86400))
from entry, shape where not is_claim;
insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, contact_name, mobile, email, mobile_key, email_key, claimed_at, valid_until)
select id('claim', e), case when partner = 2 then id('partner', 2) end, id('partner', partner), id('person', supervisor), id('person', number),
       company_name(e, chinese), industry(e), 'Contact ' || e, mobile, email, mobile, email, at, at + interval '60 days'
from (select *, '1' || lpad((5000000000 + e)::text, 10, '0') as mobile, 'office' || e || '@prospect.example' as email,
             today - make_interval(secs => pick(e, 42, 50 * 86400)) as at from entry, shape where is_claim) x;

-- Opportunities, in the order in which they were reported, as they would lie on the disk.
insert into opportunity (id, distributor_id, partner_id, supervisor_id, owner_id, reseller_id, customer_id, claim_id, name, industry,
    business_system, kind, test_project, tender, current_platform, expected_monthly_revenue, expected_date, service_period,
    stage, confidence, technical_exchange, lost_reason, closed_at, version, reported_by, reported_at, updated_at)
select id_at(reported_at, o), case when partner = 2 then id('partner', 2) end, id('partner', partner), id('person', supervisor), id('person', number),
       id('partner', reseller), case when not is_claim then id('customer', e) end, case when is_claim then id('claim', e) end,
       case when pick(o, 51, 10) < 6 then
           (array['华东','华南','西部','总部','二期','三期','门店','集团','海外','园区'])[1 + pick(o, 52, 10)] ||
           (array['数据中台','云上灾备','视频会议','内容分发','订单系统','会员系统','财务系统','智能客服','航运调度','远程办公','数据仓库','影像归档'])[1 + pick(o, 53, 12)] ||
           (array['迁移','扩容','新建','续订','升级'])[1 + pick(o, 54, 5)] || '项目' || o
       else
           (array['Head office','Warehouse','Branch','Factory','Campus','Region north','Region south','Overseas','Phase two','Pilot'])[1 + pick(o, 52, 10)] || ' ' ||
           (array['data platform','disaster recovery','video meetings','content delivery','order system','loyalty system','ledger','help desk','quay planning','remote desktops','data warehouse','image archive'])[1 + pick(o, 53, 12)] || ' ' ||
           (array['migration','expansion','launch','renewal','upgrade'])[1 + pick(o, 54, 5)] || ' ' || o
       end,
       industry(e), 'System of entry ' || e, (array['new_customer','expansion','renewal','migration','other'])[1 + pick(o, 55, 5)],
       pick(o, 56, 4) = 0, pick(o, 57, 5) = 0, 'Own machines in one room', revenue, (today + make_interval(days => pick(o, 59, 400) - 200))::date, 12,
       stage, case when stage = 'won' then 100 else (array[10, 30, 50, 70, 90])[1 + pick(o, 60, 5)] end, '',
       case when stage = 'lost' then 'Price' end, case when stage in ('won', 'lost') then updated_at end, 1 + pick(o, 61, 4), id('person', number), reported_at, updated_at
from (select *, reported_at + (today - reported_at) * (pick(o, 62, 10000) / 10000.0) as updated_at from (
        select entry.*, today, e * 5 + j as o, today - make_interval(secs => 1 + pick(e * 5 + j, 63, 730 * 86400)) as reported_at,
               (100 + pick(e * 5 + j, 58, 200000))::numeric(18,2) as revenue,
               case width_bucket(pick(e * 5 + j, 64, 100), array[22, 42, 57, 70, 88]) when 0 then 'lead_confirmed' when 1 then 'needs_confirmed' when 2 then 'solution'
                    when 3 then 'negotiation' when 4 then 'won' else 'lost' end as stage
        from entry, shape, generate_series(0, 4) j) x) x
order by reported_at, o;
insert into opportunity_product (opportunity_id, position, name, expected_monthly_revenue)
select id, 1, (array['Content delivery network','Object storage','Managed database','Video meetings'])[1 + pick(version, 71, 4)], expected_monthly_revenue
from opportunity order by id;

-- Orders of the largest partner's customers, fifty lines each: one million lines at size 1.
insert into customer_order (id, source, number, customer_id, association_id, association_kind, partner_id, supervisor_id, owner_id, order_type, state,
    product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at, paid_at, as_of, created_at, updated_at)
select id('order', o), 'bench', 'BO' || lpad(o::text, 8, '0'), a.customer_id, a.id, a.kind, a.partner_id, a.supervisor_id, a.owner_id, 'new', 'completed',
       'Elastic server', 1000, 100, 900, 'customer', at, at, today, today, today
from (select a.*, row_number() over (order by a.id) as nth, count(*) over () as n from association a where a.partner_id = id('partner', 1)) a, shape,
     lateral (select o, today - make_interval(secs => pick(o, 91, 300 * 86400)) as at from generate_series(a.nth, greatest(1, shape.n / 50), a.n) o) x;
insert into order_line (id, order_id, line, source, association_id, partner_id, supervisor_id, owner_id, resource_id, resource_name, product_type, product,
    specification, region, charging_mode, amount_rated, amount_charged, effective_at, expires_at, as_of, created_at, updated_at)
select md5(od.number || ' ' || l)::uuid, od.id, l::text, 'bench', od.association_id, od.partner_id, od.supervisor_id, od.owner_id, 'res-' || od.number || '-' || l,
       'server-' || l, 'Elastic server', 'c7.large', '2 vCPU | 8 GiB', 'cn-north-4', 'subscription', amount, trunc(amount, 2), od.placed_at,
       od.placed_at + interval '1 year', today, today, today
from customer_order od, shape, generate_series(1, 50) l,
     lateral (select (100 + pick(hashtext(od.number)::bigint + l, 92, 2000000))::numeric / 300000000 * 1000 as raw) r, lateral (select round(r.raw, 8) as amount) m;

-- Tasks, three for ten opportunities: an expansion task for every customer, of four campaigns, and a renewal task for six
-- lines of every order.
insert into expansion_strategy (id, level_1, name) values (id('strategy', 1), 'cross_repeat_sale', 'Benchmark');
insert into expansion_campaign (id, name, strategy_id, talking_points, deadline, target, tasks, created_at)
select id('campaign', c), 'Benchmark campaign ' || c, id('strategy', 1), 'Ask for the next year', today::date + c * 15, '{}', 1, today
from shape, generate_series(1, 4) c;
insert into expansion_task (id, campaign_id, customer_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, state, created_at,
    deadline, spend_charged, processed_by, processed_at)
select id('expansion', nth), id('campaign', c), customer_id, x.id, distributor_id, partner_id, supervisor_id, owner_id, state, today, today::date + c * 15,
       pick(nth, 103, 1000000), case when state <> 'pending' then owner_id end, case when state <> 'pending' then today end
from (select a.*, 1 + pick(nth, 101, 4) as c, (array['pending', 'pending', 'pending', 'pending', 'pending', 'pending', 'in_progress', 'done', 'done',
             'terminated'])[1 + pick(nth, 102, 10)] as state
      from (select *, row_number() over (order by id) as nth from association) a) x, shape;
insert into renewal_task (id, order_line_id, order_id, customer_id, association_id, partner_id, supervisor_id, owner_id, amount_rated, amount_charged,
    expires_at, deadline, state, made_on, intention, processed_by, processed_at, ended_because, ended_at, told_at, created_at)
select id('renewal', nth), x.id, order_id, od.customer_id, x.association_id, x.partner_id, x.supervisor_id, x.owner_id, amount_rated, amount_charged,
       expires_at, (expires_at at time zone 'Asia/Shanghai')::date, task_state, today::date,
       case when task_state = 'in_progress' then 'undecided' end, case when task_state = 'in_progress' then x.owner_id end,
       case when task_state = 'in_progress' then today end,
       case task_state when 'done' then 'renewed' when 'terminated' then 'unsubscribed' else '' end,
       case when task_state in ('done', 'terminated') then today end, today, today
from (select *, (array['pending', 'pending', 'pending', 'pending', 'pending', 'in_progress', 'in_progress', 'done', 'done', 'terminated'])
                [1 + pick(nth, 104, 10)] as task_state
      from (select *, row_number() over (order by order_id, line) as nth from order_line where line::int <= 6) l) x
     join customer_order od on od.id = x.order_id, shape;
-- The worker of the server that is measured has nothing to bring up to date meanwhile.
insert into expansion_spend_day (day, at) select day, today from shape, generate_series(today::date - 1, today::date + 2, interval '1 day') day;

select statement from bench.put_back order by step, statement \gexec

-- The people who measure: a middling account manager of the largest partner, her supervisor, the administrator, the
-- distributor's administrator. And thirty-two account managers who report.
create table bench.cast as
select *, 'bench-token-' || part as token from (
    select 'account_manager' as part, number from (select number from manager where partner = 1 order by abs(rows - 1000), number limit 1) x
    union all select 'supervisor', supervisor from (select supervisor from manager where partner = 1 order by abs(rows - 1000), number limit 1) x
    union all select 'administrator', 1 * 2000 + 1999
    union all select 'distributor', 2 * 2000 + 1999
    union all select 'reporter-' || row_number() over (order by number), number
    from (select number from manager where partner in (1, 3, 4, 5, 6) and rows >= 100 order by pick(number, 81, 1000000), number limit 32) x) x;
insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
select id('session', row_number() over (order by part)), sha256(token::bytea), id('person', number), now(), now(), now() + interval '12 hours' from bench.cast;

-- Not only statistics: without the visibility map the first minute would measure something else.
vacuum (analyze) company, partner, distribution, person, person_role, role, supervision, session, customer, association, claim,
    opportunity, opportunity_product, opportunity_sum, opportunity_month, customer_order, order_line, expansion_task, renewal_task;
