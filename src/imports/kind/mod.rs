//! How a kind of file is described: one value of [`Kind`] in one file of the capability that owns the records. Reading,
//! staging, comparing, the report, templates and messages are made from it.
//!
//! SQL in a description is a literal. In all of it, `s` is the staged row with one text column for each column of the kind
//! (null: not in the file or nothing said; empty: to be emptied), `$1` the run, `$4` the source, `$5` the moment of the
//! import, `$7` the moment that the file's rows are of, and the aliases of [`Kind::lookup`] can be used. In [`Kind::write`],
//! `m` holds the new value of every column in its SQL type, what the file does not say being as it is now, `m.id` the key of
//! the record, `m.outcome` `created` or `changed`, and `m.facts` what [`Kind::facts`] found.

mod column;

pub use column::{Choice, Column, Mask, Value, Words, column, words};

use std::pin::Pin;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Problem;
use crate::i18n::Locale;
use crate::notifications::model::Kind as NotificationKind;

/// Something that the database may have against a row.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Names the check in what is stored.
    pub key: &'static str,
    /// Key of the column at which it is said; empty for the whole row.
    pub column: &'static str,
    /// What is said.
    pub says: Words,
    /// SQL: true for a row that is refused. Empty where the kind's own step decides.
    pub when: &'static str,
}

/// Two rows of a file that cannot both be imported, or are likely the same.
#[derive(Clone, Copy, Debug)]
pub struct Distinct {
    /// Key of the column at which it is said.
    pub column: &'static str,
    /// SQL over `s`: rows with the same value belong together; null for a row that is not concerned.
    pub key: &'static str,
    /// SQL over `s`: of those, a row is in conflict with the first one when this differs.
    pub differs: &'static str,
    /// Whether the later row is refused; otherwise it is likely the same as the earlier one.
    pub refuses: bool,
}

/// Another record that a new one is likely the same as.
#[derive(Clone, Copy, Debug)]
pub struct Likely {
    /// Names it in what is stored.
    pub key: &'static str,
    /// What is said.
    pub says: Words,
    /// SQL condition.
    pub when: &'static str,
}

/// Records that keep the moment of the file that wrote them. A row of an older file that would change one is refused
/// (`Code::OlderFile`); a row of a newer file that finds it as it is, makes it as new as the file.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// SQL of the moment that the record is of; null for a new one.
    pub present: &'static str,
    /// SQL statement that gives the records of `u.id` the moment `$7`: `update … from u where …`.
    pub confirm: &'static str,
}

/// Whom a run tells of the records that it creates: one message a person and run.
#[derive(Clone, Copy, Debug)]
pub struct Tell {
    /// The kind of message.
    pub kind: NotificationKind,
    /// SQL: the person who is told of a row; null for nobody.
    pub whom: &'static str,
    /// Where the message leads.
    pub link: &'static str,
    /// Whether the key of the record follows the address when there is one.
    pub link_to_one: bool,
}

/// Records that count elsewhere than those of their kind usually do: in a later bill, say. The report says how many, and where.
#[derive(Clone, Copy, Debug)]
pub struct Elsewhere {
    /// The field of [`Kind::facts`] that says where a new record counts; null for the usual place.
    pub fact: &'static str,
    /// What the report says: where, and of how many records.
    pub says: fn(Locale, &str, i64) -> String,
}

/// A range of rows of a run that is checked or applied in one transaction.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The run.
    pub run: Uuid,
    /// Lines greater than this …
    pub after: i32,
    /// … up to this one.
    pub to: i32,
    /// Where the rows come from.
    pub source: &'a str,
    /// The moment of the import.
    pub at: DateTime<Utc>,
    /// Whether rows that are likely the same as another record are imported.
    pub with_likely: bool,
    /// The moment that the rows are of.
    pub as_of: DateTime<Utc>,
}

/// What a kind's own step answers.
pub type Step<'a> = Pin<Box<dyn Future<Output = sqlx::Result<()>> + Send + 'a>>;
/// A step over a batch that SQL of the description cannot do.
pub type StepOf = for<'a> fn(&'a mut PgConnection, Batch<'a>) -> Step<'a>;

