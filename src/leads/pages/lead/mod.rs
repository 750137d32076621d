//! `/sales/leads/{id}`: one lead, masked; what came of it so far, and what can be done.

mod cards;
mod page_data;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::cards::{close, facts, follow_ups, reopen, revise};
use self::page_data::{PageData, secret};
use super::{REVEAL, crumbs, entered, tone};
use crate::auth::Viewer;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::answered_by;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::leads::model::{LeadId, LeadState};
use crate::leads::queries;
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// One lead.
#[component]
pub fn LeadPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done");
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: Option<String>) -> Result<PageData, AppError> {
    let (_, visibility) = entered(&viewer, locale)?;
    let id: LeadId = id.parse().map_err(|_| AppError::NotFound)?;
    let lead = queries::lookup(&state.db, &visibility, id).await?.ok_or(AppError::NotFound)?;
    let (followed, facts) = tokio::try_join!(queries::follow_ups(&state.db, &lead), queries::facts(&state.db, visibility.partner))?;
    Ok(PageData { viewer, locale, now: state.clock.now(), lead, followed, facts, revealed: answered_by(REVEAL), done })
}

fn whole(shown: &PageData) -> AnyView {
    let t = LeadText(shown.locale);
    let notice = match shown.done.as_deref() {
        Some("entered") => Some(t.done_entered()),
        Some("revised") => Some(t.done_revised()),
        Some("dispatched") => Some(t.done_dispatched()),
        Some("followed_up") => Some(t.done_followed_up()),
        Some("closed") => Some(t.done_closed()),
        Some("reopened") => Some(t.done_reopened()),
        _ => None,
    };
    let (left, right) = (view! { {standing(shown)}{follow_ups(shown)}{revise(shown)} }, facts(shown));
    view! {
        <Page title=t.lead() section=Words(shown.locale).sales() crumbs=crumbs(t) lead=lead(shown) actions=actions(shown)>
            {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            <div class="cols">
                <div class="stack">{left}</div>
                <aside class="stack">{right}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn lead(shown: &PageData) -> AnyView {
    let (t, state) = (LeadText(shown.locale), shown.lead.standing.state);
    view! {
        <div class="row small">
            {secret(shown, MaskedColumn::Name, &shown.lead.company_name)}
            <Badge tone=tone(state)>{t.state_of(state)}</Badge>
        </div>
    }
    .into_any()
}

fn actions(shown: &PageData) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), shown.lead.standing);
    let is_open = standing.state.is_open();
    let dispatch = (is_open && rules::may_dispatch(&shown.viewer, &standing).is_ok()).then(|| {
        view! { <a class="button" href=format!("/sales/leads/dispatch?leads={}", standing.id)>{t.dispatch()}</a> }
    });
    let claim = (is_open && rules::may_claim_of(&shown.viewer, &standing).is_ok()).then(|| {
        view! { <a class="button main" href=format!("/sales/leads/{}/claim", standing.id)>{t.claim()}</a> }
    });
    let (close, reopen) = (close(shown), reopen(shown));
    view! { <div class="row">{close}{reopen}{dispatch}{claim}</div> }.into_any()
}

/// What became of it, or why the viewer only reads.
fn standing(shown: &PageData) -> AnyView {
    let (t, lead) = (LeadText(shown.locale), &shown.lead);
    match (lead.standing.state, lead.claim) {
        (LeadState::Converted, Some(claim)) => {
            let href = format!("/sales/customer-development/claims/{claim}");
            view! { <Notice tone=NoticeTone::Good>{t.became_claim()}" "<a href=href>{t.open_claim()}</a></Notice> }.into_any()
        }
        (LeadState::Invalid, _) => {
            let words = t.was_closed(&lead.invalid_reason);
            view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any()
        }
        _ if rules::may_follow_up(&shown.viewer, &lead.standing).is_ok() => ().into_any(),
        _ => {
            let words = lead.follower.as_ref().map_or_else(|| t.waits_for_dispatch().to_owned(), |name| t.not_yours(name));
            view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any()
        }
    }
}
