//! The pages of leads.

mod above;
mod claim;
mod dispatch;
mod fields;
mod lead;
mod new;

pub use above::above_list;
pub use claim::ClaimLeadPage;
pub use dispatch::DispatchPage;
pub use lead::LeadPage;
pub use new::NewLeadPage;

use leptos::prelude::*;

use super::islands::RevealLeads;
use super::model::{Denial, LeadId, LeadState};
use super::queries::Visibility;
use super::rules;
use super::text::LeadText;
use crate::auth::{Reach, Viewer};
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::eye_form;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ui::badge::Tone;

/// The server function behind the eyes.
pub(super) const REVEAL: &str = "leads.reveal";

pub(super) fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: LeadText(locale).denial(denial, viewer) }
}

/// How far the viewer sees, or the page that says why not.
fn entered(viewer: &Viewer, locale: Locale) -> Result<(Reach, Visibility), AppError> {
    let reach = rules::scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?;
    Ok((reach, Visibility::of(viewer, reach)?))
}

/// The crumb above every page of leads.
fn crumbs(t: LeadText) -> Vec<(String, String)> {
    vec![(t.leads().to_owned(), "/sales/leads".to_owned())]
}

/// What an eye asks for.
pub(super) fn key(lead: LeadId) -> String {
    format!("lead:{lead}")
}

/// The eye of a column: a plain form, or in place with script.
pub(super) fn eye(column: MaskedColumn, keys: String, open: bool, t: LeadText) -> AnyView {
    let name = t.show_column(t.column(column));
    let form = eye_form(REVEAL, column.as_str(), keys, open, (name, t.reveal_recorded()));
    view! { <RevealLeads>{form}</RevealLeads> }.into_any()
}

/// How a state feels.
pub(super) const fn tone(state: LeadState) -> Tone {
    match state {
        LeadState::New => Tone::Note,
        LeadState::Dispatched => Tone::Warn,
        LeadState::Following | LeadState::Converted => Tone::Good,
        LeadState::Invalid => Tone::Neutral,
    }
}
