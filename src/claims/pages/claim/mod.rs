//! `/sales/customer-development/claims/{id}`: one claim, masked; until when, what became of it, and what hangs on it.

mod history;
mod page_data;
mod review;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::page_data::PageData;
use super::badge::tone;
use super::{crumbs, entered};
use crate::auth::Viewer;
use crate::claims::model::{ClaimId, ClaimState};
use crate::claims::queries::detail::{self, ClaimDetail};
use crate::claims::rules;
use crate::claims::text::{ClaimText, DetailText, ListText};
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::related_panels::{PanelContext, RelatedPanels};
use crate::server::{AppState, request, terms};
use crate::ui::badge::Badge;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_stamp};

/// What a capability above shows: an action, and a card.
type Above = (Option<AnyView>, AnyView);

/// One claim.
#[component]
pub fn ClaimPage(
    /// What a capability above shows beside claims.
    panels: RelatedPanels<ClaimDetail>,
) -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let (shown, above) = load(viewer?, panels, locale, &state, &id, done).await?;
        Ok(whole(&Arc::new(shown), above))
    })
}

async fn load(
    viewer: Viewer,
    panels: RelatedPanels<ClaimDetail>,
    locale: Locale,
    state: &AppState,
    id: &str,
    done: Option<String>,
) -> Result<(PageData, Above), AppError> {
    let (_, scope, partner) = entered(&viewer, locale)?;
    let id: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let claim = detail::lookup(&state.db, &scope, partner, id).await?.ok_or(AppError::NotFound)?;
    let (now, reclaim_hours) = (state.clock.now(), terms::load(&state.db).await?.reclaim_hours);
    let standing = claim_state(claim.state, claim.valid_until, now);
    let context = PanelContext { viewer, locale, now, record: claim };
    let card = (panels.card)(state.clone(), context.clone()).await?;
    let action = (panels.action)(&context);
    let PanelContext { viewer, record: claim, .. } = context;
    Ok((PageData { viewer, locale, now, claim, state: standing, revealed: answered(), done, reclaim_hours }, (action, card)))
}

fn whole(shown: &Arc<PageData>, (action, left): Above) -> AnyView {
    let (t, d) = (ClaimText(shown.locale), DetailText(shown.locale));
    let heading = shown.clone();
    let actions = actions(shown, action);
    let (review, facts, history) = (review::card(shown), facts(shown), history::card(shown));
    let notice = match shown.done.as_deref() {
        Some("claimed") => Some(d.done_claimed()),
        Some("in_review") => Some(d.done_in_review()),
        Some("withdrawn") => Some(d.done_withdrawn()),
        _ => None,
    };
    view! {
        <Page title=t.claim_title() section=Words(shown.locale).sales() crumbs=crumbs(t) lead=lead(&heading) actions=actions>
            {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            <div class="cols">
                <div class="stack">{review}{left}</div>
                <aside class="stack">{facts}{history}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    let key = format!("claim:{}", shown.claim.id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn lead(shown: &PageData) -> AnyView {
    let (c, claim) = (CustomerText(shown.locale), &shown.claim);
    let state = shown.state;
    let standing = view! { <Badge tone=tone(state)>{c.claim_state(state)}</Badge> };
    view! { <div class="row small">{secret(shown, MaskedColumn::Name, &claim.name)}{standing}<span>{deadline(shown)}</span></div> }
        .into_any()
}

/// Until when it holds, to the minute in Beijing, and how long that is.
fn deadline(shown: &PageData) -> String {
    let (t, d, claim) = (ClaimText(shown.locale), DetailText(shown.locale), &shown.claim);
    let stamp = |at| format_stamp(at, shown.locale);
    let left = |day: chrono::NaiveDate| t.days_left((day - beijing_date(shown.now)).num_days());
    match (shown.state, claim.review_due, claim.closed_at) {
        (ClaimState::Open, ..) => t.joined(d.holds_until(stamp(claim.valid_until)), left(beijing_date(claim.valid_until))),
        (ClaimState::InReview, Some(due), _) => t.joined(d.decided_by(format_date(due, shown.locale)), left(due)),
        (_, _, ended) => d.ended_on(stamp(ended.unwrap_or(claim.valid_until))),
    }
}

fn actions(shown: &PageData, report: Option<AnyView>) -> AnyView {
    let (l, claim) = (ListText(shown.locale), &shown.claim);
    let is_current = matches!(shown.state, ClaimState::Open | ClaimState::InReview);
    let may_change = rules::may_change(&shown.viewer).is_ok();
    let invite = format!("/sales/customer-development/invite?claims={}", claim.id);
    let withdraw = format!("/sales/customer-development/withdraw?claims={}", claim.id);
    view! {
        <div class="row">
            {(may_change && is_current).then(|| view! { <a class="button" href=withdraw>{l.withdraw()}</a> })}
            {report}
            {(may_change && shown.state == ClaimState::Open).then(|| view! { <a class="button main" href=invite>{l.invite()}</a> })}
        </div>
    }
    .into_any()
}

fn facts(shown: &PageData) -> AnyView {
    let (c, d, claim) = (CustomerText(shown.locale), DetailText(shown.locale), &shown.claim);
    let line = |label: &'static str, column: MaskedColumn, mask: &str| {
        let stays = claim.contacts_stay_masked && column.is_contact();
        let value = if mask.is_empty() {
            c.not_said().into_any()
        } else if stays {
            masked(None, None, column, mask.to_owned())
        } else {
            secret(shown, column, mask)
        };
        view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
    };
    let manager = claim.account_manager.clone().unwrap_or_else(|| c.no_account_manager().to_owned());
    view! {
        <section class="card">
            <header><h2>{d.facts()}</h2></header>
            <div class="body stack">
                <dl class="facts">
                    <dt>{c.industry_label()}</dt><dd>{c.industry(claim.industry)}</dd>
                    {line(c.contact_name(), MaskedColumn::Contact, &claim.contact_name)}
                    {line(c.mobile(), MaskedColumn::Mobile, &claim.mobile)}
                    {line(c.email(), MaskedColumn::Email, &claim.email)}
                    <dt>{c.account_manager()}</dt><dd>{manager}</dd>
                </dl>
                {claim.contacts_stay_masked.then(|| view! { <p class="small quiet">{d.programme()}</p> })}
            </div>
        </section>
    }
    .into_any()
}
