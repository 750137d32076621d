//! Working days: Monday to Friday without the holidays, and the weekend days that make up for them (U11).

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

/// What is special about some days. Empty, it is Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Days off.
    pub holidays: BTreeSet<NaiveDate>,
    /// 调休: Saturdays and Sundays on which people work.
    pub make_up: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Whether people work on this day. A make-up day beats a holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.make_up.contains(&day) || !(weekend || self.holidays.contains(&day))
    }
}

/// Working days after `from` up to and including `to`: from a Friday to the next Monday it is one. Negative when `to`
/// comes first; nought on the same day.
pub fn working_days_between(from: NaiveDate, to: NaiveDate, calendar: &Calendar) -> i64 {
    if to < from {
        return -working_days_between(to, from, calendar);
    }
    let weeks = to.signed_duration_since(from).num_weeks();
    // Whole weeks have five working days each; the rest of a week is walked, and then the special days are corrected.
    let rest = from + chrono::TimeDelta::weeks(weeks);
    let walked = rest.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| !is_weekend(*day)).count();
    let within = |day: &&NaiveDate| **day > from && **day <= to;
    let off = calendar.holidays.iter().filter(within).filter(|day| !is_weekend(**day) && !calendar.make_up.contains(day));
    let on = calendar.make_up.iter().filter(within).filter(|day| is_weekend(**day));
    weeks * 5 + signed(walked) - signed(off.count()) + signed(on.count())
}

/// The working day that lies `count` working days after `from`: one working day after a Friday is the Monday. `from` itself
/// for nought. `count` up to some hundreds.
pub fn working_day_after(from: NaiveDate, count: u16, calendar: &Calendar) -> NaiveDate {
    let mut left = count;
    let mut day = from;
    while left > 0 {
        let Some(next) = day.succ_opt() else { return day };
        day = next;
        left -= u16::from(calendar.is_working_day(day));
    }
    day
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn five_working_days_after_a_friday_is_the_next_friday_and_a_holiday_moves_it() {
        assert_eq!(working_day_after(november(20), 5, &Calendar::default()), november(27));
        let calendar = Calendar { holidays: [november(24)].into(), make_up: [november(28)].into() };
        assert_eq!(working_day_after(november(20), 5, &calendar), november(28));
        assert_eq!(working_day_after(november(21), 0, &calendar), november(21));
    }

    proptest! {
        #[test]
        fn so_many_working_days_lie_between(start in 1u32..28, count in 0u16..60) {
            let from = november(start);
            let to = working_day_after(from, count, &Calendar::default());
            prop_assert_eq!(working_days_between(from, to, &Calendar::default()), i64::from(count));
        }
    }

    #[test]
    fn a_weekend_has_no_working_days() {
        // 20 November 2026 is a Friday.
        assert_eq!(working_days_between(november(20), november(20), &Calendar::default()), 0);
        assert_eq!(working_days_between(november(20), november(22), &Calendar::default()), 0);
        assert_eq!(working_days_between(november(20), november(23), &Calendar::default()), 1);
        assert_eq!(working_days_between(november(23), november(20), &Calendar::default()), -1);
        assert_eq!(working_days_between(november(2), november(30), &Calendar::default()), 20);
    }

    #[test]
    fn a_holiday_is_none_and_a_make_up_day_is_one() {
        let calendar = Calendar { holidays: [november(23), november(24), november(28)].into(), make_up: [november(22)].into() };
        assert_eq!(working_days_between(november(20), november(25), &calendar), 2);
        assert!(calendar.is_working_day(november(22)));
        assert!(!calendar.is_working_day(november(23)));
    }

    proptest! {
        #[test]
        fn counting_by_weeks_agrees_with_counting_by_days(
            start in 738_000i32..741_000, length in 0i32..200,
            holidays in proptest::collection::btree_set(738_000i32..741_200, 0..40),
            make_up in proptest::collection::btree_set(738_000i32..741_200, 0..40),
        ) {
            let day = |number: i32| NaiveDate::from_num_days_from_ce_opt(number).unwrap();
            let calendar = Calendar {
                holidays: holidays.into_iter().map(day).collect(),
                make_up: make_up.into_iter().map(day).collect(),
            };
            let slowly = (start + 1..=start + length).filter(|number| calendar.is_working_day(day(*number))).count();
            prop_assert_eq!(working_days_between(day(start), day(start + length), &calendar), signed(slowly));
        }
    }
}
