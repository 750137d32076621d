//! Why a coupon is not offered for an order, and what a refund does, in words.

use crate::coupons::model::{CashGoesTo, DiscountKind, Reason, RefundCase, VoucherGoesTo};
use crate::messages;
use crate::orders::text::OrderText;
use crate::values::date::format_stamp;
use crate::values::money::format_cny;

messages! {
    /// Words about coupons on orders.
    pub ReasonText:
    other_customer => "It belongs to another customer.", "该代金券属于其他客户。";
    other_partner => "Another partner issued it; the order is not that partner's.", "该代金券由其他伙伴发放。";
    order_state(state) => "The order does not wait for payment: {state}.", "订单不是待支付状态：{state}。";
    paid_by_partner => "The partner pays this order; a coupon is the customer's payment.", "该订单由伙伴代付，代金券仅用于客户支付。";
    has_coupon(number) => "One order can use only one coupon: {number} stands on it.", "一个订单只能使用一张代金券，已使用 {number}。";
    no_lines => "No line of the order is known, so nothing says what it consists of.", "暂无订单明细，无法判断适用范围。";
    reclaimed => "It was reclaimed.", "已回收。";
    nothing_left => "Nothing is left of it.", "余额为零。";
    all_locked(amount) => "Everything that is left, {amount}, is held by other orders.", "剩余金额 {amount} 已被其他订单锁定。";
    not_yet(at) => "It is valid from {at}.", "自 {at} 起生效。";
    expired(at) => "It expired at {at}.", "已于 {at} 过期。";
    order_type(kind) => "It is not for orders of this type: {kind}.", "不适用于该订单类型：{kind}。";
    out_of_scope => "No line of the order lies in its purchase type, services and products.", "订单中没有符合其购买类型、云服务和产品的明细。";
    below_minimum(in_scope, minimum) => "Only {in_scope} of the order lie in its scope; it asks for {minimum}.", "适用范围内金额为 {in_scope}，未满 {minimum}。";
    with_commercial => "It cannot be used together with a commercial discount.", "不可与商务优惠同时使用。";
    with_partner_granted => "It cannot be used together with a discount that the partner granted.", "不可与合作伙伴授予折扣同时使用。";
    with_promotional => "It cannot be used together with a promotional discount.", "不可与促销折扣同时使用。";

    within_five_days => "Within five days, no questions asked", "五天无理由退订";
    not_yet_effective => "Not in effect yet", "资源尚未生效";
    failed => "Creation or change failed", "创建或变更失败";
    renewal_not_begun => "Renewal period not begun", "续订周期未开始";
    in_use => "In use: the used part and the fee are kept, the coupon is lost", "使用中：扣除已使用金额和手续费，代金券不退";
    cash_to_customer => "to the customer", "退给客户";
    cash_to_partner => "to the partner's balance", "退至伙伴余额";
    voucher_to_coupon => "to the customer's coupon", "退回客户代金券";
    voucher_to_quota => "to the quota", "退回代金券额度";
    voucher_lost => "lost", "不退还";
}

impl ReasonText {
    /// Why a coupon is not offered.
    pub fn reason(self, reason: &Reason) -> String {
        let stamp = |at| format_stamp(at, self.locale());
        match reason {
            Reason::OtherCustomer => self.other_customer().to_owned(),
            Reason::OtherPartner => self.other_partner().to_owned(),
            Reason::OrderState(state) => self.order_state(OrderText(self.locale()).state_of(*state)),
            Reason::PaidByPartner => self.paid_by_partner().to_owned(),
            Reason::HasCoupon(number) => self.has_coupon(number),
            Reason::NoLines => self.no_lines().to_owned(),
            Reason::Reclaimed => self.reclaimed().to_owned(),
            Reason::NothingLeft => self.nothing_left().to_owned(),
            Reason::AllLocked(amount) => self.all_locked(format_cny(*amount)),
            Reason::NotYet(at) => self.not_yet(stamp(*at)),
            Reason::Expired(at) => self.expired(stamp(*at)),
            Reason::OrderType(kind) => self.order_type(OrderText(self.locale()).type_of(*kind)),
            Reason::OutOfScope => self.out_of_scope().to_owned(),
            Reason::BelowMinimum { in_scope, minimum } => self.below_minimum(format_cny(*in_scope), format_cny(*minimum)),
            Reason::Discount(DiscountKind::Commercial) => self.with_commercial().to_owned(),
            Reason::Discount(DiscountKind::PartnerGranted) => self.with_partner_granted().to_owned(),
            Reason::Discount(DiscountKind::Promotional) => self.with_promotional().to_owned(),
        }
    }

    /// Why a line is returned.
    pub const fn case(self, case: RefundCase) -> &'static str {
        match case {
            RefundCase::WithinFiveDays => self.within_five_days(),
            RefundCase::NotYetEffective => self.not_yet_effective(),
            RefundCase::Failed => self.failed(),
            RefundCase::RenewalNotBegun => self.renewal_not_begun(),
            RefundCase::InUse => self.in_use(),
        }
    }

    /// To whom cash goes.
    pub const fn cash_to(self, to: CashGoesTo) -> &'static str {
        match to {
            CashGoesTo::Customer => self.cash_to_customer(),
            CashGoesTo::Partner => self.cash_to_partner(),
        }
    }

    /// To what a voucher goes.
    pub const fn voucher_to(self, to: VoucherGoesTo) -> &'static str {
        match to {
            VoucherGoesTo::Coupon => self.voucher_to_coupon(),
            VoucherGoesTo::Quota => self.voucher_to_quota(),
            VoucherGoesTo::Nowhere => self.voucher_lost(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::money::Charged;

    #[test]
    fn a_reason_says_the_amounts_that_decided() {
        let reason = Reason::BelowMinimum { in_scope: Charged::parse("70").unwrap(), minimum: Charged::parse("100").unwrap() };
        for locale in [crate::i18n::Locale::En, crate::i18n::Locale::ZhCn] {
            let said = ReasonText(locale).reason(&reason);
            assert!(said.contains("¥70.00") && said.contains("¥100.00"), "{said}");
        }
    }
}
