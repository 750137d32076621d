//! `/sales/orders/{number}/resources`: an address by the number that people know, which leads to the list of order lines narrowed
//! to it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::error::AppError;
use crate::i18n::Words;
use crate::lists::addresses::address_of;
use crate::lists::model::ListName;
use crate::orders::rules;
use crate::orders::text::OrderText;
use crate::server::request;
use crate::ui::shell::{Page, page};

/// The resources of the order with this number, as far as the viewer sees them.
pub fn address_of_resources(number: &str) -> String {
    address_of(ListName::OrderLines, [("number", number)])
}

/// Leads on to [`address_of_resources`].
#[component]
pub fn OrderResourcesPage() -> impl IntoView {
    let (viewer, locale) = (crate::auth::viewer(), request::locale());
    let number = use_params_map().get_untracked().get("number").unwrap_or_default();
    page(async move {
        let viewer = viewer?;
        rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: OrderText(locale).denial(denial, &viewer) })?;
        let (t, address) = (OrderText(locale), address_of_resources(&number));
        leptos_axum::redirect(&address);
        let title = t.order_title(&number);
        Ok(view! { <Page title=title section=Words(locale).sales()><p><a href=address>{t.resources()}</a></p></Page> }.into_any())
    })
}
