//! Runs that nobody works on: stood still, undecided for long, over for long.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use crate::imports::model::{RunId, RunState};

/// Runs that stand still for two minutes though they are not done: their process was killed.
///
/// # Errors
/// Those of the database.
pub async fn standing_still(db: &PgPool) -> sqlx::Result<Vec<(RunId, RunState)>> {
    let rows = sqlx::query!(
        r#"select id as "id: RunId", state as "state: RunState" from import_run
           where state in ('received', 'applying') and file_hash <> '' and touched_at < clock_timestamp() - interval '2 minutes'"#
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(|row| (row.id, row.state)).collect())
}

/// Runs that were over before a moment and still hold their file or rows, at most so many.
///
/// # Errors
/// Those of the database.
pub async fn to_clear(db: &PgPool, before: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<RunId>> {
    sqlx::query_scalar!(
        r#"select id as "id: RunId" from import_run
           where cleared_at is null and state in ('applied', 'failed', 'discarded') and coalesce(finished_at, at) < $1
           order by coalesce(finished_at, at) limit $2"#,
        before,
        most
    )
    .fetch_all(db)
    .await
}

/// Notes that a run holds nothing but its counts any more; `false` when somebody else has done so.
///
/// # Errors
/// Those of the database.
pub async fn note_cleared(db: impl PgExecutor<'_>, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let noted = sqlx::query!("update import_run set cleared_at = $2, file_id = null where id = $1 and cleared_at is null", id.0, now);
    Ok(noted.execute(db).await?.rows_affected() == 1)
}

/// Runs that came before a moment and that nobody has decided about.
///
/// # Errors
/// Those of the database.
pub async fn undecided(db: &PgPool, before: DateTime<Utc>) -> sqlx::Result<Vec<RunId>> {
    sqlx::query_scalar!(r#"select id as "id: RunId" from import_run where state in ('received', 'checked') and at < $1"#, before)
        .fetch_all(db)
        .await
}
