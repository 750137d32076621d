//! The end of an association, and its switch to another type.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::customers::model::{AssociationId, AssociationType};
use crate::handover::queries::end_assignments;

/// Ends an association: whoever was responsible is so no longer, and the customer is free for anyone. The opportunities
/// stay with their owners, to be read only; nobody of the partner reaches the customer any more.
///
/// Answers `false` when it had ended already.
///
/// # Errors
/// Those of the database.
pub async fn end_association(db: &mut PgConnection, id: AssociationId, reason: &str, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let ended = sqlx::query!(
        "update association set ended_at = $2, ended_reason = $3, version = version + 1 where id = $1 and ended_at is null",
        id.0,
        at,
        reason
    )
    .execute(&mut *db)
    .await?;
    if ended.rows_affected() == 0 {
        return Ok(false);
    }
    end_assignments(db, &[id.0], at).await?;
    Ok(true)
}

/// Switches the type of an association from now on; who is responsible stays.
///
/// Answers `false` when it has ended, or has that type already.
///
/// # Errors
/// Those of the database.
pub async fn switch_type(db: &mut PgConnection, id: AssociationId, to: AssociationType, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let switched = sqlx::query!(
        "update association set kind = $2, kind_since = $3, version = version + 1 where id = $1 and ended_at is null and kind <> $2",
        id.0,
        to.as_str(),
        at
    )
    .execute(db)
    .await?;
    Ok(switched.rows_affected() == 1)
}
