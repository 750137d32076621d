//! Exports in the background: attempts, and what time drives.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::attempt::write;
use super::model::{ExportId, Failure};
use super::queries::attempts::{self, Attempt};
use super::rules::MOST_ATTEMPTS;
use super::storing;
use super::work::{Exports, Lease, Stop};
use crate::server::db::begin;
use crate::server::files::discard;
use crate::server::worker::{Order, leave_in_order};

/// The task that writes an export.
pub const WRITE: &str = "exports.write";
/// Two exports are written at the same time over all processes, behind everything that people wait for.
const ORDERS: [Order; 2] = [Order { queue: "exports-0", priority: 10 }, Order { queue: "exports-1", priority: 10 }];
/// Files that expire in one turn.
const EXPIRED_AT_ONCE: i64 = 100;

/// Leaves an export to the background.
///
/// # Errors
/// Those of the database.
pub async fn leave(db: &mut PgConnection, id: ExportId) -> sqlx::Result<()> {
    let order = ORDERS[usize::from(id.0.as_bytes()[15] & 1)];
    leave_in_order(db, WRITE, &json!({ "id": id }), &format!("export-{id}"), order).await
}

/// Writes the export of a task.
///
/// # Errors
/// Those after which trying again may help.
pub async fn run(exports: &Exports, now: DateTime<Utc>, payload: Value) -> sqlx::Result<()> {
    let Some(id) = payload.get("id").and_then(|id| serde_json::from_value(id.clone()).ok()) else { return Ok(()) };
    attempt(exports, id, now).await
}

/// One attempt of an export that waits; nothing where somebody is at it, or it has ended.
///
/// # Errors
/// Those after which another attempt may help.
pub async fn attempt(exports: &Exports, id: ExportId, now: DateTime<Utc>) -> sqlx::Result<()> {
    let Some(claimed) = attempts::claim(&exports.db, id, now).await? else { return Ok(()) };
    let lease = Lease::keep(exports.db.clone(), claimed.attempt);
    let outcome = write(exports, &claimed, &lease, now).await;
    lease.end().await;
    match outcome {
        Ok(()) | Err(Stop::Lost | Stop::Killed) => Ok(()),
        Err(Stop::Refused(failure)) => fail(exports, claimed.attempt, failure, now).await,
        Err(Stop::Failed(error)) => {
            tracing::error!(export = %id, attempt = claimed.number, %error, "an export came to nothing");
            if claimed.number >= MOST_ATTEMPTS {
                return fail(exports, claimed.attempt, Failure::Attempts, now).await;
            }
            attempts::release(&exports.db, claimed.attempt, now).await?;
            Err(sqlx::Error::Io(std::io::Error::other(error)))
        }
    }
}

async fn fail(exports: &Exports, attempt: Attempt, failure: Failure, now: DateTime<Utc>) -> sqlx::Result<()> {
    let mut tx = begin(&exports.db).await?;
    if let Some((person, list)) = attempts::fail(&mut tx, attempt, failure, now).await? {
        storing::tell(&mut tx, exports, (attempt.id, person, &list), false, now).await?;
    }
    tx.commit().await
}

/// Goes on with exports whose process was killed, gives up those that had all of their attempts, and lets files go whose days are
/// over. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn go_on(exports: &Exports, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut count = 0;
    for still in attempts::standing_still(&exports.db, now).await? {
        if still.begun >= MOST_ATTEMPTS {
            fail(exports, still.attempt, Failure::Attempts, now).await?;
        } else {
            leave(&mut *exports.db.acquire().await?, still.attempt.id).await?;
        }
        count += 1;
    }
    let mut tx = begin(&exports.db).await?;
    for file in attempts::expire(&mut tx, now, EXPIRED_AT_ONCE).await? {
        discard(&mut tx, file).await?;
        count += 1;
    }
    tx.commit().await?;
    Ok(count)
}
