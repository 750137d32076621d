//! The pages of renewal tasks.

mod cards;
mod of_customer;
mod page_data;
mod process;
mod task;

pub use of_customer::PANELS_OF_CUSTOMERS;
pub use process::ProcessTasksPage;
pub use task::RenewalTaskPage;

use super::model::Intention;
use super::text::RenewalText;
use crate::auth::model::{PartnerId, Viewer};
use crate::i18n::Locale;
use crate::lists::addresses::address_of;
use crate::lists::model::ListName;
use crate::orders::model::Renewal;
use crate::organisation::distributor_tabs;
use crate::ui::badge::Tone;
use crate::ui::fields::Choice;

/// How a renewal feels.
pub const fn renewal_tone(renewal: Renewal) -> Tone {
    match renewal {
        Renewal::Renewed => Tone::Good,
        Renewal::NotRenewed => Tone::Neutral,
    }
}

/// The list of resources narrowed to an order of a partner's customer (R47), for whoever sees orders; a distributor finds its
/// resellers' customers in a tab of their own.
pub fn resources_of(viewer: &Viewer, partner: PartnerId, number: &str) -> Option<String> {
    crate::orders::rules::scope_of(viewer).ok()?;
    let tab = (viewer.partner_id() != Some(partner)).then_some(("tab", distributor_tabs::RESELLERS));
    Some(address_of(ListName::OrderLines, tab.into_iter().chain([("number", number)])))
}

/// What can be said of the intention.
fn intentions(locale: Locale) -> Vec<Choice> {
    Intention::ALL.iter().map(|one| Choice::new(one.as_str(), RenewalText(locale).intention_of(*one))).collect()
}
