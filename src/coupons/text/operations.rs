//! Words of Operations on quotas, and on coupons and orders.

use super::ReasonText;
use crate::coupons::model::{Refund, RefundCase, Usage};
use crate::messages;
use crate::values::money::{Charged, format_cny};

messages! {
    /// Words of the vendor's pages on coupons.
    pub OperationsText:
    operations => "Operations", "运营";
    quotas => "Coupon quotas", "代金券额度";
    payments => "Coupons on orders", "订单用券";
    lead => "Coupon quotas that partners hold, those of resellers as well.", "各伙伴持有的代金券额度，包括云经销商。";
    give => "Give a quota", "发放额度";
    give_lead => "A partner issues coupons of it to its customers; a distributor also passes parts of it on. Its days and scope cannot be changed afterwards.", "伙伴据此向客户发放代金券，总经销商还可向云经销商发放；有效期和适用范围发放后不可修改。";
    give_submit => "Give", "发放";
    given => "The quota is given.", "额度已发放。";
    partner => "Partner", "伙伴";
    amount_hint => "Two decimals at most.", "最多两位小数。";
    remark_hint => "For Operations alone.", "仅运营可见。";
    empty => "No quotas", "暂无代金券额度";
    empty_text => "Give a partner a quota.", "请为伙伴发放额度。";
    status => "Status", "状态";
    change_status => "Change the status", "变更状态";
    change_text => "Adjusting, frozen and ended quotas are seen by the partner, and nothing can be issued of them. Coupons that were issued stay usable.", "调整中、冻结和失效的额度对伙伴可见但不可发放，已发放的代金券不受影响。";
    new_status => "New status", "新状态";
    reason => "Reason", "原因";
    reason_hint => "The partner reads it on the quota's page.", "伙伴可在额度页面看到。";
    change => "Change", "变更";
    changed => "The status is changed.", "状态已变更。";
    same_status => "That is its status already.", "与当前状态相同。";
    changed_meanwhile => "Somebody else has changed the status meanwhile.", "状态已被他人变更。";
    history => "Status changes", "状态变更记录";
    never_changed => "Never changed.", "暂无变更。";

    payments_lead => "Record which coupon a customer chose for an order, that it paid with it, and what came back. One order takes one coupon.", "记录客户为订单选择的代金券、支付及退订情况；一个订单只能使用一张代金券。";
    order_number => "Order number", "订单号";
    order_number_hint => "Whole, as the order list shows it.", "完整订单号。";
    discounts => "Discounts on this order", "订单已享优惠";
    discounts_hint => "Tick those that were given: a coupon combines with them only where it says so.", "勾选订单已享受的优惠，代金券仅在注明时可与其同时使用。";
    look_up => "Look up", "查询";
    no_such_order => "No order has this number.", "没有该订单号的订单。";
    facts => "The order", "订单信息";
    offered => "Can be used", "可用代金券";
    not_offered => "Cannot be used, and why", "不可用代金券及原因";
    none_offered => "No coupon can be used for this order.", "该订单没有可用的代金券。";
    has_no_coupons => "The customer has no coupons.", "该客户没有代金券。";
    voucher => "From the coupon", "代金券支付";
    cash => "Paid otherwise", "其他方式支付";
    offer(voucher, cash, day) => "From the coupon: {voucher} · Paid otherwise: {cash} · Valid until: {day}", "代金券支付：{voucher} · 其他方式支付：{cash} · 失效日期：{day}";
    order_changed => "What is to be paid for the order has changed since the coupon was locked. Take it off and lock it again.", "锁定代金券后订单应付金额已变化，请取消使用后重新锁定。";
    choose_coupon => "Choose one of the coupons that can be used.", "请选择一张可用的代金券。";
    lock => "Lock for this order", "锁定用于该订单";
    locked => "The coupon is locked for the order: nobody else can use this amount.", "代金券已锁定用于该订单，其他订单不能使用该金额。";
    on_order => "Coupon on this order", "该订单的代金券";
    pay => "Record the payment", "确认支付";
    paid => "Paid: what each line was paid with is fixed now.", "支付已记录，各订单行的支付份额已确定。";
    release => "Take off", "取消使用";
    released => "The coupon is taken off the order.", "已取消使用，金额已释放。";
    not_locked => "It is not locked for the order any more.", "该代金券已不处于锁定状态。";
    not_used => "The order was not paid with it.", "该订单未使用此代金券支付。";
    one_an_order => "One order can use only one coupon: another one stands on it.", "一个订单只能使用一张代金券。";
    lines => "What each line was paid with", "各订单行支付份额";
    line => "Order line", "订单行";
    returned => "Returned", "已退订";
    refund_title => "Record an unsubscription", "登记退订";
    refund_lines => "Returned lines", "退订的订单行";
    refund_case => "Case", "退订情形";
    used_days => "Days used", "已使用天数";
    subscribed_days => "Days subscribed", "订购天数";
    in_use_hint => "Only where the resource was in use.", "仅“使用中”需填写。";
    fee => "Handling fee", "手续费";
    refund_preview => "Preview", "预览";
    refund_submit => "Record", "登记";
    preview_title => "What this would do", "退订预览";
    preview_text => "Nothing is recorded yet. It cannot be undone afterwards.", "尚未登记；登记后不可撤销。";
    refunded => "The unsubscription is recorded.", "退订已登记。";
    returned_meanwhile => "One of these lines was returned already.", "所选订单行中有已退订的。";
    refunds => "Unsubscriptions", "退订记录";
    all_returned => "Every line was returned.", "全部订单行已退订。";
    line_paid(line, voucher, cash) => "Line {line}: coupon {voucher}, otherwise {cash}", "订单行 {line}：代金券 {voucher}，其他 {cash}";
    days_of(used, subscribed) => "{used} of {subscribed} days were used", "已使用 {used}/{subscribed} 天";
    refund_in_use(case, days, fee, cash, cash_to, lost) => "{case}. {days}, handling fee {fee}. Cash {cash} {cash_to}; of the coupon {lost} are lost.", "{case}。{days}，手续费 {fee}。现金 {cash} {cash_to}；代金券 {lost} 不退还。";
    refund_row(case, cash, cash_to, voucher, voucher_to) => "{case}. Cash {cash} {cash_to}; coupon {voucher} {voucher_to}.", "{case}。现金 {cash} {cash_to}；代金券 {voucher} {voucher_to}。";
    is_associated => "Associated", "关联中";
    is_ended => "Association ended", "已解除关联";
    is_switched => "Association type switched", "已切换关联类型";
}

impl OperationsText {
    /// What an unsubscription does: days, fee, what comes back, and what is lost of the coupon.
    pub fn refund_said(self, case: RefundCase, usage: Usage, refund: &Refund, lost: Charged) -> String {
        let words = ReasonText(self.locale());
        let (cash, cash_to) = (format_cny(refund.cash), words.cash_to(refund.cash_to));
        match usage {
            Usage::Part(period, fee) => {
                let days = self.days_of(period.used, period.subscribed);
                self.refund_in_use(words.case(case), days, format_cny(fee), cash, cash_to, format_cny(lost))
            }
            Usage::None => {
                self.refund_row(words.case(case), cash, cash_to, format_cny(refund.voucher), words.voucher_to(refund.voucher_to))
            }
        }
    }

    /// What became of an association.
    pub const fn association_today(self, today: crate::coupons::model::AssociationToday) -> &'static str {
        use crate::coupons::model::AssociationToday;
        match today {
            AssociationToday::Associated => self.is_associated(),
            AssociationToday::Ended => self.is_ended(),
            AssociationToday::Switched => self.is_switched(),
        }
    }
}
