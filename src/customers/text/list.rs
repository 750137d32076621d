//! Words of the list of customers.

use crate::i18n::Locale;
use crate::organisation::model::Reach;

crate::messages! {
    /// Words of the list of customers.
    pub ListText:
    associated => "Associated", "已关联";
    claimed => "Claimed", "已报备";
    open_opportunities => "Open opportunities", "在途商机";
    name_contains => "Customer name", "客户名称";
    account_contains => "Account name", "客户账号名";
    mobile_contains => "Mobile", "手机号码";
    number_is => "Customer ID (whole)", "客户ID（完整）";
    tag_contains => "Tag (upper and lower case differ)", "客户标签（区分大小写）";
    day_from => "Association date", "关联时间";
    day_until => "Association date to", "关联时间止";
    nobody => "No account manager", "未分配";
    alerts_of(number, count) => "Alerts of {number}: {count}", "{number} 的待处理预警：{count} 个";
    since_column => "Since", "关联时间";
    claimed_column => "Claimed", "报备时间";
    until_column => "Claim ends", "报备有效期至";
    empty_own_claims => "Prospects that you claimed appear here.", "您报备的客户将显示在此处。";
    empty_team_claims => "Prospects that the account managers who report to you claimed appear here.", "向您汇报的客户经理报备的客户将显示在此处。";
    empty_all_claims => "Prospects that your company claimed appear here.", "贵公司报备的客户将显示在此处。";
    today => "ends today", "今天到期";
    customer_of(partner) => "Customer of {partner}", "{partner}的客户";
}

impl ListText {
    /// What will stand here once there is a claim, as far as the reader sees.
    pub const fn empty_claims(self, reach: Reach) -> &'static str {
        match reach {
            Reach::Own => self.empty_own_claims(),
            Reach::Team => self.empty_team_claims(),
            Reach::Partner | Reach::PartnerAndResellers => self.empty_all_claims(),
        }
    }

    /// How long a claim still holds.
    pub fn days_left(self, days: i64) -> String {
        match (self.locale(), days) {
            (_, 0) => self.today().to_owned(),
            (Locale::En, 1) => "1 day left".to_owned(),
            (Locale::En, _) => format!("{days} days left"),
            (Locale::ZhCn, _) => format!("剩余{days}天"),
        }
    }

    /// Whose rows these are, in one sentence.
    pub fn lead(self, reach: Reach, count: &str, is_one: bool, is_narrowed: bool, partner: &str) -> String {
        match self.locale() {
            Locale::En => {
                let these = match (is_narrowed, is_one) {
                    (true, _) => format!("{count} of the customers"),
                    (false, true) => "The one customer".to_owned(),
                    (false, false) => format!("The {count} customers"),
                };
                match reach {
                    Reach::Own => format!("{these} assigned to you."),
                    Reach::Team => format!("{these} of the account managers who report to you."),
                    Reach::Partner => format!("{these} of {partner}."),
                    Reach::PartnerAndResellers => format!("{these} of {partner} and its resellers in this tab."),
                }
            }
            Locale::ZhCn => {
                let whose = match reach {
                    Reach::Own => "分配给您的".to_owned(),
                    Reach::Team => "向您汇报的客户经理的".to_owned(),
                    Reach::Partner => format!("{partner}的"),
                    Reach::PartnerAndResellers => format!("{partner}及其云经销商（当前页签）的"),
                };
                if is_narrowed {
                    format!("{whose}客户中符合条件的 {count} 个。")
                } else {
                    format!("{whose} {count} 个客户。")
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_counts_down() {
        let t = ListText(Locale::En);
        assert_eq!([t.days_left(3), t.days_left(1), t.days_left(0)], ["3 days left", "1 day left", "ends today"]);
    }
}
