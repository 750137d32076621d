//! Runs: where each stands, and how far it has come.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use crate::imports::kind::Batch;
use crate::imports::model::{Counts, Problem, Run, RunId, RunState, Staff, Understood};
use crate::imports::run::Import;
use crate::imports::staging::Staged;

/// Writes down that a file came. Whoever stores its parts calls [`complete`] then.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: impl PgExecutor<'_>, id: RunId, import: &Import<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into import_run (id, kind, source, file_name, file_hash, by_id, at, state, touched_at)
         values ($1, $2, $3, $4, '', $5, $6, 'received', clock_timestamp())",
        id.0,
        import.kind.key,
        import.source,
        import.file_name,
        import.by,
        import.at
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

/// How far reading, checking or applying has come; also that somebody is at it.
///
/// # Errors
/// Those of the database.
pub async fn note_progress(db: impl PgExecutor<'_>, run: Uuid, line: i32) -> sqlx::Result<()> {
    sqlx::query!("update import_run set progress = $2, touched_at = clock_timestamp() where id = $1", run, line).execute(db).await?;
    Ok(())
}

/// How the file was read.
///
/// # Errors
/// Those of the database.
pub async fn note_staged(db: impl PgExecutor<'_>, run: Uuid, staged: &Staged) -> sqlx::Result<()> {
    let understood = serde_json::to_value(&staged.understood).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!("update import_run set understood = $2, total = $3, progress = 0 where id = $1", run, understood, staged.total)
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
                finished_at = case when $3 in ('applied', 'failed', 'discarded') then $4 end
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

/// Begins to apply a run that was checked: its counts begin anew. `false` when it is in another state, or when a file of the
/// kind that came later is or was applied. A unique index refuses it while another file of the kind is being applied.
///
/// # Errors
/// Those of the database.
pub async fn begin(db: impl PgExecutor<'_>, run: RunId, with_likely: bool) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update import_run r set state = 'applying', with_likely = $2, progress = 0, touched_at = clock_timestamp(),
                created = 0, changed = 0, unchanged = 0, refused = 0, duplicates = 0, likely = 0, emptied = 0
         where r.id = $1 and r.state = 'checked'
           and not exists (select 1 from import_run n where n.kind = r.kind and n.number > r.number and n.state in ('applying', 'applied'))",
        run.0,
        with_likely
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
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
pub async fn hold(db: &mut PgConnection, run: RunId) -> sqlx::Result<Option<Held>> {
    sqlx::query_as!(
        Held,
        r#"select kind, source, state as "state: RunState", total, progress, with_likely, by_id, file_name, encode(file_hash, 'hex') as "hash!"
           from import_run where id = $1 for update"#,
        run.0
    )
    .fetch_optional(db)
    .await
}

/// A run that is worked on.
#[derive(Clone, Debug)]
pub struct Held {
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
    /// Who brought it.
    pub by_id: Option<Uuid>,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub hash: String,
}

/// The latest runs, newest first.
///
/// # Errors
/// Those of the database.
pub async fn latest(db: impl PgExecutor<'_>, _: Staff) -> sqlx::Result<Vec<Run>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select r.id as "id: RunId", r.kind, r.source, r.file_name, r.size, r.state as "state: RunState", r.at, r.finished_at,
                  p.display_name as "by?", r.total, r.created, r.changed, r.unchanged, r.refused, r.duplicates, r.likely, r.emptied,
                  r.progress, r.failure, r.understood, r.with_likely
           from import_run r left join person p on p.id = r.by_id order by r.number desc limit 50"#
    );
    Ok(rows.fetch_all(db).await?.into_iter().map(Run::from).collect())
}

/// A run.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, _: Staff, id: RunId) -> sqlx::Result<Option<Run>> {
    let row = sqlx::query_as!(
        Row,
        r#"select r.id as "id: RunId", r.kind, r.source, r.file_name, r.size, r.state as "state: RunState", r.at, r.finished_at,
                  p.display_name as "by?", r.total, r.created, r.changed, r.unchanged, r.refused, r.duplicates, r.likely, r.emptied,
                  r.progress, r.failure, r.understood, r.with_likely
           from import_run r left join person p on p.id = r.by_id where r.id = $1"#,
        id.0
    );
    Ok(row.fetch_optional(db).await?.map(Run::from))
}

struct Row {
    id: RunId,
    kind: String,
    source: String,
    file_name: String,
    size: i64,
    state: RunState,
    at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
    by: Option<String>,
    total: i32,
    created: i32,
    changed: i32,
    unchanged: i32,
    refused: i32,
    duplicates: i32,
    likely: i32,
    emptied: i32,
    progress: i32,
    failure: Option<String>,
    understood: serde_json::Value,
    with_likely: bool,
}

impl From<Row> for Run {
    fn from(row: Row) -> Self {
        let counts = Counts {
            total: row.total,
            created: row.created,
            changed: row.changed,
            unchanged: row.unchanged,
            refused: row.refused,
            duplicates: row.duplicates,
            likely: row.likely,
            emptied: row.emptied,
        };
        Self {
            id: row.id,
            kind: row.kind,
            source: row.source,
            file_name: row.file_name,
            size: row.size,
            state: row.state,
            at: row.at,
            finished_at: row.finished_at,
            by: row.by,
            counts,
            progress: row.progress,
            failure: row.failure.as_deref().map(Problem::decode),
            understood: serde_json::from_value::<Understood>(row.understood).ok(),
            with_likely: row.with_likely,
        }
    }
}

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
