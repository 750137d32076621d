//! `/sales/customer-development/claims/{id}`: one claim, masked; until when, what became of it, and what hangs on it.

mod cards;
mod history;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::list::tone;
use super::{crumbs, entered, opportunities};
use crate::auth::Viewer;
use crate::claims::model::{ClaimId, ClaimState};
use crate::claims::queries::detail::{self, ClaimDetail, OpportunityLine};
use crate::claims::rules;
use crate::claims::text::{ClaimText, DetailText, ListText};
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::opportunities::rules::may_report;
use crate::server::{AppState, request, terms};
use crate::ui::badge::Badge;
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_stamp};

/// Everything that the page shows.
struct Shown {
    viewer: Viewer,
    locale: Locale,
    now: DateTime<Utc>,
    claim: ClaimDetail,
    /// As of now.
    state: ClaimState,
    /// `None` for who sees no opportunities at all.
    opportunities: Option<Vec<OpportunityLine>>,
    revealed: Option<Revealed>,
    done: Option<String>,
    /// After its end the partner may claim again so many hours later.
    reclaim_hours: i16,
}

/// One claim.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done");
    page(async move { Ok(whole(&Arc::new(load(viewer?, locale, &state, &id, done).await?))) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: Option<String>) -> Result<Shown, AppError> {
    let (_, scope, partner) = entered(&viewer, locale)?;
    let id: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
    let claim = detail::lookup(&state.db, &scope, partner, id).await?.ok_or(AppError::NotFound)?;
    let opportunities = match opportunities(&viewer) {
        Some(scope) => Some(detail::opportunities(&state.db, &scope, id).await?),
        None => None,
    };
    let (now, reclaim_hours) = (state.clock.now(), terms::load(&state.db).await?.reclaim_hours);
    let state = claim_state(claim.state, claim.valid_until, now);
    Ok(Shown { viewer, locale, now, claim, state, opportunities, revealed: answered(), done, reclaim_hours })
}

fn whole(shown: &Arc<Shown>) -> AnyView {
    let (t, d) = (ClaimText(shown.locale), DetailText(shown.locale));
    let (heading, acting) = (shown.clone(), shown.clone());
    let (left, review, facts, history) = (cards::opportunities(shown), cards::review(shown), facts(shown), history::card(shown));
    let notice = match shown.done.as_deref() {
        Some("claimed") => Some(d.done_claimed()),
        Some("in_review") => Some(d.done_in_review()),
        Some("withdrawn") => Some(d.done_withdrawn()),
        _ => None,
    };
    view! {
        <Page
            title=t.claim_title() section=Words(shown.locale).sales() crumbs=crumbs(t)
            lead=move || lead(&heading) actions=move || actions(&acting)
        >
            {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            <div class="cols">
                <div class="stack">{review}{left}</div>
                <aside class="stack">{facts}{history}</aside>
            </div>
        </Page>
    }
    .into_any()
}

fn secret(shown: &Shown, column: MaskedColumn, mask: &str) -> AnyView {
    let key = format!("claim:{}", shown.claim.id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn lead(shown: &Shown) -> AnyView {
    let (c, claim) = (CustomerText(shown.locale), &shown.claim);
    let state = shown.state;
    let standing = view! { <Badge tone=tone(state)>{c.claim_state(state)}</Badge> };
    view! { <div class="row small">{secret(shown, MaskedColumn::Name, &claim.name)}{standing}<span>{deadline(shown)}</span></div> }
        .into_any()
}

/// Until when it holds, to the minute in Beijing, and how long that is.
fn deadline(shown: &Shown) -> String {
    let (t, d, claim) = (ClaimText(shown.locale), DetailText(shown.locale), &shown.claim);
    let stamp = |at| format_stamp(at, shown.locale);
    let left = |day: chrono::NaiveDate| t.days_left((day - beijing_date(shown.now)).num_days());
    match (shown.state, claim.review_due, claim.closed_at) {
        (ClaimState::Open, ..) => format!("{}, {}", d.holds_until(stamp(claim.valid_until)), left(beijing_date(claim.valid_until))),
        (ClaimState::InReview, Some(due), _) => format!("{}, {}", d.decided_by(format_date(due, shown.locale)), left(due)),
        (_, _, ended) => d.ended_on(stamp(ended.unwrap_or(claim.valid_until))),
    }
}

fn actions(shown: &Shown) -> AnyView {
    let (d, l, claim) = (DetailText(shown.locale), ListText(shown.locale), &shown.claim);
    let is_current = matches!(shown.state, ClaimState::Open | ClaimState::InReview);
    let may_change = rules::may_change(&shown.viewer).is_ok();
    // An account manager reports for her own prospects only (R4).
    let is_own = claim.owner_id == Some(shown.viewer.person_id);
    let reports = shown.state == ClaimState::Open && may_report(&shown.viewer).is_ok() && (is_own || !shown.viewer.is_account_manager());
    let report = format!("/sales/opportunities/new?customer=claim:{}", claim.id);
    let invite = format!("/sales/customer-development/invite?claims={}", claim.id);
    let withdraw = format!("/sales/customer-development/withdraw?claims={}", claim.id);
    view! {
        <div class="row">
            {(may_change && is_current).then(|| view! { <a class="button" href=withdraw>{l.withdraw()}</a> })}
            {reports.then(|| view! { <a class="button" href=report><Icon name=IconName::Plus/>{d.report_opportunity()}</a> })}
            {(may_change && shown.state == ClaimState::Open).then(|| view! { <a class="button main" href=invite>{l.invite()}</a> })}
        </div>
    }
    .into_any()
}

fn facts(shown: &Shown) -> AnyView {
    let (c, d, claim) = (CustomerText(shown.locale), DetailText(shown.locale), &shown.claim);
    let line = |label: &'static str, column: MaskedColumn, mask: &str| {
        let value = if mask.is_empty() { c.not_said().into_any() } else { secret(shown, column, mask) };
        view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
    };
    let manager = claim.account_manager.clone().unwrap_or_else(|| c.no_account_manager().to_owned());
    view! {
        <section class="card">
            <header><h2>{d.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{c.industry_label()}</dt><dd>{c.industry(claim.industry)}</dd>
                    {line(c.contact_name(), MaskedColumn::Contact, &claim.contact_name)}
                    {line(c.mobile(), MaskedColumn::Mobile, &claim.mobile)}
                    {line(c.email(), MaskedColumn::Email, &claim.email)}
                    <dt>{c.account_manager()}</dt><dd>{manager}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}
