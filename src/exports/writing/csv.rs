//! Text: UTF-8 with a byte-order mark, commas, lines that end in CR LF. What a spreadsheet would take for a formula is guarded in
//! columns of text and nowhere else: a negative amount stays a number.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};

use super::file::{Made, Place, WriteError, readable};
use super::hashing::HashingWriter;
use crate::exports::anonymising::Value;
use crate::exports::manifest::{About, Facts, hex};
use crate::exports::text::ExportText;

/// The mark by which spreadsheets know UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Bytes that are hashed and written at once.
const PART: usize = 256 * 1024;

/// A file that is being written.
pub struct CsvFile {
    out: ::csv::Writer<HashingWriter<File>>,
    /// The present number or day, in digits.
    said: String,
}

impl CsvFile {
    pub fn begin(headings: &[String], place: Place<'_>) -> Result<Self, WriteError> {
        let mut hashing = HashingWriter::new(tempfile::tempfile_in(place.folder)?);
        hashing.write_all(MARK)?;
        let mut out = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).buffer_capacity(PART).from_writer(hashing);
        out.write_record(headings.iter().map(|heading| guarded(heading).into_owned()))?;
        Ok(Self { out, said: String::new() })
    }

    pub fn add(&mut self, row: &[Value<'_>], _: &mut Facts) -> Result<(), WriteError> {
        for value in row {
            match value {
                Value::Empty => self.out.write_field("")?,
                Value::Text(text) => self.out.write_field(&*guarded(&readable(text)))?,
                Value::Integer(number) => self.say(format_args!("{number}"))?,
                Value::Amount(amount) if amount.is_zero() => self.say(format_args!("{}", amount.abs()))?,
                Value::Amount(amount) => self.say(format_args!("{amount}"))?,
                Value::Day(day) => self.say(format_args!("{day}"))?,
                // In whole seconds it is said without a fraction.
                Value::Moment(moment) => self.say(format_args!("{moment}"))?,
            }
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes what no guard is for, without a string of its own.
    fn say(&mut self, words: std::fmt::Arguments<'_>) -> Result<(), WriteError> {
        use std::fmt::Write as _;
        self.said.clear();
        // Writing to a string cannot fail.
        let _ = self.said.write_fmt(words);
        Ok(self.out.write_field(&self.said)?)
    }

    /// The file, its record, and how many rows are read from it.
    pub fn finish(self, mut facts: Facts, about: &About, t: ExportText) -> Result<(Made, u64), WriteError> {
        let hashing = self.out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        let (mut file, size, sha256) = hashing.into_parts();
        facts.data_hash = hex(&sha256);
        file.rewind()?;
        let read = count(&file)?;
        file.rewind()?;
        Ok((Made { file, size, sha256, manifest: about.manifest(&facts, t) }, read))
    }
}

/// Rows below the headings, as they are read from the file: line ends outside quotes.
fn count(mut file: &File) -> std::io::Result<u64> {
    let (mut buffer, mut rows, mut is_quoted) = (vec![0; PART], 0_u64, false);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(rows.saturating_sub(1));
        }
        for at in memchr::memchr2_iter(b'"', b'\n', &buffer[..read]) {
            if buffer[at] == b'"' {
                is_quoted = !is_quoted;
            } else if !is_quoted {
                rows += 1;
            }
        }
    }
}

/// Text that no spreadsheet takes for a formula, full-width signs included.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{3000}', '\u{a0}']).chars().next();
    let is_formula = first.is_some_and(|sign| matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'));
    if is_formula { format!("'{text}").into() } else { text.into() }
}
