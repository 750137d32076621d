//! The pages of expansion tasks, and of their campaigns under Operations.

mod campaign;
mod new_campaign;
mod of_customer;
mod of_opportunity;
mod several;
mod task;

pub use campaign::CampaignPage;
pub use new_campaign::NewCampaignPage;
pub use of_customer::PANELS_OF_CUSTOMERS;
pub use of_opportunity::PANELS_OF_OPPORTUNITIES;
pub use several::SeveralPage;
pub use task::TaskPage;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{TaskResult, VendorOperator};
use super::rules;
use super::text::{CampaignText, ExpansionText};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::access::denied;
use crate::marketing_tasks::text::TaskText;
use crate::ui::badge::Tone;
use crate::ui::fields::{Choice, RadioGroup, TextArea};

/// How a result feels.
pub const fn result_tone(result: TaskResult) -> Tone {
    match result {
        TaskResult::Contacted => Tone::Note,
        TaskResult::Interested | TaskResult::OpportunityCreated => Tone::Good,
        TaskResult::NotInterested | TaskResult::CampaignTerminated | TaskResult::AssociationEnded => Tone::Neutral,
    }
}

/// What is said of a task, or of several.
fn result_fields(t: ExpansionText) -> AnyView {
    let results: Vec<Choice> =
        TaskResult::OFFERED.iter().map(|result| Choice::new(result.as_str(), t.result_of(*result)).note(t.result_note(*result))).collect();
    view! {
        <RadioGroup name="form[result]" label=t.what_came() options=results required=true cards=true class="wide"/>
        <TextArea name="form[note]" label=t.note() hint=t.note_hint() required=true maxlength=1000 class="wide"/>
    }
    .into_any()
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
