//! In which order work stands in the queue, and which steps a new partner is shown.

use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::model::{Due, Entry, FirstStep, Work};
use crate::auth::model::Viewer;
use crate::claims::rules as claims;
use crate::opportunities::rules as opportunities;

/// Lines of the queue on the start page.
pub const MOST_ON_HOME: usize = 8;
/// Lines of a page of the whole queue.
pub const PAGE: usize = 20;
/// What hangs on a record of which nobody knows the amount, and the least that counts: a month, CNY. Otherwise a claim without
/// an opportunity would never come to the top, however soon it lapses.
const LEAST_WORTH: i64 = 5_000;
/// What waits longer than so many days presses more.
const PATIENCE_DAYS: i64 = 3;

/// A partner is new for so many days: later it has found its own way, with or without some of the steps.
const NEW_DAYS: i64 = 90;

/// How much time presses, as a factor. After a last day something is lost: the factor grows towards it and is highest on the
/// day itself and when it is over. A passed date, an answer that is awaited, and silence press less, for nothing is lost yet.
pub fn urgency(due: Option<Due>, today: NaiveDate) -> i64 {
    match due {
        Some(Due::By(day)) => match (day - today).num_days() {
            i64::MIN..=0 => 20,
            1 => 10,
            2 => 7,
            3 => 5,
            4..=7 => 3,
            _ => 1,
        },
        Some(Due::Passed(_)) => 2,
        Some(Due::Since(day)) if (today - day).num_days() > PATIENCE_DAYS => 3,
        Some(Due::Since(_)) => 2,
        Some(Due::QuietSince(_)) | None => 1,
    }
}

/// Money × urgency: what hangs on it a month, CNY, at least the amount above, times the factor.
pub fn weight(entry: &Entry, today: NaiveDate) -> Decimal {
    let least = Decimal::from(LEAST_WORTH);
    let worth = entry.monthly.map_or(least, |monthly| monthly.amount().amount().max(least));
    worth.checked_mul(Decimal::from(urgency(entry.due, today))).unwrap_or(Decimal::MAX)
}

/// Puts the lines in order: by weight, the heaviest first; of equal ones the earlier day, then the kind, then the id, so that a page
/// never shows what another one shows.
pub fn order(entries: &mut [Entry], today: NaiveDate) {
    entries.sort_by_cached_key(|entry| {
        let day = match entry.due {
            Some(Due::By(day) | Due::Passed(day) | Due::Since(day) | Due::QuietSince(day)) => day,
            None => NaiveDate::MAX,
        };
        let kind = Work::ALL.iter().position(|kind| *kind == entry.work);
        (std::cmp::Reverse(weight(entry, today)), day, kind, entry.id)
    });
}

/// The last day of the week of a day: its Sunday.
pub fn end_of_week(today: NaiveDate) -> NaiveDate {
    let left = 6 - i64::from(today.weekday().num_days_from_monday());
    today.checked_add_signed(TimeDelta::days(left)).unwrap_or(today)
}

/// Whether a partner that was created on a Beijing day is still new.
pub fn begins(created: NaiveDate, today: NaiveDate) -> bool {
    (today - created).num_days() <= NEW_DAYS
}

