//! What time alone does to claims; the background worker calls it, and calling it again changes nothing.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::queries;
use super::rules::REMIND_DAYS;
use crate::server::worker::in_turns;

/// Closes every claim whose time is up, open or in review, and tells its owner. Answers how many.
///
/// # Errors
/// Those of the database; what was closed before stays closed.
pub async fn lapse_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    in_turns(queries::BATCH, || queries::lapse_some_due(db, now)).await
}

/// Tells the owners of claims that lapse within three days, once each. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn remind_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    in_turns(queries::BATCH, || queries::remind_some_due(db, now + TimeDelta::days(REMIND_DAYS), now)).await
}
