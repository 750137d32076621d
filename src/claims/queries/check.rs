//! The record of instant checks: who asked, and a hash of what for.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use crate::auth::Viewer;
use crate::server::new_id;

/// Checks of the viewer within the last hour, and when the first of them was; nobody asks twice at once.
///
/// # Errors
/// Those of the database.
pub async fn within_an_hour(db: &mut PgConnection, viewer: &Viewer, now: DateTime<Utc>) -> sqlx::Result<(i64, Option<DateTime<Utc>>)> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('prospect_check ' || $1::text, 0))", viewer.person_id.to_string())
        .execute(&mut *db)
        .await?;
    let row = sqlx::query!(
        r#"select count(*) as "n!", min(at) as first from prospect_check where person_id = $1 and at > $2"#,
        viewer.person_id.0,
        now - TimeDelta::hours(1)
    )
    .fetch_one(db)
    .await?;
    Ok((row.n, row.first))
}

/// Records one check. The hash tells whether the same person asked for the same prospect before, and nothing else: it
/// differs between persons.
///
/// # Errors
/// Those of the database.
pub async fn record(db: &mut PgConnection, viewer: &Viewer, key: &str, answer: &str, at: DateTime<Utc>) -> sqlx::Result<()> {
    let Some(partner) = viewer.partner_id() else { return Ok(()) };
    let mut hash = Sha256::new();
    hash.update(viewer.person_id.0.as_bytes());
    hash.update(key.as_bytes());
    sqlx::query!(
        "insert into prospect_check (id, person_id, partner_id, key_hash, answer, at) values ($1, $2, $3, $4, $5, $6)",
        new_id(),
        viewer.person_id.0,
        partner.0,
        hash.finalize().to_vec(),
        answer,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
