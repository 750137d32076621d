//! Annulling a bill and making it again: what Operations, or the administrator of the installation on the command line, do after a
//! final bill turned out to be wrong. Corrections of its records are imported in between.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::due::make;
use super::model::BillId;
use super::unscoped;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::PartnerId;
use crate::organisation::unscoped::administrators;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 512;

/// Why a bill is not annulled, or not made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A later bill of the partner is final: what it used of negative bills follows from this one.
    LaterIsFinal,
    /// It is annulled already.
    AnnulledAlready,
    /// The bill of this earlier month was annulled and is not made again: what it uses must be known first.
    EarlierFirst(String),
    /// The month has a final bill.
    MadeAlready,
}

/// Which bill: itself, its partner, its number and month.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The bill.
    pub id: BillId,
    /// Whose.
    pub partner: PartnerId,
    /// What people quote.
    pub number: &'a str,
    /// Its month.
    pub cycle: &'a str,
}

/// Who does it, when, and as part of which request.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Nobody on the command line.
    pub person: Option<uuid::Uuid>,
    /// Now.
    pub at: DateTime<Utc>,
    /// Of the log.
    pub request: Option<uuid::Uuid>,
}

/// Annuls a final bill, the latest of its partner, in a transaction of the caller: what it used of negative bills is given back, its
/// records can be corrected, its administrators are told, and no later bill of the partner is made before it is made again. After a refusal the transaction is over.
///
/// # Errors
/// Those of the database.
pub async fn annul_within(tx: &mut PgConnection, bill: Named<'_>, because: &str, by: By) -> sqlx::Result<Result<(), Refusal>> {
    unscoped::hold(tx).await?;
    match unscoped::annul(tx, bill.id, by.person, because, by.at).await {
        Err(error) if error.as_database_error().and_then(|error| error.constraint()) == Some("partner_bill_latest_only") => {
            return Ok(Err(Refusal::LaterIsFinal));
        }
        Ok(false) => return Ok(Err(Refusal::AnnulledAlready)),
        other => other?,
    };
    let after = json!({ "number": bill.number, "cycle": bill.cycle, "because": because });
    record(tx, bill, "partner_bill.annulled", &after, by).await?;
    tell(tx, bill, because, by.at).await?;
    Ok(Ok(()))
}

/// Makes the bill of an annulled one's partner and month again, from the records as they are now.
///
/// # Errors
/// Those of the database.
pub async fn make_again_within(tx: &mut PgConnection, bill: Named<'_>, by: By) -> sqlx::Result<Result<BillId, Refusal>> {
    unscoped::hold(tx).await?;
    if let Some(earlier) = unscoped::annulled_before(tx, bill.partner, bill.cycle).await? {
        return Ok(Err(Refusal::EarlierFirst(earlier)));
    }
    let (id, is_new) = make(tx, bill.partner, bill.cycle, by.at).await?;
    if !is_new {
        return Ok(Err(Refusal::MadeAlready));
    }
    let after = json!({ "instead_of": bill.number, "cycle": bill.cycle });
    record(tx, Named { id, ..bill }, "partner_bill.made_again", &after, by).await?;
    Ok(Ok(id))
}

/// Tells the partner's administrators that a bill of theirs does not hold any more, and why.
async fn tell(tx: &mut PgConnection, bill: Named<'_>, because: &str, at: DateTime<Utc>) -> sqlx::Result<()> {
    let link = format!("/sales/accounting/bills?cycle={}", bill.cycle);
    for person in administrators(&mut *tx, bill.partner).await? {
        let facts = Facts { name: bill.number.to_owned(), note: because.to_owned(), ..Facts::default() };
        let (entity, entity_id) = ("partner_bill", bill.id.0);
        notify(tx, &Notice { person, kind: Kind::BillAnnulled, facts, link: &link, entity, entity_id, at }).await?;
    }
    Ok(())
}

async fn record(tx: &mut PgConnection, bill: Named<'_>, verb: &'static str, after: &serde_json::Value, by: By) -> sqlx::Result<()> {
    let event = AuditEvent {
        at: by.at,
        actor: by.person,
        partner: Some(bill.partner.0),
        verb,
        entity: "partner_bill",
        entity_id: bill.id.0,
        before: None,
        after: Some(after),
        request_id: by.request,
    };
    audit::record(tx, &event).await
}

/// Annuls the bill of a number, for the command line.
///
/// # Errors
/// When there is no such final bill, a later one of the partner is final, or the reason is empty or too long; those of the database.
pub async fn annul(db: &PgPool, number: &str, because: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
    let because = because.trim();
    anyhow::ensure!((1..=LONGEST_REASON).contains(&because.chars().count()), "say why, in at most {LONGEST_REASON} characters");
    let mut tx = begin(db).await?;
    let (id, partner, cycle) = unscoped::find(&mut tx, number).await?.ok_or_else(|| anyhow::anyhow!("there is no bill {number}"))?;
    let by = By { person: None, at: now, request: None };
    match annul_within(&mut tx, Named { id, partner, number, cycle: &cycle }, because, by).await? {
        Ok(()) => {}
        Err(Refusal::LaterIsFinal) => anyhow::bail!("a later bill of the partner is final: annul that one first"),
        Err(_) => anyhow::bail!("the bill {number} is annulled already"),
    }
    tx.commit().await?;
    Ok(format!("The bill {number} of {cycle} is annulled. Import what was wrong, then make it again."))
}

/// Makes the bill of an annulled one's partner and month again, for the command line.
///
/// # Errors
/// When there is no such bill, its month has a final one, or an earlier one was annulled and is not made again; those of the database.
pub async fn make_again(db: &PgPool, number: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
    let mut tx = begin(db).await?;
    let (id, partner, cycle) = unscoped::find(&mut tx, number).await?.ok_or_else(|| anyhow::anyhow!("there is no bill {number}"))?;
    let by = By { person: None, at: now, request: None };
    match make_again_within(&mut tx, Named { id, partner, number, cycle: &cycle }, by).await? {
        Ok(_) => {}
        Err(Refusal::EarlierFirst(earlier)) => anyhow::bail!("the bill of {earlier} was annulled: make that one again first"),
        Err(_) => anyhow::bail!("the month {cycle} has a final bill"),
    }
    tx.commit().await?;
    Ok(format!("The bill of {cycle} is made again."))
}
