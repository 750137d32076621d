//! Hand-overs of very many rows, done by the background worker.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};

use super::{CommandContext, account_status, changing};
use crate::auth::unscoped::viewer_of_person;
use crate::error::AppError;
use crate::handover::model::{FailReason, HandOverId};
use crate::handover::queries::{self as handover, HandOverRequest, Pace, ROWS_OF_A_STATEMENT, Steps};
use crate::i18n::Locale;
use crate::server::db::begin;

/// So often a hand-over is tried again after the database failed.
const MOST_ATTEMPTS: i32 = 5;

/// Does what a record asks for: the rows, the person and the end of the record in one transaction. It may run twice: what is
/// done is done no second time, and a worker that was killed leaves nothing of its attempt.
///
/// # Errors
/// Those of the database; the task is then tried again.
pub async fn hand_over(db: PgPool, now: DateTime<Utc>, payload: Value) -> sqlx::Result<()> {
    let Some(id) = payload.get("id").and_then(Value::as_str).and_then(|id| id.parse::<HandOverId>().ok()) else { return Ok(()) };
    let mut tx = begin(&db).await?;
    if !handover::try_turn(&mut tx, id).await? {
        return Err(sqlx::Error::Protocol("another worker is at this hand-over".into()));
    }
    let Some(asked) = handover::begin_attempt(&db, id).await? else { return Ok(()) };
    let steps = Steps { most: ROWS_OF_A_STATEMENT, db: db.clone(), record: id, attempt: asked.attempt };
    let reason = match carry_out(&mut tx, &db, &asked, now, &steps).await {
        Ok(()) => {
            if handover::finish_record(&mut tx, id, asked.attempt, now).await? {
                tx.commit().await?;
            }
            return Ok(());
        }
        Err(AppError::Broken { reference }) if asked.attempt < MOST_ATTEMPTS => {
            return Err(sqlx::Error::Protocol(format!("hand-over {id}: {reference}")));
        }
        Err(AppError::Broken { .. }) => FailReason::Broken,
        Err(AppError::Invalid(errors))
            if errors.0.iter().any(|error| matches!(error.field.as_str(), "form[receiver]" | "form[team]" | "form[supervisor]")) =>
        {
            FailReason::ReceiverGone
        }
        Err(_) => FailReason::NotAllowedNow,
    };
    tx.rollback().await?;
    handover::fail_record(&db, id, asked.attempt, reason, now).await
}

async fn carry_out(tx: &mut PgConnection, db: &PgPool, asked: &HandOverRequest, now: DateTime<Utc>, steps: &Steps) -> Result<(), AppError> {
    let viewer = viewer_of_person(&mut *tx, asked.asked_by, now).await?.ok_or(AppError::NotFound)?;
    let locale = viewer.locale.unwrap_or(Locale::En);
    let context = CommandContext::of(viewer, db.clone(), locale, now, u64::MAX)?;
    let pace = Pace::in_steps(steps);
    match asked.verb.as_str() {
        account_status::DISABLE => account_status::disable_later(tx, &context, &serde_json::from_value(asked.content.clone())?, pace).await,
        changing::CHANGE => changing::change_later(tx, &context, &serde_json::from_value(asked.content.clone())?, pace).await,
        _ => Err(AppError::NotFound),
    }
}
