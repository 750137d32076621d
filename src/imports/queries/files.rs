//! The file of a run, kept in parts.

use sqlx::PgExecutor;
use uuid::Uuid;

/// Adds a part.
///
/// # Errors
/// Those of the database.
pub async fn add(db: impl PgExecutor<'_>, run: Uuid, part: i32, content: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("insert into import_file (run_id, part, content) values ($1, $2, $3)", run, part, content).execute(db).await?;
    Ok(())
}

/// A part; `None` after the last one.
///
/// # Errors
/// Those of the database.
pub async fn part(db: impl PgExecutor<'_>, run: Uuid, part: i32) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select content from import_file where run_id = $1 and part = $2", run, part).fetch_optional(db).await
}

/// Forgets the file.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: impl PgExecutor<'_>, run: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from import_file where run_id = $1", run).execute(db).await?;
    Ok(())
}
