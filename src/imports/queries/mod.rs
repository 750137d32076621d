//! SQL of imports: each kind finds its record, compares, and writes what differs.

mod alerts;
mod customers;
mod leads;
mod outcome;
mod plain;
mod telling;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::file::Import;
use super::model::{Kind, Outcome, ParsedRow, Run};
use crate::operations::model::Operator;

pub use telling::tell_account_managers;

/// Does what a row says, or says why not.
///
/// # Errors
/// Those of the database.
pub async fn apply(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &ParsedRow) -> sqlx::Result<Outcome> {
    match row {
        ParsedRow::Campaign(row) => plain::campaign(db, source, at, row).await,
        ParsedRow::Customer(row) => customers::customer(db, source, at, row).await,
        ParsedRow::Alert(row) => alerts::alert(db, source, at, row).await,
        ParsedRow::Lead(row) => leads::lead(db, source, at, row).await,
        ParsedRow::Profile(row) => plain::profile(db, at, row).await,
        ParsedRow::Day(row) => plain::day(db, at, row).await,
    }
}

/// Writes down that a file was imported.
///
/// # Errors
/// Those of the database.
pub async fn insert_run(db: &mut PgConnection, id: Uuid, import: &Import<'_>, counts: [usize; 4]) -> sqlx::Result<()> {
    let [created, changed, unchanged, refused] = counts.map(|count| i32::try_from(count).unwrap_or(i32::MAX));
    sqlx::query!(
        "insert into import_run (id, kind, file_name, file_hash, by_id, at, created, changed, unchanged, refused)
         values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8, $9, $10)",
        id,
        import.kind.as_str(),
        import.file_name,
        import.mark(),
        import.by,
        import.at,
        created,
        changed,
        unchanged,
        refused
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The latest imports, newest first.
///
/// # Errors
/// Those of the database.
pub async fn latest_runs(db: impl PgExecutor<'_>, _: Operator) -> sqlx::Result<Vec<Run>> {
    let rows = sqlx::query!(
        r#"select r.at, r.kind as "kind: Kind", r.file_name, p.display_name as "by?", r.created, r.changed, r.unchanged, r.refused
           from import_run r left join person p on p.id = r.by_id order by r.at desc, r.id desc limit 50"#
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Run {
            at: row.at,
            kind: row.kind,
            file_name: row.file_name,
            by: row.by,
            counts: [row.created, row.changed, row.unchanged, row.refused],
        })
        .collect())
}
