//! The product's mark.

use leptos::prelude::*;

/// The product's mark.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 22 22" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true">
            <path d="M3 14c3.500 0 4.500-7 8-7s4.500 7 8 7"/>
            <circle cx="11" cy="7" r="2.2" fill="currentColor" stroke="none"/>
            <circle cx="3" cy="14" r="1.8" fill="currentColor" stroke="none"/>
            <circle cx="19" cy="14" r="1.8" fill="currentColor" stroke="none"/>
        </svg>
    }
}
