//! Ranges of days that a list bounds ([`Span`]): those that hold where an address asks for none, and the days that are meant.

use chrono::NaiveDate;

use super::description::{Filter, List, ListContext, Span};
use super::request::Values;

impl List {
    /// The filters whose usual range holds: nobody asks for another, nor for a record whose age does not matter.
    pub fn usual_spans<'a>(&self, context: &'a ListContext, values: &'a Values) -> impl Iterator<Item = (&'static Filter, Span)> + use<'a> {
        let spanned = self.filters.iter().filter_map(|filter| Some((filter, filter.span?)));
        spanned.filter(|(filter, span)| {
            let mut asked = std::iter::once(filter.key).chain(filter.second_parameter()).chain(span.lifted_by.iter().copied());
            (filter.offered)(context) && !asked.any(|parameter| !values.of(parameter).is_empty())
        })
    }

    /// First and last day of each bounded range that holds, usual or asked for, by their parameters. Asked for with both, a range
    /// means the same days tomorrow.
    pub fn span_days(&self, context: &ListContext, values: &Values) -> Vec<(&'static str, NaiveDate)> {
        let usual: Vec<&str> = self.usual_spans(context, values).map(|(filter, _)| filter.key).collect();
        let days = self.filters.iter().filter(|filter| (filter.offered)(context)).filter_map(|filter| {
            let (span, until) = (filter.span?, filter.second_parameter()?);
            let (first, last) = (values.one(filter.key).unwrap_or(""), values.one(until).unwrap_or(""));
            if first.is_empty() && last.is_empty() && !usual.contains(&filter.key) {
                return None;
            }
            let (first, last) = span.range(first, last, context.today).ok()?;
            Some([(filter.key, first), (until, last.unwrap_or(context.today))])
        });
        days.flatten().collect()
    }
}
