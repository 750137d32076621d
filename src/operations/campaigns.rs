//! The work behind campaigns.

use serde_json::{Value, json};
use sqlx::PgConnection;

use super::command::CommandContext;
use super::model::{Campaign, CampaignForm, CampaignId, CampaignRefusal, CampaignRow, EndCampaignForm};
use super::text::CampaignText;
use super::{queries, rules};
use crate::error::{AppError, Conflict, FieldErrors, Theirs};
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};
use crate::values::date::{beijing_date, format_date};
use crate::values::problems::Problems;

/// See [`super::api::create_campaign`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn create(form: CampaignForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let new = rules::parse_campaign(&form).map_err(|problems| in_words(&context, problems))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.create_campaign", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let id =
                queries::insert_campaign(&mut tx, context.operator, &new, context.now).await.map_err(|error| taken(&context, error))?;
            record(&mut tx, &context, "campaign.created", id, None, &new).await?;
            let location = format!("/operations/campaigns/{id}?done=created");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::change_campaign`]. Links and leads follow by themselves: they name the campaign by its id.
///
/// # Errors
/// [`AppError::NotFound`] for no campaign, [`AppError::Conflict`] with both values when somebody saved in between.
pub async fn change(form: CampaignForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: CampaignId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.change_campaign", &form.key, &content);
    let location = format!("/operations/campaigns/{id}?done=changed");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let held = queries::hold_campaign(&mut tx, context.operator, id).await?.ok_or(AppError::NotFound)?;
        if form.version.trim().parse() != Ok(held.version) {
            return Err(conflict(&context, &form, &held));
        }
        let to = rules::parse_campaign(&form).map_err(|problems| in_words(&context, problems))?;
        if to != held.campaign {
            save(&mut tx, &context, "campaign.changed", &held, &to).await?;
        }
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::end_campaign`].
///
/// # Errors
/// [`AppError::Conflict`] when somebody changed it meanwhile, or when it does not run beyond today.
pub async fn end(form: EndCampaignForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let t = CampaignText(context.text.locale());
    let id: CampaignId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("operations.end_campaign", &form.key, &content);
    let location = format!("/operations/campaigns/{id}?done=ended");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let held = queries::hold_campaign(&mut tx, context.operator, id).await?.ok_or(AppError::NotFound)?;
        if form.version.trim().parse() != Ok(held.version) {
            return Err(AppError::refused_now(t.moved_meanwhile()));
        }
        let today = beijing_date(context.now);
        if !rules::may_end_campaign(&held.campaign, today) {
            return Err(AppError::refused_now(t.not_running()));
        }
        let to = Campaign { ends_on: today, ..held.campaign.clone() };
        save(&mut tx, &context, "campaign.ended", &held, &to).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

async fn save(
    tx: &mut PgConnection,
    context: &CommandContext,
    verb: &'static str,
    held: &CampaignRow,
    to: &Campaign,
) -> Result<(), AppError> {
    queries::save_campaign(tx, context.operator, held.id, to, context.now).await.map_err(|error| taken(context, error))?;
    record(tx, context, verb, held.id, Some(&held.campaign), to).await
}

async fn record(
    tx: &mut PgConnection,
    context: &CommandContext,
    verb: &'static str,
    id: CampaignId,
    before: Option<&Campaign>,
    after: &Campaign,
) -> Result<(), AppError> {
    let (before, after) = (before.map(audited), audited(after));
    audit::record(tx, &context.event_of_installation(verb, ("campaign", id.0), before.as_ref(), Some(&after))).await?;
    Ok(())
}

fn audited(campaign: &Campaign) -> Value {
    json!({ "name": campaign.name, "starts_on": campaign.starts_on, "ends_on": campaign.ends_on })
}

/// The named constraint is the name's problem.
fn taken(context: &CommandContext, error: sqlx::Error) -> AppError {
    match violated(&error) {
        Some("campaign_name") => AppError::field("form[name]", CampaignText(context.text.locale()).name_taken()),
        _ => error.into(),
    }
}

fn in_words(context: &CommandContext, problems: Problems<CampaignRefusal>) -> AppError {
    let t = CampaignText(context.text.locale());
    AppError::Invalid(FieldErrors::of(&problems, |problem| t.refusal(&problem.field, problem.kind)))
}

/// Both values of every field that differs.
fn conflict(context: &CommandContext, form: &CampaignForm, held: &CampaignRow) -> AppError {
    let locale = context.text.locale();
    let Campaign { name, starts_on, ends_on } = &held.campaign;
    let day = |day: &chrono::NaiveDate| (day.to_string(), format_date(*day, locale));
    let fields = [
        ("name", &form.name, (name.clone(), name.clone())),
        ("starts_on", &form.starts_on, day(starts_on)),
        ("ends_on", &form.ends_on, day(ends_on)),
    ];
    let theirs = fields.into_iter().filter(|(_, typed, (value, _))| typed.trim() != value).map(|(field, _, (value, shown))| Theirs {
        field: format!("form[{field}]"),
        value,
        shown,
    });
    let message = CampaignText(locale).changed_meanwhile().into();
    AppError::Conflict(Conflict { version: Some(held.version), message, theirs: theirs.collect() })
}