/// Nothing more to do.
pub fn no_step<'a>(_: &'a mut PgConnection, _: Batch<'a>) -> Step<'a> {
    Box::pin(async { Ok(()) })
}

/// Rules that the cells of a row must keep together, by key of the column: null and empty as in `s`.
pub type RowRules = fn(&dyn Fn(&str) -> Option<String>) -> Vec<Problem>;

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// In addresses, in the table of runs, on the command line.
    pub key: &'static str,
    /// What the file holds.
    pub name: Words,
    /// Keys of the columns that tell records apart, within the file and, with the source, in the database.
    pub identity: &'static [&'static str],
    /// Key of the column that names a row in reports.
    pub subject: &'static str,
    /// All columns.
    pub columns: &'static [Column],
    /// What the cells of a row must keep together.
    pub rules: RowRules,
    /// What rows must keep together.
    pub distinct: &'static [Distinct],
    /// SQL joins that find the record of `s` and what it refers to; none may double a row.
    pub lookup: &'static str,
    /// SQL of the key of the record that is there, a uuid; null for a new one.
    pub record: &'static str,
    /// SQL statements that hold the records of `s` until the transaction ends: `select … from s join … for update of p`.
    pub hold: &'static [&'static str],
    /// What the database may have against a row.
    pub checks: &'static [Check],
    /// SQL: true for a record that a file changes no more; a row that would change it is refused with these words.
    pub closed: Option<Check>,
    /// Whether records keep the moment of the file that wrote them; then the newest of them counts, in whatever order they come.
    pub dated: Option<Dated>,
    /// What a new record is likely the same as.
    pub likely: &'static [Likely],
    /// New records that count elsewhere than usual; none for a kind whose records all count alike.
    pub elsewhere: Option<Elsewhere>,
    /// SQL of a jsonb that the kind's steps find in `import_row.facts`.
    pub facts: &'static str,
    /// SQL statements that write created and changed records from `m`.
    pub write: &'static [&'static str],
    /// The tables that grow by it and are compared with the rows that follow: their statistics are renewed as they double, for
    /// PostgreSQL does so once a minute, and a plan for an empty table reads a filled one from end to end.
    pub grows: &'static [&'static str],
    /// Rows of one transaction.
    pub batch: i64,
    /// Whom to tell.
    pub tell: Option<Tell>,
    /// Before a batch is looked at, when it is applied: locks.
    pub before: StepOf,
    /// After a batch is judged, when it is checked and when it is applied: what SQL cannot decide.
    pub judge: StepOf,
    /// After a batch is written.
    pub after: StepOf,
    /// After the last batch, in the transaction that ends the run: `batch` is the whole run.
    pub finished: StepOf,
}

impl Kind {
    /// A column by key.
    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The place of a column in `import_row.cells`, from 1.
    pub fn place(&self, key: &str) -> Option<i32> {
        self.columns.iter().position(|column| column.key == key).and_then(|at| i32::try_from(at + 1).ok())
    }
}

/// No rules over several cells.
pub fn no_rules(_: &dyn Fn(&str) -> Option<String>) -> Vec<Problem> {
    Vec::new()
}

/// Where a description begins: `Kind { key: "…", …, ..KIND }` says what differs.
pub const KIND: Kind = Kind {
    key: "",
    name: words("", ""),
    identity: &[],
    subject: "",
    columns: &[],
    rules: no_rules,
    distinct: &[],
    lookup: "",
    record: "null::uuid",
    hold: &[],
    checks: &[],
    closed: None,
    dated: None,
    likely: &[],
    elsewhere: None,
    facts: "",
    write: &[],
    grows: &[],
    batch: 2_000,
    tell: None,
    before: no_step,
    judge: no_step,
    after: no_step,
    finished: no_step,
};

/// All kinds of an installation; `app` makes it.
pub type Kinds = &'static [&'static Kind];

/// A kind by its key.
pub fn find(kinds: Kinds, key: &str) -> Option<&'static Kind> {
    kinds.iter().copied().find(|kind| kind.key == key.trim())
}

/// A check that only a kind's own step makes.
pub const fn check(key: &'static str, column: &'static str, says: Words, when: &'static str) -> Check {
    Check { key, column, says, when }
}
