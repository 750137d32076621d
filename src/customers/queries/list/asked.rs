//! Which customers are asked for.

use serde::{Deserialize, Serialize};

use super::address::Address;
use crate::auth::Scope;
use crate::organisation::model::PartnerId;

/// Conditions on masked columns. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the name.
    pub name: String,
    /// Part of the account name.
    pub account: String,
    /// Part of the mobile number.
    pub mobile: String,
    /// Part of a tag, in the same case.
    pub tag: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.account.is_empty() && self.mobile.is_empty() && self.tag.is_empty()
    }
}

/// Which rows.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// How far the viewer reaches into customers.
    pub scope: Scope,
    /// How far into opportunities, for their number; none sees none.
    pub opportunities: Option<Scope>,
    /// The viewer's partner.
    pub partner: PartnerId,
    /// What the address says.
    pub address: &'a Address,
    /// What was typed on masked columns.
    pub typed: Option<&'a Typed>,
}

impl Asked<'_> {
    /// Whether one plan is good for all values, so that the statement is prepared once. Where names are searched, the best
    /// plan is another for a pair of letters that is everywhere than for one that is nowhere.
    pub(super) fn has_one_plan(&self) -> bool {
        self.typed.is_none_or(Typed::is_empty)
    }
}
