//! What an address asks of a list: tab, conditions, order, place and page size. Every part is read and written here, so that
//! what is written is what was understood.
//!
//! A condition that means nothing (an unknown word, a person who is gone) stays in force and matches nothing: rows that
//! nobody asked for are worse than none.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::description::{Access, Filter, FilterKind, List, ListContext, Order, Refused, SpanProblem};
use super::model::{PAGE_SIZES, Pair};
use super::rules::EVERYTHING;
use super::text::ListText;
use crate::auth::Viewer;
use crate::i18n::Locale;
use crate::values::date::parse_date;
use crate::values::typed::line;

/// The parameter that names the open tab.
pub const TAB: &str = "tab";
/// The parameter that names a saved view.
const VIEW: &str = "view";
/// Most characters of a condition in an address.
const LONGEST: usize = 128;
/// Most values of one condition.
const MOST: usize = 50;

/// The cursor of the page of a list, still encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageCursor {
    /// From the beginning.
    #[default]
    First,
    /// The page after a cursor.
    After(String),
    /// The page before a cursor.
    Before(String),
}

/// The conditions that an address names, by the parameter of their filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(pub Vec<(&'static str, Vec<String>)>);

impl Values {
    /// The values of a parameter, none when it is not named.
    pub fn of(&self, parameter: &str) -> &[String] {
        self.0.iter().find(|(name, _)| *name == parameter).map_or(&[], |(_, values)| values)
    }

    /// The first value of a parameter.
    pub fn one(&self, parameter: &str) -> Option<&str> {
        self.of(parameter).first().map(String::as_str)
    }

    fn add(&mut self, parameter: &'static str, value: String, is_one: bool) {
        if value.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(name, _)| *name == parameter) {
            Some((_, values)) if is_one => *values = vec![value],
            Some((_, values)) if values.len() < MOST && !values.contains(&value) => values.push(value),
            Some(_) => {}
            None => self.0.push((parameter, vec![value])),
        }
    }
}

/// Everything that an address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The open tab; empty for a list without tabs.
    pub tab: &'static str,
    /// The address names it.
    pub tab_is_said: bool,
    /// Conditions.
    pub values: Values,
    /// The id under which conditions on masked columns are kept.
    pub private: Option<Uuid>,
    /// The order; none is the usual one.
    pub order: Option<Order>,
    /// What the list was opened for; see [`List::carried`].
    pub carried: Option<String>,
    /// Where in the list.
    pub turn: PageCursor,
    /// Rows a page, where the address says so.
    pub size: Option<u16>,
    /// Adds up also beyond the cap.
    pub adds_up: bool,
}

