//! The columns of a file, and rows of a list as it holds them.

use sqlx::Row as _;
use sqlx::postgres::PgRow;

use super::anonymising::Anonymiser;
use super::batch::Batch;
use super::identity::AmountPlaces;
use super::text::ExportText;
use crate::lists::description::{Column, SortKind};
use crate::lists::exporting::Asked;
use crate::lists::record::{Cell, Purpose};

/// What a column of the file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// The value of a column of the list.
    Value(usize),
    /// The small line under it.
    Line(usize),
    /// A token for the person whom a column names, by the name under which her id is read.
    Person(String),
    /// A token for the record behind its eye.
    Subject(usize),
}

/// The columns of a file.
#[derive(Debug)]
pub struct Table {
    parts: Vec<Part>,
    headings: Vec<String>,
}

impl Table {
    /// Those of the list, each followed by its small line where that is worth a column, and by a token where it names a person. Of
    /// several masked columns, which all say something of one record, the first has the token.
    pub fn of(asked: &Asked, t: ExportText) -> Self {
        let (mut parts, mut headings) = (Vec::new(), Vec::new());
        let mut has_subject = false;
        for (at, column) in asked.columns.iter().enumerate() {
            let heading = (column.label)(t.locale());
            parts.push(Part::Value(at));
            headings.push(heading.to_owned());
            if let Some(label) = column.under {
                parts.push(Part::Line(at));
                headings.push(label(t.locale()).to_owned());
            }
            if names_a_person(column) {
                parts.push(Part::Person(format!("person_{at}")));
                headings.push(t.token_of(heading));
            } else if column.mask.is_some() && !has_subject {
                has_subject = true;
                parts.push(Part::Subject(at));
                headings.push(t.token_of(heading));
            }
        }
        Self { parts, headings }
    }

    /// Their headings.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// Where the amounts stand that belong together, of a file that holds both of its list.
    pub fn amounts(&self, asked: &Asked) -> Option<AmountPlaces> {
        let amounts = asked.list.page.amounts?;
        let place = |key| self.parts.iter().position(|part| matches!(part, Part::Value(at) if asked.columns[*at].key == key));
        Some(AmountPlaces { rated: place(amounts.rated)?, charged: place(amounts.charged)?, remainder: amounts.remainder.and_then(place) })
    }

    /// What the file holds of rows as they were read.
    ///
    /// # Errors
    /// When a row is not what the list says.
    pub fn rows(&self, asked: &Asked, anonymiser: &Anonymiser, read: &[PgRow]) -> sqlx::Result<Batch> {
        let mut batch = Batch::of(self.parts.len(), read.len());
        // One at a time: the cells of many would not stay near the processor until the file takes them.
        for source in read {
            let shown = (asked.list.present)(std::slice::from_ref(source), &asked.columns, &asked.context, Purpose::File)?;
            let Some(row) = shown.first() else { continue };
            for part in &self.parts {
                batch.push(match part {
                    Part::Value(at) => anonymiser.value(asked.columns[*at], &row.cells[*at]),
                    Part::Line(at) => anonymiser.line(&row.cells[*at]),
                    Part::Person(name) => {
                        let person: Option<&str> = source.try_get(name.as_str())?;
                        anonymiser.token(person.unwrap_or_default())
                    }
                    Part::Subject(at) => anonymiser.token(subject(&row.cells[*at]).unwrap_or_default()),
                });
            }
        }
        Ok(batch)
    }
}

fn names_a_person(column: &Column) -> bool {
    matches!(column.sort.map(|key| key.kind), Some(SortKind::Person(_) | SortKind::Account(_)))
}

/// What the eye of a cell asks for.
fn subject(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Masked { key, .. } => key.as_deref(),
        Cell::Link { inner, .. } => subject(inner),
        Cell::Lines(first, _) => subject(first),
        _ => None,
    }
}
