//! Days and moments as people read them, in both languages. By hand, because the pattern machinery costs the browser
//! more than these lines.

use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};

use super::{beijing_date, beijing_time};
use crate::i18n::Locale;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day with its year: `15 Dec 2026`, `2026年12月15日`.
pub fn format_date(date: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{} {}", format_day(date, locale), date.year()),
        Locale::ZhCn => format!("{}年{}", date.year(), format_day(date, locale)),
    }
}

/// A day of the current year: `15 Dec`, `12月15日`.
pub fn format_day(date: NaiveDate, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{} {}", date.day(), MONTHS[date.month0() as usize]),
        Locale::ZhCn => format!("{}月{}日", date.month(), date.day()),
    }
}

/// The time in Beijing: `16:42`.
pub fn format_time(at: DateTime<Utc>) -> String {
    let time = beijing_time(at);
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A moment in full, for a tooltip: `15 Dec 2026 16:42`, `2026年12月15日 16:42`.
pub fn format_stamp(at: DateTime<Utc>, locale: Locale) -> String {
    format!("{} {}", format_date(beijing_date(at), locale), format_time(at))
}

/// A moment, as near as it is: `just now`, `5 minutes ago`, `2 hours ago` on the same Beijing day, `yesterday 16:42`,
/// `1 Nov 16:42` in the same year, otherwise with the year. `now` is handed in: a page shows one and the same now.
pub fn format_moment(at: DateTime<Utc>, now: DateTime<Utc>, locale: Locale) -> String {
    let minutes = now.signed_duration_since(at).num_minutes();
    let (day, today) = (beijing_date(at), beijing_date(now));
    let chinese = locale == Locale::ZhCn;
    match minutes {
        // Two machines' clocks are never quite the same.
        -1..=0 => if chinese { "刚刚" } else { "just now" }.to_owned(),
        1..=59 if chinese => format!("{minutes}分钟前"),
        1..=59 => format!("{} ago", counted(minutes, "minute")),
        60.. if day == today && chinese => format!("{}小时前", minutes / 60),
        60.. if day == today => format!("{} ago", counted(minutes / 60, "hour")),
        60.. if today.pred_opt() == Some(day) => {
            format!("{} {}", if chinese { "昨天" } else { "yesterday" }, format_time(at))
        }
        _ if day.year() == today.year() => format!("{} {}", format_day(day, locale), format_time(at)),
        _ => format_stamp(at, locale),
    }
}

fn counted(number: i64, unit: &str) -> String {
    if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Locale::{En, ZhCn};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_written_as_each_language_writes_it() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 5).unwrap();
        assert_eq!(format_date(day, En), "5 Dec 2026");
        assert_eq!(format_date(day, ZhCn), "2026年12月5日");
        assert_eq!(format_day(day, En), "5 Dec");
        assert_eq!(format_day(day, ZhCn), "12月5日");
    }

    #[test]
    fn a_moment_is_as_near_as_it_is() {
        // 18:42 in Beijing.
        let now = at("2026-11-23T10:42:00Z");
        let cases = [
            ("2026-11-23T10:41:40Z", "just now", "刚刚"),
            ("2026-11-23T10:42:50Z", "just now", "刚刚"),
            ("2026-11-23T10:41:00Z", "1 minute ago", "1分钟前"),
            ("2026-11-23T09:43:00Z", "59 minutes ago", "59分钟前"),
            ("2026-11-23T09:42:00Z", "1 hour ago", "1小时前"),
            ("2026-11-23T08:42:00Z", "2 hours ago", "2小时前"),
            ("2026-11-22T16:00:00Z", "18 hours ago", "18小时前"),
            ("2026-11-22T15:59:00Z", "yesterday 23:59", "昨天 23:59"),
            ("2026-11-22T08:42:00Z", "yesterday 16:42", "昨天 16:42"),
            ("2026-11-01T08:42:00Z", "1 Nov 16:42", "11月1日 16:42"),
            ("2025-11-01T08:02:00Z", "1 Nov 2025 16:02", "2025年11月1日 16:02"),
            ("2026-11-24T08:42:00Z", "24 Nov 16:42", "11月24日 16:42"),
        ];
        for (moment, english, chinese) in cases {
            assert_eq!(format_moment(at(moment), now, En), english, "{moment}");
            assert_eq!(format_moment(at(moment), now, ZhCn), chinese, "{moment}");
        }
    }

    #[test]
    fn shortly_after_midnight_yesterday_is_still_minutes_ago() {
        let now = at("2026-11-22T16:10:00Z");
        assert_eq!(format_moment(at("2026-11-22T15:50:00Z"), now, En), "20 minutes ago");
    }

    #[test]
    fn the_year_changes_in_beijing() {
        let now = at("2026-12-31T18:00:00Z");
        assert_eq!(format_moment(at("2026-12-29T18:00:00Z"), now, En), "30 Dec 2026 02:00");
    }
}
