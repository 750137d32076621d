//! The first page of a described list is read by an index at every level of scope, however many rows there are.

use sqlx::PgPool;

use super::House;
use crate::app::{
    ALERTS, BILL_RECORDS, CLAIMS, CONSUMPTION, CONSUMPTION_MONTHS, CONSUMPTION_REMAINDERS, COUPON_LOG, COUPON_QUOTAS, COUPONS, CUSTOMERS,
    EXPANSION_CAMPAIGNS, EXPANSION_RECORDS, EXPANSION_TASKS, GIVEN_QUOTAS, INVITATIONS, LEADS, OPPORTUNITIES, ORDER_LINES, ORDERS,
    RECORDED_CUSTOMERS, RENEWAL_TASKS,
};
use crate::auth::ScopeColumn;
use crate::error::AppError;
use crate::lists::ListName;
use crate::lists::description::List;
use crate::lists::testing::{plan, try_read};

/// The large lists. Partners, their people and their renames are few.
const LARGE: [&List; 21] = [
    &OPPORTUNITIES,
    &CUSTOMERS,
    &CLAIMS,
    &INVITATIONS,
    &LEADS,
    &ALERTS,
    &RECORDED_CUSTOMERS,
    &ORDERS,
    &ORDER_LINES,
    &RENEWAL_TASKS,
    &CONSUMPTION,
    &CONSUMPTION_MONTHS,
    &CONSUMPTION_REMAINDERS,
    &BILL_RECORDS,
    &EXPANSION_TASKS,
    &EXPANSION_RECORDS,
    &EXPANSION_CAMPAIGNS,
    &COUPON_QUOTAS,
    &COUPONS,
    &COUPON_LOG,
    &GIVEN_QUOTAS,
];

/// Who reads them, and how many of them: own rows, the team's, the partner's, with those of resellers, those of all partners.
const READERS: [(&str, usize); 5] = [("mei", 14), ("zhao", 14), ("grace", 18), ("dara", 18), ("viktor", 3)];

/// Whose 50,000 rows of each table are: every fiftieth Mei's, who reports to Zhao; as many a reseller's and its distributor's; the
/// others of Harbor and of a partner that nobody here sees.
const SPREAD: &str = "
    create table spread as
    with of as (select account_name, id, partner_id from person)
    select n, timestamptz '2026-11-23 02:00Z' - n * interval '1 minute' as at,
           case when n % 50 in (1, 2) then (select partner_id from of where account_name = 'dara') end as distributor_id,
           case when n % 50 = 1 then (select partner_id from of where account_name = 'rita') end as reseller_id,
           case when n % 50 = 0 then (select id from of where account_name = 'zhao') end as supervisor_id,
           p.partner_id, p.id as owner_id
    from generate_series(1, 50000) n
    join of p on p.account_name = case n % 50 when 0 then 'mei' when 1 then 'rita' when 2 then 'kofi'
                                  else case n % 2 when 0 then 'jun' else 'petra' end end";

