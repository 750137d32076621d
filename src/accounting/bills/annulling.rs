//! Annulling a bill and making it again: what the vendor's administrator of the installation does on the command line after a
//! final bill turned out to be wrong. Corrections of its records are imported in between.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;

use super::due::make;
use super::unscoped;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;

/// Longest reason, in characters.
const LONGEST_REASON: usize = 512;

/// Annuls the final bill of a number, the latest of its partner: what it used of negative bills is given back, its records can be
/// corrected, and no later bill of the partner is made before it is made again.
///
/// # Errors
/// When there is no such final bill, a later one of the partner is final, or the reason is empty or too long; those of the database.
pub async fn annul(db: &PgPool, number: &str, because: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
    let because = because.trim();
    anyhow::ensure!((1..=LONGEST_REASON).contains(&because.chars().count()), "say why, in at most {LONGEST_REASON} characters");
    let mut tx = begin(db).await?;
    let (id, partner, cycle) = unscoped::find(&mut tx, number).await?.ok_or_else(|| anyhow::anyhow!("there is no bill {number}"))?;
    unscoped::hold(&mut tx).await?;
    let is_annulled = match unscoped::annul(&mut tx, id, None, because, now).await {
        Err(error) if error.as_database_error().and_then(|error| error.constraint()) == Some("partner_bill_latest_only") => {
            anyhow::bail!("a later bill of the partner is final: annul that one first")
        }
        other => other?,
    };
    anyhow::ensure!(is_annulled, "the bill {number} is annulled already");
    let after = json!({ "number": number, "cycle": cycle, "because": because });
    let event = AuditEvent {
        at: now,
        actor: None,
        partner: Some(partner.0),
        verb: "partner_bill.annulled",
        entity: "partner_bill",
        entity_id: id.0,
        before: None,
        after: Some(&after),
        request_id: None,
    };
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(format!("The bill {number} of {cycle} is annulled. Import what was wrong, then make it again."))
}

/// Makes the bill of an annulled one's partner and month again, from the records as they are now.
///
/// # Errors
/// When there is no such bill, its month has a final one, or an earlier one was annulled and is not made again: what that one uses
/// of negative bills must be known first. Those of the database.
pub async fn make_again(db: &PgPool, number: &str, now: DateTime<Utc>) -> anyhow::Result<String> {
    let mut tx = begin(db).await?;
    let (_, partner, cycle) = unscoped::find(&mut tx, number).await?.ok_or_else(|| anyhow::anyhow!("there is no bill {number}"))?;
    unscoped::hold(&mut tx).await?;
    if let Some(earlier) = unscoped::annulled_before(&mut tx, partner, &cycle).await? {
        anyhow::bail!("the bill of {earlier} was annulled: make that one again first");
    }
    let (_, is_new) = make(&mut tx, partner, &cycle, now).await?;
    anyhow::ensure!(is_new, "the month {cycle} has a final bill");
    tx.commit().await?;
    Ok(format!("The bill of {cycle} is made again."))
}
