//! A coupon and an order: what decides whether one pays for the other.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{CouponId, DiscountKind, Limits, Validity};
use crate::auth::model::PartnerId;
use crate::customers::model::CustomerId;
use crate::orders::model::{ChargingMode, OrderState, OrderType, PaidBy};
use crate::values::money::Charged;

/// One line of an order, as far as coupons are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line.
    pub id: Uuid,
    /// Its number within the order; also the fixed order in which cents are handed out.
    pub line: String,
    /// Product type.
    pub service: String,
    /// Product; may be empty.
    pub product: String,
    /// 计费模式.
    pub charging_mode: ChargingMode,
    /// As charged.
    pub amount: Charged,
}

/// An order, as far as coupons are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFacts {
    /// Whose.
    pub customer: CustomerId,
    /// Of which partner.
    pub partner: PartnerId,
    /// 订单类型.
    pub order_type: OrderType,
    /// 订单状态.
    pub state: OrderState,
    /// Who pays.
    pub paid_by: PaidBy,
    /// What is to be paid.
    pub payable: Charged,
    /// What it consists of.
    pub items: Vec<Item>,
    /// Discounts that were given on it.
    pub discounts: Vec<DiscountKind>,
    /// Number of the coupon that stands on it already, locked or used.
    pub coupon: Option<String>,
}

/// A coupon, as far as orders are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayableCoupon {
    /// The coupon.
    pub id: CouponId,
    /// What people quote.
    pub number: String,
    /// Whose.
    pub customer: CustomerId,
    /// Which partner issued it.
    pub partner: PartnerId,
    /// What is left, with what is locked.
    pub balance: Charged,
    /// Held by orders that are not paid yet.
    pub locked: Charged,
    /// Whether it was reclaimed.
    pub is_reclaimed: bool,
    /// When it holds.
    pub validity: Validity,
    /// For what it pays.
    pub limits: Limits,
}

/// What a coupon would pay of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// From the coupon.
    pub voucher: Charged,
    /// The rest, otherwise.
    pub cash: Charged,
}

/// Why a coupon is not offered for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another customer's.
    OtherCustomer,
    /// Issued by a partner whose order it is not.
    OtherPartner,
    /// The order does not wait for payment.
    OrderState(OrderState),
    /// The partner pays; a coupon is the customer's payment.
    PaidByPartner,
    /// One order, one voucher (BR-51): the number of the other one.
    HasCoupon(String),
    /// No line of the order is known: nothing says what it consists of.
    NoLines,
    /// Reclaimed.
    Reclaimed,
    /// Nothing is left.
    NothingLeft,
    /// Everything that is left is held by other orders.
    AllLocked(Charged),
    /// Its first day has not begun.
    NotYet(DateTime<Utc>),
    /// Its last day is over.
    Expired(DateTime<Utc>),
    /// It is for orders of another type (BR-52).
    OrderType(OrderType),
    /// No line lies in its purchase type, its services and its products.
    OutOfScope,
    /// What lies in its scope is less than its minimum.
    BelowMinimum {
        /// What lies in the scope.
        in_scope: Charged,
        /// What must.
        minimum: Charged,
    },
    /// It does not combine with this discount of the order (BR-55).
    Discount(DiscountKind),
}

/// A coupon with the verdict on one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The coupon.
    pub coupon: PayableCoupon,
    /// What it would pay, or why it is not offered.
    pub verdict: Result<Offer, Reason>,
}

/// What was paid for one line: fixed at payment, returned by a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineShare {
    /// The line.
    pub line: Uuid,
    /// Of the coupon.
    pub voucher: Charged,
    /// Otherwise.
    pub cash: Charged,
}
