//! The first page of a described list is read by an index at every level of scope, however many rows there are.

use sqlx::PgPool;
use uuid::Uuid;

use super::House;
use crate::app::{CLAIMS, OPPORTUNITIES, ORDER_LINES, ORDERS};
use crate::auth::unscoped::viewer_of;
use crate::auth::{Preset, Viewer};
use crate::lists::description::List;
use crate::lists::testing::plan;
use crate::orders::queries::tests::{line, order};
use crate::server::password::token_hash;

/// Each list, and how its one row becomes 50,000: $1 owns every fiftieth and reports to $2, $3 owns the others. Indexes that no
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
        &ORDERS,
        "drop index customer_order_number_typed",
        "insert into customer_order (id, source, number, customer_id, association_id, association_kind, partner_id, supervisor_id, owner_id,
             order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by, placed_at, as_of, created_at, updated_at)
         select gen_random_uuid(), source, n, customer_id, association_id, association_kind, partner_id, case when n % 50 = 0 then $2 end,
             case when n % 50 = 0 then $1 else $3 end, order_type, state, product_type, list_rated, discount_rated, payable_charged, paid_by,
             placed_at - n * interval '4 minutes', as_of, created_at, updated_at
         from customer_order, generate_series(1, 50000) n",
    ),
    (
        &ORDER_LINES,
        "drop index order_line_association",
        "insert into order_line (id, order_id, line, source, association_id, partner_id, supervisor_id, owner_id, product_type, charging_mode,
             amount_rated, amount_charged, expires_at, state, as_of, created_at, updated_at)
         select gen_random_uuid(), order_id, n, source, association_id, partner_id, case when n % 50 = 0 then $2 end,
             case when n % 50 = 0 then $1 else $3 end, product_type, charging_mode, amount_rated, amount_charged,
             expires_at + n * interval '1 minute', case when n % 3 = 0 then 'released' else 'active' end, as_of, created_at, updated_at
         from order_line, generate_series(1, 50000) n",
    ),
];

#[sqlx::test]
async fn the_first_page_of_a_list_is_read_by_an_index_at_every_level_of_scope(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    house.supervise("zhao", "mei").await;
    let prospect = house.claim(harbor, "mei", "Riverside", "13800138000").await;
    house.report("mei", &format!("claim:{prospect}"), &[]).await;
    let customer = house.associate(harbor, "mei", "Snowpeak").await;
    let bought = order(house.db(), customer, "first", 1).await;
    line(house.db(), bought, "first", 1).await;
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
