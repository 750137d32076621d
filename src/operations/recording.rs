//! The work behind recording a customer.

use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::command::CommandContext;
use super::queries;
use super::rules;
use crate::auth::PersonId;
use crate::claims::claiming::record_for_partner;
use crate::claims::eligibility::judge_association;
use crate::claims::model::ClaimId;
use crate::claims::queries::{Record, hold_own_claims, hold_prospect};
use crate::claims::text::ClaimText;
use crate::customers::model::{AssociationId, ClaimState, CustomerId, NewCustomer, NewRelation, RecordForm, Refusal};
use crate::customers::queries::associating::turn_claims;
use crate::customers::rules::{may_have_type, parse_record};
use crate::customers::text::CustomerText;
use crate::error::{AppError, FieldErrors};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::PartnerId;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};
use crate::values::problems::{Problem, Problems};

/// See [`super::api::record_customer`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field; whose claim stands in the way stays unsaid.
pub async fn record(form: RecordForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let new = parse_record(&form).map_err(|problems| in_words(problems, &context))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.record_customer", &form.key, &content);
    let done = if new.relation == NewRelation::Claim { "claim" } else { "association" };
    let location = format!("/operations/customers?done={done}");

    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        hold_prospect(&mut tx, new.mobile.as_deref().unwrap_or_default(), new.email.as_deref()).await?;
        check_partner(&mut tx, &context, &new).await?;
        let owner = account_manager(&mut tx, &context, &new).await?;
        let (entity, verb, id) = save(&mut tx, &context, &new, owner).await?;
        let after = audited(&new, owner);
        audit::record(&mut tx, &context.event(verb, (entity, id), new.partner_id, None, Some(&after))).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

async fn check_partner(tx: &mut PgConnection, context: &CommandContext, new: &NewCustomer) -> Result<(), AppError> {
    let facts = queries::hold_partner_facts(tx, new.partner_id).await?;
    let Some(facts) = facts else { return Err(refused(context, "partner", Refusal::UnknownPartner)) };
    if !rules::may_have_customers(facts.kind, facts.channel_only) {
        return Err(AppError::field("form[partner]", context.text.channel_only_partner()));
    }
    match new.relation {
        NewRelation::Association { kind, .. } if !may_have_type(kind, facts.referral_right) => {
            Err(refused(context, "association_type", Refusal::NoReferralRight))
        }
        _ => Ok(()),
    }
}

async fn account_manager(tx: &mut PgConnection, context: &CommandContext, new: &NewCustomer) -> Result<Option<PersonId>, AppError> {
    let Some(name) = &new.account_manager else { return Ok(None) };
    let found = queries::lookup_account_manager(tx, new.partner_id, name).await?;
    found.map(Some).ok_or_else(|| refused(context, "account_manager", Refusal::UnknownAccountManager))
}

async fn save(
    tx: &mut PgConnection,
    context: &CommandContext,
    new: &NewCustomer,
    owner: Option<PersonId>,
) -> Result<(&'static str, &'static str, Uuid), AppError> {
    let record = Record { owner, by: Some(context.viewer.person_id), at: context.now };
    match &new.relation {
        NewRelation::Association { account_name, kind, real_name_state } => {
            let prospect = (new.mobile.as_deref().unwrap_or_default(), new.email.as_deref());
            let problems = judge_association(tx, new.partner_id, prospect, context.now).await?;
            if !problems.is_empty() {
                return Err(refused_claim(&problems, context));
            }
            let outcome = queries::record_association(tx, new, account_name, *kind, *real_name_state, &record).await;
            let (customer, association) = outcome.map_err(|error| taken(error, context))?;
            turn_own_claims(tx, context, new.partner_id, prospect, customer).await?;
            tell(tx, context, new, owner, (customer, association)).await?;
            Ok(("association", "association.recorded", association.0))
        }
        NewRelation::Claim => {
            let outcome = record_for_partner(tx, new, owner, context.viewer.person_id, context.now).await?;
            let claim = outcome.map_err(|problems| refused_claim(&problems, context))?;
            Ok(("claim", "claim.recorded", claim.0))
        }
    }
}

/// What the partner had claimed of this prospect is the association now.
async fn turn_own_claims(
    tx: &mut PgConnection,
    context: &CommandContext,
    partner: PartnerId,
    prospect: (&str, Option<&str>),
    customer: CustomerId,
) -> sqlx::Result<()> {
    let claims: Vec<ClaimId> = hold_own_claims(tx, partner, prospect).await?;
    let opportunities = turn_claims(tx, &claims, customer, None, context.now).await?;
    let after = json!({ "state": ClaimState::Associated, "customer": customer, "opportunities": opportunities });
    for claim in claims {
        audit::record(tx, &context.event("claim.associated", ("claim", claim.0), partner, None, Some(&after))).await?;
    }
    Ok(())
}

/// The account manager has a customer more from now on.
async fn tell(
    tx: &mut PgConnection,
    context: &CommandContext,
    new: &NewCustomer,
    owner: Option<PersonId>,
    (customer, association): (CustomerId, AssociationId),
) -> sqlx::Result<()> {
    let Some(person) = owner else { return Ok(()) };
    let notice = Notice {
        person,
        kind: Kind::CustomerAssigned,
        facts: Facts { name: mask_name(&new.company_name), count: Some(1), ..Facts::default() },
        link: &format!("/sales/customers/{customer}"),
        entity: "association",
        entity_id: association.0,
        at: context.now,
    };
    notify(tx, &notice).await
}

/// A named constraint is a field's problem.
fn taken(error: sqlx::Error, context: &CommandContext) -> AppError {
    match violated(&error) {
        Some("customer_account_name_key") => refused(context, "account_name", Refusal::AccountNameTaken),
        _ => error.into(),
    }
}

/// What stands against a claim or an association, at its input; the number of claims is the partner's.
fn refused_claim(problems: &Problems<crate::claims::model::Refusal>, context: &CommandContext) -> AppError {
    let words = ClaimText(context.text.locale());
    let mut errors = FieldErrors::new();
    for problem in &problems.0 {
        let field = if problem.field.is_empty() { "form[partner]" } else { &problem.field };
        errors.add(field, words.for_operator(&problem.kind));
    }
    AppError::Invalid(errors)
}

fn refused(context: &CommandContext, name: &str, refusal: Refusal) -> AppError {
    let mut problems = Problems::new();
    problems.add(name, refusal);
    in_words(problems, context)
}

fn in_words(problems: Problems<Refusal>, context: &CommandContext) -> AppError {
    let words = CustomerText(context.text.locale());
    let mut errors = FieldErrors::new();
    for problem in &problems.0 {
        let Problem { field, .. } = problem;
        errors.add(field, words.problem(problem));
    }
    AppError::Invalid(errors)
}

/// Everything about the customer is masked.
fn audited(new: &NewCustomer, owner: Option<PersonId>) -> serde_json::Value {
    let (account, kind) = match &new.relation {
        NewRelation::Association { account_name, kind, .. } => (Some(mask_account(account_name)), Some(*kind)),
        NewRelation::Claim => (None, None),
    };
    json!({
        "company_name": mask_name(&new.company_name), "account_name": account, "association_type": kind, "industry": new.industry,
        "contact_name": mask_name(&new.contact_name), "mobile": new.mobile.as_deref().map(mask_mobile), "email": new.email.as_deref().map(mask_email),
        "account_manager": owner,
    })
}
