//! The job that makes bills final. It asks for a state: every month that is over and was not billed gets its bill, so a night on
//! which it did not run loses nothing and a second run makes nothing twice. When it runs does not matter: a record that comes from
//! the 5th, 12:00 in Beijing, on goes into the next bill whether the job has run or not.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::BillId;
use super::rules::{amounts_of, closes_at, first_open_cycle, settle};
use super::unscoped::{self, NewBill};
use crate::consumption::rules::parse_cycle;
use crate::organisation::model::PartnerId;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;

/// Bills looked for at once.
const TURN: i64 = 100;

/// Makes all bills that are due. Answers how many it made.
///
/// # Errors
/// Those of the database; what was made before stays, and the next call goes on.
pub async fn run_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut made = 0;
    loop {
        let due = unscoped::due(db, &first_open_cycle(now), TURN).await?;
        if due.is_empty() {
            return Ok(made);
        }
        for (partner, cycle) in due {
            let mut tx = begin(db).await?;
            made += u64::from(make(&mut tx, partner, &cycle, now).await?.1);
            tx.commit().await?;
        }
    }
}

/// The same in the caller's transaction, for stories in which nothing else happens meanwhile (the demo).
///
/// # Errors
/// Those of the database.
pub async fn run_in(db: &mut PgConnection, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut made = 0;
    loop {
        let due = unscoped::due(&mut *db, &first_open_cycle(now), TURN).await?;
        if due.is_empty() {
            return Ok(made);
        }
        for (partner, cycle) in due {
            made += u64::from(make(&mut *db, partner, &cycle, now).await?.1);
        }
    }
}

/// The live bill of a partner and month, made now where there is none; whether it was made. Two at once make one: the second
/// waits, finds it, and compares.
///
/// # Errors
/// Those of the database; when the live bill says something else than its records.
pub async fn make(db: &mut PgConnection, partner: PartnerId, cycle: &str, now: DateTime<Utc>) -> sqlx::Result<(BillId, bool)> {
    let broken = |what: &str| sqlx::Error::Protocol(format!("the bill of {cycle} of {partner}: {what}"));
    unscoped::hold(&mut *db).await?;
    let sums = unscoped::sums(&mut *db, partner, cycle).await?;
    let amounts = amounts_of(&sums).ok_or_else(|| broken("its amounts are beyond the columns"))?;
    if let Some((id, total, payable)) = unscoped::live(&mut *db, partner, cycle).await? {
        let is_same = (total, payable) == (amounts.total, amounts.payable);
        return if is_same { Ok((id, false)) } else { Err(broken("it says something else than its records")) };
    }
    let closed_at = parse_cycle(cycle).map(closes_at).filter(|at| *at <= now).ok_or_else(|| broken("its month is open"))?;
    let settlement = settle(amounts.total, &unscoped::carried(&mut *db, partner, cycle).await?);
    let bill = NewBill { partner, cycle, amounts: &amounts, settlement: &settlement, closed_at, at: now };
    let id = unscoped::insert(&mut *db, &bill).await?;
    let after = json!({ "cycle": cycle, "records": amounts.records, "total": amounts.total, "due": settlement.due });
    let event = AuditEvent {
        at: now,
        actor: None,
        partner: Some(partner.0),
        verb: "partner_bill.made",
        entity: "partner_bill",
        entity_id: id.0,
        before: None,
        after: Some(&after),
        request_id: None,
    };
    audit::record(db, &event).await?;
    Ok((id, true))
}
