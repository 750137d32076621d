//! The table of sums beside the opportunities: it follows every change of them, and is read where it knows every condition.

use std::collections::BTreeMap;

use sqlx::PgPool;

use super::{OPPORTUNITIES, list, stories};
use crate::house::House;
use crate::lists::queries::conditions::ListQuery;
use crate::organisation::rules::fixtures::id;

/// How many kept sums differ from those of the opportunities.
async fn differing(db: &PgPool) -> i64 {
    let sql = "with o as (select distributor_id, partner_id, supervisor_id, owner_id, reseller_id is not null, stage, count(*),
                                 sum(expected_monthly_revenue), sum(expected_monthly_revenue * confidence)
                          from opportunity group by 1, 2, 3, 4, 5, 6)
               select count(*) from ((table o except table opportunity_sum) union all (table opportunity_sum except table o)) d";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn the_kept_sums_follow_every_change_of_an_opportunity(db: PgPool) {
    let house = House::with_demo(db).await;
    assert_eq!(differing(house.db()).await, 0, "as the demo was loaded");
    let change = async |sql: &'static str| {
        assert!(sqlx::query(sql).execute(house.db()).await.unwrap().rows_affected() > 0, "{sql}");
        assert_eq!(differing(house.db()).await, 0, "{sql}");
    };
    change("update opportunity set expected_monthly_revenue = expected_monthly_revenue + 0.01 where closed_at is null").await;
    change("update opportunity set confidence = 90 where closed_at is null and confidence < 90").await;
    change("update opportunity set stage = 'negotiation' where stage = 'solution'").await;
    change("update opportunity set owner_id = (select id from person where account_name = 'jun') where closed_at is null").await;
    change("update opportunity set supervisor_id = null").await;
    change("update opportunity set name = name || '.'").await;
    change("update opportunity set stage = 'won', closed_at = updated_at where closed_at is null").await;
    let open: i64 =
        sqlx::query_scalar("select count(*) from opportunity_sum where stage not in ('won', 'lost')").fetch_one(house.db()).await.unwrap();
    assert_eq!(open, 0, "nothing is open, and no row says so");
}

#[sqlx::test]
async fn two_who_change_opportunities_of_one_owner_at_once_lose_neither_change(db: PgPool) {
    stories(&db).await;
    let ids: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from opportunity where owner_id = $1 order by id").bind(id("mei").0).fetch_all(&db).await.unwrap();
    // One opportunity a statement: two statements over all of them would wait for each other's rows in an order of their own.
    let change = |sql: &'static str| {
        let (db, ids) = (db.clone(), ids.clone());
        async move {
            for id in std::iter::repeat_n(&ids, 20).flatten() {
                sqlx::query(sql).bind(id).execute(&db).await.unwrap();
            }
        }
    };
    tokio::join!(
        change("update opportunity set expected_monthly_revenue = expected_monthly_revenue + 1 where id = $1"),
        change("update opportunity set confidence = 100 - confidence where id = $1"),
    );
    assert_eq!(differing(&db).await, 0);
}

#[sqlx::test]
async fn an_opportunity_that_is_deleted_is_not_counted_any_more(db: PgPool) {
    stories(&db).await;
    for table in ["opportunity_progress", "opportunity_product", "opportunity"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("alter table {table} disable trigger user"))).execute(&db).await.unwrap();
    }
    sqlx::query("alter table opportunity enable trigger opportunity_sums_of_removed").execute(&db).await.unwrap();
    sqlx::query("delete from opportunity_product").execute(&db).await.unwrap();
    sqlx::query("delete from opportunity_progress").execute(&db).await.unwrap();
    let left = sqlx::query("delete from opportunity where stage <> 'won'").execute(&db).await.unwrap();
    assert!(left.rows_affected() > 0);
    assert_eq!(differing(&db).await, 0);
}

#[sqlx::test]
async fn the_kept_sums_are_read_where_they_know_every_condition_and_say_what_the_rows_say(db: PgPool) {
    stories(&db).await;
    let of_jun = format!("stage=won&owner={}", id("jun"));
    for (query, is_kept) in [
        ("", true),
        ("view=all", true),
        ("stage=won&stage=solution", true),
        ("state=closed", true),
        ("state=nonsense", true),
        (of_jun.as_str(), true),
        ("stage=won&name=lake", false),
        ("confidence_from=10", false),
        ("overdue=yes", false),
        ("expected_from=2026-11-23", false),
        ("kind=migration", false),
    ] {
        for account in ["mei", "zhao", "grace", "omar", "petra"] {
            let loaded = list(&db, account, query).await;
            let (values, private) = (&loaded.request.values, &BTreeMap::new());
            let asked = ListQuery { list: &OPPORTUNITIES, context: &loaded.context, values, private, order: OPPORTUNITIES.usual_order };
            assert_eq!(asked.sums().is_some(), is_kept, "{query}");
            // Every opportunity has at least ten percent: a condition that changes nothing but who answers.
            let of_rows = list(&db, account, &format!("{}&confidence_from=10", if query.is_empty() { "state=open" } else { query })).await;
            assert_eq!(loaded.totals, of_rows.totals, "{query} for {account}");
        }
    }
}
