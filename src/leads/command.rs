//! The context of a command on leads: the viewer, the state, the time and the language of the answers.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::model::{Denial, Lead, LeadId, Refusal};
use super::queries::{self, Visibility};
use super::rules;
use super::text::LeadText;
use crate::auth::{Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::server::AppState;
use crate::server::audit;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::problems::Problems;

/// What every command on leads needs: the viewer, the state, the time of the request and the words.
pub struct CommandContext {
    pub viewer: Viewer,
    pub state: AppState,
    pub now: DateTime<Utc>,
    pub t: LeadText,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::SignInFirst`].
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Ok(Self { viewer, now: state.clock.now(), state, t: LeadText(locale()) })
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        AppError::NotAllowed { rule: self.t.denial(denial, &self.viewer) }
    }

    /// Which leads the viewer sees.
    pub fn visibility(&self) -> Result<Visibility, AppError> {
        let reach = rules::scope_of(&self.viewer).map_err(|denial| self.denied(denial))?;
        Visibility::of(&self.viewer, reach)
    }

    pub fn invalid(&self, problems: &Problems<Refusal>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| self.t.problem(problem)))
    }

    /// What is refused at one input, `form[name]`; empty for the whole form.
    pub fn refused(&self, field: &str, refusal: Refusal) -> AppError {
        AppError::field(field, self.t.refusal(refusal))
    }

    /// Changed, or over, since the page was shown.
    pub fn stale(&self, refusal: Refusal) -> AppError {
        AppError::refused_now(self.t.refusal(refusal))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The lead, which nobody else changes until the transaction ends.
    pub async fn lock(&self, tx: &mut PgConnection, visibility: &Visibility, id: &str) -> Result<Lead, AppError> {
        let id: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
        queries::lock(tx, visibility, &[id]).await?.pop().ok_or(AppError::NotFound)
    }

    /// The audit row of a change of a lead.
    pub async fn record(
        &self,
        tx: &mut PgConnection,
        verb: &'static str,
        lead: LeadId,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> sqlx::Result<()> {
        let event = self.viewer.audit_event(self.now, verb, ("lead", lead.0), before, after);
        audit::record(tx, &event).await
    }
}
