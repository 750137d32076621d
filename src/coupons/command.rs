//! What commands on coupons add to the context of a command: whom a rule lets in, which rows are meant, problems in words.

use chrono::{DateTime, Utc};

use super::model::{Denial, Problem};
use super::queries::quotas::Quota;
use super::rules;
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

/// Why nothing can be issued of a quota now; where Operations stopped it, also since when, why, and whom to ask.
pub(super) fn stopped(quota: &Quota, now: DateTime<Utc>, locale: Locale) -> Option<String> {
    let refusal = rules::may_issue_of(&quota.terms, now).err()?;
    Some(CouponProblemText(locale).stopped(refusal, quota.status_since, &quota.status_reason))
}

/// Inputs of which several can be ticked: the name of each ends in `[]`, and so does that of its problem.
const GROUPS: [&str; 4] = ["form[customers]", "form[lines]", "form[scope][order_types]", "form[scope][combines_with]"];

/// The input beside which a problem stands.
fn input(field: &str) -> String {
    if GROUPS.contains(&field) { format!("{field}[]") } else { field.to_owned() }
}

/// One problem of one input in words: where nothing is ticked, what to tick.
fn said(field: &str, problem: &Problem, locale: Locale) -> String {
    let t = CouponProblemText(locale);
    match (field, problem) {
        ("form[customers]", Problem::Missing) => t.no_customer().to_owned(),
        ("form[lines]", Problem::Missing) => t.no_line().to_owned(),
        _ => t.problem(problem),
    }
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
        let mut errors = FieldErrors::of(problems, |problem| said(&problem.field, &problem.kind, self.locale));
        for error in &mut errors.0 {
            error.field = input(&error.field);
        }
        AppError::Invalid(errors)
    }

    fn wrong(&self, field: &str, problem: &Problem) -> AppError {
        AppError::field(&input(field), said(field, problem, self.locale))
    }
}
