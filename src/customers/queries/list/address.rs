//! Everything that the address of the customer list says.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::model::{AssociationType, Industry, RealNameState, Sort, Tab};
use crate::values::date::parse_date;
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
    /// 关联类型; empty is all.
    pub types: Vec<AssociationType>,
    /// 实名认证状态; empty is all.
    pub real_name_states: Vec<RealNameState>,
    /// Associated on this Beijing day or later.
    pub from: Option<NaiveDate>,
    /// Associated on this Beijing day or earlier.
    pub until: Option<NaiveDate>,
    /// 客户经理, by id.
    pub account_manager: Option<PersonId>,
    /// Those without an account manager.
    pub unassigned: bool,
    /// The order.
    pub sort: Sort,
    /// Who receives the customers that are ticked, where one came to assign.
    pub to: Option<PersonId>,
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
                "industry" => push_new(&mut address.industries, value.parse().ok()),
                "type" => push_new(&mut address.types, value.parse().ok()),
                "real_name" => push_new(&mut address.real_name_states, value.parse().ok()),
                "from" => address.from = parse_date(value).ok(),
                "until" => address.until = parse_date(value).ok(),
                "account_manager" if value == "nobody" => address.unassigned = true,
                "account_manager" => address.account_manager = value.parse().ok(),
                "sort" => address.sort = value.parse().unwrap_or_default(),
                "to" => address.to = value.parse().ok(),
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
        pairs.extend(self.types.iter().map(|one| ("type", one.to_string())));
        pairs.extend(self.real_name_states.iter().map(|one| ("real_name", one.to_string())));
        pairs.extend(self.from.map(|day| ("from", day.to_string())));
        pairs.extend(self.until.map(|day| ("until", day.to_string())));
        pairs.extend(self.account_manager.map(|id| ("account_manager", id.to_string())));
        pairs.extend(self.unassigned.then(|| ("account_manager", "nobody".to_owned())));
        pairs.extend((self.sort != Sort::default()).then(|| ("sort", self.sort.to_string())));
        pairs.extend(self.to.map(|id| ("to", id.to_string())));
        pairs.extend(self.size.map(|size| ("size", size.to_string())));
        pairs.extend(self.after.clone().map(|cursor| ("after", cursor)));
        pairs.extend(self.before.clone().map(|cursor| ("before", cursor)));
        pairs
    }

    /// Whether it narrows at all; tabs are places and not filters.
    pub fn is_narrowed(&self) -> bool {
        *self
            != Self {
                tab: self.tab,
                claimed: self.claimed,
                sort: self.sort,
                to: self.to,
                size: self.size,
                after: self.after.clone(),
                before: self.before.clone(),
                ..Self::default()
            }
    }

    /// The same rows from the beginning.
    pub fn first_page(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, one: Option<T>) {
    list.extend(one.filter(|one| !list.contains(one)));
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
            types: vec![AssociationType::Resale],
            real_name_states: vec![RealNameState::Verified, RealNameState::Rejected],
            from: NaiveDate::from_ymd_opt(2026, 1, 2),
            until: NaiveDate::from_ymd_opt(2026, 11, 23),
            account_manager: Some(PersonId(Uuid::nil())),
            unassigned: false,
            sort: "owner".parse().unwrap(),
            to: Some(PersonId(Uuid::max())),
            size: Some(50),
            after: Some("abc".into()),
            before: None,
        };
        let pairs = address.to_pairs();
        assert_eq!(Address::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))), address);
        assert!(Address::default().to_pairs().is_empty());
        let nobody = Address { unassigned: true, ..Address::default() };
        assert_eq!(Address::from_pairs([("account_manager", "nobody")]), nobody);
        assert!(nobody.is_narrowed() && !Address { to: address.to, size: Some(50), ..Address::default() }.is_narrowed());
    }
}
