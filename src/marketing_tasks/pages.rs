//! What the pages of both kinds of task share.

use leptos::prelude::*;

use super::model::{MOST_COUNTED, TaskState};
use super::text::TaskText;
use crate::customers::api::Revealed;
use crate::customers::model::{CustomerId, MaskedColumn};
use crate::customers::reveal::{Eye, masked};
use crate::i18n::Locale;
use crate::lists::text::ListText;
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

/// A value of a task's customer, with the eye where the viewer may see the customer.
pub(super) fn customer_value(
    customer: CustomerId,
    is_seen: bool,
    revealed: Option<&Revealed>,
    column: MaskedColumn,
    mask: &str,
) -> AnyView {
    if !is_seen {
        return masked(None, None, column, mask.to_owned());
    }
    let key = format!("customer:{customer}");
    let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(revealed, Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
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
