//! Everything that the page of one claim shows.

use chrono::{DateTime, Utc};

use crate::auth::Viewer;
use crate::claims::model::ClaimState;
use crate::claims::queries::detail::ClaimDetail;
use crate::customers::api::Revealed;
use crate::i18n::Locale;

/// Everything that the page shows.
pub(super) struct PageData {
    pub(super) viewer: Viewer,
    pub(super) locale: Locale,
    pub(super) now: DateTime<Utc>,
    pub(super) claim: ClaimDetail,
    /// As of now.
    pub(super) state: ClaimState,
    pub(super) revealed: Option<Revealed>,
    pub(super) done: Option<String>,
    /// After its end the partner may claim again so many hours later.
    pub(super) reclaim_hours: i16,
}
