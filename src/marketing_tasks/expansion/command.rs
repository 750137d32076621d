//! The context of a command on expansion tasks and campaigns: the viewer, the state, the time and the language of the answers.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Picked, Refusal, Task, TaskId, VendorOperator};
use super::queries;
use super::rules;
use super::text::{CampaignText, ExpansionText};
use crate::auth::{Scope, Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::marketing_tasks::model::Denial;
use crate::marketing_tasks::rules::{may_process, scope_of};
use crate::marketing_tasks::text::TaskText;
use crate::server::AppState;
use crate::server::audit;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::date::beijing_date;
use crate::values::problems::Problems;

/// What every command needs.
pub(super) struct CommandContext {
    pub viewer: Viewer,
    pub state: AppState,
    pub now: DateTime<Utc>,
    pub t: ExpansionText,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::SignInFirst`].
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Ok(Self { viewer, now: state.clock.now(), state, t: ExpansionText(locale()) })
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        AppError::NotAllowed { rule: TaskText(self.t.locale()).denial(denial, &self.viewer) }
    }

    /// The tasks that the viewer sees.
    pub fn scope(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, scope_of(&self.viewer).map_err(|denial| self.denied(denial))?)
    }

    /// That the viewer is the vendor's operator.
    pub fn operator(&self) -> Result<VendorOperator, AppError> {
        rules::operator(&self.viewer).map_err(|denial| self.denied(denial))
    }

    pub fn campaign_text(&self) -> CampaignText {
        CampaignText(self.t.locale())
    }

    pub fn today(&self) -> NaiveDate {
        beijing_date(self.now)
    }

    pub fn invalid(&self, problems: &Problems<Refusal>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| self.t.refusal(problem.kind)))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The task, held, in scope and the viewer's to process now.
    pub async fn processable(&self, tx: &mut PgConnection, id: &str, version: &str) -> Result<(Task, Picked), AppError> {
        let id: TaskId = id.parse().map_err(|_| AppError::NotFound)?;
        let task = queries::lock(tx, &self.scope()?, &[id]).await?.pop().ok_or(AppError::NotFound)?;
        may_process(&self.viewer, &task.task_owner()).map_err(|denial| self.denied(denial))?;
        if !task.state.is_open() {
            return Err(AppError::refused_now(self.t.over()));
        }
        if version.trim().parse() != Ok(task.version) {
            return Err(AppError::refused_now(self.t.changed_meanwhile()));
        }
        let picked = Picked { id, version: task.version };
        Ok((task, picked))
    }

    /// The audit row of a change of a task.
    pub async fn record(&self, tx: &mut PgConnection, verb: &'static str, task: TaskId, before: &Value, after: &Value) -> sqlx::Result<()> {
        let event = self.viewer.audit_event(self.now, verb, ("expansion_task", task.0), Some(before), Some(after));
        audit::record(tx, &event).await
    }
}
