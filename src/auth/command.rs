//! The context of a command: who asks, with the state, the time and the language of the answers. What a capability adds to it (whom it
//! lets in, which rows are meant) are functions of its own over it.

use chrono::{DateTime, NaiveDate, Utc};

use super::Viewer;
use super::session::viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::date::beijing_date;

/// See the module.
pub struct CommandContext {
    /// Who asks.
    pub viewer: Viewer,
    /// Database, clock and the like.
    pub state: AppState,
    /// The time of the request.
    pub now: DateTime<Utc>,
    /// The language of the answers.
    pub locale: Locale,
}

impl CommandContext {
    /// That of the present request.
    ///
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

    /// A submit of this person's, with its idempotency key and what it sent.
    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }
}
