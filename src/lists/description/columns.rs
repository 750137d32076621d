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
    /// What of it stands on a small screen.
    pub narrow: Narrow,
    /// Its values are masked; the eye that shows them.
    pub mask: Option<Mask>,
    /// Its values are a person's, though no eye says so: exports anonymise them.
    pub personal: Option<Personal>,
    /// What an export calls the small line under its value, which stands in a column of its own there.
    pub under: Option<fn(Locale) -> &'static str>,
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
        narrow: Narrow::Labelled,
        mask: None,
        personal: None,
        under: None,
    };

    /// [`Column::PLAIN`] with its key and heading.
    pub const fn new(key: &'static str, label: fn(Locale) -> &'static str) -> Self {
        Self { key, label, ..Self::PLAIN }
    }

    /// It reads this beyond what every row needs, with these joins.
    #[must_use]
    pub const fn reads(self, sql: &'static str, joins: &'static [&'static str]) -> Self {
        Self { select: Select::Sql(sql), joins, ..self }
    }

    /// The same with binds.
    #[must_use]
    pub const fn reads_with(self, push: fn(&mut QueryBuilder<Postgres>, &ListContext), joins: &'static [&'static str]) -> Self {
        Self { select: Select::With(push), joins, ..self }
    }

    /// What it reads for every row, or sorts by, needs these joins.
    #[must_use]
    pub const fn joined(self, joins: &'static [&'static str]) -> Self {
        Self { joins, ..self }
    }

    /// The list is sorted by it, with the column's joins and by a value that every row has. Moments and numbers begin with the
    /// latest and largest.
    #[must_use]
    pub const fn sorted(self, sql: &'static str, kind: SortKind) -> Self {
        self.sorted_by(sql, kind, false)
    }

    /// The same by a value that rows may lack.
    #[must_use]
    pub const fn sorted_or_empty(self, sql: &'static str, kind: SortKind) -> Self {
        self.sorted_by(sql, kind, true)
    }

    const fn sorted_by(self, sql: &'static str, kind: SortKind, nullable: bool) -> Self {
        let falls_first = matches!(kind, SortKind::Moment | SortKind::Integer | SortKind::Decimal);
        let key = SortKey { sql, falling: None, kind, nullable, joins: self.joins, falls_first };
        Self { sort: Some(key), ..self }
    }

    /// Sorted the other way round than its kind: the earliest or smallest first.
    #[must_use]
    pub const fn rising(self) -> Self {
        match self.sort {
            Some(key) => Self { sort: Some(SortKey { falls_first: false, ..key }), ..self },
            None => self,
        }
    }

    /// Sorted by another expression of the same kind when the largest or latest comes first: where some rows stand behind the others
    /// whichever way the list is sorted, and are in order among themselves.
    #[must_use]
    pub const fn falling_by(self, sql: &'static str) -> Self {
        match self.sort {
            Some(key) => Self { sort: Some(SortKey { falling: Some(sql), ..key }), ..self },
            None => self,
        }
    }

    /// Its values are masked.
    #[must_use]
    pub const fn masked(self, mask: Mask) -> Self {
        Self { mask: Some(mask), ..self }
    }

    /// Its values are a person's without an eye: exports anonymise them. What is masked, or sorted as a person, is known anyway.
    #[must_use]
    pub const fn personal(self, personal: Personal) -> Self {
        Self { personal: Some(personal), ..self }
    }

    /// The small line under its value is worth a column of an export, which is called so.
    #[must_use]
    pub const fn with_line(self, label: fn(Locale) -> &'static str) -> Self {
        Self { under: Some(label), ..self }
    }

    /// Whose values they are, and of which kind, if a person's: see [`Personal`].
    pub fn sensitivity(&self) -> Option<Personal> {
        let of_mask = self.mask.map(|mask| match mask.field {
            "email" => Personal::Email,
            "mobile" => Personal::Mobile,
            _ => Personal::Name,
        });
        let of_sort = self.sort.and_then(|key| match key.kind {
            SortKind::Person(_) => Some(Personal::Name),
            SortKind::Account(_) => Some(Personal::Account),
            _ => None,
        });
        self.personal.or(of_mask).or(of_sort)
    }

    /// How its cells are set.
    #[must_use]
    pub const fn set(self, set: CellSet) -> Self {
        Self { set, ..self }
    }

    /// What of it stands on a small screen.
    #[must_use]
    pub const fn narrow(self, narrow: Narrow) -> Self {
        Self { narrow, ..self }
    }

    /// It leads the row and cannot be hidden.
    #[must_use]
    pub const fn fixed(self) -> Self {
        Self { fixed: true, ..self }
    }

    /// For whom it stands where nobody chose columns.
    #[must_use]
    pub const fn usual(self, usual: fn(&ListContext) -> bool) -> Self {
        Self { usual, ..self }
    }

    /// It stands only where it was chosen.
    #[must_use]
    pub const fn on_demand(self) -> Self {
        Self { usual: |_| false, ..self }
    }

    /// For whom it exists.
    #[must_use]
    pub const fn offered(self, offered: fn(&ListContext) -> bool) -> Self {
        Self { offered, ..self }
    }
}

/// What a column says of a person or a customer. Exports anonymise it, each kind by its own rule of masking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// A name of a person, a contact or a customer.
    Name,
    /// An account name.
    Account,
    /// A number.
    Mobile,
    /// An e-mail address.
    Email,
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

/// What of a column stands on a small screen, where a row is a record of two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrow {
    /// The value after its heading.
    Labelled,
    /// The value alone: it says itself what it is.
    Plain,
    /// Nothing: it stands on the record's own page.
    Hidden,
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
    /// The expression where the largest or latest comes first, if it is another one.
    pub falling: Option<&'static str>,
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
