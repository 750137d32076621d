//! Everything that the page of one opportunity shows, and the eye of its masked values.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::auth::Viewer;
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::Eye;
use crate::i18n::Locale;
use crate::opportunities::model::Timeline;
use crate::opportunities::queries::choice::Managers;
use crate::opportunities::queries::detail::Whole;

/// Everything that the page shows.
pub(super) struct PageData {
    pub(super) viewer: Viewer,
    pub(super) locale: Locale,
    pub(super) now: DateTime<Utc>,
    pub(super) whole: Whole,
    pub(super) timeline: Timeline,
    /// To whom it can be handed over, for a viewer who may do it now.
    pub(super) managers: Option<Managers>,
    pub(super) revealed: Option<Revealed>,
}

/// The eye of one value, for those who reach the customer.
pub(super) fn eye(shown: &PageData, column: MaskedColumn) -> AnyView {
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    view! { <Eye column=column keys=shown.whole.key_of(column).map(str::to_owned).into_iter().collect() open=open/> }.into_any()
}
