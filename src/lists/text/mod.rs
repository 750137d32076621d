//! Words that lists share.

mod views;

pub use views::ViewText;

use crate::i18n::Locale;
use crate::values::date::{format_date, parse_date};

crate::messages! {
    /// Words that lists share.
    pub ListText:
    range(first, last, count) => "{first} to {last} of {count}", "第 {first}–{last} 条，共 {count} 条";
    rows_of(rows, count) => "{rows} of {count}", "本页 {rows} 条，共 {count} 条";
    more => "More conditions", "更多条件";
    any => "Any", "不限";
    chosen(count) => "{count} chosen", "已选 {count} 项";
    reset => "Reset", "重置";
    search => "Search", "查询";
    filter_gone => "The address carries a filter that is not yours or no longer exists. It was left out.", "该地址中的筛选条件不属于您或已失效，未予使用。";
    not_offered(label) => "This list cannot be narrowed by “{label}” here, or not by you.", "此处或您的权限不支持按“{label}”筛选。";
    filter_elsewhere => "Conditions in this address belong to another tab, or are not open to you. They were left out.", "该地址中的部分筛选条件不适用于当前页签或您的权限，未予使用。";
    place_unknown => "The page in this address cannot be found any more. This is the first one.", "无法定位该地址对应的页，已为您显示第一页。";
    why_these => "Why these?", "为什么是这些？";
    try_again => "Try again", "重试";
    select => "Select", "选择";
    select_page => "Select all on this page", "选择本页全部";
    select_none => "Select none", "取消选择";
    selected(count) => "{count} selected", "已选 {count} 条";
    actions => "Actions", "操作";
    gone_condition => "Condition", "条件";
    ends_before => "The last day lies before the first one.", "结束日期早于开始日期。";
    gone_choice => "Not there any more", "已不存在";
    yes => "Yes", "是";
    nobody_of_that_name => "Nobody of that name stands in this list.", "列表中没有该姓名的人员。";
    several_of_that_name(names) => "Several people fit. Type more of the name, or the account name: {names}", "有多人符合，请输入更完整的姓名或账号名：{names}";
    no_match => "Nothing matches", "没有符合条件的记录";
    no_match_hint => "Remove a filter or reset.", "请移除部分条件或重置。";
    days_from(day) => "from {day}", "{day}起";
    days_until(day) => "until {day}", "至{day}";
    days_between(first, last) => "{first} to {last}", "{first}至{last}";
    all_that_match(count) => "All {count} that match", "符合条件的全部 {count} 个";
    add_up => "Add them up", "计算合计";
    too_many => "More than 10,000 match: their sum is computed on request.", "符合条件的超过 10,000 条，按需合计。";
    number => "Number", "数量";
    export => "Export", "导出";
    tab_is => "Tab", "页签";
    typed => "typed, not shown", "已输入，不予显示";
    unasked => "what the list shows while none is chosen", "未选择时列表默认显示的范围";
    show_all => "Show all", "显示全部";
    failed_title => "The list could not be loaded", "列表加载失败";
    failed_text(reference) => "Nothing is lost. Try again; if it fails again, say this reference: {reference}", "数据不受影响，请重试。如仍失败，请提供参考编号：{reference}";
}

impl ListText {
    /// How many rows, or "10,000+".
    pub fn count(self, count: i64, is_capped: bool) -> String {
        let plain = count.to_string();
        let mut text = String::new();
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        if is_capped {
            text.push('+');
        }
        text
    }

    /// Which rows a page shows.
    pub fn showing(self, preceding: i64, rows: usize, count: i64, is_capped: bool) -> String {
        let rows = i64::try_from(rows).unwrap_or(0);
        let total = self.count(count, is_capped);
        // Beyond the cap nobody counted what stands before.
        if is_capped { self.rows_of(rows, total) } else { self.range(preceding + 1, preceding + rows, total) }
    }

    /// A range of days, of which one end may be missing; what is no day stands as it was typed.
    pub fn days(self, first: &str, last: &str) -> String {
        let day = |text: &str| parse_date(text).map_or_else(|_| text.to_owned(), |day| format_date(day, self.locale()));
        match (first.is_empty(), last.is_empty()) {
            (true, _) => self.days_until(day(last)),
            (_, true) => self.days_from(day(first)),
            _ => self.days_between(day(first), day(last)),
        }
    }

    /// Words joined as each language joins them.
    pub fn list(self, words: &[&str]) -> String {
        words.join(match self.locale() {
            Locale::En => ", ",
            Locale::ZhCn => "、",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_grouped_and_a_capped_one_says_so() {
        let t = ListText(Locale::En);
        assert_eq!((t.count(38, false), t.count(10_000, true)), ("38".into(), "10,000+".into()));
        assert_eq!(t.showing(20, 18, 38, false), "21 to 38 of 38");
        assert_eq!(t.showing(0, 20, 10_000, true), "20 of 10,000+");
    }
}
