//! Reporting, on the server.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::refusing::{CommandContext, content};
use crate::auth::{self, Scope};
use crate::error::AppError;
use crate::opportunities::model::{CustomerRef, NewOpportunity, OpportunityId, Refusal, ReportForm};
use crate::opportunities::origin::{self, Origin, Reported};
use crate::opportunities::queries::choice::{self, Found};
use crate::opportunities::queries::draft;
use crate::opportunities::queries::write::{self, Place};
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::organisation::model::PartnerKind;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;
use crate::values::problems::Problems;

/// In the owner's field: whoever manages the customer.
pub const CUSTOMERS_OWN: &str = "customer";

pub async fn report(form: ReportForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    let origin = origin::origin();
    let location = submit(&state.db, context, &form, origin).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

/// One transaction from the key to the audit row; answers where to go.
async fn submit(db: &PgPool, context: CommandContext<'_>, form: &ReportForm, origin: Option<Origin>) -> Result<String, AppError> {
    rules::may_report(context.viewer).map_err(|denial| context.denied(denial))?;
    let content = content(form);
    let submit = context.submit("opportunities.report", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let (id, customer) = save(&mut tx, context, form).await?;
    close_origin(&mut tx, context, form, (id, customer), origin).await?;
    let location = format!("/sales/opportunities/{id}?done=reported");
    submission::finish(&mut tx, &submit, &location).await?;
    draft::discard(&mut tx, context.viewer).await?;
    tx.commit().await?;
    Ok(location)
}

async fn save(tx: &mut PgConnection, context: CommandContext<'_>, form: &ReportForm) -> Result<(OpportunityId, CustomerRef), AppError> {
    let mut problems = Problems::new();
    let chosen = chosen(tx, context, form, &mut problems).await?;
    let form = with_owner(context, form, chosen.as_ref(), &mut problems);
    let new = match rules::parse_report(&form, beijing_date(context.now)) {
        Ok(new) => Some(new),
        Err(more) => {
            problems.0.extend(more.0);
            None
        }
    };
    let owner = rules::owner_for(context.viewer, new.as_ref().and_then(|new| new.owner));
    let owner = problems.keep("owner", owner);
    if let (Some(owner), Some(partner)) = (owner, context.viewer.partner_id())
        && owner != context.viewer.person_id
        && !choice::is_account_manager(tx, partner, owner).await?
    {
        problems.add("owner", Refusal::UnknownOwner);
    }
    let complete = problems.check((|| Some((new?, chosen?, owner?)))());
    let (new, chosen, owner) = complete.map_err(|problems| context.invalid(&problems))?;
    warn_of_duplicates(tx, context, &new).await?;

    let partner = context.viewer.partner().ok_or(AppError::NotFound)?;
    let place = Place {
        partner: partner.id,
        distributor: (partner.kind == PartnerKind::Distributor).then_some(partner.id),
        reseller: (chosen.candidate.partner_id != partner.id).then_some(chosen.candidate.partner_id),
        owner,
        reporter: context.viewer.person_id,
        customer: chosen.customer_id,
    };
    let id = write::insert(tx, &new, &place, context.now).await?;
    record(tx, context, id, &new, &place).await?;
    Ok((id, new.customer))
}

/// The record that the opportunity was reported from is linked with it, or refuses it, and then nothing is reported.
async fn close_origin(
    tx: &mut PgConnection,
    context: CommandContext<'_>,
    form: &ReportForm,
    (opportunity, customer): (OpportunityId, CustomerRef),
    origin: Option<Origin>,
) -> Result<(), AppError> {
    if form.task.trim().is_empty() {
        return Ok(());
    }
    let origin = origin.ok_or(AppError::NotFound)?;
    let reported = Reported {
        viewer: context.viewer.clone(),
        locale: context.t.locale(),
        now: context.now,
        origin: form.task.trim().to_owned(),
        customer,
        opportunity,
    };
    (origin.close)(tx, reported).await
}

/// The customer that was chosen, if the viewer may choose it. What is not a reference at all, the form's rule says.
async fn chosen(
    tx: &mut PgConnection,
    context: CommandContext<'_>,
    form: &ReportForm,
    problems: &mut Problems<Refusal>,
) -> Result<Option<Found>, AppError> {
    let Ok(reference) = form.customer.parse::<CustomerRef>() else { return Ok(None) };
    let scope = Scope::of(context.viewer, super::choosing::reach_of_rule(context.viewer))?;
    let found = choice::candidate(tx, &scope, reference, context.now).await?;
    let allowed = found.as_ref().ok_or(Refusal::UnknownCustomer).and_then(|found| rules::may_report_for(context.viewer, &found.candidate));
    Ok(problems.keep("customer", allowed).and(found))
}

/// The owner's field may leave it to the customer: then it is the customer's account manager of today. A reseller's
/// account manager cannot own it, so that a reseller's customer's is the reporter's.
fn with_owner(context: CommandContext<'_>, form: &ReportForm, chosen: Option<&Found>, problems: &mut Problems<Refusal>) -> ReportForm {
    let mut form = form.clone();
    if context.viewer.is_account_manager() && form.owner == CUSTOMERS_OWN {
        form.owner.clear();
    }
    if form.owner == CUSTOMERS_OWN {
        form.owner.clear();
        if let Some(found) = chosen.filter(|found| Some(found.candidate.partner_id) == context.viewer.partner_id()) {
            match found.candidate.owner_id {
                Some(owner) => form.owner = owner.to_string(),
                None => problems.add("owner", Refusal::NobodysCustomer),
            }
        }
    }
    form
}

/// A likely duplicate is shown once; it never blocks.
async fn warn_of_duplicates(tx: &mut PgConnection, context: CommandContext<'_>, new: &NewOpportunity) -> Result<(), AppError> {
    if new.acknowledged {
        return Ok(());
    }
    let open = choice::open_for(tx, &context.scope()?, new.customer).await?;
    if open.iter().any(|one| rules::is_likely_duplicate(&one.name, &new.basic.name)) {
        return Err(AppError::field("form[acknowledged]", context.t.refusal("form[acknowledged]", Refusal::LikelyDuplicate)));
    }
    Ok(())
}

async fn record(
    tx: &mut PgConnection,
    context: CommandContext<'_>,
    id: OpportunityId,
    new: &NewOpportunity,
    place: &Place,
) -> Result<(), AppError> {
    let after = json!({
        "name": new.basic.name,
        "industry": new.basic.industry,
        "kind": new.basic.kind,
        "stage": new.stage,
        "confidence": new.confidence,
        "expected_monthly_revenue": new.revenue.expected_monthly_revenue.to_string(),
        "expected_date": new.revenue.expected_date,
        "owner": place.owner,
    });
    let event = AuditEvent {
        partner: Some(place.partner.0),
        ..context.viewer.audit_event(context.now, "opportunity.reported", ("opportunity", id.0), None, Some(&after))
    };
    Ok(audit::record(tx, &event).await?)
}

#[cfg(test)]
mod tests;
