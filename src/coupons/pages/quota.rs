//! `/sales/coupons/quotas/{id}`: one quota, where its money is, what will be lost this week, and what can be done with it.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::whereabouts::{self, Money};
use super::{admit, quota_tone, under_quotas};
use crate::auth::{Reach, Scope, Viewer};
use crate::coupons::command::stopped;
use crate::coupons::model::QuotaId;
use crate::coupons::queries::money;
use crate::coupons::queries::quotas::{self, Quota};
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, beijing_midnight, format_date, format_stamp};
use crate::values::money::format_cny;

/// Coupons that end soon and are shown; the list has the others.
const SHOWN: i64 = 20;
/// What ends within so many days, today's included.
const DAYS: i64 = 7;

struct PageData {
    viewer: Viewer,
    locale: Locale,
    now: DateTime<Utc>,
    quota: Quota,
    /// The viewer's own partner holds it.
    is_own: bool,
    money: Money,
    done: String,
}

/// One quota.
#[component]
pub fn QuotaPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: String) -> Result<PageData, AppError> {
    let reach = admit(rules::quotas_scope_of, &viewer, locale)?;
    let scope = Scope::of(&viewer, reach)?;
    let id: QuotaId = id.parse().map_err(|_| AppError::NotFound)?;
    let now = state.clock.now();
    let until = beijing_midnight(beijing_date(now)) + TimeDelta::days(DAYS);
    let quota = quotas::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let is_own = viewer.partner_id() == Some(quota.partner_id);
    let rows = money::whereabouts(&state.db, &scope, id, now, until).await?;
    // To whom a coupon was issued is seen by whoever sees coupons of the own partner.
    let own = Scope::of(&viewer, Reach::Partner)?;
    let ending = match is_own && rules::sees_coupons_of(&viewer) {
        true => money::ending(&state.db, &own, id, now, until, SHOWN).await?,
        false => Vec::new(),
    };
    let may_reclaim = rules::may_reclaim(&viewer).is_ok();
    let money = Money { rows, ending, now, until, may_reclaim, locale };
    Ok(PageData { viewer, locale, now, quota, is_own, money, done })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, quota) = (CouponText(shown.locale), &shown.quota);
    let state = rules::quota_state(quota.terms.status, &quota.terms.validity, shown.now);
    let (tone, word) = (quota_tone(state), t.quota_state(state));
    let lead = view! { <div class="row small"><Badge tone=tone>{word}</Badge><span>{quota.partner.clone()}</span></div> };
    let said = match shown.done.as_str() {
        "issued" => Some(t.issued_notice()),
        "passed_on" => Some(t.given_notice()),
        _ => None,
    };
    let refusal = stopped(quota, shown.now, shown.locale).filter(|_| shown.is_own);
    let refusal = refusal.map(|why| format!("{} {why}", t.cannot_issue()));
    let (money, lost, facts) = (whereabouts::table(&shown.money), whereabouts::lost(&shown.money), facts(shown));
    view! {
        <Page
            title=t.quota_title(&quota.number) section=Words(shown.locale).sales() crumbs=under_quotas(t) lead=lead
            actions=actions(shown)
        >
            {said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            {refusal.map(|text| view! { <Notice tone=NoticeTone::Note>{text}</Notice> })}
            <div class="cols"><div class="stack">{money}{lost}</div><aside class="stack">{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn actions(shown: &PageData) -> AnyView {
    let t = CouponText(shown.locale);
    let address = format!("/sales/coupons/quotas/{}", shown.quota.id);
    let is_issuable = shown.is_own && rules::may_issue_of(&shown.quota.terms, shown.now).is_ok();
    let issue = (is_issuable && rules::may_issue(&shown.viewer).is_ok()).then(|| format!("{address}/issue"));
    let pass_on = (is_issuable && rules::may_pass_on(&shown.viewer).is_ok()).then(|| format!("{address}/pass-on"));
    let is_taken_back = !shown.is_own && shown.quota.terms.remaining > crate::values::money::Charged::ZERO;
    let take_back = (is_taken_back && rules::may_pass_on(&shown.viewer).is_ok())
        .then(|| format!("/sales/coupons/quotas/take-back?quotas={}", shown.quota.id));
    let log = format!("/sales/coupons/log?quota={}{}", shown.quota.number, if shown.is_own { "" } else { "&tab=resellers" });
    let issued =
        (shown.is_own && rules::sees_coupons_of(&shown.viewer)).then(|| format!("/sales/coupons/issued?quota={}", shown.quota.number));
    view! {
        {issue.map(|href| view! { <a class="button main" href=href>{t.issue()}</a> })}
        {pass_on.map(|href| view! { <a class="button" href=href>{t.pass_on()}</a> })}
        {take_back.map(|href| view! { <a class="button" href=href>{t.take_back()}</a> })}
        {issued.map(|href| view! { <a class="button plain" href=href>{t.issued_link()}</a> })}
        <a class="button plain" href=log>{t.log_link()}</a>
    }
    .into_any()
}

fn facts(shown: &PageData) -> AnyView {
    let (t, quota, locale) = (CouponText(shown.locale), &shown.quota, shown.locale);
    let scope = t.scope(&quota.terms.limits).into_iter().map(|part| view! { <li>{part}</li> }).collect_view();
    let source = match &quota.parent {
        Some((_, number)) => number.clone(),
        None => t.from_vendor().to_owned(),
    };
    let validity = quota.terms.validity;
    // What Operations last changed, and why: also that it is valid again.
    let status = quota.status_since.filter(|_| shown.is_own).map(|since| {
        view! { <dt>{t.status_since()}</dt><dd>{format_stamp(since, locale)}<span class="sub">{quota.status_reason.clone()}</span></dd> }
    });
    // A remark is for whoever gave the quota.
    let remark = (!shown.is_own && !quota.remark.is_empty()).then(|| view! { <dt>{t.remark()}</dt><dd>{quota.remark.clone()}</dd> });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.number()}</dt><dd translate="no">{quota.number.clone()}</dd>
                    <dt>{t.source()}</dt><dd translate="no">{source}</dd>
                    <dt>{t.total()}</dt><dd>{format_cny(quota.total)}</dd>
                    <dt>{t.remaining()}</dt><dd><b>{format_cny(quota.terms.remaining)}</b></dd>
                    <dt>{t.valid_from()}</dt><dd>{format_date(validity.first_day(), locale)}</dd>
                    <dt>{t.valid_until()}</dt><dd>{format_date(validity.last_day(), locale)}</dd>
                    <dt>{t.limits()}</dt><dd><ul class="plain">{scope}</ul></dd>
                    <dt>{t.customer_limit()}</dt><dd>{t.customers_of(quota.terms.customers)}</dd>
                    <dt>{t.created()}</dt><dd>{format_stamp(quota.created_at, locale)}</dd>
                    {status}{remark}
                </dl>
            </div>
        </section>
    }
    .into_any()
}
