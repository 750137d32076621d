//! The work behind the vendor's decision about a claim in review.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::command::{CommandContext, content};
use super::model::{Bar, ClaimId, ClaimState, DecideForm, Decision, Reviewer, Stale};
use super::queries::{self, ProspectQuery, review};
use super::rules;
use crate::error::AppError;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::text::OrganisationText;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::server::{audit, terms};
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// See [`super::api::decide`].
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let location = submit(&context.state.db, &context, &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

pub(super) async fn submit(db: &PgPool, context: &CommandContext, form: &DecideForm) -> Result<String, AppError> {
    let words = OrganisationText(context.t.locale());
    let denied = |denial| AppError::NotAllowed { rule: words.denial(denial, context.viewer.administrator.as_deref()) };
    let reviewer = rules::may_review(&context.viewer).map_err(denied)?;
    let (Ok(id), Ok(shown)) = (form.id.trim().parse::<ClaimId>(), form.version.trim().parse::<i32>()) else {
        return Err(AppError::NotFound);
    };
    let content = content(form);
    let submit = context.submit("claims.decide", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let (mobile, email) = review::prospect(&mut tx, reviewer, id).await?.ok_or(AppError::NotFound)?;
    queries::hold_prospect(&mut tx, &mobile, email.as_deref()).await?;
    let held = review::hold(&mut tx, reviewer, id).await?.ok_or(AppError::NotFound)?;
    rules::may_decide(held.state, held.valid_until, context.now, held.version, shown).map_err(|stale| context.stale(stale))?;
    let decision = rules::parse_decision(form).map_err(|problems| context.invalid(&problems))?;
    let kind = match &decision {
        Decision::Accept(_) => Kind::ClaimAccepted,
        Decision::Reject(_) => Kind::ClaimRejected,
    };
    let (day, note) = carry_out(&mut tx, context, reviewer, id, &held, &decision).await?;
    if let Some(person) = held.tell {
        let facts = Facts { name: mask_name(&held.company_name), day, note: note.clone(), ..Facts::default() };
        let link = format!("/sales/customer-development/claims/{id}");
        notify(&mut tx, &Notice { person, kind, facts, link: &link, entity: "claim", entity_id: id.0, at: context.now }).await?;
    }
    let done = if kind == Kind::ClaimAccepted { "accepted" } else { "rejected" };
    let location = format!("/operations/reviews?done={done}");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// Answers until when an accepted claim holds, and what the operator wrote.
async fn carry_out(
    tx: &mut PgConnection,
    context: &CommandContext,
    reviewer: Reviewer,
    id: ClaimId,
    held: &review::ClaimInReview,
    decision: &Decision,
) -> Result<(Option<chrono::NaiveDate>, String), AppError> {
    let by = context.viewer.person_id;
    let (verb, state, until, note) = match decision {
        Decision::Accept(note) => {
            if is_associated(tx, id, held, context).await? {
                return Err(context.stale(Stale::Ended));
            }
            let days = terms::load(&mut *tx).await?.claim_days;
            let until = rules::lapses_at(context.now, days);
            review::accept(tx, reviewer, id, (by, context.now), until, note).await?;
            ("claim.accepted", ClaimState::Open, Some(until), note)
        }
        Decision::Reject(note) => {
            review::reject(tx, reviewer, id, (by, context.now), note).await?;
            ("claim.rejected", ClaimState::Rejected, None, note)
        }
    };
    let before = json!({ "state": held.state });
    let after = json!({ "state": state, "valid_until": until, "note": note });
    audit::record(tx, &context.event(verb, id.0, held.partner, Some(&before), Some(&after))).await?;
    Ok((until.map(beijing_date), note.clone()))
}

/// Meanwhile somebody's customer: there is nothing left to claim.
async fn is_associated(tx: &mut PgConnection, id: ClaimId, held: &review::ClaimInReview, context: &CommandContext) -> sqlx::Result<bool> {
    let asked = ProspectQuery {
        partner: held.partner,
        mobile: Some(&held.mobile),
        email: held.email.as_deref(),
        except: Some(id),
        ended_after: context.now,
    };
    let known = queries::prospect_facts(tx, &asked).await?;
    let bars = [true, false].map(|on_mobile| rules::bar_at(&known, on_mobile, 0, context.now));
    Ok(bars.iter().any(|bar| matches!(bar, Some(Bar::Associated | Bar::YourCustomer))))
}

#[cfg(test)]
mod tests;
