//! The context of a command on contracts, and who enters, as the answers of pages and of server functions.

use chrono::{DateTime, NaiveDate, Utc};

use super::model::{Denial, Obstacle, VendorOperator};
use super::rules;
use super::text::ContractText;
use crate::auth::{Reach, Scope, Viewer, viewer};
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

    /// The words.
    pub const fn text(&self) -> ContractText {
        ContractText(self.locale)
    }

    /// The partner's contracts, for whoever requests and voids.
    pub fn requesting(&self) -> Result<Scope, AppError> {
        rules::may_request(&self.viewer).map_err(|denial| denied(denial, &self.viewer, self.locale))?;
        Scope::of(&self.viewer, Reach::Partner)
    }

    /// The vendor's operator.
    pub fn operator(&self) -> Result<VendorOperator, AppError> {
        operator(&self.viewer, self.locale)
    }

    /// Why nothing can be requested.
    pub fn obstacle(&self, obstacle: Obstacle, manager: &str) -> AppError {
        AppError::refused_now(self.text().obstacle(obstacle, manager))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }
}

/// Which rule refuses, and whom to ask.
pub(super) fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: ContractText(locale).denial(denial, viewer) }
}

/// The partner's contracts.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(crate) fn visible_scope(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    rules::may_view(viewer).map_err(|denial| denied(denial, viewer, locale))?;
    Scope::of(viewer, Reach::Partner)
}

/// The vendor's operator.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(super) fn operator(viewer: &Viewer, locale: Locale) -> Result<VendorOperator, AppError> {
    rules::operator(viewer).map_err(|denial| denied(denial, viewer, locale))
}
