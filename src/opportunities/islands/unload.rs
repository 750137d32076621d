//! What the browser still sends when the page is left.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlFormElement, UrlSearchParams};

/// Hands what is typed to the browser, which sends it even though the page goes; `false` when it does not take it.
pub fn keep_at_once(form: &str) -> bool {
    let form = document().get_element_by_id(form).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    let data = form.and_then(|form| FormData::new_with_form(&form).ok());
    let fields = data.and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok());
    fields.is_some_and(|fields| {
        let sent = window().navigator().send_beacon_with_opt_url_search_params("/api/opportunities.keep_draft", Some(&fields));
        sent.unwrap_or(false)
    })
}
