//! Everything that the address of the customer list says.

use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::model::{Industry, Tab};
use crate::values::typed::line;

/// What the list is narrowed to and where in it one stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// A distributor's tab.
    pub tab: Option<Tab>,
    /// Claims instead of associations.
    pub claimed: bool,
    /// The id under which conditions on masked columns are kept.
    pub typed: Option<Uuid>,
    /// The customer's number, whole (R54).
    pub number: String,
    /// Empty is all.
    pub industries: Vec<Industry>,
    /// 客户经理, by id.
    pub account_manager: Option<PersonId>,
    /// Rows a page, when the address says so.
    pub size: Option<u16>,
    /// After this cursor, still encoded.
    pub after: Option<String>,
    /// Before this cursor, still encoded.
    pub before: Option<String>,
}

impl Address {
    /// Reads the pairs of an address; what makes no sense is left out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut address = Self::default();
        for (name, value) in pairs {
            match name {
                "tab" => address.tab = value.parse().ok(),
                "list" => address.claimed = value == "claimed",
                "filter" => address.typed = value.parse().ok(),
                "number" => address.number = line(value).chars().take(64).collect(),
                "industry" => address.industries.extend(value.parse::<Industry>().ok().filter(|one| !address.industries.contains(one))),
                "account_manager" => address.account_manager = value.parse().ok(),
                "size" => address.size = value.parse().ok().filter(|size| crate::lists::model::PAGE_SIZES.contains(size)),
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
        pairs.extend(self.tab.map(|tab| ("tab", tab.to_string())));
        pairs.extend(self.claimed.then(|| ("list", "claimed".to_owned())));
        pairs.extend(self.typed.map(|id| ("filter", id.to_string())));
        pairs.extend(Some(&self.number).filter(|number| !number.is_empty()).map(|number| ("number", number.clone())));
        pairs.extend(self.industries.iter().map(|industry| ("industry", industry.to_string())));
        pairs.extend(self.account_manager.map(|id| ("account_manager", id.to_string())));
        pairs.extend(self.size.map(|size| ("size", size.to_string())));
        pairs.extend(self.after.clone().map(|cursor| ("after", cursor)));
        pairs.extend(self.before.clone().map(|cursor| ("before", cursor)));
        pairs
    }

    /// Whether it narrows at all; tabs are places and not filters.
    pub fn is_narrowed(&self) -> bool {
        self.typed.is_some() || !self.number.is_empty() || !self.industries.is_empty() || self.account_manager.is_some()
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
            tab: Some(Tab::Resellers),
            claimed: true,
            typed: Some(Uuid::max()),
            number: "C-17".into(),
            industries: vec![Industry::Health, Industry::Retail],
            account_manager: Some(PersonId(Uuid::nil())),
            size: Some(50),
            after: Some("abc".into()),
            before: None,
        };
        let pairs = address.to_pairs();
        assert_eq!(Address::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), address);
        assert!(Address::default().to_pairs().is_empty());
    }
}
