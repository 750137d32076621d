//! Everything that the list's address says: filter, order, size and place.

use super::Tab;
use super::list::{DEFAULT_PAGE_SIZE, ListFilter, PAGE_SIZES, Sort};
use crate::values::typed::line;

/// Longest name that is searched for.
const LONGEST_SEARCH: usize = 128;

/// The tab in which a distributor's list stands by itself.
const OWN: (&str, &str) = ("tab", Tab::Own.as_str());

/// Which page: the rows after a cursor, or those before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// From the beginning.
    #[default]
    First,
    /// After this cursor, still encoded.
    After(String),
    /// Before this cursor, still encoded.
    Before(String),
}

/// The list's whole address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRequest {
    /// Which rows.
    pub filter: ListFilter,
    /// In which order.
    pub sort: Sort,
    /// How many of them, one of [`PAGE_SIZES`].
    pub size: u16,
    /// From where.
    pub turn: Turn,
}

impl Default for ListRequest {
    fn default() -> Self {
        Self { filter: ListFilter::default(), sort: Sort::default(), size: DEFAULT_PAGE_SIZE, turn: Turn::First }
    }
}

impl ListRequest {
    /// Reads the pairs of an address. What makes no sense is left out: an old or mistyped address still shows a list.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut request = Self::default();
        let filter = &mut request.filter;
        for (name, value) in pairs {
            match name {
                "name" => filter.name = line(value).chars().take(LONGEST_SEARCH).collect(),
                "filter" => filter.typed = value.parse().ok(),
                "stage" => add(&mut filter.stages, value),
                "kind" => add(&mut filter.kinds, value),
                "industry" => add(&mut filter.industries, value),
                "confidence_from" => filter.confidence_from = value.parse().ok(),
                "owner" => filter.owner = value.parse().ok(),
                "tab" => filter.tab = value.parse().ok(),
                "overdue" => filter.overdue = value == "yes",
                "sort" => request.sort = value.parse().unwrap_or_default(),
                "size" => request.size = value.parse().ok().filter(|size| PAGE_SIZES.contains(size)).unwrap_or(DEFAULT_PAGE_SIZE),
                "after" => request.turn = Turn::After(value.to_owned()),
                "before" => request.turn = Turn::Before(value.to_owned()),
                _ => {}
            }
        }
        request
    }

    /// What of it a view keeps: filter and order, in pairs, without what is usual. A page, a cursor and the first tab are
    /// places.
    pub fn conditions(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.to_pairs();
        let is_place = |name: &str, value: &str| matches!((name, value), ("size" | "after" | "before", _)) || (name, value) == OWN;
        pairs.retain(|(name, value)| !is_place(name, value));
        pairs
    }

    /// The pairs of its address, without what is usual. Percent-encoding is the caller's.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let filter = &self.filter;
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        pairs.extend(filter.tab.map(|tab| ("tab", tab.to_string())));
        pairs.extend(Some(&filter.name).filter(|name| !name.is_empty()).map(|name| ("name", name.clone())));
        pairs.extend(filter.typed.map(|id| ("filter", id.to_string())));
        pairs.extend(filter.stages.iter().map(|stage| ("stage", stage.to_string())));
        pairs.extend(filter.kinds.iter().map(|kind| ("kind", kind.to_string())));
        pairs.extend(filter.industries.iter().map(|industry| ("industry", industry.to_string())));
        pairs.extend(filter.confidence_from.map(|step| ("confidence_from", step.to_string())));
        pairs.extend(filter.owner.map(|owner| ("owner", owner.to_string())));
        pairs.extend(filter.overdue.then(|| ("overdue", "yes".to_owned())));
        pairs.extend(Some(self.sort).filter(|sort| *sort != Sort::default()).map(|sort| ("sort", sort.to_string())));
        pairs.extend(Some(self.size).filter(|size| *size != DEFAULT_PAGE_SIZE).map(|size| ("size", size.to_string())));
        match &self.turn {
            Turn::First => {}
            Turn::After(cursor) => pairs.push(("after", cursor.clone())),
            Turn::Before(cursor) => pairs.push(("before", cursor.clone())),
        }
        pairs
    }
}

fn add<T: std::str::FromStr + PartialEq>(chosen: &mut Vec<T>, value: &str) {
    if let Ok(choice) = value.parse()
        && !chosen.contains(&choice)
    {
        chosen.push(choice);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Confidence, Industry, Kind, SortColumn, Stage};
    use super::*;
    use crate::auth::model::PersonId;
    use uuid::Uuid;

    fn read(pairs: &[(&str, &str)]) -> ListRequest {
        ListRequest::from_pairs(pairs.iter().copied())
    }

    #[test]
    fn an_address_that_was_written_is_read_back() {
        let request = ListRequest {
            filter: ListFilter {
                name: "data lake".into(),
                typed: Some(Uuid::max()),
                stages: vec![Stage::Solution, Stage::Won],
                kinds: vec![Kind::Migration],
                industries: vec![Industry::Health],
                confidence_from: Some(Confidence::Seventy),
                owner: Some(PersonId(Uuid::nil())),
                tab: Some(Tab::Resellers),
                overdue: true,
            },
            sort: Sort { column: SortColumn::ExpectedDate, descending: false },
            size: 100,
            turn: Turn::After("abc".into()),
        };
        let pairs = request.to_pairs();
        assert_eq!(ListRequest::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), request);
    }

    #[test]
    fn the_usual_list_has_a_bare_address() {
        assert!(ListRequest::default().to_pairs().is_empty());
        assert_eq!(read(&[]), ListRequest::default());
        assert!(!ListFilter { tab: Some(Tab::Own), ..ListFilter::default() }.is_narrowed());
        assert!(ListFilter { overdue: true, ..ListFilter::default() }.is_narrowed());
    }

    #[test]
    fn a_view_keeps_filter_and_order_and_no_place() {
        let pairs = [("tab", "resellers"), ("stage", "won"), ("sort", "name"), ("size", "50"), ("after", "abc"), ("x", "y")];
        let kept = [("tab", "resellers".to_owned()), ("stage", "won".into()), ("sort", "name".into())];
        assert_eq!(read(&pairs).conditions(), kept);
        assert!(read(&[("tab", "own"), ("sort", "-updated_at"), ("size", "10"), ("before", "abc")]).conditions().is_empty());
    }

    #[test]
    fn what_makes_no_sense_in_an_address_is_left_out() {
        let pairs =
            [("stage", "won"), ("stage", "won"), ("stage", "x"), ("size", "1000"), ("sort", "customer"), ("owner", "mei"), ("x", "y")];
        let request = read(&pairs);
        assert_eq!(
            request,
            ListRequest { filter: ListFilter { stages: vec![Stage::Won], ..ListFilter::default() }, ..ListRequest::default() }
        );
    }
}
