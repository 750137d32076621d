//! The work behind a lead that becomes a claim: the claim is judged as every other, and in the same transaction the lead leaves
//! the list (R23).

use serde_json::json;
use sqlx::PgPool;

use super::command::CommandContext;
use super::model::{ConvertForm, LeadId, LeadState, Refusal};
use super::queries;
use super::rules::{self, Clear};
use crate::claims::checking;
use crate::claims::claiming::place_or_note;
use crate::claims::command::CommandContext as Claiming;
use crate::error::AppError;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`super::api::convert`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Conflict`]; everything that stands against a claim.
pub async fn convert(form: ConvertForm) -> Result<(), AppError> {
    let (context, claiming) = (CommandContext::open()?, Claiming::open()?);
    leptos_axum::redirect(&save(&context.state.db, &context, &claiming, &form).await?);
    Ok(())
}

async fn save(db: &PgPool, context: &CommandContext, claiming: &Claiming, form: &ConvertForm) -> Result<String, AppError> {
    let visibility = context.visibility()?;
    let id: LeadId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let lead = queries::lookup(db, &visibility, id).await?.ok_or(AppError::NotFound)?;
    rules::may_claim_of(&context.viewer, &lead.standing).map_err(|denial| context.denied(denial))?;
    let clear = queries::clear(db, &lead).await?;
    let own = Clear { company_name: &clear.company_name, contact_name: &clear.contact_name, mobile: &clear.mobile, email: &clear.email };
    let claim = rules::claim_of(form, &own);
    checking::room_for_claims(db, claiming).await?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.convert", &form.claim.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let (mut tx, placed) = place_or_note(tx, claiming, &claim).await?;
    let version = form.version.trim().parse().unwrap_or(0);
    if !queries::convert(&mut tx, id, version, placed.id, context.now).await? {
        return Err(context.stale(if lead.standing.state.is_open() { Refusal::Changed } else { Refusal::Over }));
    }
    let (before, after) = (json!({ "state": lead.standing.state }), json!({ "state": LeadState::Converted, "claim": placed.id }));
    context.record(&mut tx, "lead.converted", id, Some(&before), Some(&after)).await?;
    let location = placed.location();
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}
