//! Words of the detail page alone.

use crate::i18n::Locale;

crate::messages! {
    /// Words of the detail page alone.
    pub DetailText:
    won_or_lost => "Won or lost", "赢单或输单";
    owned_by_you => "owned by you", "归属您本人";
    owned_by(person) => "owned by {person}", "归属{person}";
    of_reseller(reseller) => "customer of {reseller}", "{reseller}的客户";
    open_customer => "Open", "查看";
    associated_as => "Associated as", "关联类型";
    since(kind, date) => "{kind}, since {date}", "{kind}，自{date}起";
    claimed_until(date) => "until {date}", "至{date}";
    claim => "Claim", "报备";
    contact => "Mobile", "手机号码";
    facts => "Facts", "商机信息";
    stage_path => "Stages", "商机阶段";
    report_another => "Report another", "继续创建";
    supervisor_reads(person) => "{person} reads it as supervisor.", "客户经理主管{person}可查看。";
    other_administrators => "So do other administrators.", "其他系统管理员也可查看和修改。";
    older_left_out(count) => "The newest {count} are shown. Older entries are left out.", "仅显示最近的 {count} 条，更早的动态未显示。";
    hand_over => "Hand over", "移交";
    hand_over_title => "Hand over to another account manager", "移交给其他客户经理";
    hand_over_hint => "The new account manager changes it from then on, and the supervisor there reads it. The timeline says who handed it over.", "移交后由新的客户经理跟进，其主管可查看，移交记录显示在动态中。";
    new_owner => "New account manager", "新的客户经理";
    handed_over_to(person) => "The opportunity is {person}'s now.", "商机已移交给{person}。";
    nobody_to_receive => "There is no other account manager to receive it.", "暂无其他客户经理可接收。";
    days_today => "today", "今天";
}

impl DetailText {
    /// How far away a day is.
    pub fn days(self, days: i64) -> String {
        match (self.locale(), days) {
            (_, 0) => self.days_today().to_owned(),
            (Locale::En, 1) => "tomorrow".to_owned(),
            (Locale::En, -1) => "yesterday".to_owned(),
            (Locale::En, 2..) => format!("in {days} days"),
            (Locale::En, _) => format!("{} days ago", -days),
            (Locale::ZhCn, 1..) => format!("{days}天后"),
            (Locale::ZhCn, _) => format!("{}天前", -days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_so_far_away() {
        let (en, zh) = (DetailText(Locale::En), DetailText(Locale::ZhCn));
        assert_eq!([en.days(22), en.days(1), en.days(0), en.days(-3)], ["in 22 days", "tomorrow", "today", "3 days ago"]);
        assert_eq!([zh.days(22), zh.days(0), zh.days(-3)], ["22天后", "今天", "3天前"]);
    }
}
