//! The context of a command on marketing tasks and their campaigns: the viewer, the state, the time and the language of the answers.

use chrono::{DateTime, NaiveDate, Utc};

use super::access::{denied, processing_scope, visible_scope};
use super::model::Denial;
use crate::auth::{Scope, Viewer, viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::date::beijing_date;

/// What every command needs.
pub(super) struct CommandContext {
    pub viewer: Viewer,
    pub state: AppState,
    pub now: DateTime<Utc>,
    pub locale: Locale,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::SignInFirst`].
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Ok(Self { viewer, now: state.clock.now(), state, locale: locale() })
    }

    /// The Beijing day of the request.
    pub fn today(&self) -> NaiveDate {
        beijing_date(self.now)
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        denied(denial, &self.viewer, self.locale)
    }

    /// The tasks that the viewer sees.
    pub fn scope(&self) -> Result<Scope, AppError> {
        visible_scope(&self.viewer, self.locale)
    }

    /// Whoever processes no task at all is told by which rule.
    pub fn check_processes_some(&self) -> Result<(), AppError> {
        processing_scope(&self.viewer, self.locale).map(|_| ())
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }
}
