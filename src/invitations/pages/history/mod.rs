//! The history (拓展记录).

mod filters;
mod loading;
mod table;

use leptos::prelude::*;

use self::loading::Shown;
use super::tabs::{Open, tabs};
use crate::auth::Reach;
use crate::i18n::Words;
use crate::invitations::queries::history::Address;
use crate::invitations::text::InvitationText;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::server::request;
use crate::ui::badge::Tone;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};

/// `/sales/customer-development/history`.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move { Ok(whole(&loading::load(viewer, locale, &state, &query).await?)) })
}

fn whole(shown: &Shown) -> AnyView {
    let (t, l) = (InvitationText(shown.locale), ListText(shown.locale));
    let count = l.count(shown.count.min(CAP), shown.count > CAP);
    let sentence = if shown.address.is_narrowed() { t.history_narrowed(&count) } else { t.history_lead(&count) };
    let rule = match shown.seeing.reach {
        Reach::Own => t.whose_own(),
        Reach::Team => t.whose_team(),
        Reach::Partner | Reach::PartnerAndResellers => t.whose_partner(),
    };
    let lead = {
        view! {
            <p>{sentence.clone()}</p>
            <details><summary class="why small">{l.why_these()}</summary><p class="small">{rule}</p></details>
        }
    };
    let section = Words(shown.locale).sales();
    let above = view! { {tabs(Open::History, shown.locale)}{notices(shown)}{filters::form(shown)}{filters::chips(shown)} }.into_any();
    let content = content(shown);
    view! {
        <Page title=t.development() section=section lead=lead>
            {above}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn notices(shown: &Shown) -> AnyView {
    let (t, l) = (InvitationText(shown.locale), ListText(shown.locale));
    let done = match shown.done.as_str() {
        "sent" => Some(t.sent()),
        "resent" => Some(t.resent()),
        "withdrawn" => Some(t.withdrawn_done()),
        _ => None,
    };
    view! {
        {done.map(|words| view! { <Notice tone=Tone::Good>{words}</Notice> })}
        {shown.filter_is_gone.then(|| view! { <Notice tone=Tone::Warn>{l.filter_gone()}</Notice> })}
        {shown.place_is_unknown.then(|| view! { <Notice tone=Tone::Note>{l.place_unknown()}</Notice> })}
    }
    .into_any()
}

fn content(shown: &Shown) -> AnyView {
    let t = InvitationText(shown.locale);
    if !shown.page.rows.is_empty() {
        return table::table(shown);
    }
    if shown.address.is_narrowed() {
        let (reset, word) = (shown.written(&Address::default()), ListText(shown.locale).reset());
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_matches_hint()>
                <a class="button" href=reset>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    view! { <EmptyState kind=EmptyKind::Nothing title=t.empty_title() text=t.empty()/> }.into_any()
}
