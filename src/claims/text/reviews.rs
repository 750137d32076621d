//! Words of the vendor's pages.

use crate::customers::model::Trait;
use crate::i18n::Locale;
use crate::messages;

messages! {
    /// Words of the vendor's pages.
    pub ReviewText:
    reviews => "Claims to review", "报备审核";
    lead => "Partners' claims that need a decision, the most urgent first. Undecided ones lapse when their last working day is over, and free the prospect.", "需人工审核的报备，按截止日排序。逾期未审核的报备自动失效。";
    waiting => "Waiting", "待审核";
    decided => "Decided", "已审核";
    partner => "Partner", "伙伴";
    customer => "Customer", "客户";
    reasons => "Why", "审核原因";
    spend => "Expected additional spend, ¥ a month", "预计新增消费（元/月）";
    due => "Decide by", "审核截止日";
    claimed => "Claimed", "报备时间";
    decided_at => "Decided", "审核时间";
    state => "State", "状态";
    open_one(name, partner) => "Review the claim of {partner} on {name}", "审核{partner}对{name}的报备";
    none_title => "Nothing to review", "暂无待审核的报备";
    none_text => "Claims come here when the vendor knows the prospect already.", "厂商已知的客户被报备时，将进入人工审核。";
    none_decided => "No decisions yet", "暂无审核记录";
    accepted => "The claim is accepted and open; the partner is told.", "审核通过，已通知伙伴。";
    rejected => "The claim is rejected; the partner is told.", "审核不通过，已通知伙伴。";

    title => "Review of a claim", "报备审核详情";
    said => "What the partner says", "伙伴提供的信息";
    known => "What we know of the customer", "客户已有信息";
    nothing_known => "No customer of ours carries this number or address any more.", "暂无匹配的客户信息。";
    registered => "Registered", "注册时间";
    traits => "Known", "客户属性";
    associated => "associated with a partner", "已关联伙伴";
    not_known => "Not known", "未知";
    decision => "Decision", "审核结论";
    accept => "Accept", "通过";
    accept_note(days) => "The claim is open for {days} calendar days from now on.", "通过后报备生效，有效期{days}天。";
    reject => "Reject", "不通过";
    reject_note => "The prospect is free again. Say why: the partner reads it.", "不通过后客户可被其他伙伴报备，请填写原因。";
    note => "Note for the partner", "审核意见";
    note_hint => "Mandatory for a rejection. Up to 1,000 characters.", "不通过时必填，不超过1000个字符。";
    save => "Save the decision", "提交审核";
    over => "This claim is not in review any more.", "该报备已不在审核中。";
    answer => "What was answered", "审核意见";
    last_day => "last day", "最后一天";
    overdue => "overdue", "已逾期";

    other_site => "on the other site", "其他站点用户";
    consumer => "consumer", "消费者云用户";
    vendor_contract => "contract with the vendor", "已与厂商签约";
    cash_spend => "cash spend", "有现金消费";
    direct_sales => "followed by direct sales", "直销团队跟进";
    unified_accounting => "unified accounting", "财务托管成员";
    referral_reward => "referral-reward programme", "推荐奖励计划";
    online_sales => "online sales", "线上销售团队客户";
    another_country => "another country", "非本业务区域注册";
    is_partner => "is a partner", "本身为伙伴";
    special_contract => "special contract", "特殊合同";
    credit_account => "credit account", "信用账户";
    pending_orders => "pending orders", "有待支付订单";
    debt => "in debt", "欠费";
    reserved_instances => "reserved instances", "有未到期预留实例";
    enterprise_master => "enterprise master", "企业主账号";
    frozen => "frozen", "已冻结";
    pick_up_vouchers => "unused pick-up vouchers", "有未使用提货券";
}

impl ReviewText {
    /// Something that the vendor knows of a customer.
    pub const fn trait_of(self, one: Trait) -> &'static str {
        match one {
            Trait::OtherSite => self.other_site(),
            Trait::Consumer => self.consumer(),
            Trait::VendorContract => self.vendor_contract(),
            Trait::CashSpend => self.cash_spend(),
            Trait::DirectSales => self.direct_sales(),
            Trait::UnifiedAccounting => self.unified_accounting(),
            Trait::ReferralReward => self.referral_reward(),
            Trait::OnlineSales => self.online_sales(),
            Trait::AnotherCountry => self.another_country(),
            Trait::Partner => self.is_partner(),
            Trait::SpecialContract => self.special_contract(),
            Trait::CreditAccount => self.credit_account(),
            Trait::PendingOrders => self.pending_orders(),
            Trait::Debt => self.debt(),
            Trait::ReservedInstances => self.reserved_instances(),
            Trait::EnterpriseMaster => self.enterprise_master(),
            Trait::Frozen => self.frozen(),
            Trait::PickUpVouchers => self.pick_up_vouchers(),
        }
    }

    /// Working days that are left for a decision.
    pub fn working_days_left(self, days: i64) -> String {
        match (self.locale(), days) {
            (_, ..0) => self.overdue().to_owned(),
            (_, 0) => self.last_day().to_owned(),
            (Locale::En, 1) => "1 working day left".to_owned(),
            (Locale::En, _) => format!("{days} working days left"),
            (Locale::ZhCn, _) => format!("剩余{days}个工作日"),
        }
    }
}
