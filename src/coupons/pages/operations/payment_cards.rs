//! What the page of coupons on orders shows of one order.

use leptos::prelude::*;

use crate::coupons::model::{DiscountKind, Judged, Offer, PayableCoupon, RefundCase, RefundPreview, UseState};
use crate::coupons::queries::payments::{CouponOnOrder, PaidLine, PaymentOrder, RefundRecord};
use crate::coupons::text::{CouponText, OperationsText, ReasonText};
use crate::customers::text::CustomerText;
use crate::orders::text::OrderText;
use crate::ui::fields::{CheckGroup, Choice, HiddenField, MoneyField, RadioGroup, TextField};
use crate::ui::form::{Form, Submission, answer_of};
use crate::values::date::{format_date, format_stamp};
use crate::values::money::{format_charged, format_cny};

/// What the page shows of an order.
pub(super) struct Found {
    pub order: PaymentOrder,
    /// The customer's coupons with the verdict on each; none where one stands on the order.
    pub judged: Vec<Judged>,
    pub on: Option<CouponOnOrder>,
    pub lines: Vec<PaidLine>,
    pub refunds: Vec<RefundRecord>,
}

impl Found {
    /// Whether a coupon can be chosen: the form that locks one stands.
    pub fn offers_some(&self) -> bool {
        self.on.is_none() && self.judged.iter().any(|one| one.verdict.is_ok())
    }

    /// Whether a coupon waits for the payment.
    pub fn is_locked(&self) -> bool {
        self.on.as_ref().is_some_and(|on| on.state == UseState::Locked)
    }

    /// Whether a line can be returned.
    pub fn has_open_lines(&self) -> bool {
        self.lines.iter().any(|line| !line.is_returned)
    }
}

/// The coupon that stands on the order, or those that could.
pub(super) fn main(found: &Found, discounts: &[DiscountKind], t: OperationsText) -> AnyView {
    let Some(on) = &found.on else {
        let (offered, refused) = (offered(found, discounts, t), not_offered(&found.judged, t));
        return view! { {offered}{refused} }.into_any();
    };
    let standing = standing(on, t);
    let lines = (on.state == UseState::Used).then(|| lines(&found.lines, t));
    let refund = (on.state == UseState::Used).then(|| refund(on, &found.lines, t));
    let refunds = (!found.refunds.is_empty()).then(|| refunds(&found.refunds, t));
    view! { {standing}{lines}{refund}{refunds} }.into_any()
}

