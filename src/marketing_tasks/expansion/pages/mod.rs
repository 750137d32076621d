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

use super::model::{TaskResult, VendorOperator};
use super::rules;
use super::text::CampaignText;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::model::{Denial, TaskState};
use crate::marketing_tasks::rules::scope_of;
use crate::marketing_tasks::text::TaskText;
use crate::ui::badge::Tone;

/// How a state feels.
pub const fn tone(state: TaskState) -> Tone {
    match state {
        TaskState::Pending => Tone::Warn,
        TaskState::InProgress => Tone::Note,
        TaskState::Done => Tone::Good,
        TaskState::Terminated => Tone::Neutral,
    }
}

/// How a result feels.
pub const fn result_tone(result: TaskResult) -> Tone {
    match result {
        TaskResult::Contacted => Tone::Note,
        TaskResult::Interested | TaskResult::OpportunityCreated => Tone::Good,
        TaskResult::NotInterested | TaskResult::CampaignTerminated | TaskResult::AssociationEnded => Tone::Neutral,
    }
}

/// Which rule, and whom to ask.
fn denied(denial: Denial, viewer: &Viewer, locale: Locale) -> AppError {
    AppError::NotAllowed { rule: TaskText(locale).denial(denial, viewer) }
}

/// The tasks that the viewer sees.
fn entered(viewer: &Viewer, locale: Locale) -> Result<Scope, AppError> {
    Scope::of(viewer, scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// The vendor's operator who reads.
fn operator(viewer: &Viewer, locale: Locale) -> Result<VendorOperator, AppError> {
    rules::operator(viewer).map_err(|denial| denied(denial, viewer, locale))
}

/// The crumbs of a page below the list of tasks.
fn crumbs(locale: Locale) -> Vec<(String, String)> {
    vec![(TaskText(locale).marketing_tasks().to_owned(), "/sales/marketing-tasks/expansion".to_owned())]
}

/// The crumbs of a page below the campaigns.
fn under_campaigns(t: CampaignText) -> Vec<(String, String)> {
    vec![(t.operations().to_owned(), "/operations".to_owned()), (t.campaigns().to_owned(), "/operations/expansion-campaigns".to_owned())]
}
