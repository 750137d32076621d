//! Operations, for the vendor's own staff.

mod calendar;
mod campaign;
mod campaigns;
mod new_partner;
mod overview;
mod partner;
mod record;
mod renames;
mod terms;

pub use calendar::CalendarPage;
pub use campaign::{CampaignPage, NewCampaignPage};
pub use campaigns::CampaignsPage;
pub use new_partner::NewPartnerPage;
pub use overview::OperationsPage;
pub use partner::{PartnerPage, real_name_tone};
pub use record::RecordCustomerPage;
pub use renames::{DECIDED, next_decision};
pub use terms::TermsPage;

use super::model::Operator;
use super::rules;
use super::text::{CampaignText, OperationsText};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::organisation::text::OrganisationText;

/// The vendor's person who reads, or the page that says which rule refuses it.
pub(super) fn operator(viewer: Result<Viewer, AppError>, locale: Locale) -> Result<Operator, AppError> {
    let viewer = viewer?;
    let words = OrganisationText(locale);
    rules::operator(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.whom_to_ask()) })
}

/// The crumbs of a page below the campaigns.
fn under_campaigns(t: OperationsText) -> Vec<(String, String)> {
    let campaigns = CampaignText(t.locale()).campaigns();
    vec![(t.operations().into(), "/operations".into()), (campaigns.into(), "/operations/campaigns".into())]
}

/// The crumbs of a page below the partners.
fn under_partners(t: OperationsText) -> Vec<(String, String)> {
    vec![(t.operations().into(), "/operations".into()), (t.partners().into(), "/operations/partners".into())]
}
