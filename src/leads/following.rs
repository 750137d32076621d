//! The work behind following up: one more line of what came of a lead.

use serde_json::json;
use sqlx::PgPool;

use super::command::CommandContext;
use super::model::{FollowUpForm, Refusal};
use super::{queries, rules};
use crate::error::AppError;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`super::api::follow_up`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn follow_up(form: FollowUpForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save(db: &PgPool, context: &CommandContext, form: &FollowUpForm) -> Result<String, AppError> {
    let (visibility, partner) = (context.visibility()?, context.viewer.partner_id().ok_or(AppError::NotFound)?);
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.follow_up", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    // She may be the one who follows it from now on: people first, then leads.
    crate::claims::queries::lock_account_manager(&mut tx, context.viewer.person_id).await?;
    let lead = context.lock(&mut tx, &visibility, &form.id).await?;
    rules::may_follow_up(&context.viewer, &lead.standing).map_err(|denial| context.denied(denial))?;
    if !lead.standing.state.is_open() {
        return Err(context.stale(Refusal::Over));
    }
    let what = rules::parse_follow_up(form).map_err(|problems| context.invalid(&problems))?;
    let (id, by, follows) = (lead.standing.id, context.viewer.person_id, lead.standing.follower.is_some());
    queries::follow_up(&mut tx, partner, id, follows, by, &what, context.now).await?;
    let (before, after) = (json!({ "state": lead.standing.state }), json!({ "state": "following", "method": what.method }));
    context.record(&mut tx, "lead.followed_up", id, Some(&before), Some(&after)).await?;
    let location = format!("/sales/leads/{id}?done=followed_up");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}