/// What fills the tables. Indexes that no usual page reads are dropped first: filling them would take most of the time.
const FILL: [&str; 17] = [
    "insert into opportunity (id, distributor_id, partner_id, reseller_id, supervisor_id, owner_id, customer_id, claim_id, name, industry,
         kind, test_project, tender, expected_monthly_revenue, expected_date, service_period, stage, confidence, closed_at, reported_by,
         reported_at, updated_at)
     select gen_random_uuid(), s.distributor_id, coalesce(s.distributor_id, s.partner_id), s.reseller_id, s.supervisor_id, s.owner_id,
         o.customer_id, o.claim_id, o.name, o.industry, o.kind, o.test_project, o.tender, s.n, o.expected_date, o.service_period,
         (array['lead_confirmed', 'needs_confirmed', 'solution', 'negotiation', 'won'])[s.n % 5 + 1], o.confidence,
         case when s.n % 5 = 4 then s.at end, s.owner_id, s.at, s.at
     from spread s, (select * from opportunity limit 1) o",
    "insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, mobile, mobile_key, state, claimed_at,
         valid_until, closed_at)
     select gen_random_uuid(), distributor_id, partner_id, supervisor_id, owner_id, 'Riverside', 'travel', n, n, 'lapsed', at, at, at
     from spread",
    "insert into customer (id, number, account_name, name, industry, created_at, updated_at)
     select gen_random_uuid(), 'N' || n, 'riverside_' || n, 'Riverside', 'travel', at, at from spread",
    "insert into association (id, customer_id, kind, distributor_id, partner_id, supervisor_id, owner_id, customer_name, started_at)
     select gen_random_uuid(), c.id, 'resale', s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id, c.name, s.at
     from spread s join customer c on c.number = 'N' || s.n",
    "insert into lead (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, state, created_at, updated_at)
     select gen_random_uuid(), distributor_id, partner_id, supervisor_id, owner_id, 'Riverside', 'following', at, at from spread",
    "insert into invitation (id, distributor_id, partner_id, supervisor_id, owner_id, link_id, kind, association_kind, company_name, state,
         closed_at, created_at)
     select gen_random_uuid(), s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id, l.id, l.kind, l.association_kind, 'Riverside',
         'withdrawn', s.at, s.at
     from spread s, (select * from invitation_link limit 1) l",
    "insert into customer_alert (id, association_id, customer_id, distributor_id, partner_id, supervisor_id, owner_id, category, scenario,
         title, sent_at)
     select gen_random_uuid(), a.id, a.customer_id, s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id, 'churn', 'Spend',
         'Spend falls', s.at
     from spread s, (select * from association where ended_at is null limit 1) a",
    "insert into customer_order (id, source, number, customer_id, association_id, association_kind, distributor_id, partner_id, supervisor_id,
         owner_id, order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at, as_of, created_at,
         updated_at)
     select gen_random_uuid(), 'crm', 'P' || s.n, a.customer_id, a.id, a.kind, s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id,
         'new', 'completed', 'Server', s.n, 0, s.n, 'customer', s.at - s.n * interval '4 minutes', s.at, s.at, s.at
     from spread s, (select * from association where ended_at is null limit 1) a",
    "insert into order_line (id, order_id, line, source, association_id, distributor_id, partner_id, supervisor_id, owner_id, product_type,
         charging_mode, amount_rated, amount_charged, expires_at, state, as_of, created_at, updated_at)
     select gen_random_uuid(), o.id, '1', o.source, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id, 'Server',
         'subscription', s.n, s.n, s.at + s.n * interval '2 minutes', case when s.n % 3 = 0 then 'released' else 'active' end, s.at, s.at, s.at
     from spread s join customer_order o on o.source = 'crm' and o.number = 'P' || s.n",
    "insert into renewal_task (id, order_line_id, order_id, customer_id, association_id, distributor_id, partner_id, supervisor_id, owner_id,
         amount_rated, amount_charged, expires_at, deadline, state, made_on, ended_because, ended_at, created_at)
     select gen_random_uuid(), l.id, o.id, o.customer_id, o.association_id, o.distributor_id, o.partner_id, o.supervisor_id, o.owner_id,
         l.amount_rated, l.amount_charged, l.expires_at, l.expires_at::date, case when s.n / 50 % 5 = 0 then 'pending' else 'done' end,
         '2026-11-01', case when s.n / 50 % 5 = 0 then '' else 'renewed' end, case when s.n / 50 % 5 = 0 then null else s.at end, s.at
     from spread s join customer_order o on o.source = 'crm' and o.number = 'P' || s.n join order_line l on l.order_id = o.id",
    "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, distributor_id, partner_id,
         supervisor_id, owner_id, day, charging_mode, bill_type, payment_method, product_type, list_rated, discount_rated, payable_rated,
         charged, remainder, as_of, bill_cycle)
     select gen_random_uuid(), 'crm', s.n, a.customer_id, a.id, a.kind, s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id,
         s.at::date - s.n % 500, 'pay_per_use', 'usage', 'customer', 'Server', s.n, 0, s.n, s.n, 0, s.at, cycle_of_day(s.at::date - s.n % 500)
     from spread s, (select * from association where ended_at is null limit 1) a",
    "insert into consumption_month (id, customer_id, association_id, association_kind, distributor_id, partner_id, supervisor_id, owner_id, cycle,
         records, list_rated, discount_rated, payable_rated, remainder, charged, charged_customer, charged_partner, charged_voucher,
         charged_cash_coupon, charged_stored_card)
     select gen_random_uuid(), a.customer_id, a.id, a.kind, s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id,
         to_char(s.at - s.n % 18 * interval '1 month', 'YYYY-MM'), 1, s.n, 0, s.n, 0, s.n, s.n, 0, 0, 0, 0
     from spread s, (select * from association where ended_at is null limit 1) a",
    "insert into expansion_campaign (id, name, strategy_id, talking_points, deadline, target, tasks, created_at)
     select gen_random_uuid(), 'Filled ' || s.n, st.id, 'Call', s.at::date, '{}', 1, s.at from spread s, (select id from expansion_strategy limit 1) st",
    "insert into expansion_task (id, campaign_id, customer_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, state,
         created_at, deadline, spend_charged)
     select gen_random_uuid(), ca.id, a.customer_id, a.id, s.distributor_id, s.partner_id, s.supervisor_id, s.owner_id,
         case when s.n % 3 = 0 then 'done' else 'pending' end, s.at, s.at::date + s.n % 90, s.n
     from spread s join customer c on c.number = 'N' || s.n join association a on a.customer_id = c.id,
          (select id from expansion_campaign where name = 'Filled 1') ca",
    "insert into expansion_record (id, task_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, at, person_id, result, note)
     select gen_random_uuid(), t.id, t.association_id, t.distributor_id, t.partner_id, t.supervisor_id, t.owner_id, t.created_at, t.owner_id,
         'contacted', 'Called'
     from expansion_task t join expansion_campaign ca on ca.id = t.campaign_id where ca.name = 'Filled 1'",
    // A balance without its first movement is refused.
    "with given as (
         insert into coupon_quota (id, number, distributor_id, partner_id, valid_from, valid_until, total, remaining, purchase, order_types,
             services, products, min_order, combines_with, customer_limit, created_at)
         select gen_random_uuid(), 'Q' || s.n, s.distributor_id, s.partner_id, s.at, s.at + interval '1 year', s.n, s.n, 'both', '{}', '{}', '{}',
             0, '{}', 'all', s.at
         from spread s returning *)
     insert into coupon_movement (id, quota_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount, at)
     select gen_random_uuid(), id, distributor_id, partner_id, 1, 'given', total, 0, total, created_at from given",
    "with issued as (
         insert into coupon (id, number, quota_id, customer_id, association_id, distributor_id, partner_id, face, balance, valid_from, valid_until,
             purchase, order_types, services, products, min_order, combines_with, issued_at)
         select gen_random_uuid(), 'C' || s.n, q.id, a.customer_id, a.id, s.distributor_id, s.partner_id, s.n, s.n, s.at, s.at + interval '1 year',
             'both', '{}', '{}', '{}', 0, '{}', s.at
         from spread s join coupon_quota q on q.number = 'Q' || s.n, (select * from association where ended_at is null limit 1) a returning *)
     insert into coupon_movement (id, coupon_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount, at)
     select gen_random_uuid(), id, distributor_id, partner_id, 1, 'issued', face, 0, face, issued_at from issued",
];

