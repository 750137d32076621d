//! Unsubscription: what comes back, and to whom.

use crate::values::choice::choices;
use crate::values::money::Charged;

choices! {
    /// Why an order line is returned. Only the first group gives vouchers back (§8.3).
    RefundCase {
        /// Within five days of activation, while no-questions returns of the year are left.
        WithinFiveDays => "within_five_days",
        /// The resource has not come into effect.
        NotYetEffective => "not_yet_effective",
        /// Creation or change failed.
        Failed => "failed",
        /// The renewal period has not begun.
        RenewalNotBegun => "renewal_not_begun",
        /// In use: what was used and the fee are kept, and the voucher is lost.
        InUse => "in_use",
    }
}

impl RefundCase {
    /// Whether everything comes back, the voucher too.
    pub const fn is_whole(self) -> bool {
        !matches!(self, Self::InUse)
    }
}

choices! {
    /// What became of the association under which an order was placed.
    AssociationToday {
        /// Still there, of the same type.
        Associated => "associated",
        /// Ended.
        Ended => "ended",
        /// Still there, of the other type.
        Switched => "switched",
    }
}

choices! {
    /// To whom cash goes back.
    CashGoesTo {
        /// The customer's balance, or the way by which it paid.
        Customer => "customer",
        /// The partner's balance.
        Partner => "partner",
    }
}

choices! {
    /// To what a voucher goes back.
    VoucherGoesTo {
        /// To the coupon: the customer has it again, with its own last day.
        Coupon => "coupon",
        /// To the quota that it was issued of.
        Quota => "quota",
        /// Nowhere: it is lost.
        Nowhere => "nowhere",
    }
}

/// How much of a period was used; both in the same unit, days or hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Used, at most `subscribed`.
    pub used: u32,
    /// Subscribed, above zero.
    pub subscribed: u32,
}

/// How a returned resource was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// Not at all, or so little that it does not count.
    None,
    /// For a part of its period, with a handling fee.
    Part(Period, Charged),
}

/// One line that is returned: what was paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundedLine {
    /// Other than by voucher.
    pub cash: Charged,
    /// By voucher, as far as it has not come back yet.
    pub voucher: Charged,
}

/// What comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Other than by voucher.
    pub cash: Charged,
    /// By voucher.
    pub voucher: Charged,
    /// To whom the cash.
    pub cash_to: CashGoesTo,
    /// To what the voucher.
    pub voucher_to: VoucherGoesTo,
}
