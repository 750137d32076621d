//! The start page, the overviews and search.

mod beginning;
mod figures;
mod find;
mod help;
mod line;
mod news;
mod start;
mod team;
mod to_do;

use leptos::prelude::*;

use super::text::HomeText;
use crate::auth::{Viewer, maybe_viewer, viewer};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::menu::{Item, Section, menu_for};
use crate::server::request::locale;
use crate::ui::shell::{Page, page, refusal};

pub use find::FindPage;
pub use help::{HelpPage, title as help_title};
pub use start::HomePage;
pub use to_do::ToDoPage;

/// Any address that is no page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    // Signed out there is no shell to say where one is.
    let brand = maybe_viewer().is_none().then(|| view! { <p class="brand"><crate::ui::mark::Mark/>{Words(locale()).product()}</p> });
    view! { {brand}{refusal(&AppError::NotFound)} }.into_any()
}

/// `/sales`: what of it is open to the viewer, or why nothing is; the vendor's staff, who find their exports there, are led to Operations.
#[component]
pub fn SalesPage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        let viewer = viewer?;
        let t = HomeText(locale);
        let items = items_of(&viewer, Section::Sales, locale);
        let why_none = (items.is_empty() || viewer.is_vendor()).then(|| why_nothing(&viewer, t));
        Ok(view! { <Page title=Section::Sales.name(locale)>{why_none}<Cards items=items t=t/></Page> }.into_any())
    })
}

/// Why nothing of Sales is the viewer's, and whom to ask or where else to go.
fn why_nothing(viewer: &Viewer, t: HomeText) -> AnyView {
    if viewer.is_vendor() {
        return view! { <TextCard><p>{t.sales_vendor()}</p><p><a href="/operations">{t.to_operations()}</a></p></TextCard> }.into_any();
    }
    let whom = viewer.administrator.as_ref().map_or_else(|| t.ask_somebody().to_owned(), |name| t.ask(name));
    view! { <TextCard><p>{t.sales_nothing()}</p><p>{whom}</p></TextCard> }.into_any()
}

/// A few words where a page has nothing else.
#[component]
fn TextCard(children: Children) -> impl IntoView {
    view! { <div class="card reading"><div class="body stack">{children()}</div></div> }
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
        Ok(view! { <Page title=section.name(locale)><TextCard><p>{text}</p></TextCard></Page> }.into_any())
    })
}

/// All lines of a section's menu.
fn items_of(viewer: &Viewer, section: Section, locale: Locale) -> Vec<Item> {
    menu_for(viewer, section, locale).into_iter().flat_map(|group| group.items).collect()
}

/// What a line of the menu leads to, in a sentence.
fn told(href: &str, t: HomeText) -> &'static str {
    match href {
        "/sales/opportunities" => t.opportunities_text(),
        "/sales/opportunities/review" => t.review_text(),
        "/sales/leads" => t.leads_text(),
        "/sales/customer-development" => t.development_text(),
        "/sales/marketing-tasks/expansion" => t.marketing_tasks_text(),
        "/operations/expansion-campaigns" => t.expansion_campaigns_text(),
        "/sales/customers" => t.customers_text(),
        "/sales/assignments" => t.assignments_text(),
        "/sales/exports" => t.exports_text(),
        "/sales/orders" => t.orders_text(),
        "/sales/order-resources" => t.order_lines_text(),
        "/sales/alerts" => t.alerts_text(),
        "/sales/consumption" => t.consumption_text(),
        "/sales/accounting/bills" => t.bills_text(),
        "/sales/coupons/quotas" => t.coupon_quotas_text(),
        "/sales/coupons/issued" => t.coupons_text(),
        "/operations/bills" => t.made_bills_text(),
        "/operations/coupon-quotas" => t.given_quotas_text(),
        "/operations/coupon-allowlist" => t.coupon_allowlist_text(),
        "/operations/coupon-payments" => t.coupon_payments_text(),
        "/sales/association-records" => t.association_text(),
        "/operations" => t.overview_text(),
        "/operations/partners" => t.partners_text(),
        "/operations/customers" => t.recorded_text(),
        "/organisation/people" => t.people_text(),
        "/organisation/roles" => t.roles_text(),
        "/organisation/company" => t.company_text(),
        "/operations/reviews" => t.reviews_text(),
        "/operations/renames" => t.renames_text(),
        "/sales/accounting/contracts/online" => t.online_contracts_text(),
        "/sales/accounting/contracts/offline" => t.paper_contracts_text(),
        "/operations/paper-contracts" => t.recorded_contracts_text(),
        "/operations/contracting-entities" => t.entities_text(),
        "/operations/imports" => t.imports_text(),
        "/operations/campaigns" => t.campaigns_text(),
        "/operations/calendar" => t.calendar_text(),
        "/operations/terms" => t.terms_text(),
        "/to-do" => t.to_do_lead(),
        _ => "",
    }
}

#[component]
fn Cards(items: Vec<Item>, t: HomeText) -> impl IntoView {
    view! {
        <ul class="tiles">
            {items.into_iter().map(|item| view! {
                <li class="card"><div class="body"><h2><a href=item.href>{item.label}</a></h2><p class="quiet">{told(item.href, t)}</p></div></li>
            }).collect_view()}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::fixtures::viewer;

    #[test]
    fn every_line_of_the_menus_is_told_in_a_sentence_where_it_stands_as_a_card() {
        for (account, sections) in [
            ("grace", [Section::Sales, Section::Organisation]),
            ("zhao", [Section::Sales, Section::Organisation]),
            ("viktor", [Section::Operations, Section::Sales]),
        ] {
            for locale in [Locale::En, Locale::ZhCn] {
                let items = sections.into_iter().flat_map(|section| items_of(&viewer(account), section, locale));
                for Item { label, href, .. } in items {
                    assert!(!told(href, HomeText(locale)).trim().is_empty(), "{label}: {href}");
                }
            }
        }
    }
}
