//! Text: UTF-8 with a byte-order mark, commas, lines that end in CR LF. What a spreadsheet would take for a formula is guarded in
//! columns of text and nowhere else: a negative amount stays a number.

use std::fs::File;
use std::io::{BufReader, BufWriter, Seek as _, Write as _};

use super::file::{Made, Place, WriteError, readable};
use super::hashing::HashingWriter;
use crate::exports::anonymising::Value;
use crate::exports::manifest::{About, Facts};
use crate::exports::text::ExportText;

/// The mark by which spreadsheets know UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

type Out = ::csv::Writer<HashingWriter<BufWriter<File>>>;

/// A file that is being written.
pub struct CsvFile {
    out: Out,
}

impl CsvFile {
    pub fn begin(headings: &[String], place: Place<'_>) -> Result<Self, WriteError> {
        let file = tempfile::tempfile_in(place.folder)?;
        let mut hashing = HashingWriter::new(BufWriter::with_capacity(256 * 1024, file));
        hashing.write_all(MARK)?;
        let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(hashing);
        out.write_record(headings.iter().map(|heading| guarded(heading)))?;
        Ok(Self { out })
    }

    pub fn add(&mut self, row: &[Value], _: &mut Facts) -> Result<(), WriteError> {
        for value in row {
            match value {
                Value::Empty => self.out.write_field("")?,
                Value::Text(text) => self.out.write_field(guarded(&readable(text)))?,
                Value::Integer(number) => self.out.write_field(number.to_string())?,
                Value::Amount(amount) => self.out.write_field(without_negative_zero(amount))?,
                Value::Day(day) => self.out.write_field(day.to_string())?,
                Value::Moment(moment) => self.out.write_field(moment.format("%Y-%m-%d %H:%M:%S").to_string())?,
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// The file, its record, and how many rows are read from it.
    pub fn finish(self, mut facts: Facts, about: &About, t: ExportText) -> Result<(Made, u64), WriteError> {
        let hashing = self.out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        let (buffered, hash) = hashing.into_parts();
        let mut file = buffered.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        facts.data_hash = hash;
        file.rewind()?;
        let mut read = 0;
        let mut reader = ::csv::ReaderBuilder::new().from_reader(BufReader::with_capacity(256 * 1024, file.try_clone()?));
        let mut record = ::csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            read += 1;
        }
        file.rewind()?;
        Ok((Made { file, manifest: about.manifest(&facts, t) }, read))
    }
}

/// With all decimals that it has.
fn without_negative_zero(amount: &rust_decimal::Decimal) -> String {
    if amount.is_zero() { amount.abs().to_string() } else { amount.to_string() }
}

/// Text that no spreadsheet takes for a formula, full-width signs included.
pub fn guarded(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{3000}', '\u{a0}']).chars().next();
    let is_formula = first.is_some_and(|sign| matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
