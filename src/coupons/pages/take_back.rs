//! `/sales/coupons/quotas/take-back?quotas=…`: a distributor takes back what resellers have not issued, and reads what came of each.

use leptos::context::Provider;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{admit, ids_of, under_quotas};
use crate::auth::verification::field::{CodeField, as_form_of};
use crate::auth::verification::model::Purpose;
use crate::auth::verification::queries::is_on;
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::model::ReclaimOutcome;
use crate::coupons::queries::quotas::{self, Quota};
use crate::coupons::queries::reclaiming;
use crate::coupons::rules::{self, LONGEST_REMARK};
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::TextArea;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::money::{Charged, format_cny};

/// Where the quotas of resellers stand.
const LIST: &str = "/sales/coupons/quotas?tab=resellers";

struct PageData {
    quotas: Vec<Quota>,
    outcomes: Vec<(Uuid, ReclaimOutcome)>,
    taken: Vec<(Uuid, Charged)>,
    locale: Locale,
    /// A verification code is asked for.
    verifies: bool,
}

/// Takes quotas back.
#[component]
pub fn TakeBackPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, results) = (query.get("quotas").unwrap_or_default(), query.get("results").unwrap_or_default());
    page(async move { Ok(whole(&load(viewer?, locale, &state, &asked, &results).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, results: &str) -> Result<PageData, AppError> {
    admit(rules::may_pass_on, &viewer, locale)?;
    let scope = Scope::of(&viewer, Reach::PartnerAndResellers)?;
    let outcomes = rules::outcomes_of_address(results);
    let wanted: Vec<String> = match outcomes.is_empty() {
        true => ids_of(asked),
        false => outcomes.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_picks(&wanted).map_err(|_| AppError::NotFound)?;
    let mut quotas = quotas::several(&state.db, &scope, &ids).await?;
    quotas.retain(|quota| quota.parent.is_some());
    if quotas.is_empty() {
        return Err(AppError::NotFound);
    }
    let done: Vec<Uuid> = outcomes.iter().filter(|(_, one)| *one == ReclaimOutcome::Reclaimed).map(|(id, _)| *id).collect();
    let taken = reclaiming::taken_back(&state.db, &scope, &done).await?;
    Ok(PageData { quotas, outcomes, taken, locale, verifies: is_on(&state.db, &viewer).await? })
}

fn whole(shown: &PageData) -> AnyView {
    let t = CouponText(shown.locale);
    let content = if shown.outcomes.is_empty() { form(shown, t) } else { report(shown, t) };
    view! {
        <Page
            title=t.take_back_title() section=Words(shown.locale).sales() crumbs=under_quotas(t)
            lead=view! { <p>{t.take_back_lead()}</p> }
        >{content}</Page>
    }
    .into_any()
}

fn line(quota: &Quota, end: AnyView) -> AnyView {
    let href = format!("/sales/coupons/quotas/{}", quota.id);
    let holder = quota.partner.clone();
    view! { <li class="row"><a class="strong" href=href>{quota.number.clone()}</a><span class="quiet">{holder}</span>{end}</li> }.into_any()
}

fn form(shown: &PageData, t: CouponText) -> AnyView {
    let mut total = Decimal::ZERO;
    let lines: Vec<AnyView> = shown
        .quotas
        .iter()
        .map(|quota| {
            let remaining = quota.terms.remaining;
            let end = if remaining > Charged::ZERO {
                total += remaining.amount();
                let id = quota.id.to_string();
                view! { <input type="hidden" name="form[ids][]" value=id/><b>{format_cny(remaining)}</b> }.into_any()
            } else {
                view! { <span class="quiet">{t.cannot_take_back()}</span> }.into_any()
            };
            line(quota, end)
        })
        .collect();
    if total == Decimal::ZERO {
        return view! {
            <section class="card"><div class="body stack"><ul class="stack">{lines}</ul><p><a class="button" href=LIST>{t.back_to_list()}</a></p></div></section>
        }
        .into_any();
    }
    let total = format_cny(Charged::new(total).unwrap_or_default());
    let verifies = shown.verifies;
    view! {
        <Provider value=as_form_of("coupons.take_back")>
        <Form action="coupons.take_back" class="card" guard=true>
            <div class="body fields">
                <div class="wide stack"><h2>{t.tab_resellers()}</h2><ul class="stack">{lines}</ul></div>
                <TextArea
                    name="form[remark]" label=t.remark() hint=t.remark_hint() rows=2
                    maxlength=u32::try_from(LONGEST_REMARK).unwrap_or(u32::MAX) class="wide"
                />
                <CodeField is_on=verifies purpose=Purpose::TakeBackQuota/>
                <div class="wide row">
                    <button class="button main">{t.reclaim_submit(total)}</button>
                    <a class="button plain" href=LIST>{Words(t.locale()).cancel()}</a>
                </div>
            </div>
        </Form>
        </Provider>
    }
    .into_any()
}

fn report(shown: &PageData, t: CouponText) -> AnyView {
    let all = shown.outcomes.len();
    let done = shown.outcomes.iter().filter(|(_, outcome)| *outcome == ReclaimOutcome::Reclaimed).count();
    let total: Decimal = shown.taken.iter().map(|(_, amount)| amount.amount()).sum();
    let total = format_cny(Charged::new(total).unwrap_or_default());
    let lines: Vec<AnyView> = shown
        .outcomes
        .iter()
        .map(|(id, outcome)| {
            let tone = if *outcome == ReclaimOutcome::Reclaimed { Tone::Good } else { Tone::Warn };
            let became = t.outcome(*outcome);
            let amount = shown.taken.iter().find(|(one, _)| one == id).map(|(_, amount)| format_cny(*amount));
            let end = view! { {amount.map(|amount| view! { <b>{amount}</b> })}<Badge tone=tone>{became}</Badge> }.into_any();
            match shown.quotas.iter().find(|quota| quota.id.0 == *id) {
                Some(quota) => line(quota, end),
                None => view! { <li class="row"><span class="quiet">"–"</span>{end}</li> }.into_any(),
            }
        })
        .collect();
    let tone = if done == all { NoticeTone::Good } else { NoticeTone::Warn };
    view! {
        <Notice tone=tone>{t.reclaimed_of(done, all, total)}</Notice>
        <section class="card">
            <header><h2>{t.reclaim_outcome()}</h2></header>
            <div class="body stack"><ul class="stack">{lines}</ul><p><a class="button" href=LIST>{t.back_to_list()}</a></p></div>
        </section>
    }
    .into_any()
}
