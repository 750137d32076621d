//! Conditions of a list: what is asked, among what is chosen, and the SQL of it.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::context::{ListContext, Loading};
use super::span::Span;
use crate::i18n::Locale;

/// A condition that can be asked for.
pub struct Filter {
    /// Its parameter in addresses, or the name under which a private condition is kept.
    pub key: &'static str,
    /// What the form and the chip call it.
    pub label: fn(Locale) -> &'static str,
    /// A hint under the field; empty for none.
    pub hint: fn(Locale) -> &'static str,
    /// What is asked, and the SQL of it.
    pub kind: FilterKind,
    /// The joins that the SQL needs.
    pub joins: &'static [&'static str],
    /// Under "More conditions" instead of in the first line.
    pub is_further: bool,
    /// The value that holds where an address names no condition at all and does not ask for everything; empty for none.
    pub usual: &'static str,
    /// The index behind the totals holds the column: a wide scope with such conditions alone is counted before it is added up.
    pub is_in_totals_index: bool,
    /// The table of sums over the list's rows ([`super::Sums`]) holds the column.
    pub is_in_sums: bool,
    /// For whom it exists. Where it does not, it is neither offered nor applied.
    pub offered: fn(&ListContext) -> bool,
    /// The condition that holds while nothing is asked here: only what is open, say. Where it is asked, it can widen the list.
    pub unasked: Option<Unasked>,
    /// The tab that opens where this is asked and the address names none; empty for the usual one.
    pub opens_tab: &'static str,
    /// What a value must keep beside its kind: days not too far back, a range not too long. What is refused stands beside its
    /// field; where an address asks it nothing matches, and the page says why.
    pub judge: Option<Judge>,
    /// Of [`FilterKind::Days`]: how much time the range spans where nobody asks, and at most. A longer one is refused as by `judge`.
    pub span: Option<Span>,
}

impl Filter {
    /// A condition in the first line that everybody has.
    pub const PLAIN: Self = Self {
        key: "",
        label: |_| "",
        hint: |_| "",
        kind: FilterKind::Exact { sql: "", longest: 0 },
        joins: &[],
        is_further: false,
        usual: "",
        is_in_totals_index: false,
        is_in_sums: false,
        offered: |_| true,
        unasked: None,
        opens_tab: "",
        judge: None,
        span: None,
    };

    /// [`Filter::PLAIN`] with its key, label and kind.
    pub const fn new(key: &'static str, label: fn(Locale) -> &'static str, kind: FilterKind) -> Self {
        Self { key, label, kind, ..Self::PLAIN }
    }

    /// What a value must keep beside its kind.
    #[must_use]
    pub const fn judged(self, judge: Judge) -> Self {
        Self { judge: Some(judge), ..self }
    }

    /// Its SQL needs these joins.
    #[must_use]
    pub const fn joined(self, joins: &'static [&'static str]) -> Self {
        Self { joins, ..self }
    }
}

impl FilterKind {
    /// [`FilterKind::Private`].
    pub const fn private(push: PushTyped, longest: u32) -> Self {
        Self::Private { push, longest }
    }
}

/// The words and labels among which a condition chooses.
pub type Options = fn(Locale) -> Vec<(&'static str, &'static str)>;
/// Loads the records among which a condition chooses for this viewer, given the one that is chosen.
pub type Records = fn(PgPool, Arc<ListContext>, Option<Uuid>) -> Loading<Choosable>;
/// Finds the one record of a name that was typed; a refusal stands beside the field.
pub type FindRecord = fn(PgPool, Arc<ListContext>, String) -> Loading<Result<Uuid, String>>;
/// Pushes ` and …` for the words that were chosen.
pub type PushWords = fn(&mut QueryBuilder<Postgres>, &[String], &ListContext);
/// Pushes ` and …` for what was typed.
pub type PushTyped = fn(&mut QueryBuilder<Postgres>, &str, &ListContext);
/// Pushes ` and …` for a filter that nobody asked.
pub type PushUnasked = fn(&mut QueryBuilder<Postgres>, &ListContext);

/// Judges the first and the second value that is asked, of a range its first and its last day; empty where none is asked. It is
/// called where one of them is.
pub type Judge = fn(&ListContext, &str, &str) -> Result<(), Refused>;

/// A value that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its parameter.
    pub parameter: &'static str,
    /// Why, and what can be asked instead.
    pub says: String,
}

/// A condition that holds while nobody asks for another one.
#[derive(Clone, Copy)]
pub struct Unasked {
    /// Its SQL.
    pub push: PushUnasked,
    /// Title and text where it leaves no row of those that there are: nobody narrowed anything that could be reset.
    pub nothing: fn(Locale) -> (&'static str, &'static str),
}

/// The word that stands for "without one" in addresses, and its label.
pub type NoRecord = (&'static str, fn(Locale) -> &'static str);

/// Records among which a condition chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosable {
    /// Id and name, by name. Of too many, only the one that is chosen.
    pub records: Vec<(Uuid, String)>,
    /// There are too many to choose from: a name is typed.
    pub are_typed: bool,
}

/// Records of any id type, all of them offered.
impl<Id: Into<Uuid>> From<Vec<(Id, String)>> for Choosable {
    fn from(records: Vec<(Id, String)>) -> Self {
        Self { records: records.into_iter().map(|(id, name)| (id.into(), name)).collect(), are_typed: false }
    }
}

/// What a condition asks.
#[derive(Clone, Copy)]
pub enum FilterKind {
    /// Part of a name that is not masked. The column holds its key, with an index over pairs of letters where the scope is wide.
    Contains {
        /// The column of the key: `o.name_key`.
        sql: &'static str,
    },
    /// The whole of a code, which is stored in capitals; it may be typed in any case and width.
    Exact {
        /// The column.
        sql: &'static str,
        /// Most characters that can be typed.
        longest: u32,
    },
    /// Some of a few words, as tick boxes.
    Choices {
        /// Words and labels.
        options: Options,
        /// Pushes the condition.
        push: PushWords,
    },
    /// One of a few words.
    Choice {
        /// Words and labels.
        options: Options,
        /// What stands where none is chosen.
        blank: fn(Locale) -> &'static str,
        /// Pushes the condition.
        push: PushWords,
    },
    /// One of the records that the viewer may choose among.
    Record {
        /// The column of their id.
        sql: &'static str,
        /// Which there are.
        options: Records,
        /// Finds one of many by name.
        find: Option<FindRecord>,
        /// What stands where none is chosen.
        blank: fn(Locale) -> &'static str,
        /// A word that stands for "without one", and its label.
        none: Option<NoRecord>,
    },
    /// From a Beijing day to another, both included.
    Days {
        /// The parameter of the last day; the filter's key is that of the first.
        until: &'static str,
        /// What the last day's field is called.
        until_label: fn(Locale) -> &'static str,
        /// The column.
        sql: &'static str,
        /// It holds moments and not days.
        is_moment: bool,
    },
    /// Yes, or not asked.
    Flag {
        /// ` and …`.
        push: fn(&mut QueryBuilder<Postgres>, &ListContext),
    },
    /// Part of something masked, or of a person's name: kept on the server.
    Private {
        /// Pushes the condition.
        push: PushTyped,
        /// Most characters that can be typed.
        longest: u32,
    },
}
