//! What the pages of both kinds of task share.

pub(super) mod several;

use leptos::prelude::*;

use super::model::{MOST_COUNTED, TaskState};
use super::text::TaskText;
use crate::customers::queries::detail::CustomerDetail;
use crate::i18n::Locale;
use crate::lists::addresses::address_of;
use crate::lists::model::ListName;
use crate::lists::related_panels::PanelContext;
use crate::lists::text::ListText;
use crate::organisation::distributor_tabs;
use crate::organisation::model::Reach;
use crate::ui::badge::Tone;
use crate::ui::notice::{Notice, NoticeTone};

/// How a state feels.
pub(super) const fn state_tone(state: TaskState) -> Tone {
    match state {
        TaskState::Pending => Tone::Warn,
        TaskState::InProgress => Tone::Note,
        TaskState::Done => Tone::Good,
        TaskState::Terminated => Tone::Neutral,
    }
}

/// A task is processed; the next one is a press away. `next` is its page and how many are pending, [`MOST_COUNTED`] or fewer, or one
/// more where there are still more.
pub(super) fn processed_notice(next: Option<(String, i64)>, locale: Locale) -> AnyView {
    let t = TaskText(locale);
    let next = match next {
        Some((href, count)) => {
            let count = ListText(locale).count(count.min(MOST_COUNTED), count > MOST_COUNTED);
            view! { <a href=href>{t.next_of(count)}</a> }.into_any()
        }
        None => t.none_left().into_any(),
    };
    view! { <Notice tone=NoticeTone::Good>{t.processed()}" "{next}</Notice> }.into_any()
}

/// A list of tasks narrowed to the customer of a page; at a distributor in the tab in which its tasks stand.
pub(super) fn all_of_customer(list: ListName, context: &PanelContext<CustomerDetail>, reach: Reach) -> String {
    let is_own = context.viewer.partner().is_some_and(|partner| partner.name == context.record.partner);
    let tab = (reach == Reach::PartnerAndResellers && !is_own).then_some(("tab", distributor_tabs::RESELLERS));
    address_of(list, tab.into_iter().chain([("customer_number", context.record.number.as_str())]))
}
