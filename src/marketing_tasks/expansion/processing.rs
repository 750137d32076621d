//! The work behind processing: one task, or several with one result and note.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::command::CommandContext;
use super::model::{BatchForm, PickForm, Picked, ProcessForm, Processing, Said, Task, TaskId};
use super::queries;
use super::rules;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::marketing_tasks::rules::{may_process, processes_some};
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

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
    context.scope()?;
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let (task, picked) = context.processable(&mut tx, &form.id, &form.version).await?;
    let processing = rules::parse_processing(form).map_err(|problems| context.invalid(&problems))?;
    if !carry_out(&mut tx, context, &task, picked, &processing).await? {
        return Err(AppError::refused_now(context.t.changed_meanwhile()));
    }
    let location = format!("{LIST}/{}?done=processed", task.id);
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

async fn carry_out(
    tx: &mut PgConnection,
    context: &CommandContext,
    task: &Task,
    picked: Picked,
    processing: &Processing,
) -> sqlx::Result<bool> {
    let done = queries::process(tx, picked, processing, context.viewer.person_id, context.now).await?;
    if done {
        let (before, after) =
            (json!({ "state": task.state }), json!({ "state": processing.result.leads_to(), "result": processing.result }));
        context.record(tx, "expansion_task.processed", task.id, &before, &after).await?;
    }
    Ok(done)
}

/// Where ticked tasks lead.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] when nothing is ticked.
pub fn pick(form: &PickForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    context.scope()?;
    processes_any(&context, &context.viewer)?;
    let ids = rules::parse_pick(form).map_err(|refusal| AppError::field("", context.t.refusal(refusal)))?;
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    leptos_axum::redirect(&format!("{LIST}/process?tasks={ids}"));
    Ok(())
}

/// Whoever processes no task at all is told by which rule.
fn processes_any(context: &CommandContext, viewer: &Viewer) -> Result<(), AppError> {
    if processes_some(viewer) {
        return Ok(());
    }
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let nobodys = crate::marketing_tasks::model::TaskOwner { partner, account_manager: None };
    may_process(viewer, &nobodys).map_err(|denial| context.denied(denial))
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
    let scope = context.scope()?;
    processes_any(context, &context.viewer)?;
    let (picked, processing) = rules::parse_batch(form).map_err(|problems| context.invalid(&problems))?;
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
    let mut said = Vec::with_capacity(tasks.len());
    for task in &tasks {
        let Some(shown) = picked.iter().find(|one| one.id == task.id) else { continue };
        let came = if !task.state.is_open() {
            Said::Over
        } else if may_process(&context.viewer, &task.task_owner()).is_err() {
            Said::NotYours
        } else if carry_out(&mut tx, context, task, *shown, &processing).await? {
            Said::Processed
        } else {
            Said::Changed
        };
        said.push(format!("{}:{}", task.id, came.as_str()));
    }
    // Each row is reported on the page that this leads to.
    let location = format!("{LIST}/process?done={}", said.join(","));
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}