/// The tables of which a list shows rows in a tab.
fn tables(list: &List, tab: &str) -> &'static [&'static str] {
    match (list.name, tab) {
        (ListName::Opportunities, _) => &["opportunity"],
        (ListName::Customers, "claimed") | (ListName::Claims, _) => &["claim"],
        (ListName::Customers, _) => &["association"],
        (ListName::Invitations, _) => &["invitation"],
        (ListName::Leads, _) => &["lead"],
        (ListName::Alerts, _) => &["customer_alert"],
        (ListName::RecordedCustomers, _) => &["association", "claim"],
        (ListName::Orders, _) => &["customer_order"],
        (ListName::OrderLines, _) => &["order_line"],
        (ListName::RenewalTasks, _) => &["renewal_task"],
        (ListName::Consumption | ListName::BillRecords, _) => &["consumption_record"],
        (ListName::ConsumptionMonths | ListName::ConsumptionRemainders, _) => &["consumption_month"],
        (ListName::ExpansionTasks, _) => &["expansion_task"],
        (ListName::ExpansionRecords, _) => &["expansion_record"],
        (ListName::ExpansionCampaigns, _) => &["expansion_campaign"],
        (ListName::CouponQuotas | ListName::GivenQuotas, _) => &["coupon_quota"],
        (ListName::Coupons, _) => &["coupon"],
        (ListName::CouponLog, _) => &["coupon_movement"],
        (name, _) => panic!("{name:?} is not among the large ones"),
    }
}

