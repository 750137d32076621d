//! Runs: where each stands, and how far it has come.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::imports::context::Import;
use crate::imports::kind::Batch;
use crate::imports::model::Staged;
use crate::imports::model::{Counts, Problem, RunId, RunState};

/// Writes down that a file came. Whoever stores its parts calls [`complete`] then.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: impl PgExecutor<'_>, id: RunId, import: &Import<'_>, file: Option<Uuid>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into import_run (id, kind, source, file_name, file_hash, by_id, at, state, file_id, as_of, touched_at)
         values ($1, $2, $3, $4, '', $5, $6, 'received', $7, $8, clock_timestamp())",
        id.0,
        import.kind.key,
        import.source,
        import.file_name,
        import.by,
        import.at,
        file,
        import.as_of
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The whole file is there.
///
/// # Errors
/// Those of the database.
pub async fn complete(db: impl PgExecutor<'_>, id: RunId, size: i64, hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update import_run set size = $2, file_hash = $3 where id = $1", id.0, size, hash).execute(db).await?;
    Ok(())
}

/// The uploaded file of a run; `None` for rows that were pasted or came by the command line.
///
/// # Errors
/// Those of the database.
pub async fn upload(db: impl PgExecutor<'_>, id: RunId) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select file_id from import_run where id = $1", id.0).fetch_one(db).await
}

/// Lets go of the uploaded file of a run: its page does not lead to it any more.
///
/// # Errors
/// Those of the database.
pub async fn release_upload(db: impl PgExecutor<'_>, id: RunId) -> sqlx::Result<()> {
    sqlx::query!("update import_run set file_id = null where id = $1", id.0).execute(db).await?;
    Ok(())
}

/// Bytes of the file of a run.
///
/// # Errors
/// Those of the database.
pub async fn size(db: impl PgExecutor<'_>, id: RunId) -> sqlx::Result<i64> {
    sqlx::query_scalar!("select size from import_run where id = $1", id.0).fetch_one(db).await
}

