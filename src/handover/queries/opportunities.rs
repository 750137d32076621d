//! One opportunity to another owner. The move is a row of its own in the audit, and so stands on the timeline; the version
//! rises with it, so that whoever still has the page of before open changes nothing over the new owner's head.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::pace::Pace;
use super::rows::{Move, Receiver, Selection, give, supervisor_of};
use crate::auth::PersonId;
use crate::handover::tables::OPPORTUNITY;

/// Holds the one who gives and the one who receives as they are until the transaction ends: nobody moves them to another
/// supervisor or disables them meanwhile. Before any of their opportunities is held.
///
/// # Errors
/// Those of the database.
pub async fn hold_owners(db: &mut PgConnection, from: PersonId, to: PersonId) -> sqlx::Result<()> {
    sqlx::query!("select id from person where id = any($1) order by id for share", &[from.0, to.0]).fetch_all(db).await?;
    Ok(())
}

/// Gives one opportunity to another owner, under that person's supervisor of today. The caller holds both people and the
/// opportunity, and has asked whether it may be.
///
/// # Errors
/// Those of the database; `RowNotFound` when there is no such opportunity.
pub async fn reassign_opportunity(db: &mut PgConnection, id: Uuid, to: PersonId, by: PersonId, at: DateTime<Utc>) -> sqlx::Result<()> {
    let receiver = Receiver { id: Some(to), supervisor: supervisor_of(db, to, at).await?, telesales: false };
    let how = Move { by: Some(by), at, pace: Pace::AT_ONCE };
    match give(db, &OPPORTUNITY, Selection::Ids(&[id]), &receiver, &how).await? {
        0 => Err(sqlx::Error::RowNotFound),
        _ => Ok(()),
    }
}
