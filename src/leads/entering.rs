//! The work behind entering a lead and revising one.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::command::CommandContext;
use super::dispatching;
use super::model::{Lead, LeadForm, NewLead, Refusal, ReviseForm, Revision};
use super::queries::{self, LeadEntry};
use super::rules;
use crate::auth::PersonId;
use crate::customers::text::CustomerText;
use crate::error::{AppError, Conflict, Theirs};
use crate::organisation::model::PartnerId;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::masking::{mask_email, mask_mobile, mask_name};
use crate::values::problems::Problems;

/// See [`super::api::enter`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`].
pub async fn enter(form: LeadForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save(db: &PgPool, context: &CommandContext, form: &LeadForm) -> Result<String, AppError> {
    rules::may_enter(&context.viewer).map_err(|denial| context.denied(denial))?;
    let partner = context.viewer.partner_id().ok_or(AppError::NotFound)?;
    let new = rules::parse_lead(form).map_err(|problems| context.invalid(&problems))?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.enter", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let follower = check(&mut tx, context, partner, &new).await?;
    let entered = LeadEntry { partner, by: context.viewer.person_id, follower, at: context.now };
    let id = queries::insert(&mut tx, &entered, &new).await?;
    let after = json!({
        "company_name": mask_name(&new.company_name), "contact_name": mask_name(&new.contact_name), "mobile": mask_mobile(&new.mobile),
        "email": mask_email(&new.email), "industry": new.industry, "campaign": new.campaign, "follower": follower,
    });
    context.record(&mut tx, "lead.entered", id, None, Some(&after)).await?;
    if let Some(follower) = follower {
        dispatching::tell(&mut tx, context, follower, &[id]).await?;
    }
    let location = format!("/sales/leads/{id}?done=entered");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// Everything that the database knows better than the form; and who follows the lead: whoever dispatches chooses, or nobody
/// yet; everybody else follows what she enters.
async fn check(tx: &mut PgConnection, context: &CommandContext, partner: PartnerId, new: &NewLead) -> Result<Option<PersonId>, AppError> {
    let mut problems = Problems::new();
    if let Some(campaign) = new.campaign
        && !queries::is_campaign(&mut *tx, campaign).await?
    {
        problems.add("campaign", Refusal::UnknownCampaign);
    }
    let follower = match (rules::dispatch_reach(&context.viewer), new.follower) {
        (Ok(reach), Some(chosen)) => match dispatching::receiver(tx, context, partner, reach, chosen).await? {
            Ok(candidate) => Some(candidate.id),
            Err(refusal) => {
                problems.add("follower", refusal);
                None
            }
        },
        (Ok(_), None) => None,
        (Err(_), _) => Some(context.viewer.person_id),
    };
    // Last, and only for a form that is entered otherwise: a refusal that costs nothing would tell masked numbers one by one.
    if problems.is_empty() && !new.acknowledged && queries::has_open_alike(&mut *tx, partner, new).await? {
        problems.add("acknowledged", Refusal::KnownAlready);
    }
    if problems.is_empty() { Ok(follower) } else { Err(context.invalid(&problems)) }
}

/// See [`super::api::revise`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn revise(form: ReviseForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save_revision(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save_revision(db: &PgPool, context: &CommandContext, form: &ReviseForm) -> Result<String, AppError> {
    let visibility = context.visibility()?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.revise", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let lead = context.lock(&mut tx, &visibility, &form.id).await?;
    rules::may_revise(&context.viewer, &lead.standing).map_err(|denial| context.denied(denial))?;
    if !lead.standing.state.is_open() {
        return Err(context.stale(Refusal::Over));
    }
    let to = rules::parse_revision(form).map_err(|problems| context.invalid(&problems))?;
    if let Some(campaign) = to.campaign
        && !queries::is_campaign(&mut *tx, campaign).await?
    {
        return Err(context.refused("form[campaign]", Refusal::UnknownCampaign));
    }
    if form.version.trim().parse() != Ok(lead.standing.version) {
        return Err(lost_update(context, &lead, &to));
    }
    queries::revise(&mut tx, lead.standing.id, &to, context.now).await?;
    let (before, after) = changed(&lead, &to);
    context.record(&mut tx, "lead.revised", lead.standing.id, Some(&before), Some(&after)).await?;
    let location = format!("/sales/leads/{}?done=revised", lead.standing.id);
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// Somebody saved in between: what stands now beside what was typed. What is masked is not compared, for it is kept unless
/// something was typed.
fn lost_update(context: &CommandContext, lead: &Lead, to: &Revision) -> AppError {
    let mut theirs = Vec::new();
    let mut add = |field: &str, value: String, shown: String| theirs.push(Theirs { field: field.into(), value, shown });
    if lead.industry != to.industry {
        add("form[industry]", lead.industry.to_string(), CustomerText(context.t.locale()).industry(lead.industry).to_owned());
    }
    let campaign = lead.campaign.as_ref();
    if campaign.map(|(id, _)| *id) != to.campaign {
        let shown = campaign.map_or_else(|| context.t.no_campaign().to_owned(), |(_, name)| name.clone());
        add("form[campaign]", campaign.map(|(id, _)| id.to_string()).unwrap_or_default(), shown);
    }
    if lead.note != to.note {
        let shown = if lead.note.is_empty() { context.t.not_said().to_owned() } else { lead.note.clone() };
        add("form[note]", lead.note.clone(), shown);
    }
    let message = context.t.lost_update().to_owned();
    AppError::Conflict(Conflict { version: Some(lead.standing.version), message, theirs })
}

/// Before and after, masked; what stays as it is stands in neither.
fn changed(lead: &Lead, to: &Revision) -> (serde_json::Value, serde_json::Value) {
    let before = json!({
        "company_name": to.company_name.as_ref().map(|_| &lead.company_name), "contact_name": to.contact_name.as_ref().map(|_| &lead.contact_name),
        "mobile": to.mobile.as_ref().map(|_| &lead.mobile), "email": to.email.as_ref().map(|_| &lead.email),
        "industry": lead.industry, "campaign": lead.campaign.as_ref().map(|(id, _)| id), "note": lead.note,
    });
    let after = json!({
        "company_name": to.company_name.as_deref().map(mask_name), "contact_name": to.contact_name.as_deref().map(mask_name),
        "mobile": to.mobile.as_deref().map(mask_mobile), "email": to.email.as_deref().map(mask_email),
        "industry": to.industry, "campaign": to.campaign, "note": to.note,
    });
    (before, after)
}
