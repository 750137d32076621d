//! What reading a file gives: rows of cells, how they were read, and why it stopped.

use crate::imports::model::{Code, Format, Problem};

/// A cell as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Its text; dates of workbooks as `2026-11-01` or with a time of day.
    Text(String),
    /// It has no text that can be read.
    Wrong(Code),
}

/// A row with anything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    /// The line in which it begins, the first one being 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What is wrong with the row as a whole.
    pub wrong: Option<Code>,
}

impl RawRow {
    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell, Cell::Text(text) if text.trim().is_empty()))
    }
}

/// How a file is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its format.
    pub format: Format,
    /// Name of the encoding; empty for a workbook.
    pub encoding: String,
    /// Between cells; a comma for a workbook.
    pub separator: char,
    /// Name of the sheet; empty for text.
    pub sheet: String,
}

/// What reading stopped at.
#[derive(Debug)]
pub enum Stop {
    /// The file as a whole cannot be read.
    File(Problem),
    /// Whoever takes the rows wants no more.
    Enough,
    /// The file cannot be reached.
    Io(std::io::Error),
}

impl From<Code> for Stop {
    fn from(code: Code) -> Self {
        Self::File(Problem::of_all(code))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Takes the rows, the header being the first.
pub type Take<'a> = &'a mut dyn FnMut(&Reading, RawRow) -> Result<(), Stop>;
