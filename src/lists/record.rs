//! Rows as a list shows them: what stands in each cell, said as data, so that a page, an export and a program's answer are
//! made of the same.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::description::columns::Column;
use super::description::context::ListContext;
use crate::ui::badge::Tone;
use crate::values::money::{Charged, Rated};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'static, str>),
    /// Words of this program where a person could stand: “Nobody”, “The vendor”. They are constants, so that no value of a record can
    /// be one: an export leaves them as they are in columns in which it masks everything else.
    Phrase(&'static str),
    /// A count.
    Count(i64),
    /// A charged amount (two decimals).
    Charged(Charged),
    /// A rated amount (up to eight decimals, at least two are shown).
    Rated(Rated),
    /// A Beijing day.
    Day(NaiveDate),
    /// A moment, said by its distance where that is small.
    Moment(DateTime<Utc>),
    /// A moment, said whole.
    Stamp(DateTime<Utc>),
    /// A state.
    Badge(Tone, Cow<'static, str>),
    /// Words that were attached.
    Tags(Vec<String>),
    /// A masked value. The key is what the eye asks for; none where the value stays masked.
    Masked {
        /// `claim:<id>`.
        key: Option<String>,
        /// The value, masked.
        text: String,
    },
    /// A step on a way: drawn, and said by the word.
    Step(u8, Cow<'static, str>),
    /// A percentage: drawn, and said.
    Percent(i16),
    /// A link.
    Link {
        /// Its address.
        href: String,
        /// What screen readers call it, where its words are not enough.
        name: Option<String>,
        /// What stands in it.
        inner: Box<Cell>,
    },
    /// A cell with small lines under it.
    Lines(Box<Cell>, Vec<Vec<Cell>>),
    /// Text that opens under a word.
    Details {
        /// The word.
        summary: Cow<'static, str>,
        /// Its paragraphs.
        paragraphs: Vec<String>,
    },
}

impl Cell {
    /// Words.
    pub fn text(words: impl Into<Cow<'static, str>>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// The name of a person, or a phrase where there is none.
    pub fn person(name: Option<String>, otherwise: &'static str) -> Self {
        name.map_or(Self::Phrase(otherwise), Self::text)
    }

    /// A masked value, and what the eye asks for; nothing where there is no value, and no key where it stays masked.
    pub fn masked(text: String, key: Option<String>) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Masked { key, text } }
    }

    /// A link that leads the row.
    pub fn leading(href: String, inner: Self) -> Self {
        Self::Link { href, name: None, inner: Box::new(inner) }
    }

    /// With one small line of words under it.
    #[must_use]
    pub fn over(self, line: impl Into<Cow<'static, str>>) -> Self {
        let line = Self::text(line);
        if line == Self::Empty { self } else { Self::Lines(Box::new(self), vec![vec![line]]) }
    }
}

/// What can be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Where it leads.
    pub href: String,
    /// The verb.
    pub label: &'static str,
    /// What screen readers call it, the verb and the row; empty where the verb is enough.
    pub name: String,
}

/// Something that is posted for a row by a button of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The server function.
    pub action: &'static str,
    /// The hidden input that says which row: `form[id]`.
    pub field: &'static str,
    /// What it says.
    pub value: String,
    /// The verb.
    pub label: &'static str,
    /// What screen readers call it: the verb and the row.
    pub name: String,
    /// What is asked first, of something that cannot be undone.
    pub question: Option<Question>,
}

/// Asks once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question, with the row's name.
    pub title: String,
    /// What follows from it.
    pub text: &'static str,
}

/// The tick box of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// What it sends.
    pub value: String,
    /// What screen readers call it.
    pub label: String,
}

/// A row of a list, as it is read. Columns that are not shown are not read: their fields carry `#[sqlx(default)]`.
pub trait Record: for<'r> FromRow<'r, PgRow> {
    /// The row.
    fn id(&self) -> Uuid;

    /// What stands in a column's cell.
    fn cell(&self, column: &'static str, context: &ListContext) -> Cell;

    /// What the viewer can do with it now: the same rules that the server functions ask.
    fn actions(&self, _context: &ListContext) -> Vec<Action> {
        Vec::new()
    }

    /// What is posted for it at once, after the links of [`Record::actions`]; by the same rules too.
    fn posts(&self, _context: &ListContext) -> Vec<Post> {
        Vec::new()
    }

    /// Its tick box, where it can be ticked.
    fn tick(&self, _context: &ListContext) -> Option<Tick> {
        None
    }
}

/// A row, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The row.
    pub id: Uuid,
    /// One for each visible column, in their order.
    pub cells: Vec<Cell>,
    /// What can be done with it.
    pub actions: Vec<Action>,
    /// What is posted for it.
    pub posts: Vec<Post>,
    /// Its tick box.
    pub tick: Option<Tick>,
}

/// What rows are read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A page, where something can be done with each.
    Page,
    /// A file, which holds cells alone.
    File,
}

/// Reads rows of a struct; see [`present`].
pub type Present = fn(&[PgRow], &[&'static Column], &ListContext, Purpose) -> sqlx::Result<Vec<Row>>;

/// Reads rows as `R` and says what their cells show: the one generic part of a list. Rows for a file have no actions.
///
/// # Errors
/// When a row is not what `R` says.
pub fn present<R: Record>(rows: &[PgRow], columns: &[&'static Column], context: &ListContext, purpose: Purpose) -> sqlx::Result<Vec<Row>> {
    let is_page = purpose == Purpose::Page;
    rows.iter()
        .map(|row| {
            let record = R::from_row(row)?;
            Ok(Row {
                id: record.id(),
                cells: columns.iter().map(|column| record.cell(column.key, context)).collect(),
                actions: if is_page { record.actions(context) } else { Vec::new() },
                posts: if is_page { record.posts(context) } else { Vec::new() },
                tick: if is_page { record.tick(context) } else { None },
            })
        })
        .collect()
}
