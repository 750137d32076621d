//! `/operations/coupon-quotas/{id}`: one quota of whichever partner, and its status.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{operator, under_quotas};
use crate::auth::viewer;
use crate::coupons::model::{QuotaId, QuotaStatus};
use crate::coupons::pages::quota_tone;
use crate::coupons::queries::operations::{self, StatusChange};
use crate::coupons::queries::quotas::Quota;
use crate::coupons::rules::{self, LONGEST_REMARK};
use crate::coupons::text::{CouponText, OperationsText};
use crate::error::AppError;
use crate::server::request::{locale, state};
use crate::ui::badge::Badge;
use crate::ui::fields::{HiddenField, Select, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{format_date, format_stamp};
use crate::values::money::format_cny;

/// One quota.
#[component]
pub fn OperationsQuotaPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let id: QuotaId = id.parse().map_err(|_| AppError::NotFound)?;
        let quota = operations::lookup(&state.db, operator, id).await?.ok_or(AppError::NotFound)?;
        let changes = operations::status_changes(&state.db, operator, id).await?;
        let state = rules::quota_state(quota.terms.status, &quota.terms.validity, state.clock.now());
        let (t, words) = (OperationsText(locale), CouponText(locale));
        let said = match done.as_str() {
            "given" => Some(t.given()),
            "changed" => Some(t.changed()),
            _ => None,
        };
        let (tone, word) = (quota_tone(state), words.quota_state(state));
        let lead = view! { <div class="row small"><Badge tone=tone>{word}</Badge><span>{quota.partner.clone()}</span></div> };
        let (change, history, facts) = (change(&quota, t), history(&changes, t), facts(&quota, t));
        Ok(view! {
            <Page title=words.quota_title(&quota.number) section=t.operations() crumbs=under_quotas(t) lead=lead>
                {said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                <div class="cols"><div class="stack">{change}{history}</div><aside class="stack">{facts}</aside></div>
            </Page>
        }
        .into_any())
    })
}

fn change(quota: &Quota, t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let options = QuotaStatus::ALL.iter().filter(|one| **one != quota.terms.status);
    let options = options.map(|one| (one.as_str().to_owned(), words.quota_status(*one).to_owned())).collect();
    let (id, shown) = (quota.id.to_string(), quota.terms.status.as_str());
    view! {
        <section class="card">
            <header><h2>{t.change_status()}</h2></header>
            <Form action="coupons.set_status" class="body fields" guard=true>
                <HiddenField name="form[id]" value=id/>
                <HiddenField name="form[shown]" value=shown/>
                <p class="wide">{t.change_text()}</p>
                <Select name="form[status]" label=t.new_status() options=options blank=words.choose() required=true class="short"/>
                <TextArea
                    name="form[reason]" label=t.reason() hint=t.reason_hint() required=true rows=2
                    maxlength=u32::try_from(LONGEST_REMARK).unwrap_or(u32::MAX) class="wide"
                />
                <div class="wide"><button class="button">{t.change()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}

fn history(changes: &[StatusChange], t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let body = if changes.is_empty() {
        view! { <p class="quiet">{t.never_changed()}</p> }.into_any()
    } else {
        let line = |one: &StatusChange| {
            let who = one.person.clone().unwrap_or_else(|| words.nobody().to_owned());
            view! {
                <li>
                    <b>{words.quota_status(one.status)}</b>" · "{one.reason.clone()}
                    <span class="sub">{format_stamp(one.at, t.locale())}" · "{who}</span>
                </li>
            }
        };
        let lines = changes.iter().map(line).collect_view();
        view! { <ul class="stack">{lines}</ul> }.into_any()
    };
    view! { <section class="card"><header><h2>{t.history()}</h2></header><div class="body">{body}</div></section> }.into_any()
}

fn facts(quota: &Quota, t: OperationsText) -> AnyView {
    let (words, locale) = (CouponText(t.locale()), t.locale());
    let scope = words.scope(&quota.terms.limits).into_iter().map(|part| view! { <li>{part}</li> }).collect_view();
    let source = quota.parent.as_ref().map_or_else(|| words.from_vendor().to_owned(), |(_, number)| number.clone());
    let remark =
        (!quota.remark.is_empty() && quota.parent.is_none()).then(|| view! { <dt>{words.remark()}</dt><dd>{quota.remark.clone()}</dd> });
    view! {
        <section class="card">
            <header><h2>{words.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.partner()}</dt><dd>{quota.partner.clone()}</dd>
                    <dt>{t.status()}</dt><dd>{words.quota_status(quota.terms.status)}</dd>
                    <dt>{words.source()}</dt><dd translate="no">{source}</dd>
                    <dt>{words.total()}</dt><dd>{format_cny(quota.total)}</dd>
                    <dt>{words.remaining()}</dt><dd><b>{format_cny(quota.terms.remaining)}</b></dd>
                    <dt>{words.issued_amount()}</dt><dd>{format_cny(quota.issued)}</dd>
                    <dt>{words.passed_on()}</dt><dd>{format_cny(quota.passed_on)}</dd>
                    <dt>{words.taken_back()}</dt><dd>{format_cny(quota.taken_back)}</dd>
                    <dt>{words.valid_from()}</dt><dd>{format_date(quota.terms.validity.first_day(), locale)}</dd>
                    <dt>{words.valid_until()}</dt><dd>{format_date(quota.terms.validity.last_day(), locale)}</dd>
                    <dt>{words.limits()}</dt><dd><ul class="plain">{scope}</ul></dd>
                    <dt>{words.customer_limit()}</dt><dd>{words.customers_of(quota.terms.customers)}</dd>
                    {remark}
                </dl>
            </div>
        </section>
    }
    .into_any()
}
