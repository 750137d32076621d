//! Everything that the address of the list says.

use uuid::Uuid;

use crate::auth::model::PersonId;
use crate::customers::model::ClaimState;
use crate::values::choice::choices;

choices! {
    /// What the list can be sorted by. Masked columns are not sorted.
    #[derive(Default)]
    SortColumn {
        /// 报备时间.
        #[default]
        ClaimedAt => "claimed",
        /// 报备有效期至.
        ValidUntil => "until",
    }
}

/// The order of the list, written `claimed` or `-claimed` (the latest first).
pub type Sort = crate::values::sort::Sort<SortColumn>;

/// What the list is narrowed to, its order, and where in it one stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The id under which conditions on masked columns are kept.
    pub typed: Option<Uuid>,
    /// Empty is all.
    pub states: Vec<ClaimState>,
    /// 客户经理, by id.
    pub account_manager: Option<PersonId>,
    /// The order.
    pub sort: Sort,
    /// Rows a page, when the address says so.
    pub size: Option<u16>,
    /// After this cursor, still encoded.
    pub after: Option<String>,
    /// Before this cursor, still encoded.
    pub before: Option<String>,
}

/// Rows a page that an address may ask for.
const SIZES: std::ops::RangeInclusive<u16> = 1..=100;

impl Address {
    /// Reads the pairs of an address; what makes no sense is left out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut address = Self::default();
        for (name, value) in pairs {
            match name {
                "filter" => address.typed = value.parse().ok(),
                "state" => address.states.extend(value.parse::<ClaimState>().ok().filter(|one| !address.states.contains(one))),
                "account_manager" => address.account_manager = value.parse().ok(),
                "sort" => address.sort = value.parse().unwrap_or_default(),
                "size" => address.size = value.parse().ok().filter(|size| SIZES.contains(size)),
                "after" => address.after = Some(value.to_owned()),
                "before" => address.before = Some(value.to_owned()),
                _ => {}
            }
        }
        address
    }

    /// The pairs of its address, without what is usual.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        pairs.extend(self.typed.map(|id| ("filter", id.to_string())));
        pairs.extend(self.states.iter().map(|state| ("state", state.to_string())));
        pairs.extend(self.account_manager.map(|id| ("account_manager", id.to_string())));
        pairs.extend(Some(self.sort).filter(|sort| *sort != Sort::default()).map(|sort| ("sort", sort.to_string())));
        pairs.extend(self.size.map(|size| ("size", size.to_string())));
        pairs.extend(self.after.clone().map(|cursor| ("after", cursor)));
        pairs.extend(self.before.clone().map(|cursor| ("before", cursor)));
        pairs
    }

    /// Whether it narrows at all.
    pub fn is_narrowed(&self) -> bool {
        self.typed.is_some() || !self.states.is_empty() || self.account_manager.is_some()
    }

    /// The same rows from the beginning.
    pub fn first_page(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_was_written_is_read_back() {
        let address = Address {
            typed: Some(Uuid::max()),
            states: vec![ClaimState::Open, ClaimState::InReview],
            account_manager: Some(PersonId(Uuid::nil())),
            sort: Sort { column: SortColumn::ValidUntil, descending: false },
            size: Some(50),
            after: Some("abc".into()),
            before: None,
        };
        let pairs = address.to_pairs();
        assert_eq!(Address::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), address);
        assert!(Address::default().to_pairs().is_empty());
        assert_eq!(Address::from_pairs([("sort", "name"), ("size", "100000"), ("state", "x")]), Address::default());
    }
}
