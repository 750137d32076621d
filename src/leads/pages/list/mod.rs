//! `/sales/leads`: what is to be dispatched and what the viewer follows.

mod filters;
mod loading;
mod table;

use leptos::prelude::*;

use self::loading::{Outcome, Shown};
use crate::i18n::Words;
use crate::leads::model::View;
use crate::leads::text::LeadText;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::server::request;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::figures::{Figure, Figures};
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Tab, Tabs};
use crate::ui::shell::{Page, page};

/// The list.
#[component]
pub fn LeadsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move {
        Ok(match loading::load(viewer?, locale, &state, query).await? {
            Outcome::Loaded(shown) => whole(&shown),
            Outcome::Failed(reference) => crate::lists::failed::failed(LeadText(locale).leads(), &reference),
        })
    })
}

fn whole(shown: &Shown) -> AnyView {
    let t = LeadText(shown.locale);
    let actions = view! { <a class="button main" href="/sales/leads/new"><Icon name=IconName::Plus/>{t.new_lead()}</a> }.into_any();
    let above = view! { {notices(shown)}{tabs(shown)}{figures(shown)}{filters::form(shown)}{filters::chips(shown)} }.into_any();
    let content = if shown.page.rows.is_empty() { empty(shown) } else { table::table(shown) };
    view! {
        <Page title=t.leads() section=Words(shown.locale).sales() lead=lead(shown) actions=actions>
            {above}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn lead(shown: &Shown) -> AnyView {
    let (t, l) = (LeadText(shown.locale), ListText(shown.locale));
    let count = l.count(shown.count.min(CAP), shown.count > CAP);
    view! {
        <p>{t.sentence(shown.view, shown.reach, &count)}</p>
        <details>
            <summary class="why small">{l.why_these()}</summary>
            <p class="small">{t.why(shown.reach)}" "{t.claimed_leave()}</p>
        </details>
    }
    .into_any()
}

fn notices(shown: &Shown) -> AnyView {
    let (t, l) = (LeadText(shown.locale), ListText(shown.locale));
    let done = shown.dispatched.map(|count| view! { <Notice tone=NoticeTone::Good>{t.dispatched(count)}</Notice> });
    view! {
        {done}
        {shown.facts.contacts_stay_masked.then(|| view! { <Notice tone=NoticeTone::Note>{t.programme()}</Notice> })}
        {shown.filter_is_gone.then(|| view! { <Notice tone=NoticeTone::Warn>{l.filter_gone()}</Notice> })}
        {shown.place_is_unknown.then(|| view! { <Notice tone=NoticeTone::Note>{l.place_unknown()}</Notice> })}
    }
    .into_any()
}

/// For whoever dispatches: all, and the own ones.
fn tabs(shown: &Shown) -> AnyView {
    if !shown.dispatches {
        return ().into_any();
    }
    let t = LeadText(shown.locale);
    let tab = |view: &View| Tab { href: shown.of_view(*view), label: t.view(*view).into(), count: None, current: *view == shown.view };
    view! { <Tabs items=View::ALL.iter().map(tab).collect()/> }.into_any()
}

/// What counts, each leading to its rows.
fn figures(shown: &Shown) -> AnyView {
    let t = LeadText(shown.locale);
    let (to_dispatch, to_follow, followed) = shown.figures;
    let [waits, dispatched, following] = ["new", "dispatched", "following"].map(|state| shown.of_state(state));
    let first = shown.dispatches.then(|| view! { <Figure label=t.to_dispatch() value=to_dispatch.to_string() href=waits/> });
    view! {
        <Figures>
            {first}
            <Figure label=t.to_follow() value=to_follow.to_string() href=dispatched/>
            <Figure label=t.followed() value=followed.to_string() href=following/>
        </Figures>
    }
    .into_any()
}

fn empty(shown: &Shown) -> AnyView {
    let t = LeadText(shown.locale);
    if shown.address.is_narrowed() {
        let (reset, word) = (shown.of_view(shown.view), ListText(shown.locale).reset());
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_hint()>
                <a class="button" href=reset>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let text = if shown.view == View::All && shown.dispatches { t.empty_all() } else { t.empty_text() };
    view! { <EmptyState kind=EmptyKind::Nothing title=t.empty_title() text=text/> }.into_any()
}
