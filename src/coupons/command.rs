//! The context of a command on coupons: the viewer, the state, the time and the language of the answers.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Denial, Problem};
use super::text::{CouponProblemText, CouponText};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::{self, CheckedCode};
use crate::auth::{Reach, Scope, Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::problems::Problems;

/// Which rule refuses, and whom to ask.
pub(super) fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: CouponText(locale).denial(denial, viewer) }
}

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

    /// Passes whom the rule admits.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`].
    pub fn admit<T>(&self, rule: fn(&Viewer) -> Result<T, Denial>) -> Result<T, AppError> {
        rule(&self.viewer).map_err(|denial| denied(denial, &self.viewer, self.locale))
    }

    /// What the viewer's own partner holds.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff.
    pub fn own(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, Reach::Partner)
    }

    /// What a distributor and its resellers hold.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff.
    pub fn with_resellers(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, Reach::PartnerAndResellers)
    }

    /// Judges the verification code of a sensitive operation, before its transaction begins.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn check_code(&self, purpose: Purpose, typed: &str) -> sqlx::Result<CheckedCode> {
        verification::check(&self.state.db, &self.viewer, purpose, typed, self.now).await
    }

    /// Uses the code up with the operation that it confirms.
    ///
    /// # Errors
    /// [`AppError::Invalid`] beside the code when it is not right.
    pub async fn consume_code(&self, tx: &mut PgConnection, code: CheckedCode) -> Result<(), AppError> {
        verification::consume(tx, &self.viewer, self.locale, code, self.now).await
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// All problems of a form in words.
    pub fn invalid(&self, problems: &Problems<Problem>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| CouponProblemText(self.locale).problem(&problem.kind)))
    }

    /// One problem of one input.
    pub fn wrong(&self, field: &str, problem: &Problem) -> AppError {
        AppError::field(field, CouponProblemText(self.locale).problem(problem))
    }
}
