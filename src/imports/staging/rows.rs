//! Rows of a file, parsed by the kind and written as text of COPY.

use uuid::Uuid;

use crate::imports::kind::{Column, Kind};
use crate::imports::model::{Code, MOST_ROWS, Outcome, Problem, Understood};
use crate::imports::reading::{Cell, RawRow, Reading, Stop};
use crate::imports::rules::{Parser, UNREAD, columns_of};
use crate::server::new_id;

/// Rows of the file as text of COPY, and the last line in them.
pub(super) struct Part {
    pub(super) text: Vec<u8>,
    pub(super) line: i32,
}

/// Bytes of a part.
const PART: usize = 256 * 1024;

/// Takes the rows of a file, the header first.
pub(super) struct Rows {
    kind: &'static Kind,
    run: Uuid,
    /// The header as it stands in the file, and the kind's columns under it.
    header: Option<(Vec<String>, Vec<String>)>,
    parsers: Vec<(&'static Column, Parser)>,
    total: usize,
    line: i32,
    text: Vec<u8>,
}

impl Rows {
    pub(super) fn new(kind: &'static Kind, run: Uuid) -> Self {
        let parsers = kind.columns.iter().map(|column| (column, Parser::new(column))).collect();
        Self { kind, run, header: None, parsers, total: 0, line: 0, text: Vec::with_capacity(PART + 4096) }
    }

    pub(super) fn add(&mut self, row: RawRow) -> Result<(), Stop> {
        let Some((_, columns)) = &self.header else { return self.take_header(row) };
        self.total += 1;
        if self.total > MOST_ROWS {
            return Err(Stop::File(Problem::of_all(Code::TooManyRows).with(MOST_ROWS)));
        }
        let (cells, problems) = self.parse(columns, &row);
        self.line = i32::try_from(row.line).unwrap_or(i32::MAX);
        self.write(&row, &cells, &problems);
        Ok(())
    }

    fn take_header(&mut self, row: RawRow) -> Result<(), Stop> {
        if row.wrong.is_some() {
            return Err(Code::NotATable.into());
        }
        let mut header: Vec<String> =
            row.cells.into_iter().map(|cell| if let Cell::Text(text) = cell { text } else { String::new() }).collect();
        while header.last().is_some_and(|name| name.trim().is_empty()) {
            header.pop();
        }
        let columns = columns_of(self.kind, &header).map_err(Stop::File)?;
        self.header = Some((header, columns));
        Ok(())
    }

    /// What a row says, column by column of the kind, and what is wrong with it.
    fn parse(&self, columns: &[String], row: &RawRow) -> (Vec<Option<String>>, Vec<Problem>) {
        let mut problems: Vec<Problem> = row.wrong.into_iter().map(Problem::of_all).collect();
        let is_stray = |(at, cell): (usize, &Cell)| {
            *cell != Cell::Text(String::new())
                && !matches!(cell, Cell::Text(text) if text.trim().is_empty())
                && columns.get(at).is_none_or(String::is_empty)
        };
        if row.cells.iter().enumerate().any(is_stray) {
            problems.push(Problem::of_all(Code::TooManyCells));
        }
        let mut cells = Vec::with_capacity(self.parsers.len());
        for (column, parser) in &self.parsers {
            // A row that ends before the column says nothing about it, as a file without the column does.
            let cell = columns.iter().position(|key| key == column.key).and_then(|at| row.cells.get(at));
            let read = match cell {
                None if column.required => Err(Problem::at(column.key, Code::Missing)),
                None => Ok(None),
                Some(Cell::Wrong(code)) => Err(Problem::at(column.key, *code)),
                Some(Cell::Text(text)) => parser.read(text),
            };
            cells.push(read.unwrap_or_else(|problem| {
                problems.push(problem);
                None
            }));
        }
        if problems.is_empty() {
            let said = |key: &str| self.kind.columns.iter().position(|column| column.key == key).and_then(|at| cells[at].clone());
            problems = (self.kind.rules)(&said);
        }
        (cells, problems)
    }

    fn write(&mut self, row: &RawRow, cells: &[Option<String>], problems: &[Problem]) {
        let out = &mut self.text;
        out.extend_from_slice(format!("{}\t{}\t{}\t", self.run, self.line, new_id()).as_bytes());
        array(out, cells.iter().map(Option::as_deref));
        out.push(b'\t');
        if problems.is_empty() {
            out.extend_from_slice(b"\\N\tf\t\\N\t{}\n");
            return;
        }
        array(out, row.cells.iter().map(|cell| if let Cell::Text(text) = cell { Some(text.as_str()) } else { None }));
        out.extend_from_slice(format!("\tt\t{}\t", Outcome::Refused).as_bytes());
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        array(out, problems.iter().map(|problem| Some(problem.as_str())));
        out.push(b'\n');
    }

    /// The rows so far, once they are worth a message to the database.
    pub(super) fn part(&mut self) -> Option<Part> {
        (self.text.len() >= PART).then(|| self.take())
    }

    fn take(&mut self) -> Part {
        Part { text: std::mem::replace(&mut self.text, Vec::with_capacity(PART + 4096)), line: self.line }
    }

    /// How the file was understood, how many rows it had, and the last of them.
    pub(super) fn finish(mut self, reading: Reading) -> Result<(Understood, i32, Part), Stop> {
        let last = self.take();
        let (header, columns) = self.header.ok_or(Stop::File(Problem::of_all(Code::NoRows)))?;
        let Reading { format, encoding, separator, sheet } = reading;
        debug_assert!(columns.iter().all(|key| key.is_empty() || key == UNREAD || self.kind.column(key).is_some()));
        let understood = Understood { format, encoding, separator, sheet, header, columns };
        Ok((understood, i32::try_from(self.total).unwrap_or(i32::MAX), last))
    }
}

/// An array of texts in the text format of COPY: quoted for the array, then for COPY.
fn array<'a>(out: &mut Vec<u8>, values: impl Iterator<Item = Option<&'a str>>) {
    out.push(b'{');
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        let Some(value) = value else {
            out.extend_from_slice(b"NULL");
            continue;
        };
        out.push(b'"');
        for byte in value.bytes() {
            match byte {
                b'"' => out.extend_from_slice(b"\\\\\""),
                b'\\' => out.extend_from_slice(b"\\\\\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                // PostgreSQL keeps it nowhere.
                0 => {}
                byte => out.push(byte),
            }
        }
        out.push(b'"');
    }
    out.push(b'}');
}
