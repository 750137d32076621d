//! The work behind following up: one more line of what came of a lead.

use serde_json::json;
use sqlx::PgPool;

use super::doing::Doing;
use super::model::{FollowUpForm, Refusal};
use super::{queries, rules};
use crate::error::AppError;
use crate::server::submission::{self, Turn};

/// See [`super::api::follow_up`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn follow_up(form: FollowUpForm) -> Result<(), AppError> {
    let doing = Doing::open()?;
    leptos_axum::redirect(&save(&doing.state.db, &doing, &form).await?);
    Ok(())
}

async fn save(db: &PgPool, doing: &Doing, form: &FollowUpForm) -> Result<String, AppError> {
    let (sight, partner) = (doing.sight()?, doing.viewer.partner_id().ok_or(AppError::NotFound)?);
    let content = serde_json::to_vec(form)?;
    let submit = doing.submit("leads.follow_up", &form.key, &content);
    let mut tx = db.begin().await?;
    if let Turn::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    // She may be the one who follows it from now on: people first, then leads.
    crate::claims::queries::lock_account_manager(&mut tx, doing.viewer.person_id).await?;
    let lead = doing.lock(&mut tx, &sight, &form.id).await?;
    rules::may_follow_up(&doing.viewer, &lead.standing).map_err(|denial| doing.denied(denial))?;
    if !lead.standing.state.is_open() {
        return Err(doing.stale(Refusal::Over));
    }
    let what = rules::parse_follow_up(form).map_err(|problems| doing.invalid(&problems))?;
    let (id, by, follows) = (lead.standing.id, doing.viewer.person_id, lead.standing.follower.is_some());
    queries::follow_up(&mut tx, partner, id, follows, by, &what, doing.now).await?;
    let (before, after) = (json!({ "state": lead.standing.state }), json!({ "state": "following", "method": what.method }));
    doing.record(&mut tx, "lead.followed_up", id, Some(&before), Some(&after)).await?;
    let location = format!("/sales/leads/{id}?done=followed_up");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}
