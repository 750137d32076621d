//! What needs the browser: the eyes.

use leptos::prelude::*;

use super::api::reveal;
use crate::customers::islands::browser;

/// Around a plain form with one button that says `aria-pressed`, as on customers: it asks in place instead of posting.
#[island]
pub fn RevealLeads(
    /// The form.
    children: Children,
) -> impl IntoView {
    view! { <span class="reveal" on:submit=|event| browser::toggle(event, reveal)>{children()}</span> }
}