/// The order itself.
pub(super) fn facts(found: &Found, t: OperationsText) -> AnyView {
    let (order, words) = (&found.order, OrderText(t.locale()));
    let coupons = CouponText(t.locale());
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{words.number()}</dt><dd translate="no">{order.number.clone()}</dd>
                    <dt>{words.order_type()}</dt><dd>{words.type_of(order.facts.order_type)}</dd>
                    <dt>{words.state()}</dt><dd>{words.state_of(order.facts.state)}</dd>
                    <dt>{words.payable()}</dt><dd><b>{format_cny(order.facts.payable)}</b></dd>
                    <dt>{words.paid_by()}</dt><dd>{words.payer(order.facts.paid_by)}</dd>
                    <dt>{t.partner()}</dt><dd>{order.partner.clone()}</dd>
                    <dt>{CustomerText(t.locale()).number()}</dt><dd translate="no">{order.customer_number.clone()}</dd>
                    <dt>{coupons.association_type()}</dt>
                    <dd>{coupons.association(order.association_kind)}" · "{t.association_today(order.association_today)}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn offered(found: &Found, discounts: &[DiscountKind], t: OperationsText) -> AnyView {
    let good: Vec<(&Judged, Offer)> = found.judged.iter().filter_map(|one| Some((one, *one.verdict.as_ref().ok()?))).collect();
    if good.is_empty() {
        let text = if found.judged.is_empty() { t.has_no_coupons() } else { t.none_offered() };
        return view! { <section class="card"><header><h2>{t.offered()}</h2></header><div class="body quiet">{text}</div></section> }
            .into_any();
    }
    let options = good
        .iter()
        .map(|(one, offer)| {
            let last = format_date(one.coupon.validity.last_day(), t.locale());
            let note = t.offer(format_cny(offer.voucher), format_cny(offer.cash), last);
            Choice::new(one.coupon.id.to_string(), format!("{} · {}", one.coupon.number, format_cny(one.coupon.balance))).note(note)
        })
        .collect();
    let said = discounts.iter().map(|one| view! { <input type="hidden" name="form[discounts][]" value=one.as_str()/> }).collect_view();
    let order = found.order.id.to_string();
    view! {
        <Form action="coupons.lock" class="card">
            <div class="body fields">
                <HiddenField name="form[order]" value=order/>
                {said}
                <RadioGroup name="form[coupon]" label=t.offered() options=options required=true cards=true class="wide"/>
                <div class="wide"><button class="button main">{t.lock()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

fn not_offered(judged: &[Judged], t: OperationsText) -> AnyView {
    let words = ReasonText(t.locale());
    // One reason stands once, with all coupons that it concerns.
    let mut reasons: Vec<(String, Vec<&PayableCoupon>)> = Vec::new();
    for one in judged {
        let Err(reason) = &one.verdict else { continue };
        let why = words.reason(reason);
        match reasons.iter_mut().find(|(said, _)| *said == why) {
            Some((_, coupons)) => coupons.push(&one.coupon),
            None => reasons.push((why, vec![&one.coupon])),
        }
    }
    if reasons.is_empty() {
        return ().into_any();
    }
    let refused = reasons
        .into_iter()
        .map(|(why, coupons)| {
            let coupons = coupons.into_iter().map(|one| {
                let (number, balance) = (one.number.clone(), format_cny(one.balance));
                view! { <span class="sub"><b translate="no">{number}</b>" · "{balance}</span> }
            });
            let coupons = coupons.collect_view();
            view! { <li>{why}{coupons}</li> }
        })
        .collect_view();
    view! {
        <section class="card"><header><h2>{t.not_offered()}</h2></header><div class="body"><ul class="stack">{refused}</ul></div></section>
    }
    .into_any()
}

fn standing(on: &CouponOnOrder, t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let id = on.id.to_string();
    let acts = (on.state == UseState::Locked).then(|| {
        let (pay, release) = (id.clone(), id.clone());
        view! {
            <div class="row">
                <Form action="coupons.pay">
                    <HiddenField name="form[id]" value=pay/>
                    <button class="button main">{t.pay()}</button>
                </Form>
                <Form action="coupons.release">
                    <HiddenField name="form[id]" value=release/>
                    <button class="button">{t.release()}</button>
                </Form>
            </div>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.on_order()}</h2></header>
            <div class="body stack">
                <dl class="facts">
                    <dt>{words.coupon_number()}</dt><dd translate="no">{on.coupon_number.clone()}</dd>
                    <dt>{words.state()}</dt><dd>{words.use_state(on.state)}</dd>
                    <dt>{t.voucher()}</dt><dd><b>{format_cny(on.amount)}</b></dd>
                    <dt>{t.cash()}</dt><dd>{format_cny(on.cash)}</dd>
                </dl>
                {acts}
            </div>
        </section>
    }
    .into_any()
}

fn lines(lines: &[PaidLine], t: OperationsText) -> AnyView {
    let rows = lines
        .iter()
        .map(|one| {
            let returned = one.is_returned.then(|| view! { <span class="sub">{t.returned()}</span> });
            view! {
                <tr>
                    <th scope="row">{one.line.clone()}{returned}</th>
                    <td data-label=t.voucher() class="num">{format_charged(one.voucher)}</td>
                    <td data-label=t.cash() class="num">{format_charged(one.cash)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card">
            <header><h2>{t.lines()}</h2></header>
            <div class="scroll" role="region" tabindex="0" aria-label=t.lines()>
                <table class="records" aria-label=t.lines()>
                    <thead>
                        <tr><th scope="col">{t.line()}</th><th scope="col" class="num">{t.voucher()}</th><th scope="col" class="num">{t.cash()}</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn refund(on: &CouponOnOrder, lines: &[PaidLine], t: OperationsText) -> AnyView {
    let words = ReasonText(t.locale());
    let open: Vec<Choice> = lines
        .iter()
        .filter(|one| !one.is_returned)
        .map(|one| Choice::new(one.line_id.to_string(), t.line_paid(&one.line, format_cny(one.voucher), format_cny(one.cash))))
        .collect();
    if open.is_empty() {
        return view! {
            <section class="card"><header><h2>{t.refund_title()}</h2></header><div class="body quiet">{t.all_returned()}</div></section>
        }
        .into_any();
    }
    let preview: Option<RefundPreview> =
        use_context::<Submission>().filter(|posted| posted.action == "coupons.refund").as_ref().and_then(answer_of);
    let is_previewed = preview.is_some();
    let shown = preview.map(|preview| {
        view! {
            <section class="wide card" aria-labelledby="preview">
                <header><h2 id="preview">{t.preview_title()}</h2></header>
                <div class="body stack"><p>{preview.sentence}</p><p class="quiet">{t.preview_text()}</p></div>
            </section>
            <HiddenField name="form[previewed]" value=preview.previewed/>
        }
    });
    let submit = if is_previewed { t.refund_submit() } else { t.refund_preview() };
    let cases = RefundCase::ALL.iter().map(|one| Choice::new(one.as_str(), words.case(*one))).collect();
    let id = on.id.to_string();
    view! {
        <section class="card">
            <header><h2>{t.refund_title()}</h2></header>
            <Form action="coupons.refund" class="body fields" guard=true>
                <HiddenField name="form[id]" value=id/>
                <CheckGroup name="form[lines][]" label=t.refund_lines() options=open class="wide"/>
                <RadioGroup name="form[case]" label=t.refund_case() options=cases required=true class="wide"/>
                <TextField name="form[used]" label=t.used_days() hint=t.in_use_hint() inputmode="numeric" class="short" maxlength=5/>
                <TextField name="form[subscribed]" label=t.subscribed_days() hint=t.in_use_hint() inputmode="numeric" class="short" maxlength=5/>
                <MoneyField name="form[fee]" label=t.fee() hint=t.in_use_hint()/>
                {shown}
                <div class="wide"><button class="button">{submit}</button></div>
            </Form>
        </section>
    }
    .into_any()
}

fn refunds(refunds: &[RefundRecord], t: OperationsText) -> AnyView {
    let rows = refunds
        .iter()
        .map(|one| {
            let said = t.refund_said(one.refund_case, one.usage(), &one.refund(), one.lost);
            let why = t.association_today(one.association_today);
            view! { <li>{said}<span class="sub">{format_stamp(one.at, t.locale())}" · "{why}</span></li> }
        })
        .collect_view();
    view! { <section class="card"><header><h2>{t.refunds()}</h2></header><div class="body"><ul class="stack">{rows}</ul></div></section> }
        .into_any()
}
