//! Conditions on masked columns that are in force. What they say stands in no address: a form takes one away.

use leptos::prelude::*;

use super::ListName;
use crate::i18n::{Locale, Words};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text::UiText;

/// One condition with its cross.
#[component]
pub fn PrivateChip(
    /// Which list.
    list: ListName,
    /// The name under which it is kept.
    condition: &'static str,
    /// What it is about.
    label: &'static str,
    /// What was typed.
    value: String,
    /// The list's query.
    query: String,
) -> impl IntoView {
    let locale = use_context::<Locale>().unwrap_or_default();
    let colon = Words(locale).colon();
    let remove = UiText(locale).remove(format_args!("{label}{colon}{value}"));
    let only = ("form[condition]".to_owned(), condition.to_owned());
    view! {
        <span class="chip">
            <span>{label}{colon}<b>{value}</b></span>
            <Form action="lists.drop_condition" key=false only=Some(only)>
                <input type="hidden" name="form[list]" value=list.to_string()/>
                <input type="hidden" name="form[query]" value=query/>
                <button aria-label=remove><Icon name=IconName::Cross/></button>
            </Form>
        </span>
    }
}
