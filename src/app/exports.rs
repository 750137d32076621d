//! Exports of the lists that an installation has, in the background.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;

use super::LISTS;
use crate::exports::background;
use crate::exports::work::Exports;
use crate::server::files::Files;
use crate::server::worker::WorkContext;

/// Writes an export.
///
/// # Errors
/// Those of the database.
pub async fn write(work: WorkContext, payload: Value) -> sqlx::Result<()> {
    background::run(&Exports::new(work.db, work.files, LISTS), work.now, payload).await
}

/// Goes on with exports that stand still, and lets files go whose days are over.
///
/// # Errors
/// Those of the database.
pub async fn go_on(db: &PgPool, files: &Files, now: DateTime<Utc>) -> sqlx::Result<u64> {
    background::go_on(&Exports::new(db.clone(), files.clone(), LISTS), now).await
}
