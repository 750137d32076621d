//! The start page reads what one person works on by indexes, at every level of scope, however many rows there are.

use std::collections::BTreeMap;

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::House;
use super::list_plans::fill;

/// The tables with many rows of which the pages read some.
const LARGE: [&str; 8] = ["opportunity", "claim", "customer_alert", "lead", "association", "customer", "renewal_task", "expansion_task"];

/// Own rows, the team's, the partner's, with those of resellers, a reseller's, those of all partners.
const READERS: [&str; 6] = ["mei", "zhao", "grace", "dara", "rita", "viktor"];

/// How many rows PostgreSQL has read of each table from its beginning on, and how many it has fetched by indexes.
async fn reads(one: &PgPool) -> BTreeMap<String, (i64, i64)> {
    // What this session counted is written down at its next idle moment.
    sqlx::query("select pg_stat_force_next_flush()").execute(one).await.unwrap();
    let sql = "select relname::text, seq_tup_read, coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = any($1)";
    let found: Vec<(String, i64, i64)> = sqlx::query_as(sql).bind(LARGE.map(str::to_owned).to_vec()).fetch_all(one).await.unwrap();
    found.into_iter().map(|(table, in_order, by_index)| (table, (in_order, by_index))).collect()
}

#[sqlx::test]
async fn the_start_page_reads_no_large_table_from_end_to_end_at_any_level_of_scope(db: PgPool) {
    let house = House::with_demo(db).await;
    fill(house.db()).await;
    sqlx::query("vacuum opportunity").execute(house.db()).await.unwrap();
    // One session, so that what it reads is counted in order; nothing else of this database reads meanwhile.
    let one = PgPoolOptions::new().max_connections(1).connect_with((*house.db().connect_options()).clone()).await.unwrap();
    let house = house.over(one.clone());
    for who in READERS {
        for address in ["/", "/to-do"] {
            let before = reads(&one).await;
            assert_eq!(house.get(who, address).await.status, 200, "{who} {address}");
            let after = reads(&one).await;
            for table in LARGE {
                let ((in_order, by_index), (in_order_after, by_index_after)) = (before[table], after[table]);
                // Half of the 50,000 opportunities are Harbor's. To count up to 10,000 of them the table itself is the quickest.
                // Whether there is any claim at all, it says after the first ones.
                let most = if (who, table) == ("grace", "opportunity") { 30_000 } else { 100 };
                let read = in_order_after - in_order;
                assert!(read <= most, "{read} rows of {table} are read one after the other for {who} at {address}");
                // A supervisor's team is read once: 1,000 rows of the 50,000, and the demo's.
                let read = by_index_after - by_index;
                assert!(read <= 4_000, "{read} rows of {table} are fetched for {who} at {address}");
            }
        }
    }
}
