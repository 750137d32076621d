//! The description of a list: everything that a capability says of it. The mechanism in this folder makes the query, the
//! page, the filter and the saved views of it. A description is data and plain function pointers; all SQL in it is literal
//! text, values travel as binds.

pub mod columns;
pub mod context;
mod filters;
mod page;
mod span;
mod window;

pub use columns::{CellSet, Column, Mask, Narrow, Order, Personal, Select, SortKey, SortKind};
pub use context::{Access, ListContext, Loading};
pub use filters::{
    Choosable, Filter, FilterKind, FindRecord, Judge, NoRecord, Options, PushTyped, PushUnasked, PushWords, Records, Refused, Unasked,
};
pub use page::{Above, AboveList, Lead, ListPage, RatedAndCharged, Standing, TickTarget, Ticks};
pub use span::{Days, Span, SpanProblem};
pub use window::{ExportWindow, UsualDays};

use sqlx::{Postgres, QueryBuilder};

use super::ListName;
use super::record::Present;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;

/// One list.
pub struct List {
    /// Under which settings, filters and views are kept; its address.
    pub name: ListName,
    /// The `h1` and the accessible name of the table.
    pub title: fn(Locale) -> &'static str,
    /// The section in the browser's title bar.
    pub section: fn(Locale) -> &'static str,
    /// Who enters, and how far she sees.
    pub access: fn(&Viewer, Locale) -> Result<Access, AppError>,
    /// Rows that another capability owns and a column counts; none where the viewer sees none of them. Handed in by `app`.
    pub counted: Option<fn(&Viewer) -> Option<Scope>>,
    /// Ways of looking at the list, the usual one first; none for a list with one way only.
    pub tabs: &'static [Tab],
    /// Where the rows come from.
    pub source: Source,
    /// In the order in which they usually stand.
    pub columns: &'static [Column],
    /// In the order in which the form offers them.
    pub filters: &'static [Filter],
    /// The order of an address that names none.
    pub usual_order: Order,
    /// What is added up over the whole filter.
    pub totals: &'static [Total],
    /// Reads rows and says what their cells show: [`super::record::present`] of the row's struct.
    pub present: Present,
    /// What only this list's page shows.
    pub page: ListPage,
}

/// [`Source::visible`] of lists over all partners: every row for whoever may enter as the vendor's staff, none for anybody else.
pub fn to_staff(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push(if context.access == Access::Installation { "true" } else { "false" });
}

/// A way of looking at a list.
#[derive(Clone, Copy)]
pub struct Tab {
    /// In addresses: `tab=…`.
    pub key: &'static str,
    /// Its name.
    pub label: fn(Locale) -> &'static str,
    /// For whom it is.
    pub offered: fn(&Viewer, &Access) -> bool,
}

/// Where rows come from.
pub struct Source {
    /// The table and its alias: `claim c`.
    pub table: &'static str,
    /// The alias alone: `c`.
    pub alias: &'static str,
    /// The id, which tells rows of equal values apart: `c.id`.
    pub id: &'static str,
    /// What every row needs, whatever columns are shown: literals over the table's own columns and the joins of `always_joins`.
    pub always: &'static str,
    /// Joins, each made only when a visible column, a condition or the order needs it.
    pub joins: &'static [Join],
    /// Joins that `always` needs.
    pub always_joins: &'static [&'static str],
    /// Joins that `visible` needs.
    pub visible_joins: &'static [&'static str],
    /// Pushes the condition that the viewer sees a row: the scope first.
    pub visible: fn(&mut QueryBuilder<Postgres>, &ListContext),
    /// A table of sums over the rows; none where there is none.
    pub sums: Option<Sums>,
}

/// A table of sums over the rows of a list, kept beside them by triggers: count and totals are read from it where every condition
/// in force is one that it knows ([`Filter::is_in_sums`]), instead of from thousands of rows.
pub struct Sums {
    /// The table, with the alias of the rows' own: visibility and conditions are pushed on it as they stand.
    pub table: &'static str,
    /// How many rows of the list one of its rows stands for.
    pub records: &'static str,
    /// For each of the list's totals, in their order, what one of its rows holds of it.
    pub totals: &'static [&'static str],
}

/// A table beside the rows' own.
pub struct Join {
    /// What columns, filters and orders name it by.
    pub name: &'static str,
    /// ` left join person w on w.id = c.owner_id`: at most one row for each of the list's.
    pub sql: &'static str,
}

/// What is added up.
pub struct Total {
    /// The column under which the sum stands; empty for a figure above the list alone.
    pub column: &'static str,
    /// The summed expression, `numeric`. The sum is rounded to two decimals, a rated one to eight.
    pub sql: &'static str,
    /// It adds up rated amounts.
    pub is_rated: bool,
    /// What the figure above the list calls the sum; none where it stands under its column alone.
    pub figure: Option<fn(Locale) -> &'static str>,
}

impl List {
    /// The column of a key.
    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// How the list is sorted by an order's column.
    pub fn sort_key(&self, order: Order) -> Option<SortKey> {
        self.column(order.column)?.sort
    }

    /// The parameter that narrows nothing and goes along with ticked rows: see [`TickTarget::PageFor`].
    pub fn carried(&self) -> Option<&'static str> {
        match self.page.ticks?.target {
            TickTarget::PageFor(_, parameter) => Some(parameter),
            TickTarget::Action(_) | TickTarget::Change { .. } => None,
        }
    }

    /// The tabs that a viewer has.
    pub fn tabs_of(&self, viewer: &Viewer, access: &Access) -> Vec<&'static Tab> {
        self.tabs.iter().filter(|tab| (tab.offered)(viewer, access)).collect()
    }
}

impl std::fmt::Debug for List {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("List").field("name", &self.name).finish_non_exhaustive()
    }
}
