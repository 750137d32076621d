//! Columns of a list: what they read, how they are shown, masked and sorted.

use leptos::prelude::AnyView;
use sqlx::{Postgres, QueryBuilder};

use super::context::ListContext;
use crate::i18n::Locale;

/// What a column reads.
#[derive(Clone, Copy)]
pub enum Select {
    /// Nothing beyond [`Source::always`].
    Nothing,
    /// Literals with names: `w.display_name as owner`.
    Sql(&'static str),
    /// The same with binds.
    With(fn(&mut QueryBuilder<Postgres>, &ListContext)),
}

/// A column.
pub struct Column {
    /// In preferences, orders and the record's `cell`.
    pub key: &'static str,
    /// Its heading.
    pub label: fn(Locale) -> &'static str,
    /// What it reads.
    pub select: Select,
    /// The joins that `select` needs.
    pub joins: &'static [&'static str],
    /// How the list is sorted by it; a masked column is not sorted.
    pub sort: Option<SortKey>,
    /// For whom it exists at all.
    pub offered: fn(&ListContext) -> bool,
    /// Whether it stands where nobody chose columns.
    pub usual: fn(&ListContext) -> bool,
    /// It cannot be hidden: what leads a row.
    pub fixed: bool,
    /// How its cells are set.
    pub set: CellSet,
    /// Its values are masked; the eye that shows them.
    pub mask: Option<Mask>,
}

impl Column {
    /// A column of text that everybody has and that usually stands.
    pub const PLAIN: Self = Self {
        key: "",
        label: |_| "",
        select: Select::Nothing,
        joins: &[],
        sort: None,
        offered: |_| true,
        usual: |_| true,
        fixed: false,
        set: CellSet::Text,
        mask: None,
    };
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellSet {
    /// As text, which breaks between words.
    Text,
    /// In one line: days, states.
    Line,
    /// Right-aligned: amounts and counts.
    Number,
}

/// The field of an eye that was posted, and the clear value of each key.
pub type Revealed = (String, Vec<(String, String)>);

/// The eye of a masked column.
#[derive(Clone, Copy)]
pub struct Mask {
    /// What the capability's reveal calls the column.
    pub field: &'static str,
    /// The eye over these keys, open or closed.
    pub eye: fn(Vec<String>, bool, Locale) -> AnyView,
    /// What a posted eye of the capability shows on this page, if one was posted.
    pub revealed: fn() -> Option<Revealed>,
}

/// How a list is sorted by a column.
#[derive(Clone, Copy)]
pub struct SortKey {
    /// The expression.
    pub sql: &'static str,
    /// Its kind: decides what a cursor carries.
    pub kind: SortKind,
    /// Rows without a value stand last, whichever way the list is sorted.
    pub nullable: bool,
    /// The joins that the expression needs.
    pub joins: &'static [&'static str],
    /// A first click begins with the largest or latest.
    pub falls_first: bool,
}

/// What a sorted column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKind {
    /// `timestamptz`.
    Moment,
    /// `date`.
    Date,
    /// Any integer.
    Integer,
    /// `numeric`.
    Decimal,
    /// A code or word, in the order of its bytes.
    Word,
    /// A name that is no person's and is not masked, in the order of the collation "names".
    Name,
    /// A person's name: the cursor carries the id, since no address says a name. This is the column of the id.
    Person(&'static str),
    /// A person's account name, for which the same holds.
    Account(&'static str),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// A column's key.
    pub column: &'static str,
    /// Largest or latest first.
    pub descending: bool,
}

/// `owner`, or `-since` when descending.
impl std::fmt::Display for Order {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.column)
    }
}
