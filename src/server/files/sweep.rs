//! Removing what nobody names. First the row says so (from then on nobody reads the file), then the bytes go, then the row:
//! wherever a server is killed, the next sweep finds the row and goes on.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::Files;

/// So long a temporary file waits for the transaction that names it, counted from the last form that carried it.
const TEMPORARY_DAYS: i64 = 1;
/// Rows of one round.
const AT_ONCE: i64 = 100;

/// Removes temporary files older than a day and files that were given up; answers how many. A store that fails is tried again
/// with the next sweep.
///
/// # Errors
/// Those of the database.
pub async fn sweep(db: &PgPool, files: &Files, now: DateTime<Utc>) -> sqlx::Result<u64> {
    condemn(db, now).await?;
    let (mut removed, mut after) = (0, Uuid::nil());
    loop {
        let rows = sqlx::query!(
            "select id, storage_path, multipart_ids from stored_file where state = 'deleting' and id > $1 order by id limit $2",
            after,
            AT_ONCE
        )
        .fetch_all(db)
        .await?;
        let Some(last) = rows.last() else { return Ok(removed) };
        after = last.id;
        for row in rows {
            match files.remove(&row.storage_path, &row.multipart_ids).await {
                Ok(()) => {
                    sqlx::query!("delete from stored_file where id = $1 and state = 'deleting'", row.id).execute(db).await?;
                    removed += 1;
                }
                Err(error) => tracing::error!(%error, file = %row.id, "a file could not be removed"),
            }
        }
    }
}

/// A transaction that keeps one of them at this moment holds its row: it is left out, or no longer temporary.
pub(super) async fn condemn(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update stored_file set state = 'deleting' where id in (
             select id from stored_file where state in ('storing', 'temporary') and touched_at < $1 for update skip locked)",
        now - TimeDelta::days(TEMPORARY_DAYS)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
