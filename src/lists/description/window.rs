//! The window of days that the export of a list asks instead of the list's conditions. Pure.

use chrono::{Months, NaiveDate};

use super::filters::{Filter, FilterKind};
use crate::i18n::Locale;
use crate::lists::model::WindowProblem;
use crate::values::date::parse_date;

/// An export by days: it holds all rows of the range that its person sees, whatever narrows the page, in every tab. The list's
/// `visible` is then asked with an empty `tab`, and narrows by none.
#[derive(Clone, Copy)]
pub struct ExportWindow {
    /// The key of the list's filter of days ([`FilterKind::Days`]) whose column counts.
    pub filter: &'static str,
    /// What this way of exporting is called.
    pub label: fn(Locale) -> &'static str,
    /// The first day lies at most so many months before the last one.
    pub most_months: u32,
    /// What the dialog offers where the page asks no range of these days.
    pub usual: UsualDays,
    /// The conditions in force cannot be exported: there is no other way than by days.
    pub is_only: bool,
}

/// Which days an export by days offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualDays {
    /// From today on, as long as allowed.
    FromToday,
    /// From the earliest row on that waits for somebody, at the latest from today, as long as allowed: what is overdue is not left out.
    /// The column of a moment that waiting rows have and no other.
    FromOldestWaiting(&'static str),
    /// Until today, as long as allowed.
    UntilToday,
}

impl ExportWindow {
    /// The range that two ends mean; both days are included.
    ///
    /// # Errors
    /// What is wrong with the first end, and what with the last one.
    pub fn days(&self, first: &str, last: &str) -> Result<(NaiveDate, NaiveDate), [Option<WindowProblem>; 2]> {
        let day = |typed: &str| match typed.trim() {
            "" => Err(WindowProblem::Missing),
            typed => parse_date(typed).map_err(|_| WindowProblem::NotADay),
        };
        let (first, last) = match (day(first), day(last)) {
            (Ok(first), Ok(last)) => (first, last),
            (first, last) => return Err([first.err(), last.err()]),
        };
        if last < first {
            return Err([None, Some(WindowProblem::EndsBeforeItBegins)]);
        }
        match last.checked_sub_months(Months::new(self.most_months)) {
            Some(earliest) if first >= earliest => Ok((first, last)),
            _ => Err([None, Some(WindowProblem::TooLong(self.most_months))]),
        }
    }

    /// The range that the dialog offers while nobody asked for another, given the day of the oldest row that waits. It holds today.
    pub fn usual_days(&self, today: NaiveDate, oldest: Option<NaiveDate>) -> (NaiveDate, NaiveDate) {
        let months = Months::new(self.most_months);
        let until_today = (today.checked_sub_months(months).unwrap_or(today), today);
        // From the last of a long month on, the same length ends on the last of a short one, from which it is counted back.
        let from = |day: NaiveDate| {
            let last = day.checked_add_months(months).unwrap_or(day);
            (day.max(last.checked_sub_months(months).unwrap_or(day)), last)
        };
        match self.usual {
            UsualDays::FromToday => from(today),
            UsualDays::FromOldestWaiting(_) => {
                let (first, last) = from(oldest.map_or(today, |oldest| oldest.min(today)));
                if last < today { until_today } else { (first, last) }
            }
            UsualDays::UntilToday => until_today,
        }
    }

    /// The filter among those of the list, with the parameter of its last day.
    pub fn filter_in(&self, filters: &'static [Filter]) -> Option<(&'static Filter, &'static str)> {
        let filter = filters.iter().find(|filter| filter.key == self.filter)?;
        match filter.kind {
            FilterKind::Days { until, .. } => Some((filter, until)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: ExportWindow = ExportWindow { filter: "", label: |_| "", most_months: 6, usual: UsualDays::FromToday, is_only: true };

    const WAITING: ExportWindow = ExportWindow { usual: UsualDays::FromOldestWaiting("waits"), ..WINDOW };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_are_asked_and_lie_at_most_six_months_apart() {
        // R44.
        let of = |first, last| WINDOW.days(first, last);
        assert_eq!(of("2026-01-01", "2026-07-01"), Ok((day("2026-01-01"), day("2026-07-01"))));
        assert_eq!(of("2026-01-01", "2026-07-02"), Err([None, Some(WindowProblem::TooLong(6))]));
        assert_eq!(of("2026-02-28", "2026-08-31"), Ok((day("2026-02-28"), day("2026-08-31"))));
        assert_eq!(of("2026-02-27", "2026-08-31"), Err([None, Some(WindowProblem::TooLong(6))]));
        assert_eq!(of("2026-07-01", "2026-07-01"), Ok((day("2026-07-01"), day("2026-07-01"))));
        assert_eq!(of("2026-07-02", "2026-07-01"), Err([None, Some(WindowProblem::EndsBeforeItBegins)]));
        assert_eq!(of(" ", "soon"), Err([Some(WindowProblem::Missing), Some(WindowProblem::NotADay)]));
        assert_eq!(of("2026-07-01", ""), Err([None, Some(WindowProblem::Missing)]));
    }

    #[test]
    fn what_the_dialog_offers_is_allowed_on_every_day() {
        let until = ExportWindow { usual: UsualDays::UntilToday, ..WINDOW };
        let mut today = day("2026-01-01");
        while today < day("2029-01-01") {
            for (window, days_ago) in [(WINDOW, 0), (until, 0), (WAITING, 0), (WAITING, 15), (WAITING, 179), (WAITING, 400)] {
                let oldest = today - chrono::Duration::days(days_ago);
                let (first, last) = window.usual_days(today, Some(oldest));
                assert_eq!(window.days(&first.to_string(), &last.to_string()), Ok((first, last)), "on {today}");
                assert!(first <= today && today <= last, "on {today}");
            }
            today = today.succ_opt().unwrap();
        }
        assert_eq!(WINDOW.usual_days(day("2026-11-30"), None), (day("2026-11-30"), day("2027-05-30")));
    }

    #[test]
    fn what_waits_is_offered_from_the_oldest_on_and_not_from_today() {
        let offered = |oldest: Option<&str>| WAITING.usual_days(day("2026-11-30"), oldest.map(day));
        assert_eq!(offered(Some("2026-11-16")), (day("2026-11-16"), day("2027-05-16")));
        assert_eq!(offered(Some("2027-01-10")), (day("2026-11-30"), day("2027-05-30")), "nothing is overdue");
        assert_eq!(offered(None), (day("2026-11-30"), day("2027-05-30")), "nothing waits");
        assert_eq!(offered(Some("2026-01-10")), (day("2026-05-30"), day("2026-11-30")), "older than a window is long");
    }
}
