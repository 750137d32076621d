//! A task as the origin of an opportunity (R9): what the report form shows of it, and what becomes of it once the opportunity
//! stands. Handed to the opportunities by `app`.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::{Picked, Task, TaskId};
use super::queries;
use super::rules::may_report_from;
use super::text::ExpansionText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::access::{denied, visible_scope};
use crate::marketing_tasks::model::Denial;
use crate::marketing_tasks::rules::may_process;
use crate::opportunities::model::CustomerRef;
use crate::opportunities::origin::{Beginning, Found, Origin, Reported};
use crate::server::audit;

/// Sales expansion tasks.
pub const ORIGIN: Origin =
    Origin { find: |db, viewer, locale, id| Box::pin(find(db, viewer, locale, id)), close: |tx, reported| Box::pin(close(tx, reported)) };

/// The task, and whether an opportunity can be reported from it now.
async fn find(db: PgPool, viewer: Viewer, locale: Locale, id: String) -> Result<Found, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    let denied = |denial| denied(denial, &viewer, locale);
    let id: TaskId = id.parse().map_err(|_| AppError::NotFound)?;
    let task = queries::task(&db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let t = ExpansionText(locale);
    may_process(&viewer, &task.task_owner()).map_err(denied)?;
    let href = format!("/sales/marketing-tasks/expansion/{}", task.id);
    if !task.state.is_open() {
        return Ok(Found::Over { says: t.origin_is_over(&task.name), back: t.origin_back().to_owned(), href });
    }
    if !may_report_from(&viewer, &task) {
        return Err(denied(Denial::NotYours));
    }
    Ok(Found::Open(Beginning { customer: CustomerRef::Association(task.association_id), says: t.origin_fixed(&task.name), href }))
}

/// The opportunity stands: the task is done with it, in the same transaction. It is in the viewer's own scope, open, hers to
/// process, and about the same customer.
async fn close(tx: &mut PgConnection, reported: Reported) -> Result<(), AppError> {
    let Reported { viewer, locale, now, origin, customer, opportunity } = reported;
    let t = ExpansionText(locale);
    let scope = visible_scope(&viewer, locale)?;
    let id: TaskId = origin.parse().map_err(|_| AppError::NotFound)?;
    let task: Task = queries::lock(tx, &scope, &[id]).await?.pop().ok_or(AppError::NotFound)?;
    may_process(&viewer, &task.task_owner()).map_err(|denial| denied(denial, &viewer, locale))?;
    if customer != CustomerRef::Association(task.association_id) {
        return Err(AppError::field("form[customer]", t.origin_other_customer()));
    }
    let picked = Picked { id, version: task.version };
    if !queries::link_opportunity(tx, picked, opportunity, viewer.person_id, now).await? {
        return Err(AppError::refused_now(t.origin_over()));
    }
    let (before, after) = (json!({ "state": task.state }), json!({ "state": "done", "opportunity": opportunity }));
    let event = viewer.audit_event(now, "expansion_task.processed", ("expansion_task", id.0), Some(&before), Some(&after));
    Ok(audit::record(tx, &event).await?)
}
