//! `/sales/coupons/issued/{id}`: one coupon, what it was locked for and paid, and every movement of it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{admit, coupon_tone, under_coupons, use_tone};
use crate::auth::{Scope, Viewer};
use crate::coupons::model::{CouponId, CouponState};
use crate::coupons::queries::coupons::{self, Coupon, UseRecord};
use crate::coupons::queries::ledger::Movement;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::customers::api::Revealed;
use crate::customers::mask::visible_customers;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered, masked};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::orders::rules::scope_of as orders_scope_of;
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{format_date, format_stamp};
use crate::values::money::{Charged, format_charged, format_cny};

struct PageData {
    viewer: Viewer,
    locale: Locale,
    now: DateTime<Utc>,
    coupon: Coupon,
    uses: Vec<UseRecord>,
    movements: Vec<Movement>,
    /// The viewer may see the customer today.
    sees_customer: bool,
    revealed: Option<Revealed>,
}

/// One coupon.
#[component]
pub fn CouponPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str) -> Result<PageData, AppError> {
    let reach = admit(rules::coupons_scope_of, &viewer, locale)?;
    let scope = Scope::of(&viewer, reach)?;
    let id: CouponId = id.parse().map_err(|_| AppError::NotFound)?;
    let coupon = coupons::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let (uses, movements) = (coupons::uses(&state.db, &scope, id).await?, coupons::movements(&state.db, &scope, id).await?);
    let seen = match visible_customers(&viewer) {
        Some(scope) => crate::customers::queries::detail::lookup(&state.db, &scope, coupon.customer_id).await?,
        None => None,
    };
    let (sees_customer, revealed) = (seen.is_some(), answered());
    Ok(PageData { viewer, locale, now: state.clock.now(), coupon, uses, movements, sees_customer, revealed })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, coupon) = (CouponText(shown.locale), &shown.coupon);
    let state = rules::coupon_state(coupon.balance, coupon.reclaimed_at.is_some(), &coupon.validity, shown.now);
    let (tone, word) = (coupon_tone(state), t.coupon_state(state));
    let lead = view! { <div class="row small"><Badge tone=tone>{word}</Badge></div> };
    let may = rules::may_reclaim(&shown.viewer).is_ok() && rules::may_reclaim_coupon(state, coupon.locked_by.as_deref()).is_ok();
    let href = format!("/sales/coupons/issued/reclaim?coupons={}", coupon.id);
    let actions = may.then(|| view! { <a class="button" href=href>{t.reclaim()}</a> });
    let notice = match (state, &coupon.locked_by) {
        (CouponState::Usable, Some(order)) => Some(t.lock_prevents(order)),
        (CouponState::Expired, _) => {
            Some(t.expired_because(format_date(coupon.validity.last_day(), shown.locale), format_cny(coupon.balance)))
        }
        _ => None,
    };
    let (uses, movements, amounts, facts) = (uses(shown, t), movements(shown, t), amounts(coupon, t), facts(shown, t));
    view! {
        <Page
            title=t.coupon_title(&coupon.number) section=Words(shown.locale).sales() crumbs=under_coupons(t) lead=lead
            actions=view! { {actions} }
        >
            {notice.map(|text| view! { <Notice tone=NoticeTone::Note>{text}</Notice> })}
            <div class="cols"><div class="stack">{uses}{movements}</div><aside class="stack">{amounts}{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn amounts(coupon: &Coupon, t: CouponText) -> AnyView {
    let locked = coupon.locked_by.as_ref().map(|order| view! { <p class="small">{t.locked_by(order)}</p> });
    view! {
        <section class="card">
            <header><h2>{t.amount()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.face()}</dt><dd>{format_cny(coupon.face)}</dd>
                    <dt>{t.balance()}</dt><dd><b>{format_cny(coupon.balance)}</b></dd>
                    <dt>{t.locked()}</dt><dd>{format_cny(coupon.locked)}</dd>
                    <dt>{t.used_amount()}</dt><dd>{format_cny(coupon.used)}</dd>
                    <dt>{t.back_amount()}</dt><dd>{format_cny(coupon.back)}</dd>
                </dl>
                {locked}
            </div>
        </section>
    }
    .into_any()
}

/// A value of the customer, with the eye where the viewer may see the customer.
fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    if !shown.sees_customer {
        return masked(None, None, column, mask.to_owned());
    }
    let key = format!("customer:{}", shown.coupon.customer_id);
    let open = shown.revealed.as_ref().is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(shown.revealed.as_ref(), Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn facts(shown: &PageData, t: CouponText) -> AnyView {
    let (coupon, locale) = (&shown.coupon, shown.locale);
    let number = coupon.customer_number.clone();
    let customer = match shown.sees_customer {
        true => view! { <a href=format!("/sales/customers/{}", coupon.customer_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let left = (!coupon.is_associated).then(|| view! { <p class="small">{t.customer_left()}</p> });
    let (quota, quota_number) = (&coupon.quota.0, coupon.quota.1.clone());
    let quota = match rules::quotas_scope_of(&shown.viewer) {
        Ok(_) => view! { <a href=format!("/sales/coupons/quotas/{quota}")>{quota_number}</a> }.into_any(),
        Err(_) => quota_number.into_any(),
    };
    let scope = t.scope(&coupon.limits).into_iter().map(|part| view! { <li>{part}</li> }).collect_view();
    let remark = (!coupon.remark.is_empty()).then(|| view! { <dt>{t.remark()}</dt><dd>{coupon.remark.clone()}</dd> });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.customer()}</dt><dd>{secret(shown, MaskedColumn::Name, &coupon.customer)}" · "{customer}</dd>
                    <dt>{t.account()}</dt><dd>{secret(shown, MaskedColumn::AccountName, &coupon.account_name)}</dd>
                    <dt>{t.association_type()}</dt><dd>{t.association(coupon.association_kind)}</dd>
                    <dt>{t.number()}</dt><dd translate="no">{quota}</dd>
                    <dt>{t.valid_from()}</dt><dd>{format_date(coupon.validity.first_day(), locale)}</dd>
                    <dt>{t.valid_until()}</dt><dd>{format_date(coupon.validity.last_day(), locale)}</dd>
                    <dt>{t.limits()}</dt><dd><ul class="plain">{scope}</ul></dd>
                    <dt>{t.issued_by()}</dt><dd>{coupon.issued_by.clone().unwrap_or_else(|| t.nobody().to_owned())}</dd>
                    <dt>{t.issued_at()}</dt><dd>{format_stamp(coupon.issued_at, locale)}</dd>
                    {remark}
                </dl>
                {left}
            </div>
        </section>
    }
    .into_any()
}

fn uses(shown: &PageData, t: CouponText) -> AnyView {
    let sees_orders = orders_scope_of(&shown.viewer).is_ok();
    let body = if shown.uses.is_empty() {
        view! { <div class="body quiet">{t.uses_none()}</div> }.into_any()
    } else {
        let rows = shown.uses.iter().map(|one| use_row(one, sees_orders, t)).collect_view();
        view! {
            <div class="scroll" role="region" tabindex="0" aria-label=t.uses()>
                <table class="records" aria-label=t.uses()>
                    <thead>
                        <tr>
                            <th scope="col">{t.order()}</th><th scope="col" class="num">{t.amount()}</th><th scope="col">{t.state()}</th>
                            <th scope="col">{t.use_at()}</th><th scope="col" class="num">{t.use_returned()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.uses()}</h2></header>{body}</section> }.into_any()
}

fn use_row(one: &UseRecord, sees_orders: bool, t: CouponText) -> AnyView {
    let number = one.order_number.clone();
    let order = match sees_orders {
        true => view! { <a href=format!("/sales/orders/{}", one.order_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let (tone, state) = (use_tone(one.state), t.use_state(one.state));
    let at = one.released_at.or(one.used_at).unwrap_or(one.locked_at);
    let returned = if one.returned > Charged::ZERO { format_charged(one.returned) } else { "–".to_owned() };
    view! {
        <tr>
            <th scope="row">{order}</th>
            <td data-label=t.amount() class="num">{format_charged(one.amount)}</td>
            <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
            <td data-label=t.use_at() class="nowrap">{format_stamp(at, t.locale())}</td>
            <td data-label=t.use_returned() class="num">{returned}</td>
        </tr>
    }
    .into_any()
}

fn movements(shown: &PageData, t: CouponText) -> AnyView {
    let rows = shown.movements.iter().map(|one| movement_row(one, t)).collect_view();
    view! {
        <section class="card">
            <header><h2>{t.movements()}</h2></header>
            <div class="scroll" role="region" tabindex="0" aria-label=t.movements()>
                <table class="records" aria-label=t.movements()>
                    <thead>
                        <tr>
                            <th scope="col">{t.operation()}</th><th scope="col" class="num">{t.before()}</th>
                            <th scope="col" class="num">{t.amount()}</th><th scope="col" class="num">{t.after()}</th>
                            <th scope="col">{t.person()}</th><th scope="col">{t.at()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn movement_row(one: &Movement, t: CouponText) -> AnyView {
    let order = one.order_number.as_ref().map(|number| view! { <span class="sub">{t.for_order(number)}</span> });
    view! {
        <tr>
            <th scope="row">{t.movement(one.kind)}{order}</th>
            <td data-label=t.before() class="num">{format_charged(one.before_amount)}</td>
            <td data-label=t.amount() class="num">{format_charged(one.amount)}</td>
            <td data-label=t.after() class="num">{format_charged(one.after_amount)}</td>
            <td data-label=t.person()>{one.person.clone().unwrap_or_else(|| t.nobody().to_owned())}</td>
            <td data-label=t.at() class="nowrap">{format_stamp(one.at, t.locale())}</td>
        </tr>
    }
    .into_any()
}
