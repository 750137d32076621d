//! The team of a supervisor, for the sentence above its rows.

use chrono::NaiveDate;
use sqlx::PgExecutor;

use crate::auth::Reach;
use crate::lists::description::Access;

/// How many account managers report to a supervisor today; 0 for everybody else.
///
/// # Errors
/// Those of the database.
pub async fn size(db: impl PgExecutor<'_>, access: &Access, today: NaiveDate) -> sqlx::Result<i64> {
    let Access::Within { reach: Reach::Team, scope, .. } = access else { return Ok(0) };
    sqlx::query_scalar!(r#"select count(*) as "n!" from supervision where supervisor_id = $1 and during @> $2::date"#, scope.id(), today)
        .fetch_one(db)
        .await
}
