//! The pages of claims: the partner's, and the vendor's.

mod above;
mod badge;
mod check;
mod claim;
mod new;
mod review;
mod reviews;
mod withdraw;

pub use above::above_list;
pub use badge::tone;
pub use claim::ClaimPage;
pub use new::NewClaimPage;
pub use review::ReviewPage;
pub use reviews::ReviewsPage;
pub use withdraw::WithdrawPage;

use super::model::{Denial, Reviewer};
use super::rules;
use super::text::ClaimText;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::organisation::model::{PartnerId, Reach};
use crate::organisation::text::OrganisationText;

/// The page that says which rule hides claims.
pub fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: ClaimText(locale).denial(denial, viewer) }
}

/// How far the viewer sees, in which partner, or the page that says why not.
fn entered(viewer: &Viewer, locale: Locale) -> Result<(Reach, Scope, PartnerId), AppError> {
    let reach = rules::scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?;
    Ok((reach, Scope::of(viewer, reach)?, viewer.partner_id().ok_or(AppError::NotFound)?))
}

/// The vendor's person who reviews, or the page that says which rule refuses it.
fn reviewer(viewer: Result<Viewer, AppError>, locale: Locale) -> Result<Reviewer, AppError> {
    let viewer = viewer?;
    let words = OrganisationText(locale);
    rules::may_review(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.administrator.as_deref()) })
}

/// The crumb above every page of a partner's claims.
fn crumbs(t: ClaimText) -> Vec<(String, String)> {
    vec![(t.customer_development().to_owned(), "/sales/customer-development".to_owned())]
}
