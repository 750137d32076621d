//! Saved views of the list: who enters it, and what of an address a view keeps.

use super::model::ListRequest;
use super::rules;
use super::text::OpportunityText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::ListName;
use crate::lists::model::Pair;
use crate::lists::viewed::ViewedList;

/// For `app`, which hands it to the work behind views.
pub const VIEWED: ViewedList = ViewedList { list: ListName::Opportunities, admits, conditions };

fn admits(viewer: &Viewer, locale: Locale) -> Result<(), AppError> {
    rules::may_view(viewer).map_err(|denial| AppError::NotAllowed { rule: OpportunityText(locale).denial(denial, viewer) })
}

fn conditions(pairs: &[(&str, &str)]) -> Vec<Pair> {
    ListRequest::from_pairs(pairs.iter().copied()).conditions()
}
