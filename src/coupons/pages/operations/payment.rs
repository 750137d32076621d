//! `/operations/coupon-payments?order=…`: which vouchers an order can take, which not and why; the one that stands on it, its payment
//! and what came back.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use super::payment_cards;
use crate::auth::Viewer;
use crate::coupons::model::{DiscountKind, Judged};
use crate::coupons::queries::payments::{self, CouponOnOrder, PaidLine, PaymentOrder, RefundRecord};
use crate::coupons::rules;
use crate::coupons::text::{CouponText, OperationsText};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::{AppState, request};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// What the page shows of an order.
pub(super) struct Found {
    pub order: PaymentOrder,
    /// The customer's coupons with the verdict on each; none where one stands on the order.
    pub judged: Vec<Judged>,
    pub on: Option<CouponOnOrder>,
    pub lines: Vec<PaidLine>,
    pub refunds: Vec<RefundRecord>,
}

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
    let coupons = match on {
        Some(_) => Vec::new(),
        None => payments::coupons_of(&mut db, operator, order.facts.customer).await?,
    };
    let now = state.clock.now();
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
    let search = search(number, discounts, t);
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
            {search}
            {missing.map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> })}
            {body}
        </Page>
    }
    .into_any()
}

/// The order's number, and the discounts that it was given: a search, so that the address can be kept.
fn search(number: &str, discounts: &[DiscountKind], t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let boxes = DiscountKind::ALL
        .iter()
        .map(|one| {
            let (name, ticked, word) = (one.as_str(), discounts.contains(one), words.discount(*one));
            view! { <label class="check"><input type="checkbox" name=name value="true" checked=ticked/><span>{word}</span></label> }
        })
        .collect_view();
    let number = number.to_owned();
    view! {
        <form method="get" class="card">
            <div class="body fields">
                <div class="field wide">
                    <label for="order">{t.order_number()}</label>
                    <input id="order" name="order" value=number maxlength="64" autocomplete="off" aria-describedby="order-hint"/>
                    <p class="hint" id="order-hint">{t.order_number_hint()}</p>
                </div>
                <fieldset class="field wide">
                    <legend>{t.discounts()}</legend>
                    <p class="hint">{t.discounts_hint()}</p>
                    {boxes}
                </fieldset>
                <div class="wide"><button class="button main">{t.look_up()}</button></div>
            </div>
        </form>
    }
    .into_any()
}
