//! Files against a database: a check changes nothing, a second run changes nothing, nobody else's records are touched.

mod alerts;
mod columns;
mod customers;
mod leads;
mod names;
mod plans;
mod retention;
mod runs;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::model::{Line, Outcome, Run, RunId};
use super::queries::{history, report};
use super::rules::Staff;
use crate::house::importing::{Report, applied, checked, imported};

/// A run, whoever asks.
pub async fn run_of(db: &PgPool, id: RunId) -> sqlx::Result<Option<Run>> {
    history::lookup(db, Staff::found(), id).await
}

/// All rows that are kept of a run, by line.
pub async fn report_of(db: &PgPool, id: RunId) -> sqlx::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for outcome in Outcome::ALL {
        lines.extend(report::first(db, Staff::found(), id, *outcome, 10_000).await?);
    }
    lines.sort_by_key(|line| line.number);
    Ok(lines)
}

fn now() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

async fn import(db: &PgPool, kind: &str, content: &str) -> Report {
    imported(db, kind, content, now()).await
}

async fn check(db: &PgPool, kind: &str, content: &str) -> Report {
    checked(db, kind, content.as_bytes(), now()).await.unwrap()
}

fn refused(problems: &[&str]) -> (Outcome, Vec<String>) {
    (Outcome::Refused, problems.iter().map(|problem| (*problem).to_owned()).collect())
}

async fn number(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

const CUSTOMERS: &str = "external_id,account_name,name,industry,mobile,email,registered_on,traits,partner,association_type,account_manager
1,northern_sail,Northern Sail,travel,13900001111,it@sail.example,2026-11-20,direct_sales;cash_spend,,,
2,harbour_lab,Harbour Lab,health,13900002222,it@lab.example,,,Harbor Cloud Partners,resale,mei
3,tide_mill,Tide Mill,energy,,,,,Harbor Cloud Partners,referral,kofi
4,relay_one,Relay One,energy,,,,,Relay Channels,referral,
";
