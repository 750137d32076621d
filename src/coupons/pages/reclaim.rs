//! `/sales/coupons/issued/reclaim?coupons=…`: the whole balance of one or several coupons, and afterwards what came of each.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use uuid::Uuid;

use super::several::{self, Asked};
use super::{admit, coupon_tone, ids_of, under_coupons};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::model::{ReclaimOutcome, ReclaimRefusal};
use crate::coupons::queries::coupons::{self, Coupon};
use crate::coupons::queries::reclaiming;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};
use crate::values::money::{Charged, format_cny};

/// Where coupons stand.
const LIST: &str = "/sales/coupons/issued";

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

/// Which coupon it is.
fn which(coupon: &Coupon) -> AnyView {
    let href = format!("/sales/coupons/issued/{}", coupon.id);
    let (number, customer) = (coupon.number.clone(), format!("{} · {}", coupon.customer, coupon.customer_number));
    view! { <a class="strong" href=href>{number}</a><span class="quiet">{customer}</span> }.into_any()
}

/// Those that can be reclaimed, with what that would be; the others with the reason.
fn form(shown: &PageData, t: CouponText) -> AnyView {
    let mut amounts = Vec::new();
    let lines: Vec<AnyView> = shown
        .coupons
        .iter()
        .map(|coupon| {
            let state = rules::coupon_state(coupon.balance, coupon.reclaimed_at.is_some(), &coupon.validity, shown.now);
            let (tone, word) = (coupon_tone(state), t.coupon_state(state));
            let end = match rules::may_reclaim_coupon(state, coupon.locked_by.as_deref()) {
                Ok(()) => {
                    amounts.push(coupon.balance);
                    let (id, balance) = (coupon.id.to_string(), format_cny(coupon.balance));
                    view! { <input type="hidden" name="form[ids][]" value=id/><b>{balance}</b><Badge tone=tone>{word}</Badge> }.into_any()
                }
                Err(refusal) => {
                    let why = match refusal {
                        ReclaimRefusal::LockedBy(order) => t.locked_by(order),
                        ReclaimRefusal::State(_) => t.outcome_state().to_owned(),
                    };
                    view! { <Badge tone=tone>{word}</Badge><span class="quiet">{why}</span> }.into_any()
                }
            };
            let which = which(coupon);
            view! { <li class="row">{which}{end}</li> }.into_any()
        })
        .collect();
    if amounts.is_empty() {
        return view! {
            <section class="card">
                <div class="body stack"><ul class="stack">{lines}</ul></div>
                <EmptyState kind=EmptyKind::Nothing title=t.reclaim_title() text=t.reclaim_none_left()>
                    <a class="button" href=LIST>{t.back_to_list()}</a>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let asked = Asked {
        action: "coupons.reclaim",
        title: t.reclaim_chosen(),
        lines,
        amounts,
        list: LIST,
        hint: t.remark_hint(),
        submit: CouponText::reclaim_submit,
        confirms: (shown.verifies, Purpose::ReclaimCoupons),
    };
    several::form(asked, t)
}

fn report(shown: &PageData, t: CouponText) -> AnyView {
    let told = |id: Uuid| shown.coupons.iter().find(|coupon| coupon.id.0 == id).map(which);
    several::report(&shown.outcomes, &shown.reclaimed, LIST, told, t)
}