/// How far reading has come; also that somebody is at it.
///
/// # Errors
/// Those of the database.
pub async fn note_read(db: impl PgExecutor<'_>, run: RunId, line: i32) -> sqlx::Result<()> {
    // A run that is read again while it is applied knows how far it is by this column.
    sqlx::query!(
        "update import_run set progress = case when state = 'received' then $2 else progress end, touched_at = clock_timestamp() where id = $1",
        run.0,
        line
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How the file was read.
///
/// # Errors
/// Those of the database.
pub async fn note_staged(db: impl PgExecutor<'_>, run: Uuid, staged: &Staged) -> sqlx::Result<()> {
    let understood = serde_json::to_value(&staged.understood).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!("update import_run set understood = $2, total = $3, progress = 0, created = 0, changed = 0, unchanged = 0, refused = 0, duplicates = 0,
                likely = 0, emptied = 0 where id = $1", run, understood, staged.total)
        .execute(db)
        .await?;
    Ok(())
}

/// From one state to another; `false` when the run is not in the first one.
///
/// # Errors
/// Those of the database.
pub async fn turn(db: impl PgExecutor<'_>, run: RunId, from: RunState, to: RunState, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update import_run set state = $3, touched_at = clock_timestamp(),
                finished_at = case when $3 in ('applied', 'failed', 'discarded') then $4::timestamptz end
         where id = $1 and state = $2",
        run.0,
        from.as_str(),
        to.as_str(),
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Begins to apply a run: its counts begin anew. A unique index refuses it while another file of the kind is being applied.
///
/// # Errors
/// Those of the database.
pub async fn begin(db: impl PgExecutor<'_>, run: RunId, with_likely: bool, by: Option<Uuid>) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_run set state = 'applying', with_likely = $2, applied_by_id = $3, progress = 0, touched_at = clock_timestamp(),
                created = 0, changed = 0, unchanged = 0, refused = 0, duplicates = 0, likely = 0, emptied = 0
         where id = $1 and state = 'checked'",
        run.0,
        with_likely,
        by
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Why a run cannot be applied: a file of its kind is being applied, or one that came later was applied.
///
/// # Errors
/// Those of the database.
pub async fn rival(db: impl PgExecutor<'_>, run: RunId) -> sqlx::Result<Option<RunState>> {
    sqlx::query_scalar!(
        r#"select o.state as "state: RunState" from import_run o join import_run r on r.kind = o.kind and r.id = $1 and o.id <> r.id
           where o.state = 'applying' or (o.state = 'applied' and o.number > r.number and o.created + o.changed > 0)
           order by o.state = 'applying' desc limit 1"#,
        run.0
    )
    .fetch_optional(db)
    .await
}

/// Notes why a run failed.
///
/// # Errors
/// Those of the database.
pub async fn fail(db: impl PgExecutor<'_>, run: RunId, problem: &Problem, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_run set state = 'failed', failure = $2, finished_at = $3 where id = $1 and state in ('received', 'applying')",
        run.0,
        problem.to_string(),
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds the outcomes of a batch to the counts of its run, and notes that it is done.
///
/// # Errors
/// Those of the database.
pub async fn add_counts(db: &mut PgConnection, batch: &Batch<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "update import_run r set created = r.created + c.created, changed = r.changed + c.changed, unchanged = r.unchanged + c.unchanged,
                refused = r.refused + c.refused, duplicates = r.duplicates + c.duplicates, likely = r.likely + c.likely,
                emptied = r.emptied + c.emptied, progress = $3, touched_at = clock_timestamp()
         from (select count(*) filter (where outcome = 'created')::int as created, count(*) filter (where outcome = 'changed')::int as changed,
                      count(*) filter (where outcome = 'unchanged')::int as unchanged, count(*) filter (where outcome = 'refused')::int as refused,
                      count(*) filter (where outcome = 'duplicate')::int as duplicates, count(*) filter (where outcome = 'likely')::int as likely,
                      coalesce(sum(emptied) filter (where outcome = 'changed'), 0)::int as emptied
               from import_row where run_id = $1 and line > $2 and line <= $3) c
         where r.id = $1",
        batch.run,
        batch.after,
        batch.to
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What work on a run begins with. Holds the run until the transaction ends: two workers never work on one batch.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection, run: RunId) -> sqlx::Result<Option<ActiveRun>> {
    sqlx::query_as!(
        ActiveRun,
        r#"select kind, source, state as "state: RunState", total, progress, with_likely, applied_by_id, file_name, as_of,
                  encode(file_hash, 'hex') as "hash!" from import_run where id = $1 for update"#,
        run.0
    )
    .fetch_optional(db)
    .await
}

/// The same without holding it.
///
/// # Errors
/// Those of the database.
pub async fn read(db: impl PgExecutor<'_>, run: RunId) -> sqlx::Result<Option<ActiveRun>> {
    sqlx::query_as!(
        ActiveRun,
        r#"select kind, source, state as "state: RunState", total, progress, with_likely, applied_by_id, file_name, as_of,
                  encode(file_hash, 'hex') as "hash!" from import_run where id = $1"#,
        run.0
    )
    .fetch_optional(db)
    .await
}

/// How many rows of a run have which outcome.
///
/// # Errors
/// Those of the database.
pub async fn counts(db: impl PgExecutor<'_>, run: RunId) -> sqlx::Result<Counts> {
    sqlx::query_as!(
        Counts,
        "select total, created, changed, unchanged, refused, duplicates, likely, emptied from import_run where id = $1",
        run.0
    )
    .fetch_one(db)
    .await
}

/// A run that is worked on.
#[derive(Clone, Debug)]
pub struct ActiveRun {
    /// Key of its kind.
    pub kind: String,
    /// Where its rows come from.
    pub source: String,
    /// Where it stands.
    pub state: RunState,
    /// Rows of the file.
    pub total: i32,
    /// The last line that is done.
    pub progress: i32,
    /// Whether rows that are likely the same as another record are imported.
    pub with_likely: bool,
    /// Who decided that it is imported.
    pub applied_by_id: Option<Uuid>,
    /// The file's name.
    pub file_name: String,
    /// The moment that its rows are of.
    pub as_of: DateTime<Utc>,
    /// SHA-256 of the file.
    pub hash: String,
}
