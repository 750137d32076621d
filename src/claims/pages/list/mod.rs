//! `/sales/customer-development`: the instant check, and the list of claims.

mod check;
mod filters;
mod loading;
mod row;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use self::loading::{Outcome, Shown};
pub(super) use self::row::tone;
use crate::claims::beside::Beside;
use crate::claims::rules;
use crate::claims::tabs::{DevelopmentTab, DevelopmentTabs};
use crate::claims::text::{ClaimText, ListText};
use crate::i18n::Words;
use crate::lists::paging::CAP;
use crate::lists::text::ListText as SharedText;
use crate::organisation::model::Reach;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::figures::{Figure, Figures};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// The online tab.
#[component]
pub fn ClaimsPage(
    /// What a capability above shows beside claims.
    beside: Beside,
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move {
        Ok(match loading::load(viewer?, beside, locale, &state, query).await? {
            Outcome::Loaded(shown) => whole(&Arc::new(*shown)),
            Outcome::Failed(reference) => failed(&reference),
        })
    })
}

fn whole(shown: &Arc<Shown>) -> AnyView {
    let (heading, locale) = (shown.clone(), shown.locale);
    let t = ClaimText(locale);
    let lead = lead(&heading);
    let may_claim = rules::may_claim(&shown.viewer).is_ok();
    let actions = {
        may_claim.then(|| {
            view! { <a class="button main" href="/sales/customer-development/new"><Icon name=IconName::Plus/>{t.claim_prospect()}</a> }
        })
    };
    let above = view! {
        {notices(shown)}
        {may_claim.then(|| check::form(t))}
        {figures(shown)}
        {filters::form(shown)}
        {filters::chips(shown)}
    }
    .into_any();
    let content = content(shown);
    view! {
        <Page title=t.customer_development() section=Words(locale).sales() lead=lead actions=actions>
            <DevelopmentTabs current=DevelopmentTab::Online/>
            {above}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn lead(shown: &Shown) -> AnyView {
    let (t, l) = (ListText(shown.locale), SharedText(shown.locale));
    let count = l.count(shown.count.min(CAP), shown.count > CAP);
    let partner = shown.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    let rule = match shown.reach {
        Reach::Own => t.whose_own(),
        Reach::Team => t.whose_team(),
        Reach::Partner | Reach::PartnerAndResellers => t.whose_partner(),
    };
    view! {
        <p>{t.lead(shown.reach, &count, &partner)}</p>
        <details><summary class="why small">{l.why_these()}</summary><p class="small">{rule}</p></details>
    }
    .into_any()
}

fn notices(shown: &Shown) -> AnyView {
    let (t, l) = (ListText(shown.locale), SharedText(shown.locale));
    let done = shown.is_withdrawn.then(|| view! { <Notice tone=NoticeTone::Good>{t.withdrawn_many()}</Notice> });
    view! {
        {done}
        {shown.filter_is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{l.filter_gone()}</Notice> })}
        {shown.place_is_unknown.then(|| view! { <Notice tone=NoticeTone::Note>{l.place_unknown()}</Notice> })}
    }
    .into_any()
}

/// What counts, each leading to its rows.
fn figures(shown: &Shown) -> AnyView {
    let t = ListText(shown.locale);
    let (open, soon, in_review) = shown.figures;
    let href = |query: &str| format!("/sales/customer-development?{query}");
    let room = t.used_of(shown.room.used, shown.room.most);
    view! {
        <Figures>
            <Figure label=t.holding() value=open.to_string() href=href("state=open")/>
            <Figure label=t.lapsing() value=soon.to_string() href=href("state=open&sort=until")/>
            <Figure label=t.reviewed() value=in_review.to_string() href=href("state=in_review")/>
            <Figure label=t.room() value=room/>
        </Figures>
    }
    .into_any()
}

fn content(shown: &Shown) -> AnyView {
    let t = ListText(shown.locale);
    if !shown.page.rows.is_empty() {
        return table::table(shown);
    }
    if shown.address.is_narrowed() {
        let word = SharedText(shown.locale).reset();
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_hint()>
                <a class="button" href="/sales/customer-development">{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let text = if shown.reach == Reach::Team { t.empty_team() } else { t.empty_text() };
    view! { <EmptyState kind=EmptyKind::Nothing title=t.empty_title() text=text/> }.into_any()
}

/// The query failed: never an empty list.
fn failed(reference: &str) -> AnyView {
    let locale = request::locale();
    let l = SharedText(locale);
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::INTERNAL_SERVER_ERROR);
    }
    let text = l.failed_text(reference);
    view! {
        <Page title=ClaimText(locale).customer_development()>
            <section class="card">
                <EmptyState kind=EmptyKind::Failed title=l.failed_title() text=text>
                    <a class="button" href="">{l.try_again()}</a>
                </EmptyState>
            </section>
        </Page>
    }
    .into_any()
}
