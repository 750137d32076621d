//! The pages that replay amounts in words.

mod month;
mod record;

pub use month::MonthPage;
pub use record::RecordPage;

use crate::auth::{Scope, Viewer};
use crate::consumption::rules;
use crate::consumption::text::ConsumptionText;
use crate::error::AppError;
use crate::i18n::Locale;

/// The consumption that the viewer sees, or the rule that refuses it.
fn scope_of(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    let reach = rules::scope_of(viewer);
    Scope::of(viewer, reach.map_err(|denial| AppError::NotAllowed { rule: ConsumptionText(locale).denial(denial, viewer) })?)
}
