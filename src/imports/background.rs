//! Work on runs in the background: one run at a time over all processes, behind everything that people wait for.

use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::context::Imports;
use super::failure::Failure;
use super::model::{KEPT_DAYS, RunId, RunState};
use super::queries::left;
use super::run;
use super::storage;
use crate::server::db::begin;
use crate::server::worker::{Order, leave_in_order};

/// The task that checks a run.
pub const CHECK: &str = "imports.check";
/// The task that applies a run.
pub const APPLY: &str = "imports.apply";
/// Old runs that are cleared in one turn.
const CLEARED_AT_ONCE: i64 = 100;
/// Runs one after the other.
const ORDER: Order = Order { queue: "imports", priority: 20 };

pub(super) async fn leave_check(db: &mut PgConnection, id: RunId) -> sqlx::Result<()> {
    leave_in_order(db, CHECK, &json!({ "id": id }), &format!("import-check-{id}"), ORDER).await
}

pub(super) async fn leave_apply(db: &mut PgConnection, id: RunId) -> sqlx::Result<()> {
    leave_in_order(db, APPLY, &json!({ "id": id }), &format!("import-apply-{id}"), ORDER).await
}

/// Checks a run.
///
/// # Errors
/// Those after which trying again may help.
pub async fn check(imports: Imports, now: chrono::DateTime<chrono::Utc>, payload: Value) -> sqlx::Result<()> {
    let Some(id) = id_of(&payload) else { return Ok(()) };
    done(run::check(&imports, id, now).await)
}

/// Applies a run.
///
/// # Errors
/// Those after which trying again may help.
pub async fn apply(imports: Imports, now: chrono::DateTime<chrono::Utc>, payload: Value) -> sqlx::Result<()> {
    let Some(id) = id_of(&payload) else { return Ok(()) };
    done(run::apply(&imports, id, now).await)
}

fn id_of(payload: &Value) -> Option<RunId> {
    serde_json::from_value(payload.get("id")?.clone()).ok()
}

fn done(outcome: Result<(), Failure>) -> sqlx::Result<()> {
    match outcome {
        // The run says why.
        Ok(()) | Err(Failure::File(_)) => Ok(()),
        Err(Failure::Database(error)) => Err(error),
        Err(Failure::Io(error)) => Err(sqlx::Error::Io(error)),
    }
}

/// Goes on with runs whose process was killed, and forgets those that nobody decided about for a week. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn go_on(db: &PgPool, now: chrono::DateTime<chrono::Utc>) -> sqlx::Result<u64> {
    let mut count = 0;
    for (id, state) in left::standing_still(db).await? {
        let mut connection = db.acquire().await?;
        match state {
            RunState::Applying => leave_apply(&mut connection, id).await?,
            _ => leave_check(&mut connection, id).await?,
        }
        count += 1;
    }
    for id in left::undecided(db, now - chrono::TimeDelta::days(7)).await? {
        let mut tx = begin(db).await?;
        if storage::give_up(&mut tx, id, now).await? {
            tx.commit().await?;
            count += 1;
        }
    }
    for id in left::to_clear(db, now - chrono::TimeDelta::days(KEPT_DAYS), CLEARED_AT_ONCE).await? {
        let mut tx = begin(db).await?;
        if storage::clear(&mut tx, id, now).await? {
            tx.commit().await?;
            count += 1;
        }
    }
    Ok(count)
}
