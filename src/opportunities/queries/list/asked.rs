//! Which opportunities are asked for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::auth::Scope;
use crate::opportunities::model::{ListFilter, Sort};

/// Conditions on masked columns. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the customer's name.
    pub customer: String,
    /// Part of the customer's account name.
    pub account: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty() && self.account.is_empty()
    }
}

/// Which rows: everything that decides about them, apart from the place in the list.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// How far the viewer reaches.
    pub scope: Scope,
    /// What the address says.
    pub filter: &'a ListFilter,
    /// What was typed on masked columns, kept on the server.
    pub typed: Option<&'a Typed>,
    /// The order.
    pub sort: Sort,
    /// The day today, in Beijing.
    pub today: NaiveDate,
}

impl Asked<'_> {
    /// Whether one plan is good for all values, so that the statement is prepared once. Where names are searched, the best
    /// plan is another for a pair of letters that is everywhere than for one that is nowhere.
    pub(super) fn has_one_plan(&self) -> bool {
        self.filter.name.is_empty() && self.typed.is_none_or(Typed::is_empty)
    }
}
