//! The work behind campaigns: counting whom one would reach, creating it once, terminating it.

use serde_json::json;
use sqlx::PgConnection;

use super::model::{CampaignForm, CampaignId, CampaignProblem, NewCampaign, Preview, Target, TerminateForm, VendorOperator};
use super::queries::{self, Wanted};
use super::rules;
use super::text::CampaignText;
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::marketing_tasks::access::denied;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};
use crate::values::problems::Problems;

/// See [`super::api::count_customers`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] beside the conditions that cannot be read.
pub async fn count_customers(form: CampaignForm) -> Result<Preview, AppError> {
    let context = CommandContext::open()?;
    let operator = operator(&context)?;
    let target = rules::parse_target(&form).map_err(|problems| invalid(&context, &problems))?;
    let mut tx = begin(&context.state.db).await?;
    queries::allow_time(&mut tx).await?;
    let mut preview = counted(&mut tx, &context, operator, &target, &form).await?;
    if preview.customers == 0 {
        for (condition, target) in rules::wider(&target) {
            let customers = counted(&mut tx, &context, operator, &target, &form).await?.customers;
            preview.wider.extend((customers > 0).then_some((condition, customers)));
        }
    }
    tx.commit().await?;
    Ok(preview)
}

async fn counted(
    db: &mut PgConnection,
    context: &CommandContext,
    operator: VendorOperator,
    target: &Target,
    form: &CampaignForm,
) -> Result<Preview, AppError> {
    let months = rules::spend_months(context.today());
    let wanted = Wanted { level_1: form.level_1.trim(), level_2: form.level_2.trim(), months: &months };
    let preview = queries::preview(db, operator, target, &wanted).await?;
    Ok(Preview { counted_for: rules::fingerprint(target, &form.level_1, &form.level_2), ..preview })
}

/// See [`super::api::create_campaign`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with every problem beside its field, or that other customers are meant now than
/// were counted.
pub async fn create(form: CampaignForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = operator(&context)?;
    let mut new = rules::parse_campaign(&form, context.today()).map_err(|problems| invalid(&context, &problems))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("expansion.create_campaign", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            queries::allow_time(&mut tx).await?;
            queries::hold_strategy(&mut tx, &new).await?;
            let now = counted(&mut tx, &context, operator, &new.target, &form).await?;
            rules::check_count(&form, &now).map_err(|problem| refused(&context, problem))?;
            name_partner(&mut tx, &context, operator, &mut new.target).await?;
            let id = make(&mut tx, &context, &new, now.customers).await?;
            let location = format!("/operations/expansion-campaigns/{id}?done=created");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The partner's name is kept with its id, as it was; an id that is none of them is refused.
async fn name_partner(
    tx: &mut PgConnection,
    context: &CommandContext,
    operator: VendorOperator,
    target: &mut Target,
) -> Result<(), AppError> {
    let Some(partner) = target.partner else { return Ok(()) };
    let partners = queries::partners_to_choose(tx, operator).await?;
    let (_, name) = partners
        .into_iter()
        .find(|(id, _)| *id == partner)
        .ok_or_else(|| AppError::field("form[partner]", CampaignText(context.locale).problem(CampaignProblem::NotAChoice)))?;
    target.partner_name = name;
    Ok(())
}

async fn make(tx: &mut PgConnection, context: &CommandContext, new: &NewCampaign, customers: i64) -> Result<CampaignId, AppError> {
    let by = context.viewer.person_id;
    let id = queries::insert_campaign(tx, new, customers, Some(by), context.now).await.map_err(|error| taken(context, error))?;
    let months = rules::spend_months(context.today());
    let made = queries::create(tx, id, new, &months, context.now).await?;
    let made = i64::try_from(made).unwrap_or(i64::MAX);
    if made != customers {
        // Somebody changed a customer between counting and making.
        return Err(refused(context, CampaignProblem::OtherCount(made)));
    }
    for (person, count) in queries::recipients(tx, id).await? {
        let facts = Facts { name: new.name.clone(), count: u32::try_from(count).ok(), ..Facts::default() };
        let link = "/sales/marketing-tasks/expansion";
        let (kind, entity) = (Kind::ExpansionTasksCreated, "expansion_campaign");
        notify(tx, &Notice { person, kind, facts, link, entity, entity_id: id.0, at: context.now }).await?;
    }
    let after = json!({ "name": new.name, "deadline": new.deadline, "target": new.target, "tasks": made });
    let event = context.viewer.audit_event(context.now, "expansion_campaign.created", ("expansion_campaign", id.0), None, Some(&after));
    audit::record(tx, &event).await?;
    Ok(id)
}

/// See [`super::api::terminate_campaign`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] without a reason, [`AppError::Conflict`] when it is
/// terminated or changed already.
pub async fn terminate(form: TerminateForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = operator(&context)?;
    let t = CampaignText(context.locale);
    let id: CampaignId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("expansion.terminate_campaign", &form.key, &content);
    let location = format!("/operations/expansion-campaigns/{id}?done=terminated");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let held = queries::hold_campaign(&mut tx, operator, id).await?.ok_or(AppError::NotFound)?;
        if held.terminated.is_some() {
            return Err(AppError::refused_now(t.terminated_already()));
        }
        if form.version.trim().parse() != Ok(held.version) {
            return Err(AppError::refused_now(t.moved_meanwhile()));
        }
        let reason = rules::parse_reason(&form.reason).map_err(|problem| AppError::field("form[reason]", t.problem(problem)))?;
        let ended = queries::terminate(&mut tx, operator, id, &reason, context.viewer.person_id, context.now).await?;
        let after = json!({ "reason": reason, "tasks_terminated": ended });
        let event =
            context.viewer.audit_event(context.now, "expansion_campaign.terminated", ("expansion_campaign", id.0), None, Some(&after));
        audit::record(&mut tx, &event).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// That the viewer is the vendor's operator.
fn operator(context: &CommandContext) -> Result<VendorOperator, AppError> {
    rules::operator(&context.viewer).map_err(|denial| denied(denial, &context.viewer, context.locale))
}

fn invalid(context: &CommandContext, problems: &Problems<CampaignProblem>) -> AppError {
    let t = CampaignText(context.locale);
    AppError::Invalid(FieldErrors::of(problems, |problem| t.problem(problem.kind)))
}

/// What concerns the whole form.
fn refused(context: &CommandContext, problem: CampaignProblem) -> AppError {
    AppError::field("", CampaignText(context.locale).problem(problem))
}

/// The named constraint is the name's problem.
fn taken(context: &CommandContext, error: sqlx::Error) -> AppError {
    match violated(&error) {
        Some("expansion_campaign_name") => AppError::field("form[name]", CampaignText(context.locale).problem(CampaignProblem::NameTaken)),
        _ => error.into(),
    }
}
