//! The work of Operations on coupons and orders: a coupon is locked for an order, pays it, is taken off, or comes back by a refund.

use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::command::CouponCommand as _;
use super::model::{
    CouponId, DiscountKind, LockForm, Offer, Problem, Refund, RefundCase, RefundForm, RefundPreview, RefundedLine, Usage, UseForm, UseId,
    UseState, VendorOperator, VoucherGoesTo,
};
use super::queries::payments::{self as queries, CouponOnOrder, PaymentOrder};
use super::rules;
use super::text::{OperationsText, ReasonText};
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::orders::model::OrderId;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};
use crate::values::money::Charged;

/// Where coupons on an order are recorded.
fn address(order: &str, done: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("order", order).append_pair("done", done);
    format!("/operations/coupon-payments?{}", query.finish())
}

/// See [`super::api::lock`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`] with the reason why the coupon is not offered.
pub async fn lock(form: LockForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = context.admit(rules::operator)?;
    let order: OrderId = form.order.parse().map_err(|_| AppError::NotFound)?;
    let coupon: CouponId =
        form.coupon.parse().map_err(|_| AppError::field("form[coupon]", OperationsText(context.locale).choose_coupon()))?;
    // One that is not understood is not taken for none.
    let discounts: Result<Vec<DiscountKind>, _> = form.discounts.iter().map(|word| word.parse()).collect();
    let discounts = discounts.map_err(|_| context.wrong("", &Problem::NotAChoice))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.lock", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let order = queries::hold_order(&mut tx, operator, order, discounts).await?.ok_or(AppError::NotFound)?;
            let coupon = queries::hold_coupon(&mut tx, operator, coupon).await?.ok_or(AppError::NotFound)?;
            let words = ReasonText(context.locale);
            let offer = rules::judge(&coupon, &order.facts, context.now).map_err(|reason| AppError::field("", words.reason(&reason)))?;
            let by = Some(context.viewer.person_id);
            let id = queries::lock(&mut tx, &order, coupon.id, offer, by, context.now).await.map_err(|error| taken(&context, error))?;
            let after = json!({ "coupon": coupon.number, "order": order.number, "voucher": offer.voucher, "cash": offer.cash });
            record(&mut tx, &context, "coupon.locked", id, &after).await?;
            let location = address(&order.number, "locked");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The named constraint is the rule of one voucher an order.
fn taken(context: &CommandContext, error: sqlx::Error) -> AppError {
    match violated(&error) {
        Some("coupon_use_one_an_order") => AppError::refused_now(OperationsText(context.locale).one_an_order()),
        _ => error.into(),
    }
}

async fn record(
    tx: &mut PgConnection,
    context: &CommandContext,
    verb: &'static str,
    id: UseId,
    after: &serde_json::Value,
) -> sqlx::Result<()> {
    let event = context.viewer.audit_event(context.now, verb, ("coupon_use", id.0), None, Some(after));
    audit::record(tx, &event).await
}

/// The coupon on an order, with the order; order, quota and coupon are held, in that order.
async fn held(tx: &mut PgConnection, operator: VendorOperator, id: UseId) -> Result<(PaymentOrder, CouponOnOrder), AppError> {
    // Which order and which coupon it is about never changes; where it stands is read again once they are held.
    let on = queries::lookup_use(tx, operator, id).await?.ok_or(AppError::NotFound)?;
    let order = queries::hold_order(tx, operator, on.order_id, Vec::new()).await?.ok_or(AppError::NotFound)?;
    queries::hold_accounts(tx, &on).await?;
    let on = queries::lookup_use(tx, operator, id).await?.ok_or(AppError::NotFound)?;
    Ok((order, on))
}

/// See [`super::api::pay`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Conflict`] when it is not locked any more.
pub async fn pay(form: UseForm) -> Result<(), AppError> {
    finish_lock(form, "coupons.pay", true).await
}

/// See [`super::api::release`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Conflict`] when it is not locked any more.
pub async fn release(form: UseForm) -> Result<(), AppError> {
    finish_lock(form, "coupons.release", false).await
}

async fn finish_lock(form: UseForm, kind: &'static str, is_paid: bool) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let operator = context.admit(rules::operator)?;
    let id: UseId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit(kind, &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (order, on) = held(&mut tx, operator, id).await?;
            let by = Some(context.viewer.person_id);
            let done = if is_paid && on.state == UseState::Locked {
                // What each line was paid with is fixed now, and must add up to what was locked.
                if on.amount.checked_add(on.cash) != Some(order.facts.payable) {
                    return Err(AppError::refused_now(OperationsText(context.locale).order_changed()));
                }
                let coupon = queries::hold_coupon(&mut tx, operator, on.coupon_id).await?.ok_or(AppError::NotFound)?;
                let offer = Offer { voucher: on.amount, cash: on.cash };
                let shares = rules::shares(offer, &coupon.limits, &order.facts.items);
                queries::pay(&mut tx, &on, &shares, by, context.now).await?
            } else {
                !is_paid && queries::release(&mut tx, &on, context.now).await?
            };
            if !done {
                return Err(AppError::refused_now(OperationsText(context.locale).not_locked()));
            }
            let after = json!({ "coupon": on.coupon_number, "order": order.number, "voucher": on.amount, "cash": on.cash });
            record(&mut tx, &context, if is_paid { "coupon.used" } else { "coupon.released" }, id, &after).await?;
            let location = address(&order.number, if is_paid { "paid" } else { "released" });
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`super::api::refund`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`], [`AppError::Invalid`], [`AppError::Conflict`] when a line was returned meanwhile.
pub async fn refund(form: RefundForm) -> Result<Option<RefundPreview>, AppError> {
    let context = CommandContext::open()?;
    let operator = context.admit(rules::operator)?;
    let id: UseId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let (lines, case, usage) = rules::parse_refund(&form).map_err(|problems| context.invalid(&problems))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("coupons.refund", &form.key, &content);
    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (order, on) = held(&mut tx, operator, id).await?;
            if on.state != UseState::Used {
                return Err(AppError::refused_now(OperationsText(context.locale).not_used()));
            }
            let (refund, lost) = computed(&mut tx, &context, operator, (&order, &on), (lines.as_slice(), case, usage)).await?;
            let previewed = format!("{case} {usage:?} {refund:?} {lines:?}");
            if form.previewed != previewed {
                let sentence = OperationsText(context.locale).refund_said(case, usage, &refund, lost);
                return Ok(Some(RefundPreview { sentence, previewed }));
            }
            let by = Some(context.viewer.person_id);
            let what = (case, usage, order.association_today, refund);
            if !queries::give_back(&mut tx, &on, &lines, what, by, context.now).await? {
                return Err(AppError::refused_now(OperationsText(context.locale).returned_meanwhile()));
            }
            let after = json!({ "coupon": on.coupon_number, "order": order.number, "case": case, "lines": lines.len(), "cash": refund.cash,
                "cash_to": refund.cash_to, "voucher": refund.voucher, "voucher_to": refund.voucher_to, "lost": lost,
                "used": form.used.trim(), "subscribed": form.subscribed.trim(), "fee": form.fee.trim() });
            record(&mut tx, &context, "coupon.refunded", id, &after).await?;
            let location = address(&order.number, "refunded");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(None)
}

/// The sum of two shares of one order, which the order's own amount bounds.
fn sum(one: Charged, other: Charged) -> sqlx::Result<Charged> {
    one.checked_add(other).ok_or_else(|| sqlx::Error::Decode("shares of an order that no order can have".into()))
}

/// What comes back of these lines together, by the shares that were fixed at payment; and what is lost of the voucher.
async fn computed(
    tx: &mut PgConnection,
    context: &CommandContext,
    operator: VendorOperator,
    (order, on): (&PaymentOrder, &CouponOnOrder),
    (lines, case, usage): (&[Uuid], RefundCase, Usage),
) -> Result<(Refund, Charged), AppError> {
    let paid = queries::paid_lines(tx, operator, on.id).await?;
    let mut all = RefundedLine { cash: Charged::ZERO, voucher: Charged::ZERO };
    for line in lines {
        let Some(paid) = paid.iter().find(|paid| paid.line_id == *line && !paid.is_returned) else {
            let mut errors = FieldErrors::new();
            errors.add("form[lines][]", OperationsText(context.locale).returned_meanwhile());
            return Err(AppError::Invalid(errors));
        };
        all = RefundedLine { cash: sum(all.cash, paid.cash)?, voucher: sum(all.voucher, paid.voucher)? };
    }
    let most = rules::most_fee(all, usage);
    if matches!(usage, Usage::Part(_, fee) if fee > most) {
        return Err(context.wrong("form[fee]", &Problem::FeeAbove(most)));
    }
    let refund = rules::refund(all, case, usage, order.association_kind, order.facts.paid_by, order.association_today);
    let lost = if refund.voucher_to == VoucherGoesTo::Nowhere { all.voucher } else { Charged::ZERO };
    Ok((refund, lost))
}
