//! `/operations/coupon-payments?order=…`: which vouchers an order can take, which not and why; the one that stands on it, its payment
//! and what came back.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use super::payment_cards::{self, Found};
use crate::auth::Viewer;
use crate::coupons::model::{DiscountKind, Judged};
use crate::coupons::queries::payments;
use crate::coupons::rules;
use crate::coupons::text::{CouponText, OperationsText};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::{AppState, request};
use crate::ui::fields::{CheckBox, TextField};
use crate::ui::form::Submission;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// Coupons on orders.
#[component]
pub fn PaymentPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (number, done) = (query.get("order").unwrap_or_default(), query.get("done").unwrap_or_default());
    let discounts: Vec<DiscountKind> =
        DiscountKind::ALL.iter().copied().filter(|one| query.get(one.as_str()).is_some_and(|value| value == "true")).collect();
    page(async move {
        let found = load(&viewer?, locale, &state, &number, discounts.clone()).await?;
        Ok(whole(found.as_ref(), &number, &discounts, &done, OperationsText(locale)))
    })
}

async fn load(
    viewer: &Viewer,
    locale: Locale,
    state: &AppState,
    number: &str,
    discounts: Vec<DiscountKind>,
) -> Result<Option<Found>, AppError> {
    let operator = operator(viewer, locale)?;
    if number.trim().is_empty() {
        return Ok(None);
    }
    let mut db = state.db.acquire().await?;
    let Some(order) = payments::by_number(&mut db, operator, number, discounts).await? else { return Ok(None) };
    let on = payments::on_order(&mut db, operator, order.id).await?;
    let (lines, refunds) = match &on {
        Some(on) => (payments::paid_lines(&mut db, operator, on.id).await?, payments::refunds(&mut db, operator, on.id).await?),
        None => (Vec::new(), Vec::new()),
    };
    let now = state.clock.now();
    let coupons = match on {
        Some(_) => Vec::new(),
        None => payments::coupons_of(&mut db, operator, order.facts.customer, now).await?,
    };
    let judged = coupons.into_iter().map(|coupon| Judged { verdict: rules::judge(&coupon, &order.facts, now), coupon }).collect();
    Ok(Some(Found { order, judged, on, lines, refunds }))
}

fn whole(found: Option<&Found>, number: &str, discounts: &[DiscountKind], done: &str, t: OperationsText) -> AnyView {
    let said = match done {
        "locked" => Some(t.locked()),
        "paid" => Some(t.paid()),
        "released" => Some(t.released()),
        "refunded" => Some(t.refunded()),
        _ => None,
    };
    let crumbs = vec![(t.operations().to_owned(), "/operations".to_owned())];
    let missing = (found.is_none() && !number.trim().is_empty()).then(|| t.no_such_order());
    let (search, refused) = (search(number, discounts, t), refused(found));
    let body = match found {
        None => ().into_any(),
        Some(found) => {
            let (main, facts) = (payment_cards::main(found, discounts, t), payment_cards::facts(found, t));
            view! { <div class="cols"><div class="stack">{main}</div><aside class="stack">{facts}</aside></div> }.into_any()
        }
    };
    view! {
        <Page title=t.payments() section=t.operations() crumbs=crumbs lead=view! { <p>{t.payments_lead()}</p> }>
            {said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            {refused.map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> })}
            {search}
            {missing.map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> })}
            {body}
        </Page>
    }
    .into_any()
}

/// Why a form was refused that does not stand on the page any more: the order moved on meanwhile.
fn refused(found: Option<&Found>) -> Option<String> {
    let posted = use_context::<Submission>()?;
    let stands = match posted.action.as_str() {
        "coupons.lock" => found.is_some_and(Found::offers_some),
        "coupons.pay" | "coupons.release" => found.is_some_and(Found::is_locked),
        "coupons.refund" => found.is_some_and(Found::has_open_lines),
        _ => true,
    };
    match posted.error.filter(|_| !stands)? {
        AppError::Conflict(conflict) => Some(conflict.message),
        AppError::Invalid(errors) => errors.0.into_iter().next().map(|error| error.message),
        _ => None,
    }
}

/// The order's number, and the discounts that it was given: a search, so that the address can be kept.
fn search(number: &str, discounts: &[DiscountKind], t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let boxes = DiscountKind::ALL
        .iter()
        .map(|one| {
            let (ticked, word) = (discounts.contains(one), words.discount(*one));
            view! { <CheckBox name=one.as_str() label=word checked=ticked/> }
        })
        .collect_view();
    let number = number.to_owned();
    view! {
        <form method="get" class="card">
            <div class="body fields">
                <TextField
                    name="order" label=t.order_number() hint=t.order_number_hint() unmarked=true value=number maxlength=64 autocomplete="off"
                    class="wide short"
                />
                <fieldset class="wide">
                    <legend>{t.discounts()}</legend>
                    <p class="quiet small">{t.discounts_hint()}</p>
                    {boxes}
                </fieldset>
                <div class="wide"><button class="button main">{t.look_up()}</button></div>
            </div>
        </form>
    }
    .into_any()
}
