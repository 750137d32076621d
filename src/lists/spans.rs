//! Ranges of days that a list bounds ([`Span`]), as an address asks for them.

use chrono::NaiveDate;

use super::description::{Filter, List, ListContext, Span, SpanProblem};
use super::request::Values;

impl Filter {
    /// What is wrong with the range that an address asks for.
    pub fn span_problem(&self, values: &Values, today: NaiveDate) -> Option<SpanProblem> {
        let last = self.second_parameter().and_then(|parameter| values.one(parameter)).unwrap_or("");
        self.span?.range(values.one(self.key).unwrap_or(""), last, today).err()
    }
}

impl List {
    /// The filters whose usual range holds: nobody asks for another, nor for a record whose age does not matter.
    pub fn usual_spans<'a>(&self, context: &'a ListContext, values: &'a Values) -> impl Iterator<Item = (&'static Filter, Span)> + use<'a> {
        let spanned = self.filters.iter().filter_map(|filter| Some((filter, filter.span?)));
        spanned.filter(|(filter, span)| {
            let mut asked = std::iter::once(filter.key).chain(filter.second_parameter()).chain(span.lifted_by.iter().copied());
            (filter.offered)(context) && !asked.any(|parameter| !values.of(parameter).is_empty())
        })
    }
}
