//! Who enters, as the answers of pages and of server functions.

use super::model::{Denial, VendorOperator};
use super::rules;
use super::text::ContractText;
use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;

/// The partner's contracts, for whoever requests and voids.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(super) fn requesting_scope(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    rules::may_request(viewer).map_err(|denial| denied(denial, viewer, locale))?;
    Scope::of(viewer, Reach::Partner)
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
