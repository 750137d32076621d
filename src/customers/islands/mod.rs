//! The eye: shows the clear values of a masked column for a minute.

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(not(feature = "hydrate"))]
#[path = "browser_on_server.rs"]
pub mod browser;

use leptos::prelude::*;

use super::api::reveal;

/// Around a plain form with one button that says `aria-pressed`: it asks in place instead of posting. The cells of the
/// column say in `data-reveal` whose value they mask. When anything fails the form is posted after all, and the page
/// says why.
#[island]
pub fn Reveal(
    /// The form.
    children: Children,
) -> impl IntoView {
    view! { <span class="reveal" on:submit=|event| browser::toggle(event, reveal)>{children()}</span> }
}
