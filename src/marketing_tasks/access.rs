//! Who enters and who processes, as the answers of pages and of server functions.

use super::model::Denial;
use super::rules::{processing_reach, scope_of};
use super::text::TaskText;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;

/// Which rule refuses, and whom to ask.
pub(super) fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: TaskText(locale).denial(denial, viewer) }
}

/// The tasks that the viewer sees.
///
/// # Errors
/// [`AppError::NotAllowed`].
pub(super) fn visible_scope(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    Scope::of(viewer, scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// The tasks that the viewer processes.
///
/// # Errors
/// [`AppError::NotAllowed`] for whoever processes no task at all.
pub(super) fn processing_scope(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    Scope::of(viewer, processing_reach(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}
