//! Words of consumption.

use chrono::NaiveDate;

use super::model::{BillType, Denial, PaymentMethod, Refusal};
use super::rules::{MONTHS_BACK, cycle_of, earliest_day};
use crate::auth::model::{Reach, Viewer};
use crate::messages;
use crate::values::date::format_date;

messages! {
    /// Words of consumption.
    pub ConsumptionText:
    consumption => "Consumption", "客户消费";
    details => "Consumption details", "客户消费明细";
    tabs => "Consumption", "客户消费";
    tab_summary => "Summary", "消费汇总";
    tab_details => "Details", "消费明细";
    tab_remainders => "Remainders", "抹零";
    remainders => "Statement of remainders", "抹零金额汇总";
    identity => "List amount − discount − charged = remainder, in every row and in the sums at the foot.", "官网价 − 已优惠 − 消费金额 = 抹零金额，每行及底部合计均成立。";
    remainder_rule => "Amounts are computed to eight decimals. Of each record whole cents are charged and the rest is left over: it is never charged, nor collected until it makes a cent.", "金额按8位小数计算，每条明细只收取到分，剩余部分抹去，不收取也不累计。";
    see_arithmetic => "Arithmetic", "计算过程";
    arithmetic_of(number, month) => "Arithmetic of {number} in {month}", "{number}在{month}的计算过程";
    arithmetic_of_record(product, day) => "Arithmetic of {product}, {day}", "{product}（{day}）的计算过程";
    by_payment => "By payment method", "按支付方式";
    by_association => "By association type", "按关联类型";
    lead_own(count) => "{count} of your customers, from the day after each was assigned.", "您名下客户的{count}（自分配次日起）。";
    lead_team(count) => "{count} of your team's customers, while they were the team's.", "您团队客户归属团队期间的{count}。";
    lead_partner(count) => "{count} of your company's customers.", "本公司客户的{count}。";
    lead_distributor(count) => "{count} of your customers and those of your resellers.", "您的客户及云经销商客户的{count}。";
    rule => "A record belongs to whoever was the customer's partner and account manager on its own day, and stays there. A newly assigned customer counts from the day after. The data of a day are there after 24:00 of the next day, Beijing time.", "每条消费归属其发生当日的伙伴和客户经理，此后不再变动；新分配的客户从次日起计入。当日数据于次日24:00后可查看（北京时间）。";
    month_one => "1 monthly sum", "1条月度汇总";
    month_many(count) => "{count} monthly sums", "{count}条月度汇总";
    record_one => "1 record", "1条明细";
    record_many(count) => "{count} records", "{count}条明细";
    not_a_bill => "Not a basis for settlement, repayment or invoicing.", "仅供参考，不作为结算、还款或开票依据。";
    customer => "Customer", "客户名称";
    account_name => "Account name", "客户账号名";
    month => "Month", "账期";
    day => "Day", "消费日期";
    association_type => "Association type", "关联类型";
    charged => "Charged, CNY", "消费金额（元）";
    paid_by_customer => "Customer", "客户支付";
    paid_by_partner => "Partner on behalf", "伙伴代付";
    paid_by_voucher => "Voucher", "代金券";
    paid_by_cash_coupon => "Cash coupon", "现金券";
    paid_by_stored_card => "Stored-value card", "储值卡";
    payment_method => "Payment method", "支付方式";
    list_rated => "List, rated", "官网价（8位小数）";
    discount_rated => "Discount, rated", "已优惠（8位小数）";
    payable_rated => "Payable, rated", "应付金额（8位小数）";
    remainder => "Remainder", "抹零金额";
    records => "Records", "明细条数";
    account_manager => "Account manager", "客户经理";
    nobody => "No account manager", "未分配";
    partner => "Partner", "伙伴名称";
    any_partner => "All partners", "全部伙伴";
    all_people => "Everybody", "全部人员";
    product => "Product", "产品";
    region => "Region", "区域";
    charging_mode => "Charging mode", "计费模式";
    bill_type => "Bill type", "账单类型";
    resource => "Resource", "资源";
    resource_id => "Resource ID (whole)", "资源ID（完整）";
    resource_name => "Resource name", "资源名称";
    order_number => "Order or transaction", "订单号/交易号";
    order_number_is => "Order or transaction number (whole)", "订单号/交易号（完整）";
    name_contains => "Customer name", "客户名称";
    account_contains => "Account name", "客户账号名";
    number_is => "Customer ID (whole)", "客户ID（完整）";
    product_type_contains => "Product type", "产品类型";
    region_contains => "Region", "区域";
    from => "From day", "开始日期";
    until => "Until day", "结束日期";
    period => "Months", "账期范围";
    any_period => "All months", "全部账期";
    this_month => "This month", "本月";
    last_month => "Last month", "上月";
    last_three => "Last 3 months", "近3个月";
    last_six => "Last 6 months", "近6个月";
    last_twelve => "Last 12 months", "近12个月";
    month_is => "One month", "指定账期";
    hint_month => "Written as 2026-11", "格式如2026-11";
    see_details => "Details", "查看明细";
    details_of(number, month) => "Details of {number} in {month}", "{number}在{month}的消费明细";
    figure_present => "This month, so far", "本月（截至目前）";
    figure_before => "Last month", "上月";
    chart => "Charged by month", "月度消费";
    chart_of(from, to) => "Charged amounts by month, {from} to {to}; the table below says them", "{from}至{to}的月度消费金额，明细见下表";
    chart_table => "As a table", "以表格显示";
    all => "All", "合计";
    empty_title => "No consumption yet", "暂无消费数据";
    empty_text => "Consumption comes in with the vendor's data. The data of a day are there after 24:00 of the next day.", "消费数据由厂商提供，当日数据于次日24:00后可查看。";

    in_later_bill(records, month, bill) => "{records} of {month} come after its bill was final: they go into the bill of {bill} as adjustments and keep their month.", "{records}条{month}的明细在该账期出账后到达：计入{bill}账单的调账，仍标明所属账期。";
    vendor_staff => "Consumption belongs to the partners; the vendor's staff bring it in under Operations.", "客户消费属于伙伴，厂商人员请在“运营”中导入。";
    no_item(ask) => "None of your roles carries “Consumption: view”. Ask {ask} for it.", "您的角色没有“客户消费：查看”权限，请联系{ask}。";
    your_administrator => "your system administrator", "系统管理员";
    too_old(first, months) => "At most {months} months back: choose {first} or later", "最多可查询{months}个月，请选择{first}及以后";
    not_a_month => "Write the month as 2026-11", "请按2026-11的格式填写账期";

    bill_purchase => "Consumption – purchase", "消费-新购";
    bill_renewal => "Consumption – renewal", "消费-续订";
    bill_change => "Consumption – change", "消费-变更";
    bill_refund_unsubscription => "Refund – unsubscription", "退款-退订";
    bill_usage => "Consumption – usage", "消费-使用";
    bill_auto_renewal => "Consumption – automatic renewal", "消费-自动续订";
    bill_compensation => "Adjustment – compensation", "调账-补偿";
    bill_deduction => "Adjustment – deduction", "调账-扣费";
    bill_monthly_payment => "Consumption – monthly payment", "消费-按月付费";
    bill_refund_change => "Refund – change", "退款-变更";
    bill_refund_to_pay_per_use => "Refund – to pay-per-use", "退款-包年/包月转按需";
}

