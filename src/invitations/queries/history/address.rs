//! Everything that the address of the history says.

use uuid::Uuid;

use crate::invitations::model::{InvitationKind, InvitationState};
use crate::values::typed::line;

/// What the history is narrowed to and where in it one stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The id under which conditions on masked columns are kept.
    pub typed: Option<Uuid>,
    /// Empty is all.
    pub states: Vec<InvitationState>,
    /// Empty is all.
    pub kinds: Vec<InvitationKind>,
    /// Part of the tag; a tag is the partner's own word, nobody's data.
    pub tag: String,
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
                "filter" => address.typed = value.parse().ok(),
                "state" => address.states.extend(value.parse::<InvitationState>().ok().filter(|one| !address.states.contains(one))),
                "kind" => address.kinds.extend(value.parse::<InvitationKind>().ok().filter(|one| !address.kinds.contains(one))),
                "tag" => address.tag = line(value).chars().take(64).collect(),
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
        pairs.extend(self.typed.map(|id| ("filter", id.to_string())));
        pairs.extend(self.states.iter().map(|state| ("state", state.to_string())));
        pairs.extend(self.kinds.iter().map(|kind| ("kind", kind.to_string())));
        pairs.extend(Some(&self.tag).filter(|tag| !tag.is_empty()).map(|tag| ("tag", tag.clone())));
        pairs.extend(self.size.map(|size| ("size", size.to_string())));
        pairs.extend(self.after.clone().map(|cursor| ("after", cursor)));
        pairs.extend(self.before.clone().map(|cursor| ("before", cursor)));
        pairs
    }

    /// Whether anything is left out of the list.
    pub fn is_narrowed(&self) -> bool {
        self.typed.is_some() || !self.states.is_empty() || !self.kinds.is_empty() || !self.tag.is_empty()
    }

    /// The same list from its beginning.
    pub fn first_page(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_was_read_from() {
        let pairs = [
            ("state", "expired"),
            ("state", "failed"),
            ("kind", "email"),
            ("tag", "fair"),
            ("size", "50"),
            ("nonsense", "1"),
            ("state", "x"),
        ];
        let address = Address::from_pairs(pairs);
        let again = address.to_pairs();
        assert_eq!(Address::from_pairs(again.iter().map(|(name, value)| (*name, value.as_str()))), address);
        assert_eq!(again.len(), 5);
    }
}
