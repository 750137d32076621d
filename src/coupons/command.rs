//! What commands on coupons add to the context of a command: whom a rule lets in, which rows are meant, problems in words.

use super::model::{Denial, Problem};
use super::text::{CouponProblemText, CouponText};
use crate::auth::command::CommandContext;
use crate::auth::{Reach, Scope, Viewer};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::values::problems::Problems;

/// Which rule refuses, and whom to ask.
pub(super) fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: CouponText(locale).denial(denial, viewer) }
}

/// See the module.
pub(super) trait CouponCommand {
    /// Passes whom the rule admits.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`].
    fn admit<T>(&self, rule: fn(&Viewer) -> Result<T, Denial>) -> Result<T, AppError>;

    /// What the viewer's own partner holds.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff.
    fn own(&self) -> Result<Scope, AppError>;

    /// What a distributor and its resellers hold.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for vendor staff.
    fn with_resellers(&self) -> Result<Scope, AppError>;

    /// All problems of a form in words.
    fn invalid(&self, problems: &Problems<Problem>) -> AppError;

    /// One problem of one input.
    fn wrong(&self, field: &str, problem: &Problem) -> AppError;
}

impl CouponCommand for CommandContext {
    fn admit<T>(&self, rule: fn(&Viewer) -> Result<T, Denial>) -> Result<T, AppError> {
        rule(&self.viewer).map_err(|denial| denied(denial, &self.viewer, self.locale))
    }

    fn own(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, Reach::Partner)
    }

    fn with_resellers(&self) -> Result<Scope, AppError> {
        Scope::of(&self.viewer, Reach::PartnerAndResellers)
    }

    fn invalid(&self, problems: &Problems<Problem>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| CouponProblemText(self.locale).problem(&problem.kind)))
    }

    fn wrong(&self, field: &str, problem: &Problem) -> AppError {
        AppError::field(field, CouponProblemText(self.locale).problem(problem))
    }
}
