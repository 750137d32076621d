//! Words of the list alone.

use crate::i18n::Locale;

crate::messages! {
    /// Words of the list alone.
    pub ListWords:
    open_revenue => "Expected per month, open", "在途预计月流水";
    weighted => "Weighted by confidence", "按把握度折算";
    name_contains => "Opportunity name", "商机名称";
    customer_contains => "Customer name", "客户名称";
    account_contains => "Customer account", "客户账号名";
    confidence_from => "Confidence from", "把握度不低于";
    expected_from => "Expected from", "预计达成日起";
    expected_until => "Expected until", "预计达成日止";
    overdue => "Expected date has passed", "已过预计达成日";
    state => "State", "状态";
    open => "Open", "在途";
    closed => "Won or lost", "已赢单或输单";
    any_state => "Open and closed", "全部状态";
}

impl ListWords {
    /// Who reviewed it, and the note that she left for the owner.
    pub fn reviewed(self, by: &str, note: &str) -> String {
        match (self.locale(), note.is_empty()) {
            (Locale::En, true) => format!("Reviewed by {by}"),
            (Locale::En, false) => format!("Reviewed by {by}: {note}"),
            (Locale::ZhCn, true) => format!("{by}已审阅"),
            (Locale::ZhCn, false) => format!("{by}已审阅：{note}"),
        }
    }

    /// Whose rows: the viewer's own.
    pub fn of_own(self) -> String {
        match self.locale() {
            Locale::En => "that you own".to_owned(),
            Locale::ZhCn => "归属您的".to_owned(),
        }
    }

    /// Whose rows: those of so many account managers of a supervisor.
    pub fn of_team(self, team: i64) -> String {
        match (self.locale(), team) {
            (Locale::En, 1) => "of the account manager who reports to you".to_owned(),
            (Locale::En, _) => format!("of the {team} account managers who report to you"),
            (Locale::ZhCn, _) => format!("向您汇报的 {team} 位客户经理的"),
        }
    }

    /// Whose rows: the partner's.
    pub fn of_partner(self, partner: &str) -> String {
        match self.locale() {
            Locale::En => format!("of {partner}"),
            Locale::ZhCn => format!("{partner}的"),
        }
    }

    /// How many rows of whom, in one sentence. Usual are the open ones.
    pub fn lead(self, (count, is_one): (&str, bool), (is_usual, is_narrowed): (bool, bool), whose: &str, reads_only: bool) -> String {
        match self.locale() {
            Locale::En => {
                let these = match (is_usual, is_narrowed, is_one) {
                    (true, _, true) => "The one open opportunity".to_owned(),
                    (true, _, false) => format!("The {count} open opportunities"),
                    (false, true, _) => format!("{count} of the opportunities"),
                    (false, false, true) => "The one opportunity".to_owned(),
                    (false, false, false) => format!("The {count} opportunities"),
                };
                format!("{these} {whose}.{}", if reads_only { " You read them only." } else { "" })
            }
            Locale::ZhCn => {
                let only = if reads_only { "，您仅可查看" } else { "" };
                match (is_usual, is_narrowed) {
                    (true, _) => format!("{whose} {count} 个在途商机{only}。"),
                    (false, true) => format!("{whose}商机中符合条件的 {count} 个{only}。"),
                    (false, false) => format!("{whose} {count} 个商机{only}。"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_whose_rows_it_shows() {
        let (en, zh) = (ListWords(Locale::En), ListWords(Locale::ZhCn));
        let (usual, narrowed, all) = ((true, true), (false, true), (false, false));
        assert_eq!(en.lead(("38", false), usual, &en.of_own(), false), "The 38 open opportunities that you own.");
        assert_eq!(en.lead(("1", true), usual, &en.of_own(), false), "The one open opportunity that you own.");
        assert_eq!(en.lead(("1", true), narrowed, &en.of_own(), false), "1 of the opportunities that you own.");
        let team = en.lead(("1", true), all, &en.of_team(2), true);
        assert_eq!(team, "The one opportunity of the 2 account managers who report to you. You read them only.");
        assert_eq!(en.lead(("19", false), all, &en.of_partner("Harbor"), false), "The 19 opportunities of Harbor.");
        assert_eq!(zh.lead(("38", false), usual, &zh.of_own(), false), "归属您的 38 个在途商机。");
        assert_eq!(zh.lead(("38", false), narrowed, &zh.of_own(), false), "归属您的商机中符合条件的 38 个。");
        assert_eq!(zh.lead(("38", false), all, &zh.of_own(), false), "归属您的 38 个商机。");
    }
}
