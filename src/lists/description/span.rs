//! How much time a range of days may span: a list of very many rows opens with the latest, and a range that is asked for has a
//! longest length. Pure.

use chrono::{Months, NaiveDate};

use crate::i18n::Locale;
use crate::values::date::parse_date;

/// The bounds of a range of days; see [`Filter::span`].
#[derive(Clone, Copy)]
pub struct Span {
    /// Where nobody says the first day, it lies so many months before the last one, which is today where nobody says that either.
    pub usual_months: u32,
    /// The first day lies at most so many months before the last one.
    pub most_months: u32,
    /// Why a longer range is refused, and what can be asked instead.
    pub too_long: fn(Locale) -> &'static str,
    /// Filters that lift the usual range while they are asked: whoever looks for one record finds it, however old.
    pub lifted_by: &'static [&'static str],
}

/// Why a range matches nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanProblem {
    /// One of its ends is no day.
    NotADay,
    /// Longer than the list allows.
    TooLong,
}

/// The first day, and the last one where the range has an end.
pub type Days = (NaiveDate, Option<NaiveDate>);

impl Span {
    /// The range that two ends mean, each of which may be empty.
    ///
    /// # Errors
    /// See [`SpanProblem`].
    pub fn range(&self, first: &str, last: &str, today: NaiveDate) -> Result<Days, SpanProblem> {
        let day = |text: &str| match text {
            "" => Ok(None),
            text => parse_date(text).map(Some).map_err(|_| SpanProblem::NotADay),
        };
        let (first, last) = (day(first)?, day(last)?);
        let end = last.unwrap_or(today);
        let before = |months| end.checked_sub_months(Months::new(months)).ok_or(SpanProblem::TooLong);
        match first {
            None => Ok((before(self.usual_months)?, last)),
            Some(first) if first < before(self.most_months)? => Err(SpanProblem::TooLong),
            Some(first) => Ok((first, last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAN: Span = Span { usual_months: 6, most_months: 12, too_long: |_| "", lifted_by: &[] };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(first: &str, last: &str) -> Result<Days, SpanProblem> {
        SPAN.range(first, last, day("2026-11-23"))
    }

    #[test]
    fn without_a_first_day_a_range_has_the_usual_length() {
        assert_eq!(range("", ""), Ok((day("2026-05-23"), None)));
        assert_eq!(range("", "2026-08-31"), Ok((day("2026-02-28"), Some(day("2026-08-31")))));
    }

    #[test]
    fn a_range_of_a_year_is_allowed_and_one_of_a_day_more_is_not() {
        assert_eq!(range("2025-11-23", ""), Ok((day("2025-11-23"), None)));
        assert_eq!(range("2025-11-22", ""), Err(SpanProblem::TooLong));
        assert_eq!(range("2024-02-29", "2025-02-28"), Ok((day("2024-02-29"), Some(day("2025-02-28")))));
        assert_eq!(range("2024-02-28", "2025-03-01"), Err(SpanProblem::TooLong));
        // Older ranges of a year as well: the rule is about the length alone.
        assert_eq!(range("2020-01-01", "2021-01-01"), Ok((day("2020-01-01"), Some(day("2021-01-01")))));
    }

    #[test]
    fn what_is_no_day_is_no_range() {
        for (first, last) in [("soon", ""), ("", "2026-02-30"), ("2026-11-01", "x")] {
            assert_eq!(range(first, last), Err(SpanProblem::NotADay), "{first} {last}");
        }
    }
}
