//! The work behind closing a lead that came to nothing, and behind opening one again.

use serde_json::json;
use sqlx::PgPool;

use super::command::CommandContext;
use super::model::{CloseForm, LeadState, Refusal, ReopenForm};
use super::{queries, rules};
use crate::error::AppError;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`super::api::close`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn close(form: CloseForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save_closed(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save_closed(db: &PgPool, context: &CommandContext, form: &CloseForm) -> Result<String, AppError> {
    let visibility = context.visibility()?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.close", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let lead = context.lock(&mut tx, &visibility, &form.id).await?;
    rules::may_follow_up(&context.viewer, &lead.standing).map_err(|denial| context.denied(denial))?;
    if !lead.standing.state.is_open() {
        return Err(context.stale(Refusal::Over));
    }
    let reason = rules::parse_reason(&form.reason).map_err(|problems| context.invalid(&problems))?;
    if form.version.trim().parse() != Ok(lead.standing.version) {
        return Err(context.stale(Refusal::Changed));
    }
    let id = lead.standing.id;
    queries::close(&mut tx, id, &reason, context.now).await?;
    let (before, after) = (json!({ "state": lead.standing.state }), json!({ "state": LeadState::Invalid, "reason": reason }));
    context.record(&mut tx, "lead.closed", id, Some(&before), Some(&after)).await?;
    let location = format!("/sales/leads/{id}?done=closed");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// See [`super::api::reopen`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Conflict`].
pub async fn reopen(form: ReopenForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save_reopened(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save_reopened(db: &PgPool, context: &CommandContext, form: &ReopenForm) -> Result<String, AppError> {
    let visibility = context.visibility()?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.reopen", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let lead = context.lock(&mut tx, &visibility, &form.id).await?;
    rules::may_reopen(&context.viewer, &lead.standing).map_err(|denial| context.denied(denial))?;
    if lead.standing.state != LeadState::Invalid || form.version.trim().parse() != Ok(lead.standing.version) {
        return Err(context.stale(Refusal::Changed));
    }
    let id = lead.standing.id;
    let was_followed_up = !queries::follow_ups(&mut *tx, &lead).await?.is_empty();
    let state = rules::reopened(lead.standing.follower.is_some(), was_followed_up);
    queries::reopen(&mut tx, id, state, context.now).await?;
    let before = json!({ "state": LeadState::Invalid, "reason": lead.invalid_reason });
    context.record(&mut tx, "lead.reopened", id, Some(&before), Some(&json!({ "state": state }))).await?;
    let location = format!("/sales/leads/{id}?done=reopened");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}
