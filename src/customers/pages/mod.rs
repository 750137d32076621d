//! The pages of customers.

mod assign;
mod assignments;
mod association;
mod cards;
mod consent;
mod customer;
mod filters;
mod loading;
mod records;
mod row;
mod table;
mod text;

use leptos::prelude::*;

pub use self::assign::AssignPage;
pub use self::assignments::AssignmentsPage;
pub use self::association::AssociationPage;
pub use self::consent::ConsentPage;
pub use self::customer::CustomerPage;
use self::loading::{Outcome, Shown};
pub use self::records::RecordsPage;
use self::text::PageText;
use crate::auth::Reach;
use crate::customers::beside::Beside;
use crate::customers::model::Tab as CustomerTab;
use crate::customers::rules;
use crate::customers::text::{AssignText, CustomerText};
use crate::i18n::Words;
use crate::lists::failed::failed;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Tab, Tabs};
use crate::ui::shell::{Page, page};

/// `/sales/customers`.
#[component]
pub fn CustomersPage(
    /// What a capability above shows beside customers.
    beside: Beside,
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move {
        Ok(match loading::load(viewer?, beside, locale, &state, query).await? {
            Outcome::Loaded(shown) => whole(&shown),
            Outcome::Failed(reference) => failed(CustomerText(locale).customers(), &reference),
        })
    })
}

fn whole(shown: &Shown) -> AnyView {
    let lead = lead(shown);
    let locale = shown.locale;
    let above = view! { {notices(shown)}{tabs(shown)}{filters::form(shown)}{filters::chips(shown)} }.into_any();
    let content = content(shown);
    view! {
        <Page title=CustomerText(locale).customers() section=Words(locale).sales() lead=lead>
            {above}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn lead(shown: &Shown) -> AnyView {
    let count = ListText(shown.locale).count(shown.count.min(CAP), shown.count > CAP);
    let partner = shown.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    let sentence = PageText(shown.locale).lead(shown.reach, &count, shown.count == 1, shown.address.is_narrowed(), &partner);
    let rule = rules::whose(&shown.viewer).map_or("", |whose| CustomerText(shown.locale).whose(whose));
    view! {
        <p>{sentence}</p>
        <details><summary class="why small">{ListText(shown.locale).why_these()}</summary><p class="small">{rule}</p></details>
    }
    .into_any()
}

fn notices(shown: &Shown) -> AnyView {
    let (t, a) = (ListText(shown.locale), AssignText(shown.locale));
    let done = match shown.done.as_str() {
        "assigned" => Some(a.done_assigned()),
        "taken-back" => Some(a.done_taken_back()),
        _ => None,
    };
    view! {
        {done.map(|words| view! { <Notice tone=NoticeTone::Good>{words}</Notice> })}
        {shown.receiver.clone().filter(|_| shown.ticks()).map(|name| view! { <Notice tone=NoticeTone::Note>{a.receives(name)}</Notice> })}
        {shown.filter_is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{t.filter_gone()}</Notice> })}
        {shown.place_is_unknown.then(|| view! { <Notice tone=NoticeTone::Note>{t.place_unknown()}</Notice> })}
    }
    .into_any()
}

/// Associated or claimed; at a distributor also its resellers' associated customers.
fn tabs(shown: &Shown) -> AnyView {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    let resellers = shown.address.tab == Some(CustomerTab::Resellers);
    let claimed = shown.address.claimed;
    let mut items =
        vec![Tab { href: shown.address_of(None, false), label: p.associated().into(), count: None, current: !claimed && !resellers }];
    if shown.has_resellers() {
        items[0].label = t.tab(CustomerTab::Own).into();
        let href = shown.address_of(Some(CustomerTab::Resellers), false);
        items.push(Tab { href, label: t.tab(CustomerTab::Resellers).into(), count: None, current: resellers });
    }
    items.push(Tab { href: shown.address_of(None, true), label: p.claimed().into(), count: None, current: claimed });
    view! { <Tabs items=items/> }.into_any()
}

fn content(shown: &Shown) -> AnyView {
    let (t, p) = (CustomerText(shown.locale), PageText(shown.locale));
    if !shown.page.rows.is_empty() {
        return table::table(shown);
    }
    if shown.address.is_narrowed() {
        let reset = shown.address_of(shown.address.tab, shown.address.claimed);
        let word = ListText(shown.locale).reset();
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_matches_hint()>
                <a class="button" href=reset>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let text = match (shown.address.claimed, shown.reach) {
        (true, reach) => p.empty_claims(reach),
        (false, Reach::Own) => t.empty_own(),
        (false, Reach::Team) => t.empty_team(),
        (false, Reach::Partner | Reach::PartnerAndResellers) => t.empty_all(),
    };
    view! { <EmptyState kind=EmptyKind::Nothing title=t.empty_title() text=text/> }.into_any()
}
