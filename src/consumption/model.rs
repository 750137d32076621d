//! The nouns of consumption.

use crate::auth::model::Permission;
use crate::values::choice::choices;
use crate::values::money::Charged;

choices! {
    /// 账单类型: what a record is about. Refunds and compensations are negative.
    BillType {
        /// 消费-新购.
        Purchase => "purchase",
        /// 消费-续订.
        Renewal => "renewal",
        /// 消费-变更.
        Change => "change",
        /// 退款-退订.
        RefundUnsubscription => "refund_unsubscription",
        /// 消费-使用.
        Usage => "usage",
        /// 消费-自动续订.
        AutoRenewal => "auto_renewal",
        /// 调账-补偿.
        Compensation => "compensation",
        /// 调账-扣费.
        Deduction => "deduction",
        /// 消费-按月付费.
        MonthlyPayment => "monthly_payment",
        /// 退款-变更.
        RefundChange => "refund_change",
        /// 退款-包年/包月转按需.
        RefundToPayPerUse => "refund_to_pay_per_use",
    }
}

choices! {
    /// 支付方式: with what it was paid.
    PaymentMethod {
        /// 客户支付: the customer's own balance.
        Customer => "customer",
        /// 伙伴代付: paid by the partner on behalf of the customer.
        Partner => "partner",
        /// 代金券. Brings the partner no performance.
        Voucher => "voucher",
        /// 现金券.
        CashCoupon => "cash_coupon",
        /// 储值卡.
        StoredCard => "stored_card",
    }
}

/// Two ways of looking at the summary.
pub mod tab {
    /// 按支付方式.
    pub const PAYMENT: &str = "payment";
    /// 按关联类型.
    pub const ASSOCIATION: &str = "association";
}

/// Why somebody does not see consumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff import it in Operations.
    VendorStaff,
    /// No role of the person carries the item.
    NoItem(Permission),
}

/// Why a range of days, or a month, is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Before the first day that can be asked for (R61).
    TooOld,
    /// Not written as `2026-11`.
    NotAMonth,
}

/// What the customers of a scope were charged in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    /// 账期: `2026-11`.
    pub cycle: String,
    /// All of it.
    pub charged: Charged,
    /// By [`PaymentMethod::ALL`].
    pub by_method: Vec<Charged>,
    /// By [`crate::customers::model::AssociationType::ALL`].
    pub by_association: Vec<Charged>,
}
