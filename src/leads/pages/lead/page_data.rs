//! Everything that the page of one lead shows, and its masked values.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::super::{eye, key};
use crate::auth::Viewer;
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::masked;
use crate::i18n::Locale;
use crate::leads::model::{Followed, Lead};
use crate::leads::queries::PartnerFacts;
use crate::leads::text::LeadText;

/// Everything that the page shows.
pub(super) struct PageData {
    pub(super) viewer: Viewer,
    pub(super) locale: Locale,
    pub(super) now: DateTime<Utc>,
    pub(super) lead: Lead,
    pub(super) followed: Vec<Followed>,
    pub(super) facts: PartnerFacts,
    pub(super) revealed: Option<Revealed>,
    pub(super) done: Option<String>,
}

/// A masked value with its eye; without one where it stays masked (R24).
pub(super) fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    let t = LeadText(shown.locale);
    if mask.is_empty() {
        return t.not_said().into_any();
    }
    let key = key(shown.lead.standing.id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    let stays = shown.facts.contacts_stay_masked && matches!(column, MaskedColumn::Mobile | MaskedColumn::Email);
    let eye = (!stays).then(|| eye(column, key, open, t));
    view! { {value}" "{eye} }.into_any()
}
