//! The work behind processing: one task, or several with one result and note.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::{BatchForm, PickForm, Picked, ProcessForm, Processing, Refusal, Task, TaskId};
use super::queries;
use super::rules;
use super::text::ExpansionText;
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::marketing_tasks::access::{denied, processing_scope, visible_scope};
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::rules::{may_process, outcome, outcomes_in_address};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::problems::Problems;

/// Where tasks stand.
const LIST: &str = "/sales/marketing-tasks/expansion";

/// See [`super::api::process`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`], [`AppError::Conflict`].
pub async fn process(form: ProcessForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save(&context.state.db, &context, &form).await?);
    Ok(())
}

pub(super) async fn save(db: &PgPool, context: &CommandContext, form: &ProcessForm) -> Result<String, AppError> {
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("expansion.process", &form.key, &content);
    visible_scope(&context.viewer, context.locale)?;
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let task = processable(&mut tx, context, form).await?;
    let processing = rules::parse_processing(form).map_err(|problems| invalid(context, &problems))?;
    if !carry_out(&mut tx, context, &task, &processing).await? {
        return Err(AppError::refused_now(ExpansionText(context.locale).changed_meanwhile()));
    }
    let location = format!("{LIST}/{}?done=processed", task.id);
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// The task of the form, held, in scope and the viewer's to process now, in the version that the page showed.
async fn processable(tx: &mut PgConnection, context: &CommandContext, form: &ProcessForm) -> Result<Task, AppError> {
    let t = ExpansionText(context.locale);
    let id: TaskId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let task = queries::lock(tx, &visible_scope(&context.viewer, context.locale)?, &[id]).await?.pop().ok_or(AppError::NotFound)?;
    may_process(&context.viewer, &task.task_owner()).map_err(|denial| denied(denial, &context.viewer, context.locale))?;
    if !task.state.is_open() {
        return Err(AppError::refused_now(t.over()));
    }
    if form.version.trim().parse() != Ok(task.version) {
        return Err(AppError::refused_now(t.changed_meanwhile()));
    }
    Ok(task)
}

/// State, record and audit row of a task that is held.
async fn carry_out(tx: &mut PgConnection, context: &CommandContext, task: &Task, processing: &Processing) -> sqlx::Result<bool> {
    let picked = Picked { id: task.id, version: task.version };
    let done = queries::process(tx, picked, processing, context.viewer.person_id, context.now).await?;
    if done {
        let (before, after) =
            (json!({ "state": task.state }), json!({ "state": processing.result.leads_to(), "result": processing.result }));
        let entity = ("expansion_task", task.id.0);
        let event = context.viewer.audit_event(context.now, "expansion_task.processed", entity, Some(&before), Some(&after));
        audit::record(tx, &event).await?;
    }
    Ok(done)
}

/// Where ticked tasks lead.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] when nothing is ticked.
pub fn pick(form: &PickForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    processing_scope(&context.viewer, context.locale)?;
    let ids = rules::parse_pick(form).map_err(|refusal| AppError::field("", ExpansionText(context.locale).refusal(refusal)))?;
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    leptos_axum::redirect(&format!("{LIST}/process?tasks={ids}"));
    Ok(())
}

/// See [`super::api::process_several`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with everything that is wrong, [`AppError::NotFound`] when none of them is seen.
pub async fn process_several(form: BatchForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save_several(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save_several(db: &PgPool, context: &CommandContext, form: &BatchForm) -> Result<String, AppError> {
    let scope = visible_scope(&context.viewer, context.locale)?;
    processing_scope(&context.viewer, context.locale)?;
    let (picked, processing) = rules::parse_batch(form).map_err(|problems| invalid(context, &problems))?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("expansion.process_several", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let ids: Vec<TaskId> = picked.iter().map(|one| one.id).collect();
    let tasks = queries::lock(&mut tx, &scope, &ids).await?;
    if tasks.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut outcomes = Vec::with_capacity(picked.len());
    for Picked { id, version } in picked {
        let Some(task) = tasks.iter().find(|task| task.id == id) else {
            outcomes.push((id, Outcome::Gone));
            continue;
        };
        let mut became = outcome(&context.viewer, task.state, &task.task_owner(), task.version == version);
        if became == Outcome::Processed && !carry_out(&mut tx, context, task, &processing).await? {
            became = Outcome::Changed;
        }
        outcomes.push((id, became));
    }
    // Each is reported on the page that this leads to.
    let location = format!("{LIST}/process?results={}", outcomes_in_address(&outcomes));
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

fn invalid(context: &CommandContext, problems: &Problems<Refusal>) -> AppError {
    AppError::Invalid(FieldErrors::of(problems, |problem| ExpansionText(context.locale).refusal(problem.kind)))
}
