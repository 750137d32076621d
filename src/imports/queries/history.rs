//! Runs as pages show them.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::imports::model::{Counts, Problem, Run, RunId, RunState, Understood};
use crate::imports::rules::Staff;

/// The latest runs, newest first.
///
/// # Errors
/// Those of the database.
pub async fn latest(db: impl PgExecutor<'_>, _: Staff) -> sqlx::Result<Vec<Run>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select r.id as "id: RunId", r.kind, r.source, r.file_name, r.file_id, r.size, r.state as "state: RunState", r.at, r.as_of, r.finished_at,
                  p.display_name as "by?", r.total, r.created, r.changed, r.unchanged, r.refused, r.duplicates, r.likely, r.emptied,
                  r.progress, r.failure, r.understood, r.with_likely, r.cleared_at
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
        r#"select r.id as "id: RunId", r.kind, r.source, r.file_name, r.file_id, r.size, r.state as "state: RunState", r.at, r.as_of, r.finished_at,
                  p.display_name as "by?", r.total, r.created, r.changed, r.unchanged, r.refused, r.duplicates, r.likely, r.emptied,
                  r.progress, r.failure, r.understood, r.with_likely, r.cleared_at
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
    file_id: Option<uuid::Uuid>,
    size: i64,
    state: RunState,
    at: DateTime<Utc>,
    as_of: DateTime<Utc>,
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
    cleared_at: Option<DateTime<Utc>>,
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
            file_id: row.file_id,
            size: row.size,
            state: row.state,
            at: row.at,
            as_of: row.as_of,
            finished_at: row.finished_at,
            by: row.by,
            counts,
            progress: row.progress,
            failure: row.failure.as_deref().map(Problem::decode),
            understood: serde_json::from_value::<Understood>(row.understood).ok(),
            with_likely: row.with_likely,
            cleared_at: row.cleared_at,
        }
    }
}
