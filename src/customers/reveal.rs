//! Masked values and their eyes, as every page shows them. Without script the eye is the button of a plain form, and the
//! page that comes back shows the values.

use leptos::prelude::*;

use super::api::Revealed;
use super::islands::Reveal;
use super::model::{CustomerId, MaskedColumn, keys};
use super::text::CustomerText;
use crate::i18n::Locale;
use crate::ui::form::{Form, Submission};
use crate::ui::icon::{Icon, IconName};

/// The server function behind every eye.
const ACTION: &str = "customers.reveal";

/// What a posted eye shows on this page, if one was posted. The page that shows it closes by itself after a minute.
pub fn answered() -> Option<Revealed> {
    answered_by(ACTION)
}

/// The same of another capability's eye.
pub fn answered_by(action: &str) -> Option<Revealed> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == action)?;
    let revealed = serde_json::from_value(posted.answer?).ok()?;
    close_after_a_minute();
    Some(revealed)
}

fn close_after_a_minute() {
    use axum::http::{HeaderName, HeaderValue};
    let address = crate::server::request::parts().map(|parts| parts.uri.to_string()).unwrap_or_default();
    if let (Some(response), Ok(value)) =
        (use_context::<leptos_axum::ResponseOptions>(), HeaderValue::from_str(&["60; url=", &address].concat()))
    {
        response.insert_header(HeaderName::from_static("refresh"), value);
    }
}

/// A masked value, or the clear one while its eye is open.
pub fn masked(revealed: Option<&Revealed>, key: Option<&str>, column: MaskedColumn, mask: String) -> AnyView {
    masked_as(revealed, key, column.as_str(), mask)
}

/// The same of a column of another capability's.
pub fn masked_as(revealed: Option<&Revealed>, key: Option<&str>, column: &'static str, mask: String) -> AnyView {
    let Some(key) = key else { return view! { <span class="masked">{mask}</span> }.into_any() };
    let cell = [key, ":", column].concat();
    let shown = revealed.filter(|revealed| revealed.field == column);
    match shown.and_then(|revealed| revealed.values.iter().find(|(of, _)| of == key)) {
        Some((_, value)) => view! { <span class="masked" data-reveal=cell data-mask=mask>{value.clone()}</span> }.into_any(),
        None => view! { <span class="masked" data-reveal=cell>{mask}</span> }.into_any(),
    }
}

/// A value of the customer that another record is about, with its eye where the viewer may see the customer.
pub fn customer_value(customer: CustomerId, is_seen: bool, revealed: Option<&Revealed>, column: MaskedColumn, mask: &str) -> AnyView {
    if !is_seen {
        return masked(None, None, column, mask.to_owned());
    }
    let key = format!("customer:{customer}");
    let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(revealed, Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

/// The eye of a column, or of one value: `keys` say whose.
#[component]
pub fn Eye(
    /// What it shows.
    column: MaskedColumn,
    /// `customer:<id>` and `claim:<id>`; without any there is no eye.
    keys: Vec<String>,
    /// What was shown without script.
    open: bool,
) -> impl IntoView {
    if keys.is_empty() {
        return ().into_any();
    }
    let t = CustomerText(use_context::<Locale>().unwrap_or_default());
    let name = t.show_column(t.masked_column(column));
    let form = eye_form(ACTION, column.as_str(), keys::grouped(&keys), open, (name, t.reveal_recorded()));
    view! { <Reveal>{form}</Reveal> }.into_any()
}

/// The form of an eye, which an island of the capability whose values it shows stands around: column and records go to the
/// server function; the two words are its name and the note that a look is recorded.
pub fn eye_form(
    action: &'static str,
    column: &'static str,
    keys: String,
    open: bool,
    (name, recorded): (String, &'static str),
) -> impl IntoView + use<> {
    let only = ("form[field]".to_owned(), column.to_owned());
    view! {
        <Form action=action key=false only=Some(only) class="eye-form">
            <input type="hidden" name="form[refs]" value=keys/>
            <button class="eye" aria-pressed=if open { "true" } else { "false" } aria-label=name title=recorded>
                <Icon name=IconName::Eye/>
            </button>
        </Form>
    }
}
