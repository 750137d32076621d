//! Who sees which consumption, and how far back.

use chrono::{Datelike as _, Months, NaiveDate};

use super::model::{Denial, Refusal};
use crate::auth::model::{Permission, Viewer};
use crate::customers::rules::reach_of;
use crate::organisation::model::Reach;
use crate::values::date::parse_date;
use crate::values::typed::half_width;

/// Consumption is shown so many months back, the present one not counted (R61).
pub const MONTHS_BACK: u32 = 18;

/// Months of the chart, the present one included.
pub const MONTHS_OF_CHART: u32 = 6;

/// How far the viewer sees: an account manager what her customers consumed while they were hers, with any further role all of
/// the partner; a supervisor that of the team (U24); the administrator all, a distributor's also of its resellers' customers;
/// anybody else by the permission item. Roles add up.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    reach_of(viewer, viewer.has(Permission::ConsumptionView), false).ok_or(Denial::NoItem(Permission::ConsumptionView))
}

/// The first day that is shown: the first of the month eighteen months ago (R61). `today` is a Beijing day.
pub fn earliest_day(today: NaiveDate) -> NaiveDate {
    first_of_month_back(today, MONTHS_BACK)
}

/// The first day of the month so many months ago; of the present one for none.
pub fn first_of_month_back(today: NaiveDate, months: u32) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    first.checked_sub_months(Months::new(months)).unwrap_or(first)
}

/// The last day of a month that begins on `first`.
pub fn last_of_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first)
}

/// 账期: the month of a day as it is stored and written, `2026-11`.
pub fn cycle_of(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The first day of a month that was written as `2026-11`.
pub fn parse_cycle(typed: &str) -> Option<NaiveDate> {
    let typed = half_width(typed);
    let (year, month) = typed.split_once('-')?;
    (year.len() == 4 && month.len() == 2).then(|| parse_date(&format!("{typed}-01")).ok()).flatten()
}

/// Whether a day may begin or end a range (R61). What is no day at all says nothing here: it matches nothing.
///
/// # Errors
/// `TooOld`.
pub fn may_ask_day(typed: &str, today: NaiveDate) -> Result<(), Refusal> {
    match parse_date(typed) {
        Ok(day) if day < earliest_day(today) => Err(Refusal::TooOld),
        _ => Ok(()),
    }
}

/// Whether a month may be asked for (R61).
///
/// # Errors
/// `NotAMonth`, `TooOld`.
pub fn may_ask_month(typed: &str, today: NaiveDate) -> Result<(), Refusal> {
    let first = parse_cycle(typed).ok_or(Refusal::NotAMonth)?;
    if first < earliest_day(today) { Err(Refusal::TooOld) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, of, viewer};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn who_sees_which_consumption() {
        let no_item = Err(Denial::NoItem(Permission::ConsumptionView));
        for (account, reach) in [
            ("mei", Ok(Reach::Own)),
            ("kofi", Ok(Reach::Own)),
            ("zhao", Ok(Reach::Team)),
            ("omar", Ok(Reach::Team)),
            ("lin", Ok(Reach::Partner)),
            ("grace", Ok(Reach::Partner)),
            ("tom", no_item),
            ("cleo", no_item),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("rita", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
        }
        assert_eq!(scope_of(&of(HARBOR, "tom", &[], &[Permission::ConsumptionView])), Ok(Reach::Partner));
        assert_eq!(scope_of(&of(DELTA, "sam", &[Preset::AccountManager], &[])), Ok(Reach::Own));
    }

    #[test]
    fn consumption_is_shown_from_the_first_of_the_month_eighteen_months_ago() {
        for (today, first) in [("2026-11-30", "2025-05-01"), ("2026-11-01", "2025-05-01"), ("2026-01-31", "2024-07-01")] {
            assert_eq!(earliest_day(day(today)), day(first), "{today}");
        }
    }

    #[test]
    fn an_older_day_or_month_is_refused_and_what_is_no_day_is_not_judged() {
        let today = day("2026-11-23");
        assert_eq!(may_ask_day("2025-05-01", today), Ok(()));
        assert_eq!(may_ask_day("2025/4/30", today), Err(Refusal::TooOld));
        for nothing in ["", "nonsense"] {
            assert_eq!(may_ask_day(nothing, today), Ok(()));
        }
        assert_eq!(may_ask_month("2025-05", today), Ok(()));
        assert_eq!(may_ask_month("２０２６-１１", today), Ok(()));
        assert_eq!(may_ask_month("2025-04", today), Err(Refusal::TooOld));
        for odd in ["2026-13", "2026-1", "November", "2026-11-01", ""] {
            assert_eq!(may_ask_month(odd, today), Err(Refusal::NotAMonth), "{odd}");
        }
    }

    #[test]
    fn a_month_is_written_by_its_year_and_number_and_ends_on_its_last_day() {
        assert_eq!(cycle_of(day("2026-02-28")), "2026-02");
        assert_eq!(last_of_month(day("2028-02-01")), day("2028-02-29"));
        assert_eq!(first_of_month_back(day("2026-03-31"), 1), day("2026-02-01"));
    }
}
