//! Words of the list's page alone.

use crate::i18n::Locale;
use crate::organisation::model::Reach;

crate::messages! {
    /// Words of the list's page alone.
    pub PageText:
    open_revenue => "Expected per month, open", "在途预计月流水";
    weighted => "Weighted by confidence", "按把握度折算";
    number => "Opportunities", "商机数";
    too_many => "More than 10,000 match: their sum is computed on request.", "符合条件的商机超过 10,000 个，按需合计。";
    add_up => "Add them up", "计算合计";
    all_that_match(count) => "All {count} that match", "符合条件的全部 {count} 个";
    name_contains => "Opportunity name", "商机名称";
    customer_contains => "Customer name", "客户名称";
    account_contains => "Customer account", "客户账号名";
    confidence_from => "Confidence from", "把握度不低于";
    overdue => "Expected date has passed", "已过预计达成日";
    won => "Won", "赢单";
    lost => "Lost", "输单";
}

impl PageText {
    /// Who reviewed it, and the note that she left for the owner.
    pub fn reviewed(self, by: &str, note: &str) -> String {
        match (self.locale(), note.is_empty()) {
            (Locale::En, true) => format!("Reviewed by {by}"),
            (Locale::En, false) => format!("Reviewed by {by}: {note}"),
            (Locale::ZhCn, true) => format!("{by}已审阅"),
            (Locale::ZhCn, false) => format!("{by}已审阅：{note}"),
        }
    }

    /// Whose rows these are, in one sentence.
    pub fn lead(self, reach: Reach, count: &str, is_one: bool, is_narrowed: bool, partner: &str, team: i64) -> String {
        match self.locale() {
            Locale::En => {
                let these = match (is_narrowed, is_one) {
                    (true, _) => format!("{count} of the opportunities"),
                    (false, true) => "The one opportunity".to_owned(),
                    (false, false) => format!("The {count} opportunities"),
                };
                let managers = if team == 1 {
                    "the account manager who reports".to_owned()
                } else {
                    format!("the {team} account managers who report")
                };
                match reach {
                    Reach::Own => format!("{these} that you own."),
                    Reach::Team => format!("{these} of {managers} to you. You read them only."),
                    Reach::Partner | Reach::PartnerAndResellers => format!("{these} of {partner}."),
                }
            }
            Locale::ZhCn => {
                let whose = match reach {
                    Reach::Own => "归属您的".to_owned(),
                    Reach::Team => format!("向您汇报的 {team} 位客户经理的"),
                    Reach::Partner | Reach::PartnerAndResellers => format!("{partner}的"),
                };
                let matching = if is_narrowed { "商机中符合条件的" } else { "" };
                let only = if reach == Reach::Team { "，您仅可查看" } else { "" };
                format!("{whose}{matching} {count} 个{}{only}。", if is_narrowed { "" } else { "商机" })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_whose_rows_it_shows() {
        let en = PageText(Locale::En);
        assert_eq!(en.lead(Reach::Own, "38", false, false, "", 0), "The 38 opportunities that you own.");
        assert_eq!(en.lead(Reach::Own, "1", true, true, "", 0), "1 of the opportunities that you own.");
        assert_eq!(
            en.lead(Reach::Team, "1", true, false, "", 2),
            "The one opportunity of the 2 account managers who report to you. You read them only."
        );
        assert_eq!(en.lead(Reach::Partner, "19", false, false, "Harbor", 0), "The 19 opportunities of Harbor.");
        assert_eq!(PageText(Locale::ZhCn).lead(Reach::Own, "38", false, false, "", 0), "归属您的 38 个商机。");
    }
}
