//! Why something is refused, and who is admitted to the vendor's pages.

use super::{CouponState, CustomerLimit, Validity};
use crate::auth::model::Permission;
use crate::values::money::Charged;

/// Why nothing can be issued of a quota now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaRefusal {
    /// 额度调整中.
    Adjusting,
    /// 冻结.
    Frozen,
    /// Ended by Operations.
    Disabled,
    /// Its last day is over.
    Expired,
    /// Its first day has not begun.
    NotYet,
    /// Nothing is left.
    Empty,
}

/// Why a coupon is not reclaimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReclaimRefusal {
    /// Not in the state 可使用 (BR-49).
    State(CouponState),
    /// A part is held by this order, which is not paid yet.
    LockedBy(String),
}

/// Shown by whoever reads over all partners: that a rule has found the viewer to be the vendor's. Only the rules of this
/// capability make one.
#[derive(Clone, Copy, Debug)]
pub struct VendorOperator(());

impl VendorOperator {
    pub(in crate::coupons) const fn found() -> Self {
        Self(())
    }

    /// For stories in which nobody asks (the demo).
    pub const fn of_story() -> Self {
        Self(())
    }
}

/// Which rule hides coupons from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Coupons are issued by partners; the vendor's staff have their own pages.
    VendorStaff,
    /// The preset role of account managers is fixed and has no coupon management (BR-71).
    AccountManager,
    /// No role of the person carries the item.
    NoItem(Permission),
    /// Only distributors pass quotas on.
    DistributorsOnly,
    /// Only the vendor's operators.
    OperatorsOnly,
}

/// What is wrong with a form about quotas or coupons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing typed or chosen.
    Missing,
    /// Not an amount.
    NotAnAmount,
    /// More than two decimals: they are validated, never rounded (BR-14).
    TooManyDecimals,
    /// Zero or below.
    NotAboveZero,
    /// Below zero.
    Negative,
    /// More than the quota holds: what is asked, what is left (BR-46).
    MoreThanLeft(Charged, Charged),
    /// Not year, month and day.
    NotADate,
    /// The last day lies before the first one.
    EndsBeforeItBegins,
    /// The last day is over already.
    Over,
    /// Outside of the quota's days.
    OutsideOfQuota(Validity),
    /// Not one of the choices.
    NotAChoice,
    /// More entries than this.
    TooMany(usize),
    /// More characters than this.
    TooLong(usize),
    /// Beyond the quota's scope: what is not in it.
    BeyondQuota(String),
    /// The quota's scope is limited, and this would pay for everything.
    WiderThanQuota,
    /// Less than the quota's own minimum.
    BelowQuotaMinimum(Charged),
    /// The quota is not for customers that are associated so.
    CustomerLimit(CustomerLimit),
    /// The customer with this number is not on the partner's allowlist (R69).
    NotListed(String),
    /// No number of days, or more days used than subscribed.
    NotDays,
    /// More than what is left of what was paid otherwise, after the used part.
    FeeAbove(Charged),
    /// The quota cannot be issued of now.
    Quota(QuotaRefusal),
}
