//! A list that could not be loaded: never an empty one (the two look alike to whoever is in a hurry).

use leptos::prelude::*;

use super::text::ListText;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::Page;

/// The page of a list whose query failed: says so, with the reference under which the log says why, and offers to try again.
pub fn failed(title: &'static str, reference: &str) -> AnyView {
    let t = ListText(request::locale());
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
    }
    let text = t.failed_text(reference);
    view! {
        <Page title=title>
            <section class="card">
                <EmptyState kind=EmptyKind::Failed title=t.failed_title() text=text>
                    <a class="button" href="">{t.try_again()}</a>
                </EmptyState>
            </section>
        </Page>
    }
    .into_any()
}
