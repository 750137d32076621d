//! Everything that one person is responsible for, to another one or to the partner.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::pace::Pace;
use super::rows::{Move, Selection, give, receiver};
use crate::auth::PersonId;
use crate::handover::model::Counts;
use crate::handover::tables::OWNED;

/// Makes `to` responsible for everything that `from` is responsible for, from today on (Beijing day); `None` leaves it to
/// the partner, but opportunities, which have an owner, then stay. What is over (closed opportunities and claims, handled
/// alerts) stays as well: it says who did it. Leads return to the partner's list where nobody receives them, and where the
/// receiver makes calls only (R20). In the caller's transaction, so that nobody sees half of it. Answers what changed hands.
///
/// The person is locked for the rest of the transaction: whoever assigns something to her meanwhile waits.
///
/// # Errors
/// Those of the database; `RowNotFound` when the receiver is no active person. Each statement has twenty seconds.
pub async fn hand_over_person(
    db: &mut PgConnection,
    from: PersonId,
    to: Option<PersonId>,
    by: PersonId,
    at: DateTime<Utc>,
    pace: Pace<'_>,
) -> sqlx::Result<Counts> {
    sqlx::query!("select id from person where id = $1 for update", from.0).fetch_one(&mut *db).await?;
    let to = receiver(db, to, at).await?;
    sqlx::query!("set local statement_timeout = '20s'").execute(&mut *db).await?;
    let mut moved = Counts::default();
    for table in OWNED {
        let rows = give(db, table, Selection::OfOwner(from), &to, &Move { by: Some(by), at, pace }).await?;
        moved.add(table.kind, rows);
    }
    sqlx::query!("set local statement_timeout to default").execute(db).await?;
    Ok(moved)
}

#[cfg(test)]
mod tests;