/// The steps by which the viewer's partner begins, for an administrator: those that are open to her.
pub fn first_steps(viewer: &Viewer) -> Vec<FirstStep> {
    if viewer.partner().is_none() || !viewer.is_administrator() {
        return Vec::new();
    }
    let mut steps = vec![FirstStep::People];
    if claims::may_claim(viewer).is_ok() {
        steps.extend([FirstStep::Contact, FirstStep::Claim, FirstStep::Link]);
    }
    steps.extend(opportunities::may_report(viewer).is_ok().then_some(FirstStep::Opportunity));
    steps
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::home::model::Monthly;
    use crate::organisation::rules::fixtures::viewer;
    use crate::values::money::Charged;

    /// 23 November 2026, a Monday.
    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn day(days: i64) -> NaiveDate {
        today() + TimeDelta::days(days)
    }

    fn entry(work: Work, due: Option<Due>, amount: &str) -> Entry {
        let monthly = (!amount.is_empty()).then(|| Monthly::Expected(Charged::parse(amount).unwrap()));
        Entry { work, id: Uuid::nil(), name: amount.into(), about: String::new(), count: 1, due, monthly }
    }

    fn ordered(mut entries: Vec<Entry>) -> Vec<(Work, String)> {
        order(&mut entries, today());
        entries.into_iter().map(|entry| (entry.work, entry.name)).collect()
    }

    #[test]
    fn a_last_day_presses_more_the_nearer_it_is_and_most_when_it_is_over() {
        let factors = [-40, -1, 0, 1, 2, 3, 4, 7, 8].map(|days| urgency(Some(Due::By(day(days))), today()));
        assert_eq!(factors, [20, 20, 20, 10, 7, 5, 3, 3, 1]);
    }

    #[test]
    fn where_nothing_is_lost_time_presses_less_and_more_after_three_days_of_waiting() {
        assert_eq!(urgency(Some(Due::Passed(day(-90))), today()), 2);
        assert_eq!(urgency(Some(Due::Since(day(-3))), today()), 2);
        assert_eq!(urgency(Some(Due::Since(day(-4))), today()), 3);
        assert_eq!(urgency(Some(Due::QuietSince(day(-30))), today()), 1);
        assert_eq!(urgency(None, today()), 1);
    }

    #[test]
    fn of_the_same_urgency_the_larger_amount_comes_first() {
        let passed = |amount| entry(Work::PassedDate, Some(Due::Passed(day(-2))), amount);
        let names: Vec<String> =
            ordered(vec![passed("8000.00"), passed("95000.00"), passed("12000.00")]).into_iter().map(|one| one.1).collect();
        assert_eq!(names, ["95000.00", "12000.00", "8000.00"]);
    }

    #[test]
    fn of_the_same_amount_the_more_urgent_comes_first() {
        let lines = vec![
            entry(Work::Quiet, Some(Due::QuietSince(day(-30))), "9000.00"),
            entry(Work::Lead, Some(Due::Since(day(0))), "9000.00"),
            entry(Work::Claim, Some(Due::By(day(0))), "9000.00"),
        ];
        assert_eq!(ordered(lines).into_iter().map(|one| one.0).collect::<Vec<_>>(), [Work::Claim, Work::Lead, Work::Quiet]);
    }

    #[test]
    fn a_claim_that_lapses_today_without_an_amount_comes_before_a_passed_date_of_forty_nine_thousand() {
        let lines = vec![
            entry(Work::PassedDate, Some(Due::Passed(day(-2))), "49999.00"),
            entry(Work::Claim, Some(Due::By(day(0))), ""),
            entry(Work::PassedDate, Some(Due::Passed(day(-2))), "50001.00"),
        ];
        let names: Vec<String> = ordered(lines).into_iter().map(|one| one.1).collect();
        assert_eq!(names, ["50001.00", "", "49999.00"]);
    }

    #[test]
    fn an_amount_below_the_least_counts_as_the_least() {
        let small = entry(Work::Alert, Some(Due::Since(day(0))), "1.00");
        assert_eq!(weight(&small, today()), weight(&entry(Work::Alert, Some(Due::Since(day(0))), ""), today()));
    }

    #[test]
    fn the_greatest_amount_there_can_be_is_weighed_and_does_not_overflow() {
        let huge = entry(Work::Claim, Some(Due::By(day(0))), "9999999999999999.99");
        assert!(weight(&huge, today()) > Decimal::ZERO);
    }

    #[test]
    fn a_week_ends_on_its_sunday() {
        for (days, left) in [(0, 6), (3, 3), (5, 1), (6, 0)] {
            assert_eq!(end_of_week(day(days)), day(days + left));
        }
    }

    #[test]
    fn a_partner_is_new_for_ninety_days() {
        assert!(begins(today(), today()) && begins(day(-90), today()));
        assert!(!begins(day(-91), today()));
    }

    #[test]
    fn an_administrator_begins_with_what_is_open_to_her_company() {
        use FirstStep::{Claim, Contact, Link, Opportunity, People};
        assert_eq!(first_steps(&viewer("grace")), [People, Contact, Claim, Link, Opportunity]);
        assert_eq!(first_steps(&viewer("rita")), [People, Contact, Claim, Link], "a reseller has no opportunities");
        assert_eq!(first_steps(&viewer("chan")), [People, Opportunity], "a channel-only distributor develops no customers");
        for account in ["mei", "zhao", "tom", "viktor"] {
            assert_eq!(first_steps(&viewer(account)), [], "{account}");
        }
    }
}
