//! The work behind processing renewal tasks, one or several.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::{Batch, BatchForm, ProcessForm, Processing, Refusal, RenewalTaskId, Standing};
use super::text::RenewalText;
use super::{queries, rules};
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::marketing_tasks::access::{denied, processing_scope, visible_scope};
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::rules::{may_process, outcome, outcomes_in_address};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::problems::Problems;

/// See [`super::api::process`].
///
/// # Errors
/// [`AppError::NotAllowed`] for whoever does not process it, [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn process(form: ProcessForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save(&context.state.db, &context, &form).await?);
    Ok(())
}

/// Where it leads: the task's page, which offers the next one.
pub(super) async fn save(db: &PgPool, context: &CommandContext, form: &ProcessForm) -> Result<String, AppError> {
    let scope = visible_scope(&context.viewer, context.locale)?;
    let id: RenewalTaskId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("renewals.process", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let task = queries::lock(&mut tx, &scope, &[id]).await?.pop().ok_or(AppError::NotFound)?;
    may_process(&context.viewer, &task.owner).map_err(|denial| denied(denial, &context.viewer, context.locale))?;
    if !task.state.is_open() {
        return Err(AppError::refused_now(RenewalText(context.locale).is_over_now()));
    }
    let processing = rules::parse_processing(form, context.today()).map_err(|problems| invalid(context, &problems))?;
    if form.version.trim().parse() != Ok(task.version) {
        return Err(AppError::refused_now(RenewalText(context.locale).changed_meanwhile()));
    }
    write(&mut tx, context, &[task], &processing).await?;
    let location = format!("/sales/marketing-tasks/renewals/{id}?done=processed");
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// See [`super::api::process_several`].
///
/// # Errors
/// [`AppError::NotAllowed`] for whoever processes no task at all, [`AppError::Invalid`].
pub async fn process_several(form: BatchForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save_several(&context.state.db, &context, &form).await?);
    Ok(())
}

/// Where it leads: the page that reports what became of each.
pub(super) async fn save_several(db: &PgPool, context: &CommandContext, form: &BatchForm) -> Result<String, AppError> {
    let scope = visible_scope(&context.viewer, context.locale)?;
    processing_scope(&context.viewer, context.locale)?;
    let Batch { tasks: asked, processing } = rules::parse_batch(form, context.today()).map_err(|problems| invalid(context, &problems))?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("renewals.process_several", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let ids: Vec<RenewalTaskId> = asked.iter().map(|(id, _)| *id).collect();
    let tasks = queries::lock(&mut tx, &scope, &ids).await?;
    let of = |id: &RenewalTaskId| tasks.iter().find(|task| task.id == *id);
    let became = |(id, version): &(RenewalTaskId, i32)| {
        let outcome = |task: &Standing| outcome(&context.viewer, task.state, &task.owner, task.version == *version);
        (*id, of(id).map_or(Outcome::Gone, outcome))
    };
    let outcomes: Vec<(RenewalTaskId, Outcome)> = asked.iter().map(became).collect();
    let is_processed = |(_, outcome): &&(RenewalTaskId, Outcome)| *outcome == Outcome::Processed;
    let processed: Vec<Standing> = outcomes.iter().filter(is_processed).filter_map(|(id, _)| of(id).copied()).collect();
    write(&mut tx, context, &processed, &processing).await?;
    let location = format!("/sales/marketing-tasks/renewals/process?results={}", outcomes_in_address(&outcomes));
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// State, records and audit rows of tasks that are held.
async fn write(tx: &mut PgConnection, context: &CommandContext, tasks: &[Standing], processing: &Processing) -> Result<(), AppError> {
    queries::process(tx, tasks, processing, context.viewer.person_id, context.now).await?;
    for task in tasks {
        let (before, after) = (
            json!({ "state": task.state }),
            json!({ "state": "in_progress", "intention": processing.intention, "expected_on": processing.expected_on }),
        );
        let entity = ("renewal_task", task.id.0);
        let event = context.viewer.audit_event(context.now, "renewal_task.processed", entity, Some(&before), Some(&after));
        audit::record(&mut *tx, &event).await?;
    }
    Ok(())
}

fn invalid(context: &CommandContext, problems: &Problems<Refusal>) -> AppError {
    AppError::Invalid(FieldErrors::of(problems, |problem| RenewalText(context.locale).refusal(problem.kind)))
}
