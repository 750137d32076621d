//! `/sales/coupons/issued/reclaim?coupons=…`: the whole balance of one or several coupons, and afterwards what came of each.

use chrono::{DateTime, Utc};
use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{admit, coupon_tone, ids_of, under_coupons};
use crate::auth::verification::field::{CodeField, as_form_of};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::model::ReclaimOutcome;
use crate::coupons::queries::coupons::{self, Coupon};
use crate::coupons::queries::reclaiming;
use crate::coupons::rules::{self, LONGEST_REMARK};
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::TextArea;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::money::{Charged, format_cny};

struct PageData {
    coupons: Vec<Coupon>,
    /// What became of each, once they are reclaimed.
    outcomes: Vec<(Uuid, ReclaimOutcome)>,
    /// How much of each.
    reclaimed: Vec<(Uuid, Charged)>,
    now: DateTime<Utc>,
    locale: Locale,
    /// A verification code is asked for.
    verifies: bool,
}

/// Reclaims coupons.
#[component]
pub fn ReclaimPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, results) = (query.get("coupons").unwrap_or_default(), query.get("results").unwrap_or_default());
    page(async move { Ok(whole(&load(viewer?, locale, &state, &asked, &results).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, results: &str) -> Result<PageData, AppError> {
    admit(rules::may_reclaim, &viewer, locale)?;
    let scope = Scope::of(&viewer, Reach::Partner)?;
    let outcomes = rules::outcomes_of_address(results);
    let wanted: Vec<String> = match outcomes.is_empty() {
        true => ids_of(asked),
        false => outcomes.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_picks(&wanted).map_err(|_| AppError::NotFound)?;
    let coupons = coupons::several(&state.db, &scope, &ids).await?;
    if coupons.is_empty() {
        return Err(AppError::NotFound);
    }
    let done: Vec<Uuid> = outcomes.iter().filter(|(_, one)| *one == ReclaimOutcome::Reclaimed).map(|(id, _)| *id).collect();
    let reclaimed = reclaiming::reclaimed(&state.db, &scope, &done).await?;
    Ok(PageData { coupons, outcomes, reclaimed, now: state.clock.now(), locale, verifies: is_on(&state.db, &viewer).await? })
}

fn whole(shown: &PageData) -> AnyView {
    let t = CouponText(shown.locale);
    let content = if shown.outcomes.is_empty() { form(shown, t) } else { report(shown, t) };
    view! {
        <Page
            title=t.reclaim_title() section=Words(shown.locale).sales() crumbs=under_coupons(t) lead=view! { <p>{t.reclaim_lead()}</p> }
        >{content}</Page>
    }
    .into_any()
}

fn line(coupon: &Coupon, end: AnyView) -> AnyView {
    let href = format!("/sales/coupons/issued/{}", coupon.id);
    let customer = format!("{} · {}", coupon.customer, coupon.customer_number);
    view! { <li class="row"><a class="strong" href=href>{coupon.number.clone()}</a><span class="quiet">{customer}</span>{end}</li> }
        .into_any()
}

/// Those that can be reclaimed, with what that would be; the others with the reason.
fn form(shown: &PageData, t: CouponText) -> AnyView {
    let mut total = Decimal::ZERO;
    let lines: Vec<AnyView> = shown
        .coupons
        .iter()
        .map(|coupon| {
            let state = rules::coupon_state(coupon.balance, coupon.reclaimed_at.is_some(), &coupon.validity, shown.now);
            let (tone, word) = (coupon_tone(state), t.coupon_state(state));
            let end = match rules::may_reclaim_coupon(state, coupon.locked_by.as_deref()) {
                Ok(()) => {
                    total += coupon.balance.amount();
                    let (id, balance) = (coupon.id.to_string(), format_cny(coupon.balance));
                    view! { <input type="hidden" name="form[ids][]" value=id/><b>{balance}</b><Badge tone=tone>{word}</Badge> }.into_any()
                }
                Err(_) => {
                    let why = coupon.locked_by.as_ref().map_or_else(|| t.outcome_state().to_owned(), |order| t.locked_by(order));
                    view! { <Badge tone=tone>{word}</Badge><span class="quiet">{why}</span> }.into_any()
                }
            };
            line(coupon, end)
        })
        .collect();
    if total == Decimal::ZERO {
        return view! {
            <section class="card">
                <div class="body stack"><ul class="stack">{lines}</ul></div>
                <EmptyState kind=EmptyKind::Nothing title=t.reclaim_title() text=t.reclaim_none_left()>
                    <a class="button" href="/sales/coupons/issued">{t.back_to_list()}</a>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let total = format_cny(Charged::new(total).unwrap_or_default());
    let verifies = shown.verifies;
    view! {
        <Provider value=as_form_of("coupons.reclaim")>
        <Form action="coupons.reclaim" class="card" guard=true>
            <div class="body fields">
                <div class="wide stack"><h2>{t.reclaim_chosen()}</h2><ul class="stack">{lines}</ul></div>
                <TextArea
                    name="form[remark]" label=t.remark() hint=t.remark_hint() rows=2
                    maxlength=u32::try_from(LONGEST_REMARK).unwrap_or(u32::MAX) class="wide"
                />
                <CodeField is_on=verifies purpose=Purpose::ReclaimCoupons/>
                <div class="wide row">
                    <button class="button main">{t.reclaim_submit(total)}</button>
                    <a class="button plain" href="/sales/coupons/issued">{Words(t.locale()).cancel()}</a>
                </div>
            </div>
        </Form>
        </Provider>
    }
    .into_any()
}

/// What became of each, in the order in which they stood in the form, with the amount that was really reclaimed.
fn report(shown: &PageData, t: CouponText) -> AnyView {
    let all = shown.outcomes.len();
    let done = shown.outcomes.iter().filter(|(_, outcome)| *outcome == ReclaimOutcome::Reclaimed).count();
    let amount = |id: &Uuid| shown.reclaimed.iter().find(|(one, _)| one == id).map(|(_, amount)| *amount);
    let total: Decimal = shown.reclaimed.iter().map(|(_, amount)| amount.amount()).sum();
    let total = format_cny(Charged::new(total).unwrap_or_default());
    let lines: Vec<AnyView> = shown
        .outcomes
        .iter()
        .map(|(id, outcome)| {
            let tone = if *outcome == ReclaimOutcome::Reclaimed { Tone::Good } else { Tone::Warn };
            let became = t.outcome(*outcome);
            let amount = amount(id).map(format_cny);
            let end = view! { {amount.map(|amount| view! { <b>{amount}</b> })}<Badge tone=tone>{became}</Badge> }.into_any();
            match shown.coupons.iter().find(|coupon| coupon.id.0 == *id) {
                Some(coupon) => line(coupon, end),
                None => view! { <li class="row"><span class="quiet">"–"</span>{end}</li> }.into_any(),
            }
        })
        .collect();
    let tone = if done == all { NoticeTone::Good } else { NoticeTone::Warn };
    view! {
        <Notice tone=tone>{t.reclaimed_of(done, all, total)}</Notice>
        <section class="card">
            <header><h2>{t.reclaim_outcome()}</h2></header>
            <div class="body stack">
                <ul class="stack">{lines}</ul>
                <p><a class="button" href="/sales/coupons/issued">{t.back_to_list()}</a></p>
            </div>
        </section>
    }
    .into_any()
}
