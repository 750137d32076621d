//! Words of the partner's pages alone.

use crate::i18n::Locale;
use crate::messages;
use crate::organisation::model::Reach;

messages! {
    /// Words of the list.
    pub ListText:
    name_contains => "Customer name", "客户全称";
    mobile_contains => "Mobile", "手机号码";
    email_contains => "E-mail", "电子邮箱";
    state => "State", "状态";
    claimed_on => "Claimed", "报备时间";
    until => "Claim ends", "报备有效期至";
    account_manager => "Account manager", "客户经理";
    all_people => "All people", "全部人员";
    opportunities => "Open opportunities", "在途商机";
    select_one(name) => "Select the claim on {name}", "选择{name}的报备";
    invite => "Invite", "邀请";
    invite_one(name) => "Invite {name}", "邀请{name}";
    withdraw => "Withdraw", "撤回";
    withdraw_one(name) => "Withdraw the claim on {name}", "撤回{name}的报备";
    invite_many => "Invite", "批量邀请";
    withdraw_many => "Withdraw", "批量撤回";

    holding => "Hold", "已报备";
    lapsing => "End within three days", "三天内到期";
    reviewed => "In review", "待审核";
    room => "Your company's limit", "公司报备上限";
    used_of(used, most) => "{used} of {most}", "{used} / {most}";

    empty_title => "No claims yet", "暂无报备";
    empty_text => "Claim a customer, and nobody else can for the time being.", "报备客户后，有效期内其他伙伴不可报备该客户。";
    empty_team => "Claims of the account managers who report to you appear here.", "向您汇报的客户经理的报备将显示在此处。";
    whose_own => "Your own claims.", "您本人的报备。";
    whose_team => "The claims of the account managers who report to you.", "向您汇报的客户经理的报备。";
    whose_partner => "All claims of your company, as its system administrator or by a role that carries “Customer development”.", "您是系统管理员或拥有“客户拓展”权限，可查看本公司的全部报备。";
    withdrawn_many => "The claims are withdrawn. Anyone may claim those customers now.", "已撤回所选报备，其他伙伴可报备这些客户。";
}

impl ListText {
    /// Whose rows these are, in one sentence.
    pub fn lead(self, reach: Reach, count: &str, partner: &str) -> String {
        match (self.locale(), reach) {
            (Locale::En, Reach::Own) => format!("Your claims: {count}."),
            (Locale::En, Reach::Team) => format!("Claims of the account managers who report to you: {count}."),
            (Locale::En, _) => format!("Claims of {partner}: {count}."),
            (Locale::ZhCn, Reach::Own) => format!("您的报备：{count} 条。"),
            (Locale::ZhCn, Reach::Team) => format!("向您汇报的客户经理的报备：{count} 条。"),
            (Locale::ZhCn, _) => format!("{partner}的报备：{count} 条。"),
        }
    }
}

messages! {
    /// Words of one claim.
    pub DetailText:
    holds_until(stamp) => "holds until {stamp}", "有效期至 {stamp}";
    decided_by(day) => "decided by {day}", "最迟 {day} 完成审核";
    ended_on(stamp) => "ended {stamp}", "结束于 {stamp}";
    facts => "Customer", "客户信息";
    programme => "The claim was made of a lead, and your company is in marketing programme 2.0: number and address stay masked.", "该报备由线索转入，贵公司已加入营销计划2.0，手机号码和邮箱始终匿名。";
    no_opportunities => "No opportunity on this claim that you can see.", "暂无您可查看的商机。";
    stay => "The claim is over; the opportunities stay and still take progress.", "报备已结束，商机保留，仍可新增进展。";
    moved => "The customer is associated: its opportunities stand at the customer.", "客户已关联，商机请在客户详情中查看。";
    open_customer => "Open the customer", "查看客户";
    history => "History", "历史记录";
    was_claimed(who) => "Claimed by {who}", "{who} 报备";
    was_claimed_by_vendor => "Recorded by the vendor", "厂商录入";
    was_sent_to_review => "Sent to manual review", "提交人工审核";
    was_accepted => "Accepted by the vendor", "厂商审核通过";
    was_rejected => "Rejected by the vendor", "厂商审核不通过";
    was_reminded => "Announced: it lapses soon", "已提醒即将失效";
    was_withdrawn => "Withdrawn", "已撤回";
    was_associated => "The customer was associated", "客户已关联";
    was_lapsed => "Lapsed: its time was up", "到期失效";
    was_undecided => "Lapsed: nobody decided in time", "逾期未审核，已失效";
    review => "Manual review", "人工审核";
    reasons => "Why", "审核原因";
    expected_spend => "Expected additional spend", "预计新增消费";
    a_month(amount) => "{amount} a month", "{amount}/月";
    communication => "Communication so far", "沟通记录";
    answer => "The vendor's answer", "审核意见";
    due => "To be decided by", "审核截止日";
    claim_again(stamp) => "Your company may claim this customer again from {stamp}.", "贵公司自 {stamp} 起可再次报备该客户。";

    withdraw_title => "Withdraw claims", "撤回报备";
    withdraw_lead_at_once => "Anyone may claim these customers afterwards. Opportunities on them stay. Links that were mailed stop working.", "撤回后任何伙伴均可报备；相关商机保留，已发送的邀请链接失效。";
    withdraw_lead_after(wait) => "Anyone may claim these customers afterwards, your company again only after {wait}. Opportunities on them stay. Links that were mailed stop working.", "撤回后其他伙伴即可报备，贵公司需 {wait}后方可再次报备；相关商机保留，已发送的邀请链接失效。";
    withdraw_confirm => "Withdraw", "确认撤回";
    keep => "Keep them", "取消";
    cannot_withdraw => "Has ended already", "已结束";
    none_left => "None of these claims holds or is in review any more.", "所选报备均已结束。";

    done_claimed => "The customer is claimed. Nobody else can claim it while the claim holds.", "报备成功，有效期内其他伙伴不可报备该客户。";
    done_in_review => "The claim is with the vendor for review. Nobody else can claim this customer meanwhile.", "已提交人工审核，审核期间其他伙伴不可报备该客户。";
    done_withdrawn => "The claim is withdrawn. Anyone may claim this customer now.", "报备已撤回，其他伙伴可报备该客户。";
}

impl DetailText {
    /// What giving claims up means; the partner itself waits so many hours before it claims again.
    pub fn withdraw_lead(self, hours: i16) -> String {
        match (self.locale(), hours) {
            (_, ..=0) => self.withdraw_lead_at_once().to_owned(),
            (Locale::En, 1) => self.withdraw_lead_after("1 hour"),
            (Locale::En, _) => self.withdraw_lead_after(format!("{hours} hours")),
            (Locale::ZhCn, _) => self.withdraw_lead_after(format!("{hours} 小时")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_a_claim_up_reads_how_long_the_company_waits() {
        let english = DetailText(Locale::En);
        assert!(english.withdraw_lead(24).contains("your company again only after 24 hours."));
        assert!(english.withdraw_lead(1).contains("only after 1 hour."));
        assert!(!english.withdraw_lead(0).contains("your company again"));
        assert!(DetailText(Locale::ZhCn).withdraw_lead(48).contains("贵公司需 48 小时后方可再次报备"));
    }
}
