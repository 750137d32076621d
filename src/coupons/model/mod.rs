//! The nouns of coupons: quotas, coupons, and what limits them.

mod choices;
mod forms;
mod orders;
mod problems;
mod refunds;

pub use choices::{
    CouponState, CustomerLimit, DiscountKind, MovementKind, PurchaseType, QuotaState, QuotaStatus, ReclaimOutcome, UseState,
};
pub use forms::*;
pub use orders::{Item, Judged, LineShare, Offer, OrderFacts, PayableCoupon, Reason};
pub use problems::{Denial, Problem, QuotaRefusal, ReclaimRefusal, VendorOperator};
pub use refunds::{AssociationToday, CashGoesTo, Period, Refund, RefundCase, RefundedLine, Usage, VoucherGoesTo};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::orders::model::OrderType;
use crate::values::date::{beijing_date, beijing_midnight};
use crate::values::id::id_type;
use crate::values::money::Charged;

id_type! {
    /// One quota of one partner.
    QuotaId
}
id_type! {
    /// One coupon of one customer.
    CouponId
}
id_type! {
    /// One coupon on one order.
    UseId
}

/// Order types for which a coupon can be used at all, in the order in which they are offered.
pub const ORDER_TYPES: [OrderType; 3] = [OrderType::New, OrderType::Renewal, OrderType::Change];

/// When something holds: from a moment, included, until a moment, excluded. People read and type both as Beijing days; the last day
/// holds until it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The beginning of the first Beijing day.
    pub from: DateTime<Utc>,
    /// The beginning of the Beijing day after the last one.
    pub until: DateTime<Utc>,
}

impl Validity {
    /// From the beginning of the first day to the end of the last one.
    pub fn of_days(first: NaiveDate, last: NaiveDate) -> Self {
        Self { from: beijing_midnight(first), until: beijing_midnight(last.succ_opt().unwrap_or(last)) }
    }

    /// The first Beijing day.
    pub fn first_day(&self) -> NaiveDate {
        beijing_date(self.from)
    }

    /// The last Beijing day.
    pub fn last_day(&self) -> NaiveDate {
        beijing_date(self.until - TimeDelta::seconds(1))
    }

    /// Whether it holds at a moment.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether all of the other lies inside.
    pub fn contains(&self, other: &Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }
}

/// For what a coupon pays. An empty list limits nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// 购买类型.
    pub purchase: PurchaseType,
    /// 订购类型.
    pub order_types: Vec<OrderType>,
    /// 适用云服务类型: product types by name.
    pub services: Vec<String>,
    /// 适用云服务产品: products by name.
    pub products: Vec<String>,
    /// 最小可用订单额: so much of the order must lie in the scope; zero for no minimum.
    pub min_order: Charged,
    /// With which discounts it may be used together.
    pub combines_with: Vec<DiscountKind>,
}

impl Limits {
    /// Nothing is limited but the use together with discounts.
    pub const NONE: Self = Self {
        purchase: PurchaseType::Both,
        order_types: Vec::new(),
        services: Vec::new(),
        products: Vec::new(),
        min_order: Charged::ZERO,
        combines_with: Vec::new(),
    };
}

/// What decides about issuing of a quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaTerms {
    /// What Operations set.
    pub status: QuotaStatus,
    /// When it holds.
    pub validity: Validity,
    /// What is left to be issued or passed on.
    pub remaining: Charged,
    /// For what its coupons may pay.
    pub limits: Limits,
    /// To whom they may be issued.
    pub customers: CustomerLimit,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid_to_a_day_means_to_the_end_of_that_beijing_day() {
        let day: NaiveDate = "2026-11-30".parse().unwrap();
        let today_alone = Validity::of_days(day, day);
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // Start and end today: it holds all day, from midnight to midnight in Beijing.
        for (moment, holds) in [
            ("2026-11-29T15:59:59Z", false),
            ("2026-11-29T16:00:00Z", true),
            ("2026-11-30T15:59:59Z", true),
            ("2026-11-30T16:00:00Z", false),
        ] {
            assert_eq!(today_alone.holds(at(moment)), holds, "{moment}");
        }
        assert_eq!((today_alone.first_day(), today_alone.last_day()), (day, day));
        let month = Validity::of_days("2026-11-01".parse().unwrap(), day);
        assert!(month.contains(&today_alone) && month.contains(&month) && !today_alone.contains(&month));
    }
}
