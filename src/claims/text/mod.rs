//! Words of claims. The Chinese ones are the manual's own terms.

mod pages;
mod refusals;
mod reviews;

pub use pages::{DetailText, ListText};
pub use refusals::RefusalWords;
pub use reviews::ReviewText;

use crate::claims::model::{Answer, ReviewReason};
use crate::i18n::Locale;
use crate::messages;

messages! {
    /// Words of claims.
    pub ClaimText:
    customer_development => "Customer development", "客户拓展";
    online => "Online", "线上拓展";
    offline => "Offline", "线下拓展";
    history => "History", "拓展记录";
    tabs => "Ways of developing customers", "拓展方式";

    claim_prospect => "Claim a customer", "报备客户";
    claim_title => "Claim", "报备详情";
    full_name_hint => "As registered. Up to 128 characters.", "与注册信息一致，不超过128个字符。";
    mobile_hint => "The customer later registers with this number. For example 138 0013 8000, or with +country code.", "须与客户注册时使用的手机号码一致，例如 138 0013 8000，其他国家请加区号。";
    email_hint => "Mandatory when an invitation is mailed: the link goes there.", "发送邀请链接时必填，邀请邮件将发送至该邮箱。";
    invite_now => "Send an invitation link now?", "是否发送邀请链接";
    yes => "Yes", "是";
    no => "No", "否";
    yes_note => "After the claim you go on to the invitation, and see the mail before it is sent.", "报备成功后进入邀请页面，发送前可预览邮件。";
    no_note => "You can invite while the claim holds.", "报备有效期内可随时邀请。";
    association_type_hint => "Only when an invitation is sent. Referral needs a right that the vendor grants.", "发送邀请时必选。顾问销售需由厂商授权。";
    owner_hint => "Whose prospect it becomes. Nobody: your company's.", "报备后的归属人，不选则归属公司。";
    nobody => "Nobody yet", "暂不指定";
    choose => "Choose", "请选择";
    submit => "Claim", "提交报备";
    what_follows(days) => "A claim holds for {days} calendar days. Until then no other partner can claim the prospect; afterwards anyone may.", "报备有效期{days}天，期间其他伙伴不可报备该客户，到期后自动失效。";
    acknowledge => "I have checked: claim it nevertheless", "已核对，仍要报备";
    supplement_title => "For the manual review", "人工审核信息";
    supplement_lead => "The vendor's staff decide by what you write here. They have a few working days; nobody else can claim the prospect meanwhile.", "厂商人员将根据以下信息在数个工作日内完成审核，审核期间其他伙伴不可报备该客户。";
    expected_spend => "Expected additional spend, ¥ a month", "预计新增消费（元/月）";
    communication_history => "Communication so far", "沟通记录";
    communication_hint => "Project, customer account, who talked with whom and when. Up to 2,000 characters.", "项目情况、客户账号、沟通对象与时间等，不超过2000个字符。";
    no_contact_title => "Your company cannot claim yet", "贵公司暂不可报备";

    check_title => "Is a customer free?", "报备查询";
    check_label => "Mobile or e-mail", "手机号码或邮箱";
    check => "Check", "查询";
    check_recorded => "Each check is recorded.", "每次查询均会记录。";
    answer_free => "Free: you may claim this customer.", "可报备：该客户当前可以报备。";
    joined(one, other) => "{one}, {other}", "{one}，{other}";
    answer_review(reasons) => "You may claim this customer; the vendor reviews the claim, because {reasons}.", "可报备，但需人工审核：{reasons}。";

    registered_before => "it has been registered for more than seven days", "客户注册已超过7天";
    followed_by_sales => "it spends with the vendor and the vendor's direct sales follow it", "客户有现金消费且由厂商直销团队跟进";
    another_country => "it is registered in another country", "客户注册地不在贵公司业务区域";
    online_sales => "the vendor's online sales look after it", "客户属于厂商线上销售团队";
    tick_first => "Tick the claims first", "请先勾选客户";
}

impl ClaimText {
    /// Why a claim goes to review; after "because".
    pub const fn reason(self, reason: ReviewReason) -> &'static str {
        match reason {
            ReviewReason::RegisteredBefore => self.registered_before(),
            ReviewReason::FollowedBySales => self.followed_by_sales(),
            ReviewReason::AnotherCountry => self.another_country(),
            ReviewReason::OnlineSales => self.online_sales(),
        }
    }

    /// Several reasons.
    pub fn reasons(self, reasons: &[ReviewReason]) -> String {
        let words: Vec<&str> = reasons.iter().map(|reason| self.reason(*reason)).collect();
        words.join(match self.locale() {
            Locale::En => ", and ",
            Locale::ZhCn => "；",
        })
    }

    /// The answer of the instant check.
    pub fn answer(self, answer: &Answer) -> String {
        match answer {
            Answer::Free => self.answer_free().to_owned(),
            Answer::Review(reasons) => self.answer_review(self.reasons(reasons)),
            Answer::Barred(bar) => self.bar(*bar) + self.full_stop(),
        }
    }

    const fn full_stop(self) -> &'static str {
        match self.locale() {
            Locale::En => ".",
            Locale::ZhCn => "。",
        }
    }

    /// How long a claim still holds: days that begin before it ends.
    pub fn days_left(self, days: i64) -> String {
        match (self.locale(), days) {
            (Locale::En, ..=0) => "ends today".to_owned(),
            (Locale::ZhCn, ..=0) => "今天到期".to_owned(),
            (Locale::En, 1) => "1 day left".to_owned(),
            (Locale::En, _) => format!("{days} days left"),
            (Locale::ZhCn, _) => format!("剩余{days}天"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_counts_down() {
        let t = ClaimText(Locale::En);
        assert_eq!([t.days_left(3), t.days_left(1), t.days_left(0)], ["3 days left", "1 day left", "ends today"]);
        assert_eq!(ClaimText(Locale::ZhCn).days_left(3), "剩余3天");
    }

    #[test]
    fn an_answer_is_a_whole_sentence_in_both_languages() {
        let reasons = Answer::Review(vec![ReviewReason::RegisteredBefore, ReviewReason::OnlineSales]);
        assert_eq!(
            ClaimText(Locale::En).answer(&reasons),
            "You may claim this customer; the vendor reviews the claim, because it has been registered for more than seven days, \
             and the vendor's online sales look after it."
        );
        assert_eq!(ClaimText(Locale::ZhCn).answer(&reasons), "可报备，但需人工审核：客户注册已超过7天；客户属于厂商线上销售团队。");
    }
}
