//! The work behind a claim: one transaction from the key to the audit row. What judges a partner's own claim also judges
//! the one that the vendor's operator records.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::checking;
use super::command::{CommandContext, content};
use super::eligibility::{Eligibility, is_alike, judge, somebody_was_faster, supplement, term};
use super::model::{ClaimForm, ClaimId, ClaimState, NewClaim, Refusal};
use super::queries::{self, NewRow};
use super::rules;
use crate::auth::PersonId;
use crate::customers::model::NewCustomer;
use crate::error::AppError;
use crate::organisation::model::PartnerId;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::server::{audit, terms};
use crate::values::email::normalise_email;
use crate::values::masking::{mask_email, mask_mobile, mask_name};
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;

/// See [`super::api::claim`].
pub(super) async fn claim(form: ClaimForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let location = submit(&context.state.db, &context, &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

async fn submit(db: &PgPool, context: &CommandContext, form: &ClaimForm) -> Result<String, AppError> {
    rules::may_claim(&context.viewer).map_err(|denial| context.denied(denial))?;
    checking::room_for_claims(db, context).await?;
    let content = content(form);
    let submit = context.submit("claims.claim", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let (mut tx, placed) = place_or_note(tx, context, form).await?;
    let location = placed.location();
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// [`place`] in this transaction. A refusal undoes all of it and is recorded, for it says as much as a check. A lead that
/// becomes a claim goes through here as well, after [`checking::room_for_claims`].
///
/// # Errors
/// As [`place`].
pub async fn place_or_note<'t>(
    mut tx: Transaction<'t, Postgres>,
    context: &CommandContext,
    form: &ClaimForm,
) -> Result<(Transaction<'t, Postgres>, Placed), AppError> {
    match place(&mut tx, context, form).await {
        Ok(placed) => Ok((tx, placed)),
        Err(error) => {
            tx.rollback().await?;
            checking::note_refused(&context.state.db, context, form, &error).await?;
            Err(error)
        }
    }
}

/// A claim that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The claim.
    pub id: ClaimId,
    /// Open, or in review.
    pub state: ClaimState,
    /// The association type of the invitation that is to follow at once.
    pub invite: Option<String>,
}

impl Placed {
    /// Where it leads: to the invitation, when that is to follow and may, otherwise to the claim.
    pub fn location(&self) -> String {
        match (&self.invite, self.state) {
            (Some(kind), ClaimState::Open) => {
                format!("/sales/customer-development/invite?claims={}&association_type={kind}&done=claimed", self.id)
            }
            (_, ClaimState::InReview) => format!("/sales/customer-development/claims/{}?done=in_review", self.id),
            _ => format!("/sales/customer-development/claims/{}?done=claimed", self.id),
        }
    }
}

/// Makes the claim of a form, in the caller's transaction: for who may, when nothing stands against it. The caller holds its
/// submit's key at most: the order of locks is in `queries::excluding`.
///
/// # Errors
/// [`AppError::NotAllowed`]; [`AppError::Invalid`] with every problem beside its field.
pub async fn place(tx: &mut PgConnection, context: &CommandContext, form: &ClaimForm) -> Result<Placed, AppError> {
    rules::may_claim(&context.viewer).map_err(|denial| context.denied(denial))?;
    let partner = context.viewer.partner_id().ok_or(AppError::NotFound)?;
    // What cannot be read is refused below, and is nobody's prospect.
    let (mobile, email) = (normalise_mobile(&form.mobile).unwrap_or_default(), normalise_email(&form.email).ok());
    queries::hold_prospect(tx, &mobile, email.as_deref()).await?;
    let facts = queries::hold_partner(tx, partner).await?.ok_or(AppError::NotFound)?;
    let terms = terms::load(&mut *tx).await?;
    let mut problems = Problems::new();
    if !facts.has_contact {
        problems.add_whole(Refusal::NoPartnerContact);
    }
    let new = match rules::parse_claim(form, facts.referral_right) {
        Ok(new) => Some(new),
        Err(more) => {
            problems.0.extend(more.0);
            None
        }
    };
    let owner = owner(tx, context, partner, new.as_ref(), &mut problems).await?;
    let new = problems.check(new).map_err(|problems| context.invalid(&problems))?;

    let eligibility = judge(tx, partner, (&new.mobile, new.email.as_deref()), &terms, context.now).await?;
    if !eligibility.problems.is_empty() {
        return Err(context.invalid(&eligibility.problems));
    }
    let mut problems = Problems::new();
    if !new.acknowledged && is_alike(tx, &new.company_name, context.now).await? {
        problems.add("acknowledged", Refusal::AlikeName);
    }
    let supplement = supplement(form, &eligibility.reasons, &mut problems);
    if !problems.is_empty() {
        return Err(context.invalid(&problems));
    }
    let term = term(tx, &terms, !eligibility.reasons.is_empty(), context.now).await?;
    let row = NewRow {
        partner,
        owner,
        by: Some(context.viewer.person_id),
        at: context.now,
        company_name: &new.company_name,
        industry: new.industry,
        contact_name: &new.contact_name,
        mobile: &new.mobile,
        email: new.email.as_deref(),
        term,
        reasons: &eligibility.reasons,
        supplement: supplement.as_ref(),
        reviewed_by: None,
    };
    let id = match queries::insert(tx, &row).await? {
        Some(id) => id,
        None => return Err(context.invalid(&somebody_was_faster(tx, partner, &row, &terms).await?)),
    };
    let after = audited(&row);
    audit::record(tx, &context.event("claim.claimed", id.0, partner, None, Some(&after))).await?;
    let invite = new.invite.then(|| form.association_type.trim().to_owned());
    Ok(Placed { id, state: term.state, invite })
}

/// Whose claim it becomes; a chosen one is an active account manager of the partner.
async fn owner(
    tx: &mut PgConnection,
    context: &CommandContext,
    partner: PartnerId,
    new: Option<&NewClaim>,
    problems: &mut Problems<Refusal>,
) -> Result<Option<PersonId>, AppError> {
    let owner = rules::owner_for(&context.viewer, new.and_then(|new| new.owner)).map_err(|denial| context.denied(denial))?;
    if let Some(owner) = owner
        && owner != context.viewer.person_id
        && !queries::is_account_manager(&mut *tx, partner, owner).await?
    {
        problems.add("owner", Refusal::UnknownAccountManager);
    }
    Ok(owner)
}

/// The vendor's operator records a prospect that a partner claims: the same checks, but that the operator has thereby
/// decided what would have gone to review, and that a likeness of names stops nobody. Prospect and partner are held already.
///
/// # Errors
/// Those of the database; inside, what stands against it.
pub async fn record_for_partner(
    tx: &mut PgConnection,
    new: &NewCustomer,
    owner: Option<PersonId>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Result<ClaimId, Problems<Refusal>>> {
    let terms = terms::load(&mut *tx).await?;
    let mobile = new.mobile.as_deref().unwrap_or_default();
    let Eligibility { mut problems, reasons } = judge(tx, new.partner_id, (mobile, new.email.as_deref()), &terms, now).await?;
    if !queries::lookup_partner(&mut *tx, new.partner_id).await?.is_some_and(|facts| facts.has_contact) {
        problems.add("partner", Refusal::NoPartnerContact);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let row = NewRow {
        partner: new.partner_id,
        owner,
        by: Some(by),
        at: now,
        company_name: &new.company_name,
        industry: new.industry,
        contact_name: &new.contact_name,
        mobile,
        email: new.email.as_deref(),
        term: rules::term_of(now, terms.claim_days),
        reasons: &reasons,
        supplement: None,
        reviewed_by: (!reasons.is_empty()).then_some(by),
    };
    match queries::insert(tx, &row).await? {
        Some(id) => Ok(Ok(id)),
        None => Ok(Err(somebody_was_faster(tx, new.partner_id, &row, &terms).await?)),
    }
}

/// Everything about the prospect is masked.
fn audited(row: &NewRow<'_>) -> serde_json::Value {
    json!({
        "company_name": mask_name(row.company_name), "industry": row.industry, "contact_name": mask_name(row.contact_name),
        "mobile": mask_mobile(row.mobile), "email": row.email.map(mask_email), "state": row.term.state,
        "valid_until": row.term.valid_until, "review_reasons": row.reasons, "account_manager": row.owner,
    })
}

#[cfg(test)]
mod tests;