/// What the index is called that reads a page in order: `opportunity_owner` where the scope is a person's own rows.
const fn suffix(scope: Option<ScopeColumn>, list: ListName, tab: &str) -> &'static str {
    match (scope, list, tab.as_bytes()) {
        (Some(ScopeColumn::Partner), ListName::Opportunities, b"resellers") => "resellers",
        (Some(ScopeColumn::Partner), ListName::BillRecords, b"refund" | b"adjustment") => "exceptional",
        (Some(ScopeColumn::Owner), ..) => "owner",
        (Some(ScopeColumn::Supervisor), ..) => "supervisor",
        (Some(ScopeColumn::Partner), ..) => "partner",
        (Some(ScopeColumn::Distributor), ..) => "distributor",
        (None, ..) => "latest",
    }
}

/// Whether the rows of a tab are found by more than one column, so that PostgreSQL may gather them from several indexes and sort them:
/// leads and alerts of one's own (owner, or what nobody follows yet), and the rows of a distributor without its resellers'.
fn is_gathered(scope: Option<ScopeColumn>, list: ListName, tab: &str) -> bool {
    match list {
        ListName::Leads => tab == "mine" || scope != Some(ScopeColumn::Partner),
        ListName::Alerts if tab == "mine" => true,
        ListName::Alerts
        | ListName::Customers
        | ListName::Orders
        | ListName::OrderLines
        | ListName::RenewalTasks
        | ListName::ExpansionTasks
        | ListName::ExpansionRecords
        | ListName::CouponQuotas
        | ListName::CouponLog => scope == Some(ScopeColumn::Distributor) && tab != "resellers",
        _ => false,
    }
}

/// Whether an index of the scope or of one's own rows finds the rows of a table, whichever way.
fn is_found(plan: &str, table: &str) -> bool {
    let suffixes = ["owner", "supervisor", "partner", "distributor", "created_by"];
    let ways = ["Index Scan using ", "Bitmap Index Scan on "];
    ways.iter().any(|way| suffixes.iter().any(|suffix| plan.contains(&format!("{way}{table}_{suffix} "))))
}

/// Fills the tables, 50,000 rows each, beside the demo.
pub(super) async fn fill(db: &PgPool) {
    let unread = "drop index opportunity_name_pairs; drop index claim_name_pairs; drop index customer_name_pairs;
                  alter table consumption_record disable trigger user; alter table consumption_month drop constraint consumption_month_key";
    sqlx::raw_sql(unread).execute(db).await.unwrap();
    for sql in [SPREAD].into_iter().chain(FILL) {
        assert_eq!(sqlx::query(sql).execute(db).await.unwrap().rows_affected(), 50_000, "{sql}");
    }
    sqlx::query("analyze").execute(db).await.unwrap();
}

#[sqlx::test]
async fn the_first_page_of_a_large_list_is_read_by_an_index_at_every_level_of_scope(db: PgPool) {
    let house = House::with_demo(db).await;
    fill(house.db()).await;
    for (account, lists) in READERS {
        let viewer = house.viewer(account).await;
        let mut read = 0;
        for list in LARGE {
            let loaded = match try_read(house.db(), list, viewer.clone(), house.now(), "").await {
                Ok(loaded) => loaded,
                Err(AppError::NotAllowed { .. } | AppError::NotFound) => continue,
                Err(error) => panic!("{:?} as {account}: {error:?}", list.name),
            };
            read += 1;
            let scope = loaded.context.scope().ok().map(|scope| scope.column());
            let tabs = list.tabs_of(&viewer, &loaded.context.access);
            let tabs = if tabs.is_empty() { vec![""] } else { tabs.into_iter().map(|tab| tab.key).collect() };
            for tab in tabs {
                let query = if tab.is_empty() { String::new() } else { format!("tab={tab}") };
                let plan = plan(house.db(), list, viewer.clone(), house.now(), &query).await;
                for table in tables(list, tab) {
                    let in_order = format!("Index Scan using {table}_{} ", suffix(scope, list.name, tab));
                    let is_by_index = plan.contains(&in_order) || is_gathered(scope, list.name, tab) && is_found(&plan, table);
                    let reads_all = plan.contains(&format!("Seq Scan on {table} "));
                    assert!(is_by_index && !reads_all, "{:?} {tab} as {account}: no {in_order}in\n{plan}", list.name);
                }
            }
        }
        assert_eq!(read, lists, "{account}");
    }
}
