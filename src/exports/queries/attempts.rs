//! What the background work writes about exports. Every write of an attempt carries the fence that it was given: an attempt that
//! was given up, or taken for dead, writes nothing any more. Leases run by the database's clock, which all processes share.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::exports::model::{ExportFormat, ExportId, Failure};
use crate::exports::rules::MOST_ATTEMPTS;
use crate::server::db::begin;

/// An attempt: which export, and the fence under which it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The export.
    pub id: ExportId,
    /// Its fence.
    pub fence: i64,
}

/// What an attempt is to write.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Under which it writes.
    pub attempt: Attempt,
    /// Which one it is, from 1.
    pub number: i32,
    /// Whose it is.
    pub person: PersonId,
    /// The list, by its name.
    pub list: String,
    /// Tab, conditions and order as a query.
    pub query: String,
    /// What was typed on masked columns.
    pub private: Value,
    /// The conditions in words.
    pub conditions: String,
    /// The columns that were shown; none are all.
    pub columns: Option<Vec<String>>,
    /// How it is written.
    pub format: ExportFormat,
    /// In which language.
    pub locale: String,
}

/// Begins an attempt of an export that waits, or whose attempt is dead. `None` when somebody else is at it, when it has ended, or
/// when it had all of its attempts. What a dead attempt left goes.
///
/// # Errors
/// Those of the database.
pub async fn claim(db: &PgPool, id: ExportId, now: DateTime<Utc>) -> sqlx::Result<Option<Claimed>> {
    let mut tx = begin(db).await?;
    let row = sqlx::query!(
        r#"update export_task set state = 'running', attempt = attempt + 1, fence = fence + 1, rows_written = 0, updated_at = $2,
                  leased_until = clock_timestamp() + interval '60 seconds'
           where id = $1 and attempt < $3 and (state = 'queued' or (state = 'running' and leased_until < clock_timestamp()))
           returning fence, attempt, person_id as "person: PersonId", list, query, private, conditions, columns,
                     format as "format: ExportFormat", locale"#,
        id.0,
        now,
        MOST_ATTEMPTS
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    sqlx::query!("delete from export_row_ids where task_id = $1", id.0).execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(Some(Claimed {
        attempt: Attempt { id, fence: row.fence },
        number: row.attempt,
        person: row.person,
        list: row.list,
        query: row.query,
        private: row.private,
        conditions: row.conditions,
        columns: row.columns,
        format: row.format,
        locale: row.locale,
    }))
}

/// Says that the attempt lives, and how far it has come. `false` when it is to stop: given up, or somebody else's by now.
///
/// # Errors
/// Those of the database.
pub async fn renew(db: &PgPool, attempt: Attempt, written: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update export_task set leased_until = clock_timestamp() + interval '60 seconds', rows_written = $3
         where id = $1 and fence = $2 and state = 'running'",
        attempt.id.0,
        attempt.fence,
        written
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes the snapshot and how many rows it has. `false` when the attempt is to stop.
///
/// # Errors
/// Those of the database.
pub async fn note_snapshot(db: &PgPool, attempt: Attempt, as_of: DateTime<Utc>, rows: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update export_task set as_of = $3, rows_expected = $4 where id = $1 and fence = $2 and state = 'running'",
        attempt.id.0,
        attempt.fence,
        as_of,
        rows
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes the ids of some thousand rows. `false` when the attempt is to stop.
///
/// # Errors
/// Those of the database.
pub async fn add_row_ids(db: &PgPool, attempt: Attempt, number: i32, ids: &[Uuid]) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into export_row_ids (task_id, fence, number, ids)
         select id, fence, $3, $4 from export_task where id = $1 and fence = $2 and state = 'running'",
        attempt.id.0,
        attempt.fence,
        number,
        ids
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What an attempt has written.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// The stored file.
    pub file: Uuid,
    /// Rows.
    pub rows: i64,
    /// Bytes.
    pub bytes: i64,
    /// SHA-256 of the rows as they stand in it.
    pub data_hash: &'a [u8],
    /// What its last sheet, or the companion file, says.
    pub manifest: &'a str,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Says that the export is done, in the transaction that keeps its file. `false` when the attempt was to stop.
///
/// # Errors
/// Those of the database; also when rows are missing (a check).
pub async fn finish(db: &mut PgConnection, attempt: Attempt, written: &Written<'_>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update export_task set state = 'done', leased_until = null, file_id = $3, rows_written = $4, bytes = $5, data_hash = $6, manifest = $7,
                finished_at = $8, expires_at = $8::timestamptz + keep_days * interval '1 day', updated_at = $8
         where id = $1 and fence = $2 and state = 'running'",
        attempt.id.0,
        attempt.fence,
        written.file,
        written.rows,
        written.bytes,
        written.data_hash,
        written.manifest,
        written.at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives an attempt back that came to nothing: the next one begins anew.
///
/// # Errors
/// Those of the database.
pub async fn release(db: &PgPool, attempt: Attempt, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update export_task set state = 'queued', leased_until = null, rows_written = 0, updated_at = $3
         where id = $1 and fence = $2 and state = 'running'",
        attempt.id.0,
        attempt.fence,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says that an export failed, whose fence is this. Whose it is, and the list, where that was so.
///
/// # Errors
/// Those of the database.
pub async fn fail(
    db: &mut PgConnection,
    attempt: Attempt,
    failure: Failure,
    at: DateTime<Utc>,
) -> sqlx::Result<Option<(PersonId, String)>> {
    let row = sqlx::query!(
        r#"update export_task set state = 'failed', failure = $3, fence = fence + 1, leased_until = null, finished_at = $4, updated_at = $4
           where id = $1 and fence = $2 and state in ('queued', 'running') returning person_id as "person: PersonId", list"#,
        attempt.id.0,
        attempt.fence,
        failure.as_str(),
        at
    )
    .fetch_optional(&mut *db)
    .await?;
    sqlx::query!("delete from export_row_ids where task_id = $1 and fence = $2", attempt.id.0, attempt.fence).execute(db).await?;
    Ok(row.map(|row| (row.person, row.list)))
}

/// An export whose work stands still.
#[derive(Clone, Copy, Debug)]
pub struct StandsStill {
    /// The export, and its present fence.
    pub attempt: Attempt,
    /// Attempts that were begun.
    pub begun: i32,
}

/// Exports whose attempt is dead, and those that wait for longer than two minutes, perhaps for a job that is lost.
///
/// # Errors
/// Those of the database.
pub async fn standing_still(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<Vec<StandsStill>> {
    let rows = sqlx::query!(
        r#"select id as "id: ExportId", fence, attempt from export_task
           where (state = 'running' and leased_until < clock_timestamp()) or (state = 'queued' and updated_at < $1::timestamptz - interval '2 minutes')
           order by requested_at limit 100"#,
        now
    )
    .fetch_all(db)
    .await?;
    let still = |id, fence, begun| StandsStill { attempt: Attempt { id, fence }, begun };
    Ok(rows.into_iter().map(|row| still(row.id, row.fence, row.attempt)).collect())
}

/// Marks exports whose file has lived its days as expired, some hundred at most; answers the files that go.
///
/// # Errors
/// Those of the database.
pub async fn expire(db: &mut PgConnection, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Uuid>> {
    let rows = sqlx::query!(
        r#"with due as (
               select id, file_id from export_task where state = 'done' and expires_at <= $1 order by expires_at limit $2 for update skip locked
           ), gone as (
               delete from export_row_ids r using due where r.task_id = due.id
           )
           update export_task t set state = 'expired', file_id = null, updated_at = $1 from due where t.id = due.id
           returning due.file_id as "file!""#,
        now,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| row.file).collect())
}

/// The key of this installation's exports.
///
/// # Errors
/// Those of the database.
pub async fn key(db: &PgPool) -> sqlx::Result<Vec<u8>> {
    sqlx::query_scalar!("select export_key from installation").fetch_one(db).await
}

/// The record of the latest file that this installation wrote with data of this hash; none where it wrote no such data.
///
/// # Errors
/// Those of the database.
pub async fn written_before(db: &PgPool, data_hash: &[u8]) -> sqlx::Result<Option<String>> {
    let found = sqlx::query_scalar!(
        r#"select manifest as "manifest!" from export_task where data_hash = $1 and manifest is not null order by finished_at desc limit 1"#,
        data_hash
    );
    found.fetch_optional(db).await
}