impl ConsumptionText {
    /// 账单类型.
    pub const fn bill_type_of(self, bill: BillType) -> &'static str {
        match bill {
            BillType::Purchase => self.bill_purchase(),
            BillType::Renewal => self.bill_renewal(),
            BillType::Change => self.bill_change(),
            BillType::RefundUnsubscription => self.bill_refund_unsubscription(),
            BillType::Usage => self.bill_usage(),
            BillType::AutoRenewal => self.bill_auto_renewal(),
            BillType::Compensation => self.bill_compensation(),
            BillType::Deduction => self.bill_deduction(),
            BillType::MonthlyPayment => self.bill_monthly_payment(),
            BillType::RefundChange => self.bill_refund_change(),
            BillType::RefundToPayPerUse => self.bill_refund_to_pay_per_use(),
        }
    }

    /// 支付方式.
    pub const fn payment_method_of(self, method: PaymentMethod) -> &'static str {
        match method {
            PaymentMethod::Customer => self.paid_by_customer(),
            PaymentMethod::Partner => self.paid_by_partner(),
            PaymentMethod::Voucher => self.paid_by_voucher(),
            PaymentMethod::CashCoupon => self.paid_by_cash_coupon(),
            PaymentMethod::StoredCard => self.paid_by_stored_card(),
        }
    }

    /// Whose consumption a list shows; `count` says how many rows of what.
    pub fn lead(self, reach: Reach, count: String) -> String {
        match reach {
            Reach::Own => self.lead_own(count),
            Reach::Team => self.lead_team(count),
            Reach::Partner => self.lead_partner(count),
            Reach::PartnerAndResellers => self.lead_distributor(count),
        }
    }

    /// Which rule refuses the viewer, and whom to ask.
    pub fn denial(self, denial: Denial, viewer: &Viewer) -> String {
        match denial {
            Denial::VendorStaff => self.vendor_staff().to_owned(),
            Denial::NoItem(_) => self.no_item(viewer.administrator.as_deref().unwrap_or(self.your_administrator())),
        }
    }

    /// Why a day is refused.
    pub fn refused_day(self, refusal: Refusal, today: NaiveDate) -> String {
        match refusal {
            Refusal::TooOld => self.too_old(format_date(earliest_day(today), self.locale()), MONTHS_BACK),
            Refusal::NotAMonth => self.not_a_month().to_owned(),
        }
    }

    /// Why a month is refused.
    pub fn refused_month(self, refusal: Refusal, today: NaiveDate) -> String {
        match refusal {
            Refusal::TooOld => self.too_old(cycle_of(earliest_day(today)), MONTHS_BACK),
            Refusal::NotAMonth => self.not_a_month().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    #[test]
    fn every_word_of_a_record_is_said_in_both_languages() {
        let (en, zh) = (ConsumptionText(Locale::En), ConsumptionText(Locale::ZhCn));
        for bill in BillType::ALL {
            assert!(en.bill_type_of(*bill).is_ascii() || en.bill_type_of(*bill).contains('–'));
            assert!(!zh.bill_type_of(*bill).is_ascii(), "{bill}");
        }
        for method in PaymentMethod::ALL {
            assert!(!zh.payment_method_of(*method).is_ascii(), "{method}");
        }
    }

    #[test]
    fn a_refused_range_says_the_first_day_and_month_that_can_be_asked_for() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let en = ConsumptionText(Locale::En);
        assert_eq!(en.refused_month(Refusal::TooOld, today), "At most 18 months back: choose 2025-05 or later");
        assert!(en.refused_day(Refusal::TooOld, today).contains("2025"));
    }
}
