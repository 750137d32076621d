//! The context of a command on renewal tasks: the viewer, the state, the time and the words of the answers.

use chrono::{DateTime, NaiveDate, Utc};

use super::model::Refusal;
use super::text::RenewalText;
use crate::auth::{Scope, Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::marketing_tasks::model::Denial;
use crate::marketing_tasks::rules;
use crate::marketing_tasks::text::TaskText;
use crate::server::AppState;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::date::beijing_date;
use crate::values::problems::Problems;

/// What every command on renewal tasks needs.
pub struct CommandContext {
    pub viewer: Viewer,
    pub state: AppState,
    pub now: DateTime<Utc>,
    pub t: RenewalText,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::SignInFirst`].
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Ok(Self { viewer, now: state.clock.now(), state, t: RenewalText(locale()) })
    }

    /// The Beijing day of the request.
    pub fn today(&self) -> NaiveDate {
        beijing_date(self.now)
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        AppError::NotAllowed { rule: TaskText(self.t.locale()).denial(denial, &self.viewer) }
    }

    /// The tasks that the viewer sees.
    pub fn scope(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, rules::scope_of(&self.viewer).map_err(|denial| self.denied(denial))?)
    }

    pub fn invalid(&self, problems: &Problems<Refusal>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| self.t.refusal(problem.kind)))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }
}