impl Request {
    /// Reads the pairs of an address, for a viewer who may not have every tab.
    pub fn read<'a>(list: &'static List, viewer: &Viewer, access: &Access, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let tabs = list.tabs_of(viewer, access);
        let mut request = Self::default();
        for (name, value) in pairs {
            match name {
                "filter" => request.private = value.parse().ok(),
                "sort" => request.order = list.order(value),
                "size" => request.size = value.parse().ok().filter(|size| PAGE_SIZES.contains(size)),
                "after" => request.turn = PageCursor::After(value.to_owned()),
                "before" => request.turn = PageCursor::Before(value.to_owned()),
                "totals" => request.adds_up = true,
                TAB if !list.tabs.is_empty() => {
                    if let Some(tab) = tabs.iter().find(|tab| tab.key == value) {
                        (request.tab, request.tab_is_said) = (tab.key, true);
                    }
                }
                name if list.carried() == Some(name) => {
                    request.carried = Some(line(value).chars().take(LONGEST).collect()).filter(|value: &String| !value.is_empty());
                }
                name => {
                    if let Some((parameter, filter)) = list.filter_of_parameter(name) {
                        let is_one = !matches!(filter.kind, FilterKind::Choices { .. });
                        request.values.add(parameter, line(value).chars().take(LONGEST).collect(), is_one);
                    }
                }
            }
        }
        if !request.tab_is_said {
            let asked = list.parameters().filter(|(parameter, _)| !request.values.of(parameter).is_empty());
            let opened = asked.filter_map(|(_, filter)| tabs.iter().find(|tab| tab.key == filter.opens_tab)).next();
            request.tab = opened.or(tabs.first()).map_or("", |tab| tab.key);
        }
        request
    }

    /// Tab, conditions and order: what a saved view keeps.
    pub fn conditions(&self, list: &List) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        pairs.extend(self.tab_is_said.then(|| (TAB, self.tab.to_owned())));
        for (parameter, _) in list.parameters() {
            pairs.extend(self.values.of(parameter).iter().map(|value| (parameter, value.clone())));
        }
        pairs.extend(self.private.map(|id| ("filter", id.to_string())));
        pairs.extend(self.order.filter(|order| *order != list.usual_order).map(|order| ("sort", order.to_string())));
        pairs
    }

    /// What goes along with ticked rows, as a pair of the address.
    pub fn carried_pair(&self, list: &List) -> Option<Pair> {
        list.carried().zip(self.carried.clone())
    }

    /// Whether something narrows the list; a tab is a place and no condition.
    pub const fn is_narrowed(&self) -> bool {
        self.private.is_some() || !self.values.0.is_empty()
    }

    /// Whether the usual conditions narrow the list and nothing else does.
    pub fn is_usual(&self, list: &List) -> bool {
        let usual = list.usual_values();
        self.private.is_none() && !usual.0.is_empty() && self.values == usual
    }

    /// The same from the beginning, with something changed.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut request = Self { turn: PageCursor::First, adds_up: false, ..self.clone() };
        change(&mut request);
        request
    }

    /// Takes a condition away, all parameters of it.
    pub fn drop(&mut self, filter: &Filter) {
        self.values.0.retain(|(name, _)| *name != filter.key && Some(*name) != filter.second_parameter());
    }
}

/// Whether kept conditions ask something that the list does not have for this viewer or in this tab.
pub fn are_kept_in_vain(list: &List, context: &ListContext, conditions: &Value) -> bool {
    let offered = kept_conditions(list, context, conditions);
    let typed = conditions.as_object().into_iter().flatten().filter(|(_, value)| value.as_str().is_some_and(|typed| !typed.is_empty()));
    typed.into_iter().any(|(key, _)| !offered.contains_key(key))
}

/// Of the kept conditions, those that the list still has for this viewer.
pub fn kept_conditions(list: &List, context: &ListContext, conditions: &Value) -> BTreeMap<String, String> {
    let kept = |key: &str| conditions.get(key).and_then(Value::as_str).filter(|typed| !typed.is_empty());
    let of_viewer = list.filters.iter().filter(|filter| filter.is_private() && (filter.offered)(context));
    of_viewer.filter_map(|filter| Some((filter.key.to_owned(), kept(filter.key)?.to_owned()))).collect()
}

impl Filter {
    /// The parameter of the end of a range.
    pub const fn second_parameter(&self) -> Option<&'static str> {
        match self.kind {
            FilterKind::Days { until, .. } => Some(until),
            _ => None,
        }
    }

    /// A range whose last day lies before its first one, which is refused beside the last one.
    fn ends_before(&self, first: &str, last: &str, locale: Locale) -> Option<Refused> {
        let parameter = self.second_parameter()?;
        let (first, last) = (parse_date(first).ok()?, parse_date(last).ok()?);
        (last < first).then(|| Refused { parameter, says: ListText(locale).ends_before().to_owned() })
    }

    /// Whether what is typed stays on the server.
    pub const fn is_private(&self) -> bool {
        matches!(self.kind, FilterKind::Private { .. })
    }
}

