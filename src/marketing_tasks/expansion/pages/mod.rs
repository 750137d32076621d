//! The pages of expansion tasks, and of their campaigns under Operations.

mod campaign;
mod new_campaign;
mod of_opportunity;
mod several;
mod task;

pub use campaign::CampaignPage;
pub use new_campaign::NewCampaignPage;
pub use of_opportunity::PANELS_OF_OPPORTUNITIES;
pub use several::SeveralPage;
pub use task::TaskPage;

use chrono::NaiveDate;

use super::model::{TaskResult, VendorOperator};
use super::rules;
use super::text::CampaignText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::access::denied;
use crate::marketing_tasks::text::TaskText;
use crate::ui::badge::Tone;

/// How a result feels.
pub const fn result_tone(result: TaskResult) -> Tone {
    match result {
        TaskResult::Contacted => Tone::Note,
        TaskResult::Interested | TaskResult::OpportunityCreated => Tone::Good,
        TaskResult::NotInterested | TaskResult::CampaignTerminated | TaskResult::AssociationEnded => Tone::Neutral,
    }
}

/// The vendor's operator who reads.
fn operator(viewer: &Viewer, locale: Locale) -> Result<VendorOperator, AppError> {
    rules::operator(viewer).map_err(|denial| denied(denial, viewer, locale))
}

/// The state of a campaign as its list and its page show it, and how it feels. `today` is a Beijing day.
pub fn campaign_state(is_terminated: bool, deadline: NaiveDate, today: NaiveDate, t: CampaignText) -> (Tone, &'static str) {
    match (is_terminated, deadline < today) {
        (true, _) => (Tone::Neutral, t.terminated()),
        (false, true) => (Tone::Warn, t.past()),
        (false, false) => (Tone::Good, t.running()),
    }
}

/// The crumbs of a page below the list of tasks.
fn crumbs(locale: Locale) -> Vec<(String, String)> {
    vec![(TaskText(locale).marketing_tasks().to_owned(), "/sales/marketing-tasks/expansion".to_owned())]
}

/// The crumbs of a page below the campaigns.
fn under_campaigns(t: CampaignText) -> Vec<(String, String)> {
    vec![(t.operations().to_owned(), "/operations".to_owned()), (t.campaigns().to_owned(), "/operations/expansion-campaigns".to_owned())]
}
