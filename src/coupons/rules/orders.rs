//! One verdict with its reason for a coupon and an order: the list of what is offered, the form and the booking all ask it.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::coupons::model::{Item, Limits, Offer, OrderFacts, PayableCoupon, PurchaseType, Reason};
use crate::orders::model::{ChargingMode, OrderState, PaidBy};
use crate::values::money::Charged;

impl Limits {
    /// Whether a line lies in the scope. Names are compared without regard to case and spaces at the ends.
    pub fn covers(&self, item: &Item) -> bool {
        let is_among = |names: &[String], name: &str| names.is_empty() || names.iter().any(|one| same_name(one, name));
        let mode = match self.purchase {
            PurchaseType::Both => true,
            PurchaseType::Subscription => item.charging_mode == ChargingMode::Subscription,
            PurchaseType::PayPerUse => item.charging_mode == ChargingMode::PayPerUse,
        };
        mode && is_among(&self.services, &item.service) && is_among(&self.products, &item.product) && item.amount > Charged::ZERO
    }
}

/// Whether two names of products are one.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// What a coupon would pay of an order now: of the lines in its scope, at most what is left and not held elsewhere (BR-53, BR-54).
/// The rest of the order is paid otherwise; the rest of the coupon stays usable. The amount that must lie in the scope is met at the
/// minimum itself (U9).
///
/// # Errors
/// The first [`Reason`] that stands against it.
pub fn judge(coupon: &PayableCoupon, order: &OrderFacts, now: DateTime<Utc>) -> Result<Offer, Reason> {
    if coupon.customer != order.customer {
        return Err(Reason::OtherCustomer);
    }
    if coupon.partner != order.partner {
        return Err(Reason::OtherPartner);
    }
    if order.state != OrderState::PendingPayment {
        return Err(Reason::OrderState(order.state));
    }
    if order.paid_by != PaidBy::Customer {
        return Err(Reason::PaidByPartner);
    }
    if let Some(other) = &order.coupon {
        return Err(Reason::HasCoupon(other.clone()));
    }
    if order.items.is_empty() {
        return Err(Reason::NoLines);
    }
    let free = free_of(coupon, now)?;
    let in_scope = in_scope(&coupon.limits, order)?;
    let voucher = free.min(in_scope).min(order.payable);
    let cash = less(order.payable, voucher);
    Ok(Offer { voucher, cash })
}

/// What of a coupon can be used now.
fn free_of(coupon: &PayableCoupon, now: DateTime<Utc>) -> Result<Charged, Reason> {
    if coupon.balance <= Charged::ZERO {
        return Err(if coupon.is_reclaimed { Reason::Reclaimed } else { Reason::NothingLeft });
    }
    if now < coupon.validity.from {
        return Err(Reason::NotYet(coupon.validity.from));
    }
    if now >= coupon.validity.until {
        return Err(Reason::Expired(coupon.validity.until));
    }
    match less(coupon.balance, coupon.locked) {
        free if free > Charged::ZERO => Ok(free),
        _ => Err(Reason::AllLocked(coupon.locked)),
    }
}

/// The difference of two amounts that columns hold.
fn less(amount: Charged, part: Charged) -> Charged {
    Charged::new(amount.amount() - part.amount()).unwrap_or_default()
}

/// What of an order lies in the scope; enough of it.
fn in_scope(limits: &Limits, order: &OrderFacts) -> Result<Charged, Reason> {
    if !limits.order_types.is_empty() && !limits.order_types.contains(&order.order_type) {
        return Err(Reason::OrderType(order.order_type));
    }
    if let Some(discount) = order.discounts.iter().find(|one| !limits.combines_with.contains(one)) {
        return Err(Reason::Discount(*discount));
    }
    let in_scope: Decimal = order.items.iter().filter(|item| limits.covers(item)).map(|item| item.amount.amount()).sum();
    let in_scope = Charged::new(in_scope).unwrap_or_default();
    if in_scope <= Charged::ZERO || order.payable <= Charged::ZERO {
        return Err(Reason::OutOfScope);
    }
    if in_scope < limits.min_order {
        return Err(Reason::BelowMinimum { in_scope, minimum: limits.min_order });
    }
    Ok(in_scope)
}

#[cfg(test)]
mod tests;
