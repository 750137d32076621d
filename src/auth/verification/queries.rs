//! The SQL of codes: always the viewer's own.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::model::{LatestCode, Purpose};
use crate::auth::model::Viewer;

/// Whether sensitive operations ask the viewer for a code.
///
/// # Errors
/// Those of the database.
pub async fn is_on(db: impl PgExecutor<'_>, viewer: &Viewer) -> sqlx::Result<bool> {
    sqlx::query_scalar!("select verifies_sensitive from person where id = $1", viewer.person_id.0).fetch_one(db).await
}

/// Turns the switch; `false` where it stands so already.
///
/// # Errors
/// Those of the database.
pub async fn turn(tx: &mut PgConnection, viewer: &Viewer, on: bool, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let turned = sqlx::query!(
        "update person set verifies_sensitive = $2, updated_at = $3 where id = $1 and verifies_sensitive <> $2",
        viewer.person_id.0,
        on,
        now
    );
    Ok(turned.execute(tx).await?.rows_affected() == 1)
}

/// The viewer's latest code for an operation, with its id and hash; held until the transaction ends, so that two requests are not
/// answered at once.
///
/// # Errors
/// Those of the database.
pub async fn latest(tx: &mut PgConnection, viewer: &Viewer, purpose: Purpose) -> sqlx::Result<Option<(Uuid, Vec<u8>, LatestCode)>> {
    let row = sqlx::query!(
        "select id, code_hash, attempts, sent_at, expires_at, used_at from verification_code
         where person_id = $1 and purpose = $2 order by sent_at desc, id desc limit 1 for no key update",
        viewer.person_id.0,
        purpose.as_str()
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| {
        let latest =
            LatestCode { attempts: row.attempts, sent_at: row.sent_at, expires_at: row.expires_at, is_used: row.used_at.is_some() };
        (row.id, row.code_hash, latest)
    }))
}

/// Holds the viewer's own row while a code is sent: one at a time.
///
/// # Errors
/// Those of the database.
pub async fn hold_person(tx: &mut PgConnection, viewer: &Viewer) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select email from person where id = $1 for no key update", viewer.person_id.0).fetch_one(tx).await
}

/// Keeps a code that is being sent.
///
/// # Errors
/// Those of the database.
pub async fn insert(
    tx: &mut PgConnection,
    viewer: &Viewer,
    purpose: Purpose,
    (id, hash): (Uuid, &[u8]),
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into verification_code (id, person_id, purpose, channel, code_hash, sent_at, expires_at) values ($1, $2, $3, 'mail', $4, $5, $6)",
        id,
        viewer.person_id.0,
        purpose.as_str(),
        hash,
        sent_at,
        expires_at
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Counts a wrong code.
///
/// # Errors
/// Those of the database.
pub async fn count_wrong(tx: &mut PgConnection, viewer: &Viewer, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!(
        "update verification_code set attempts = attempts + 1 where id = $1 and person_id = $2 and attempts < 5",
        id,
        viewer.person_id.0
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Uses a code up; `false` where somebody else did.
///
/// # Errors
/// Those of the database.
pub async fn consume(tx: &mut PgConnection, viewer: &Viewer, id: Uuid, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let used = sqlx::query!(
        "update verification_code set used_at = $3 where id = $1 and person_id = $2 and used_at is null",
        id,
        viewer.person_id.0,
        now
    );
    Ok(used.execute(tx).await?.rows_affected() == 1)
}

/// Forgets codes of past days.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let forgotten = sqlx::query!("delete from verification_code where expires_at < $1", now - chrono::TimeDelta::days(7));
    Ok(forgotten.execute(db).await?.rows_affected())
}
