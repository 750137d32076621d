//! `/sales/opportunities`: whose rows, narrowed and sorted by the address alone.

mod columns;
mod filters;
mod labels;
mod loading;
mod row;
mod table;
mod text;
mod viewing;

use leptos::prelude::*;

pub use self::labels::found as labels;
use self::loading::{Outcome, Shown};
use self::text::PageText;
use crate::customers::model::Tab as CustomerTab;
use crate::lists::failed::failed;
use crate::lists::text::ListText;
use crate::lists::views;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::figures::{Figure, Figures};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Tab, Tabs};
use crate::ui::shell::{Page, page};
use crate::values::money::format_cny;

/// The list.
#[component]
pub fn ListPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move {
        Ok(match loading::load(viewer?, locale, &state, query).await? {
            Outcome::Loaded(shown) => whole(*shown),
            Outcome::Failed(reference) => failed(OpportunityText(locale).opportunities(), &reference),
        })
    })
}

fn whole(shown: Shown) -> AnyView {
    let t = OpportunityText(shown.locale);
    let title = t.opportunities();
    let lead = lead(&shown);
    let may_report = rules::may_report(&shown.viewer).is_ok();
    let report =
        may_report.then(|| view! { <a class="button main" href="/sales/opportunities/new"><Icon name=IconName::Plus/>{t.report()}</a> });
    let above = view! { {notices(&shown)}{tabs(&shown)}{figures(&shown)}{saved(&shown)}{filters::form(&shown)} }.into_any();
    let (chips, columns, content) = (filters::chips(&shown), columns::chooser(&shown), content(&shown));
    let tools = views::tools(&shown.views, shown.locale);
    view! {
        <Page title=title section=t.new_business() lead=lead actions=report>
            {above}
            <div class="chips">
                {chips}
                <span class="grow"></span>
                {tools}
                {columns}
            </div>
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

/// The sentence under the heading and the rule behind it.
fn lead(shown: &Shown) -> AnyView {
    let count = ListText(shown.locale).count(shown.sums.count, shown.sums.is_capped);
    let partner = shown.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    let is_one = shown.sums.count == 1;
    let sentence = PageText(shown.locale).lead(shown.reach, &count, is_one, shown.request.filter.is_narrowed(), &partner, shown.team);
    let rule = rules::whose(&shown.viewer).map_or("", |whose| OpportunityText(shown.locale).whose(whose));
    view! {
        <p>{sentence}</p>
        <details><summary class="why small">{ListText(shown.locale).why_these()}</summary><p class="small">{rule}</p></details>
    }
    .into_any()
}

fn notices(shown: &Shown) -> AnyView {
    let t = ListText(shown.locale);
    view! {
        {shown.filter_is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{t.filter_gone()}</Notice> })}
        {shown.place_is_unknown.then(|| view! { <Notice tone=NoticeTone::Note>{t.place_unknown()}</Notice> })}
        {views::notices(&shown.views, shown.locale)}
    }
    .into_any()
}

/// The saved views, and the forms about them.
fn saved(shown: &Shown) -> AnyView {
    let row = views::row(&shown.views, shown.address_of_everything(), shown.locale);
    view! { {row}{views::beneath(&shown.views, shown.locale)} }.into_any()
}

/// A distributor works in two tabs.
fn tabs(shown: &Shown) -> AnyView {
    let Some(open) = shown.request.filter.tab else { return ().into_any() };
    let t = OpportunityText(shown.locale);
    let tab =
        |tab: &CustomerTab| Tab { href: shown.address_of_tab(*tab), label: t.tab(*tab).to_owned(), count: None, current: *tab == open };
    let items: Vec<Tab> = CustomerTab::ALL.iter().map(tab).collect();
    view! { <Tabs items=items/> }.into_any()
}

fn figures(shown: &Shown) -> AnyView {
    let (t, sums) = (PageText(shown.locale), &shown.sums);
    if sums.is_capped {
        let href = shown.address(|_| {}, true);
        let count = ListText(shown.locale).count(sums.count, true);
        return view! {
            <Figures>
                <Figure label=t.number() value=count/>
                <div><span class="label">{t.too_many()}</span><a href=href>{t.add_up()}</a></div>
            </Figures>
        }
        .into_any();
    }
    let (open, weighted) = (format_cny(sums.open), format_cny(sums.weighted));
    let count = ListText(shown.locale).count(sums.count, false);
    view! {
        <Figures>
            <Figure label=t.open_revenue() value=open/>
            <Figure label=t.weighted() value=weighted/>
            <Figure label=t.number() value=count/>
        </Figures>
    }
    .into_any()
}

fn content(shown: &Shown) -> AnyView {
    let t = OpportunityText(shown.locale);
    if !shown.page.rows.is_empty() {
        return table::table(shown);
    }
    if !shown.views.is_everything() {
        let reset = shown.address_without_filter();
        let word = ListText(shown.locale).reset();
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_matches_hint()>
                <a class="button" href=reset>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let text = match (rules::may_report(&shown.viewer).is_ok(), shown.viewer.is_supervisor()) {
        (true, _) => t.empty_report(),
        (false, true) => t.empty_team(),
        (false, false) => t.empty_reads(),
    };
    let report = rules::may_report(&shown.viewer).is_ok();
    view! {
        <EmptyState kind=EmptyKind::Nothing title=t.empty_title() text=text>
            {report.then(|| view! { <a class="button main" href="/sales/opportunities/new">{t.report()}</a> })}
        </EmptyState>
    }
    .into_any()
}
