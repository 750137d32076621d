//! The first page of a described list is read by an index at every level of scope, however many rows there are.

use sqlx::PgPool;
use uuid::Uuid;

use super::House;
use crate::app::{CLAIMS, CONSUMPTION, CONSUMPTION_MONTHS, OPPORTUNITIES};
use crate::auth::unscoped::viewer_of;
use crate::auth::{Preset, Viewer};
use crate::lists::description::List;
use crate::lists::testing::plan;
use crate::server::password::token_hash;

/// Each list, and how its one row (of consumption: its one customer) becomes 50,000 rows: $1 owns every fiftieth and reports to $2, $3 owns the others. Indexes that no
/// usual page reads are dropped first: filling them would take most of the time.
const LISTS: [(&List, &str, &str); 4] = [
    (
        &OPPORTUNITIES,
        "drop index opportunity_name_pairs",
        "insert into opportunity (id, partner_id, supervisor_id, owner_id, claim_id, name, industry, kind, test_project, tender,
             expected_monthly_revenue, expected_date, service_period, stage, confidence, closed_at, reported_by, reported_at, updated_at)
         select gen_random_uuid(), partner_id, case when n % 50 = 0 then $2 end, case when n % 50 = 0 then $1 else $3 end, claim_id, name,
             industry, kind, test_project, tender, n, expected_date, service_period,
             (array['lead_confirmed', 'needs_confirmed', 'solution', 'negotiation', 'won'])[n % 5 + 1], confidence,
             case when n % 5 = 4 then reported_at end, $1, reported_at, updated_at - n * interval '1 minute'
         from opportunity, generate_series(1, 50000) n",
    ),
    (
        &CLAIMS,
        "drop index claim_name_pairs",
        "insert into claim (id, partner_id, supervisor_id, owner_id, company_name, industry, mobile, mobile_key, state, claimed_at, valid_until,
             closed_at)
         select gen_random_uuid(), partner_id, case when n % 50 = 0 then $2 end, case when n % 50 = 0 then $1 else $3 end, company_name,
             industry, n, n, 'lapsed', claimed_at - n * interval '1 minute', claimed_at, claimed_at
         from claim, generate_series(1, 50000) n",
    ),
    (
        &CONSUMPTION,
        "drop index consumption_record_resource",
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, partner_id, supervisor_id,
             owner_id, day, charging_mode, bill_type, payment_method, product_type, list_rated, discount_rated, payable_rated, charged,
             remainder, as_of)
         select gen_random_uuid(), 'crm', n, customer_id, id, kind, partner_id, case when n % 50 = 0 then $2 end,
             case when n % 50 = 0 then $1 else $3 end, started_at::date - n % 500, 'pay_per_use', 'usage', 'customer', 'Server', n, 0, n, n, 0,
             started_at
         from association, generate_series(1, 50000) n",
    ),
    (
        &CONSUMPTION_MONTHS,
        "alter table consumption_month drop constraint consumption_month_key",
        "insert into consumption_month (id, customer_id, association_id, association_kind, partner_id, supervisor_id, owner_id, cycle, records,
             list_rated, discount_rated, payable_rated, remainder, charged, charged_customer, charged_partner, charged_voucher,
             charged_cash_coupon, charged_stored_card)
         select gen_random_uuid(), customer_id, id, kind, partner_id, case when n % 50 = 0 then $2 end,
             case when n % 50 = 0 then $1 else $3 end, to_char(started_at - n % 18 * interval '1 month', 'YYYY-MM'), 1, n, 0, n, 0, n, n, 0, 0, 0, 0
         from association, generate_series(1, 50000) n",
    ),
];

#[sqlx::test]
async fn the_first_page_of_a_list_is_read_by_an_index_at_every_level_of_scope(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.supervise("zhao", "mei").await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    house.associate(harbor, "mei", "Lakeview").await;
    let people: Vec<Uuid> = vec![house.id("mei").await.0, house.id("zhao").await.0, house.id("jun").await.0];
    for (list, without, fill) in LISTS {
        sqlx::query(without).execute(house.db()).await.unwrap();
        let filled = people.iter().fold(sqlx::query(fill), |query, person| query.bind(*person)).execute(house.db()).await.unwrap();
        assert_eq!(filled.rows_affected(), 50_000);
        sqlx::query("analyze").execute(house.db()).await.unwrap();
        for account in ["mei", "zhao", "grace"] {
            let plan = plan(house.db(), list, viewer(&house, account).await, house.now(), "").await;
            let reads_all = plan.contains(&format!("Seq Scan on {}", list.source.table));
            assert!(!reads_all && plan.contains("Index Scan"), "{:?} as {account}:\n{plan}", list.name);
        }
    }
}

async fn viewer(house: &House, account: &str) -> Viewer {
    viewer_of(house.db(), &token_hash(account), house.now(), &house.state.config).await.unwrap().unwrap().viewer
}
