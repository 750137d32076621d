//! The description of a list: everything that a capability says of it. The mechanism in this folder makes the query, the
//! page, the filter and the saved views of it. A description is data and plain function pointers; all SQL in it is literal
//! text, values travel as binds.

use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::AnyView;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::ListName;
use super::record::Present;
use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::organisation::model::PartnerId;

/// A query that is being loaded for a page.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send>>;

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

/// How far somebody sees in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Rows of a partner within a scope.
    Within {
        /// How far.
        reach: Reach,
        /// The same as a condition.
        scope: Scope,
        /// The viewer's partner.
        partner: PartnerId,
    },
    /// Rows of all partners: the vendor's operators alone.
    Installation,
}

impl Access {
    /// The rows of a partner's person who reaches so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for the vendor's staff.
    pub fn within(viewer: &Viewer, reach: Reach) -> Result<Self, AppError> {
        Ok(Self::Within { reach, scope: Scope::of(viewer, reach)?, partner: viewer.partner_id().ok_or(AppError::NotFound)? })
    }

    /// Whether it may hold very many rows.
    pub const fn is_wide(&self) -> bool {
        match self {
            Self::Within { scope, .. } => scope.is_wide(),
            Self::Installation => true,
        }
    }

    /// How far; nothing for an operator.
    pub const fn reach(&self) -> Option<Reach> {
        match self {
            Self::Within { reach, .. } => Some(*reach),
            Self::Installation => None,
        }
    }
}

/// Who looks at which list, when, and at which of its tabs: what every function of a description is given.
#[derive(Clone, Debug)]
pub struct ListContext {
    /// Who.
    pub viewer: Viewer,
    /// In which language.
    pub locale: Locale,
    /// When.
    pub now: DateTime<Utc>,
    /// The Beijing day of `now`.
    pub today: NaiveDate,
    /// How far.
    pub access: Access,
    /// The open tab; empty for a list without tabs.
    pub tab: &'static str,
    /// See [`List::counted`].
    pub counted: Option<Scope>,
}

impl ListContext {
    /// The scope.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an operator, who has none.
    pub const fn scope(&self) -> Result<Scope, AppError> {
        match self.access {
            Access::Within { scope, .. } => Ok(scope),
            Access::Installation => Err(AppError::NotFound),
        }
    }

    /// How far the viewer reaches; the own rows for an operator, who is shown no one's.
    pub fn reach(&self) -> Reach {
        self.access.reach().unwrap_or(Reach::Own)
    }

    /// Whether the rows are the viewer's own: then no column and no filter says whose they are.
    pub fn is_own(&self) -> bool {
        self.access.reach() == Some(Reach::Own)
    }
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
}

/// A table beside the rows' own.
pub struct Join {
    /// What columns, filters and orders name it by.
    pub name: &'static str,
    /// ` left join person w on w.id = c.owner_id`: at most one row for each of the list's.
    pub sql: &'static str,
}

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

/// The eye of a masked column.
#[derive(Clone, Copy)]
pub struct Mask {
    /// What the capability's reveal calls the column.
    pub field: &'static str,
    /// The eye over these keys, open or closed.
    pub eye: fn(Vec<String>, bool, Locale) -> AnyView,
    /// What a posted eye of the capability shows on this page, if one was posted: the field, and the clear value of each key.
    pub revealed: fn() -> Option<(String, Vec<(String, String)>)>,
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
    /// For whom it exists. Where it does not, it is neither offered nor applied.
    pub offered: fn(&ListContext) -> bool,
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
        offered: |_| true,
    };
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

/// Records among which a condition chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choosable {
    /// Id and name, by name. Of too many, only the one that is chosen.
    pub records: Vec<(Uuid, String)>,
    /// There are too many to choose from: a name is typed.
    pub are_typed: bool,
}

impl From<Vec<(Uuid, String)>> for Choosable {
    fn from(records: Vec<(Uuid, String)>) -> Self {
        Self { records, are_typed: false }
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
    /// The whole of a code.
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
        none: Option<(&'static str, fn(Locale) -> &'static str)>,
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

/// What is added up.
pub struct Total {
    /// The column under which the sum stands.
    pub column: &'static str,
    /// The summed expression, `numeric` with two decimals.
    pub sql: &'static str,
}

/// Loads what stands above the conditions of a list.
pub type Above = fn(PgPool, Arc<ListContext>) -> Loading<AnyView>;

/// What only one list's page shows.
pub struct ListPage {
    /// The sentence under the heading: whose rows, how many; and the rule behind it.
    pub lead: fn(&ListContext, &Standing) -> Lead,
    /// Buttons at the head.
    pub actions: fn(&ListContext) -> Option<AnyView>,
    /// What stands above the conditions: figures, tabs of pages, a form.
    pub above: Option<Above>,
    /// What an address with `done=…` says was done.
    pub done: fn(&ListContext, &str, Option<i64>) -> Option<String>,
    /// What can be done with ticked rows.
    pub ticks: Option<Ticks>,
    /// Where there is no row at all: title and text.
    pub nothing: fn(&ListContext) -> (&'static str, &'static str),
    /// Where nothing matches: title and text.
    pub no_match: fn(Locale) -> (&'static str, &'static str),
}

/// How the rows stand to what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many rows, formatted: `38` or `10,000+`.
    pub count: String,
    /// Exactly one.
    pub is_one: bool,
    /// Something narrows the list.
    pub is_narrowed: bool,
}

/// What the page says of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// One sentence.
    pub sentence: String,
    /// The rule; empty for none.
    pub rule: &'static str,
}

/// What can be done with several rows at once.
#[derive(Clone, Copy)]
pub struct Ticks {
    /// The name of the tick boxes.
    pub name: &'static str,
    /// Where the form goes: a server function, or the address of a page.
    pub target: TickTarget,
    /// What the buttons send, and their words.
    pub buttons: fn(&ListContext) -> Vec<(&'static str, &'static str)>,
    /// For whom.
    pub offered: fn(&ListContext) -> bool,
}

/// Where ticked rows go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickTarget {
    /// Posted to a server function, which leads on; the button is `form[act]`.
    Action(&'static str),
    /// Opened as a page, with the rows in its address.
    Page(&'static str),
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
