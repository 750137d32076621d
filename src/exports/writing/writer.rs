//! Takes rows, whatever the file is.

use rust_decimal::Decimal;

use super::csv::CsvFile;
use super::file::{Made, Place, WriteError};
use super::xlsx::Workbook;
use crate::exports::anonymising::Value;
use crate::exports::manifest::{About, Facts};
use crate::exports::model::ExportFormat;
use crate::exports::text::ExportText;

enum Kind {
    Csv(Box<CsvFile>),
    Xlsx(Box<Workbook>),
}

/// Takes rows, in order.
pub struct Writer {
    kind: Kind,
    facts: Facts,
}

impl Writer {
    /// A file with its headings, in the language of `t`.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn begin(format: ExportFormat, headings: &[String], place: Place<'_>, t: ExportText) -> Result<Self, WriteError> {
        let kind = match format {
            ExportFormat::Csv => Kind::Csv(Box::new(CsvFile::begin(headings, place)?)),
            ExportFormat::Xlsx => Kind::Xlsx(Box::new(Workbook::begin(headings, place, t)?)),
        };
        Ok(Self { kind, facts: Facts { sums: vec![None; headings.len()], ..Facts::default() } })
    }

    /// The next row.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub fn add(&mut self, row: &[Value<'_>]) -> Result<(), WriteError> {
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