impl List {
    /// The conditions of an address that names none.
    pub fn usual_conditions(&self) -> Vec<Pair> {
        let usual = self.filters.iter().filter(|filter| !filter.usual.is_empty());
        usual.map(|filter| (filter.key, filter.usual.to_owned())).collect()
    }

    /// The same, as values.
    pub fn usual_values(&self) -> Values {
        Values(self.usual_conditions().into_iter().map(|(key, value)| (key, vec![value])).collect())
    }

    /// The parameters of conditions in an address, in the order of the filters. A filter that stands several times, each for
    /// other viewers, has one parameter.
    pub fn parameters(&self) -> impl Iterator<Item = (&'static str, &'static Filter)> + use<> {
        let filters = self.filters;
        let is_first = move |at: usize| !filters[..at].iter().any(|earlier| earlier.key == filters[at].key);
        filters
            .iter()
            .enumerate()
            .filter(move |(at, filter)| !filter.is_private() && is_first(*at))
            .map(|(_, filter)| filter)
            .flat_map(|filter| std::iter::once(filter.key).chain(filter.second_parameter()).map(move |name| (name, filter)))
    }

    /// An address of the time when `view` named the tab, said as it is today: such addresses stand in mails and bookmarks. The
    /// number of a saved view is no tab's key.
    pub fn with_tab_of_old(&self, mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
        for (name, value) in &mut pairs {
            if name == VIEW && self.tabs.iter().any(|tab| tab.key == value) {
                TAB.clone_into(name);
            }
        }
        pairs
    }

    /// What an address says that wants all rows though the list opens with a view: `view=all`; where a tab is called so, the
    /// open tab, or the first one for a viewer without tabs.
    pub fn all_rows(&self, tab: &'static str) -> Pair {
        if !self.tabs.iter().any(|one| one.key == EVERYTHING) {
            return (VIEW, EVERYTHING.to_owned());
        }
        let first = self.tabs.first().map_or("", |tab| tab.key);
        (TAB, if tab.is_empty() { first } else { tab }.to_owned())
    }

    /// The filter of a key: of several, which share one parameter, the one that this viewer has in this tab, else the first.
    pub fn filter(&self, key: &str, context: &ListContext) -> Option<&'static Filter> {
        let mut of_key = self.filters.iter().filter(|one| one.key == key);
        of_key.clone().find(|one| (one.offered)(context)).or_else(|| of_key.next())
    }

    /// Whether a viewer has a filter of this key in this tab.
    pub fn offers(&self, key: &str, context: &ListContext) -> bool {
        self.filter(key, context).is_some_and(|one| (one.offered)(context))
    }

    /// What is asked and refused: a range that ends before it begins, and see [`Filter::judge`] and [`Filter::span`].
    pub fn refused(&self, context: &ListContext, values: &Values) -> Vec<Refused> {
        let refused = self.filters.iter().filter(|filter| (filter.offered)(context)).filter_map(|filter| {
            let first = values.one(filter.key).unwrap_or("");
            let second = filter.second_parameter().and_then(|parameter| values.one(parameter)).unwrap_or("");
            if first.is_empty() && second.is_empty() {
                return None;
            }
            let span = filter.span.filter(|span| span.range(first, second, context.today) == Err(SpanProblem::TooLong));
            let too_long = span.map(|span| Refused { parameter: filter.key, says: (span.too_long)(context.locale).to_owned() });
            too_long
                .or_else(|| filter.ends_before(first, second, context.locale))
                .or_else(|| filter.judge.and_then(|judge| judge(context, first, second).err()))
        });
        refused.collect()
    }

    fn filter_of_parameter(&self, name: &str) -> Option<(&'static str, &'static Filter)> {
        self.parameters().find(|(parameter, _)| *parameter == name)
    }

    /// The order that an address says; none for a column that is not sorted.
    fn order(&self, text: &str) -> Option<Order> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        let column = self.column(key)?;
        column.sort.map(|_| Order { column: column.key, descending })
    }
}

#[cfg(test)]
mod tests;
