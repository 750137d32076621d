//! Renewal tasks: made and ended by the job, ended by imports, processed by people.

mod importing;
mod job;
mod pages;
mod processing;

use chrono::{NaiveDate, TimeDelta};
use sqlx::PgPool;
use uuid::Uuid;

use super::due::{Run, run};
use super::model::RenewalTaskId;
use crate::opportunities::queries::fixtures::{customer, now, people};
use crate::orders::model::OrderId;
use crate::orders::queries::tests::{line, order};
use crate::values::date::beijing_date;

/// A line of 20,000.12 that ends so many days from now.
pub(crate) async fn large(db: &PgPool, of: OrderId, name: &str, days: i64) -> Uuid {
    let id = line(db, of, name, days).await;
    amount(db, id, "20000.129").await;
    id
}

/// The line has another amount, as rated.
pub(super) async fn amount(db: &PgPool, line: Uuid, rated: &str) {
    let sql = "update order_line set amount_rated = $2::numeric, amount_charged = trunc($2::numeric, 2) where id = $1";
    sqlx::query(sql).bind(line).bind(rated).execute(db).await.unwrap();
}

/// Everybody, and a renewal task each for Mei's, Ana's, Kofi's and Sam's customer, whose line ends in twenty days.
pub(crate) async fn story(db: &PgPool) -> [RenewalTaskId; 4] {
    people(db).await;
    for (owner, name) in [("mei", "Snowpeak"), ("ana", "Harvest"), ("kofi", "Granite"), ("sam", "Resold")] {
        let of = customer(db, owner, name).await;
        let id = order(db, of, &format!("CS-{owner}"), 10).await;
        large(db, id, "1", 20).await;
    }
    assert_eq!(on(db, 0).await.made, 4);
    let mut tasks = Vec::new();
    for number in ["CS-mei", "CS-ana", "CS-kofi", "CS-sam"] {
        tasks.push(of_order(db, number).await);
    }
    tasks.try_into().unwrap()
}

/// The only task of an order.
pub(super) async fn of_order(db: &PgPool, number: &str) -> RenewalTaskId {
    let sql = "select t.id from renewal_task t join customer_order o on o.id = t.order_id where o.number = $1";
    RenewalTaskId(sqlx::query_scalar(sql).bind(number).fetch_one(db).await.unwrap())
}

/// The Beijing day so many days from now.
pub(super) fn day(days: i64) -> NaiveDate {
    beijing_date(now() + TimeDelta::days(days))
}

/// The job for that day.
pub(super) async fn on(db: &PgPool, days: i64) -> Run {
    run(db, day(days), now() + TimeDelta::days(days)).await.unwrap()
}

/// State and reason of every task, by its line.
pub(super) async fn standing(db: &PgPool) -> Vec<(String, String, String)> {
    let sql = "select l.line, t.state, t.ended_because from renewal_task t join order_line l on l.id = t.order_line_id
               order by l.line, t.expires_at";
    sqlx::query_as(sql).fetch_all(db).await.unwrap()
}

/// The same in short.
pub(super) async fn stands(db: &PgPool) -> Vec<String> {
    standing(db).await.into_iter().map(|(line, state, why)| format!("{line} {state} {why}").trim().to_owned()).collect()
}

pub(super) async fn count(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}
