//! Writers of files. Rows come one after the other and are gone once they are written: memory does not grow with them.

mod csv;
mod hashing;
mod xlsx;

use std::fs::File;
use std::path::Path;

use rust_decimal::Decimal;

use super::anonymising::Value;
use super::manifest::{About, Facts, Manifest};
use super::model::ExportFormat;
use super::text::ExportText;

pub use self::xlsx::SHEET_ROWS;
pub use hashing::CellsHash;

/// What goes wrong while a file is written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The local disk's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The writer of workbooks.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The writer of text.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// A workbook that cannot be read again.
    #[error(transparent)]
    Zip(#[from] ::zip::result::ZipError),
    /// The record of the file.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The sum of a column is beyond what a decimal holds.
    #[error("a sum has too many digits")]
    Sum,
    /// What was written is not what is read.
    #[error("{written} rows were written and {read} are read")]
    Rows {
        /// Rows that the writer took.
        written: u64,
        /// Rows that the file holds.
        read: u64,
    },
    /// The rows came to no end.
    #[error("the rows ended before the last one")]
    Abandoned,
}

/// A file that is written.
#[derive(Debug)]
pub struct Made {
    /// Without a name on disk.
    pub file: File,
    /// Its record.
    pub manifest: Manifest,
}

/// Where a file is written.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// For temporary files.
    pub folder: &'a Path,
    /// Rows of a sheet below its headings: [`SHEET_ROWS`], or fewer in tests.
    pub sheet_rows: u32,
}

enum Kind {
    Csv(Box<csv::CsvFile>),
    Xlsx(Box<xlsx::Workbook>),
}

/// Takes rows, in order.
pub struct Writer {
    kind: Kind,
    facts: Facts,
}

impl Writer {
    /// A file with its headings.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn begin(format: ExportFormat, headings: &[String], place: Place<'_>) -> Result<Self, WriteError> {
        let kind = match format {
            ExportFormat::Csv => Kind::Csv(Box::new(csv::CsvFile::begin(headings, place)?)),
            ExportFormat::Xlsx => Kind::Xlsx(Box::new(xlsx::Workbook::begin(headings, place)?)),
        };
        Ok(Self { kind, facts: Facts { sums: vec![None; headings.len()], ..Facts::default() } })
    }

    /// The next row.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn add(&mut self, row: &[Value]) -> Result<(), WriteError> {
        for (sum, value) in self.facts.sums.iter_mut().zip(row) {
            if let Value::Amount(amount) = value {
                *sum = Some(sum.unwrap_or(Decimal::ZERO).checked_add(*amount).ok_or(WriteError::Sum)?);
            }
        }
        self.facts.rows += 1;
        match &mut self.kind {
            Kind::Csv(file) => file.add(row, &mut self.facts),
            Kind::Xlsx(workbook) => workbook.add(row, &mut self.facts),
        }
    }

    /// Ends the file, and counts its rows as they are read from it.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn finish(self, about: &About, t: ExportText) -> Result<Made, WriteError> {
        let written = self.facts.rows;
        let (made, read) = match self.kind {
            Kind::Csv(file) => file.finish(self.facts, about, t)?,
            Kind::Xlsx(workbook) => workbook.finish(self.facts, about, t)?,
        };
        if read == written { Ok(made) } else { Err(WriteError::Rows { written, read }) }
    }
}

/// Text as every reader gives it back: line breaks are one kind, and what no cell may hold is left out.
pub fn readable(text: &str) -> String {
    let is_kept = |sign: &char| !sign.is_control() || matches!(sign, '\t' | '\n' | '\r');
    text.chars().filter(is_kept).collect::<String>().replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
