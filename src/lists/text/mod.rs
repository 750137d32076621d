//! Words that lists share.

mod views;

pub use views::ViewText;

use crate::i18n::Locale;

crate::messages! {
    /// Words that lists share.
    pub ListText:
    range(first, last, count) => "{first} to {last} of {count}", "第 {first}–{last} 条，共 {count} 条";
    rows_of(rows, count) => "{rows} of {count}", "本页 {rows} 条，共 {count} 条";
    more => "More conditions", "更多条件";
    reset => "Reset", "重置";
    search => "Search", "查询";
    everything => "Everything", "全部";
    filter_gone => "The address carries a filter on customers that is not yours or no longer exists. It was left out.", "该地址中的客户筛选条件不属于您或已失效，未予使用。";
    place_unknown => "The page in this address cannot be found any more. This is the first one.", "无法定位该地址对应的页，已为您显示第一页。";
    why_these => "Why these?", "为什么是这些？";
    try_again => "Try again", "重试";
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
