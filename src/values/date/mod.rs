//! Days and moments. Business days are Beijing days (UTC+8, no daylight saving time) for everybody, wherever they sit.

mod calendar;
mod show;

pub use calendar::{Calendar, working_day_after, working_days_between};
pub use show::{format_date, format_day, format_moment, format_stamp, format_time};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike as _, Utc};

use super::typed::half_width;

/// Beijing, in seconds east of Greenwich.
const EAST: i32 = 8 * 3600;

/// Why something typed is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Not year, month and day.
    NotADate,
    /// Year, month and day, but no such day: 30 February.
    NoSuchDay,
}

/// The clock on the wall in Beijing.
pub fn beijing_time(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&FixedOffset::east_opt(EAST).expect("eight hours are less than a day"))
}

/// The day on the calendar in Beijing.
pub fn beijing_date(at: DateTime<Utc>) -> NaiveDate {
    beijing_time(at).date_naive()
}

/// The moment at which a day begins in Beijing.
pub fn beijing_midnight(day: NaiveDate) -> DateTime<Utc> {
    let naive = day.and_time(NaiveTime::MIN);
    DateTime::from_naive_utc_and_offset(naive - chrono::TimeDelta::seconds(i64::from(EAST)), Utc)
}

/// Reads what a person typed: `2026-11-01`, `2026/11/1`, `2026.11.1`, `20261101`, `2026年11月1日`, full width too. The
/// year comes first and has four digits, between 1900 and 2999: anything else can be read in two ways.
///
/// # Errors
/// See [`DateProblem`].
pub fn parse_date(typed: &str) -> Result<NaiveDate, DateProblem> {
    let typed = half_width(typed);
    let typed = typed.strip_suffix('日').unwrap_or(&typed);
    let is_compact = typed.len() == 8 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if is_compact {
        vec![&typed[..4], &typed[4..6], &typed[6..]]
    } else {
        typed.split(['-', '/', '.', '年', '月', '。']).map(str::trim).collect()
    };
    let [year, month, day] = parts.as_slice() else { return Err(DateProblem::NotADate) };
    let digits = |part: &str, most: usize| -> Option<u32> {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse().ok()).flatten()
    };
    let (Some(number), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return Err(DateProblem::NotADate);
    };
    if !(1900..=2999).contains(&number) {
        return Err(DateProblem::NotADate);
    }
    i32::try_from(number).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(DateProblem::NoSuchDay)
}

/// Reads a moment in Beijing as people and spreadsheets write it: a day of [`parse_date`] alone (its beginning), or with a time
/// behind it, `2026-11-01 18:30`, `2026/11/1 18:30:05`, `2026-11-01T18:30`, `2026/11/1 6:30 PM`, `2026/11/1 下午6:30`. With an
/// offset from Greenwich (`2026-11-01T10:30:05Z`) it is that moment. Parts of a second do not count.
///
/// # Errors
/// See [`DateProblem`].
pub fn parse_moment(typed: &str) -> Result<DateTime<Utc>, DateProblem> {
    let typed = half_width(typed);
    if let Ok(at) = DateTime::parse_from_rfc3339(&typed) {
        return at.with_timezone(&Utc).with_nanosecond(0).ok_or(DateProblem::NotADate);
    }
    if let Ok(day) = parse_date(&typed) {
        return Ok(beijing_midnight(day));
    }
    let (day, time) = typed.split_once([' ', 'T']).ok_or(DateProblem::NotADate)?;
    let seconds = seconds_of_day(time).ok_or(DateProblem::NotADate)?;
    Ok(beijing_midnight(parse_date(day)?) + chrono::TimeDelta::seconds(seconds))
}

