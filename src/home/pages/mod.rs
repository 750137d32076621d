//! The start page, the overviews and search.

mod find;
mod start;
mod to_do;

use leptos::prelude::*;

use super::text::HomeText;
use crate::auth::{Viewer, viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::menu::{Item, Section, menu_for};
use crate::server::request::locale;
use crate::ui::shell::{Page, page, refusal};

pub use find::FindPage;
pub use start::HomePage;

/// Any address that is no page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    refusal(&AppError::NotFound)
}

/// `/sales`: what of it is open to the viewer, or why nothing is.
#[component]
pub fn SalesPage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        let viewer = viewer?;
        let t = HomeText(locale);
        let items = items_of(&viewer, Section::Sales, locale);
        let why_none = items.is_empty().then(|| {
            let (what, whom) = if viewer.is_vendor() {
                (t.sales_vendor(), String::new())
            } else {
                (t.sales_nothing(), viewer.administrator.as_ref().map_or_else(|| t.ask_somebody().to_owned(), |name| t.ask(name)))
            };
            view! { <p>{what}" "{whom}</p> }
        });
        Ok(view! { <Page title=Section::Sales.name(locale)>{why_none}<Cards items=items t=t/></Page> }.into_any())
    })
}

/// `/delivery`.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    overview(Section::Delivery, HomeText(locale()).delivery_lead())
}

/// `/incentives`.
#[component]
pub fn IncentivesPage() -> impl IntoView {
    overview(Section::Incentives, HomeText(locale()).incentives_lead())
}

/// A section whose pages are not built yet says so in one sentence.
fn overview(section: Section, text: &'static str) -> AnyView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        viewer?;
        Ok(view! { <Page title=section.name(locale)><p>{text}</p></Page> }.into_any())
    })
}

/// All lines of a section's menu.
fn items_of(viewer: &Viewer, section: Section, locale: Locale) -> Vec<Item> {
    menu_for(viewer, section, locale).into_iter().flat_map(|group| group.items).collect()
}

#[component]
fn Cards(items: Vec<Item>, t: HomeText) -> impl IntoView {
    let text = move |href: &str| match href {
        "/sales/opportunities" => t.opportunities_text(),
        "/sales/customers" => t.customers_text(),
        _ => "",
    };
    view! {
        <ul class="stack">
            {items.into_iter().map(|item| view! {
                <li class="card"><div class="body"><h2><a href=item.href>{item.label}</a></h2><p class="quiet">{text(item.href)}</p></div></li>
            }).collect_view()}
        </ul>
    }
}