/// Seconds since midnight.
fn seconds_of_day(typed: &str) -> Option<i64> {
    let typed: String = typed.to_ascii_uppercase().chars().filter(|c| *c != ' ').collect();
    let half = |mark: &str| typed.strip_prefix(mark).or_else(|| typed.strip_suffix(mark));
    let (noon, time) = match (half("AM").or_else(|| half("上午")), half("PM").or_else(|| half("下午"))) {
        (Some(time), _) => (Some(0), time),
        (None, Some(time)) => (Some(12), time),
        (None, None) => (None, typed.as_str()),
    };
    let time = match time.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => time,
    };
    let parts: Vec<&str> = time.split(':').collect();
    let number = |part: &&str| -> Option<i64> {
        let is_number = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok()).flatten()
    };
    let numbers = parts.iter().map(number).collect::<Option<Vec<i64>>>()?;
    let (hour, minute, second) = match numbers.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match noon {
        Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_day_changes_at_four_in_the_afternoon_in_greenwich() {
        let before: DateTime<Utc> = "2026-10-31T15:59:59Z".parse().unwrap();
        let after: DateTime<Utc> = "2026-10-31T16:00:00Z".parse().unwrap();
        assert_eq!(beijing_date(before), day(2026, 10, 31));
        assert_eq!(beijing_date(after), day(2026, 11, 1));
        assert_eq!(beijing_midnight(day(2026, 11, 1)), after);
    }

    #[test]
    fn a_date_may_be_typed_in_the_usual_ways() {
        for typed in
            ["2026-11-01", "2026/11/1", "2026.11.1", "20261101", "２０２６－１１－０１", "2026年11月1日", " 2026-11-1 ", "2026 - 11 - 01"]
        {
            assert_eq!(parse_date(typed), Ok(day(2026, 11, 1)), "{typed}");
        }
        assert_eq!(parse_date("2028-02-29"), Ok(day(2028, 2, 29)));
    }

    #[test]
    fn what_may_be_read_in_two_ways_is_refused() {
        for typed in [
            "",
            "tomorrow",
            "01/11/2026",
            "26-11-01",
            "2026-11",
            "2026-11-01-02",
            "2026-+1-01",
            "20261",
            "0026-11-01",
            "2026-11-001",
            "٢٠٢٦-11-01",
        ] {
            assert_eq!(parse_date(typed), Err(DateProblem::NotADate), "{typed}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_said_to_be_one() {
        for typed in ["2026-02-29", "2026-13-01", "2026-11-31", "20260230", "2026-00-10"] {
            assert_eq!(parse_date(typed), Err(DateProblem::NoSuchDay), "{typed}");
        }
    }

    #[test]
    fn a_moment_may_be_typed_in_the_usual_ways_and_is_one_in_beijing() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (typed, moment) in [
            ("2026-11-01", "2026-10-31T16:00:00Z"),
            ("2026-11-01 18:30", "2026-11-01T10:30:00Z"),
            ("2026/11/1 18:30:05", "2026-11-01T10:30:05Z"),
            ("2026-11-01T18:30:05.123", "2026-11-01T10:30:05Z"),
            ("2026-11-01T10:30:05.9Z", "2026-11-01T10:30:05Z"),
            ("2026-11-01T18:30:05+08:00", "2026-11-01T10:30:05Z"),
            ("2026/11/1 6:30 pm", "2026-11-01T10:30:00Z"),
            ("2026/11/1 下午6:30", "2026-11-01T10:30:00Z"),
            ("2026/11/1 上午12:00", "2026-10-31T16:00:00Z"),
            ("２０２６年１１月１日　１８：３０", "2026-11-01T10:30:00Z"),
        ] {
            assert_eq!(parse_moment(typed), Ok(at(moment)), "{typed}");
        }
        for typed in [
            "",
            "18:30",
            "2026-11-01 24:00",
            "2026-11-01 18",
            "2026-11-01 18:60",
            "2026-11-01 13:00 PM",
            "2026-11-01 :",
            "2026-11-01 18:30:05.x",
            "x y",
        ] {
            assert_eq!(parse_moment(typed), Err(DateProblem::NotADate), "{typed}");
        }
        assert_eq!(parse_moment("2026-02-30 10:00"), Err(DateProblem::NoSuchDay));
    }

    proptest! {
        #[test]
        fn a_date_as_inputs_carry_it_is_read_back(days in 693_600i32..1_090_000) {
            let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(parse_date(&date.to_string()), Ok(date));
            prop_assert_eq!(beijing_date(beijing_midnight(date)), date);
        }

        #[test]
        fn no_input_panics(typed in "\\PC{0,30}") {
            let _ = parse_date(&typed);
            let _ = parse_moment(&typed);
        }
    }
}
