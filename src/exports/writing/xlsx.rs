//! Workbooks, in constant memory: a row is on disk once the next one comes, and a cell of an earlier row would be left out without
//! a word, so everything is written in order.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Seek as _};
use std::path::PathBuf;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook as Book, Worksheet, XlsxError};

use super::file::{Made, Place, WriteError, readable};
use super::hashing::{CellsHash, HashingWriter};
use crate::exports::anonymising::Value;
use crate::exports::manifest::{About, Facts, push_plain};
use crate::exports::text::ExportText;

/// Rows of a sheet below its headings.
pub const SHEET_ROWS: u32 = 1_048_575;
/// Most digits that a number of a spreadsheet keeps.
const DIGITS: usize = 15;
/// Most UTF-16 units of a cell.
const LONGEST_TEXT: usize = 32_767;
/// Bytes that are read and written at once.
const PART: usize = 256 * 1024;
/// How hard a sheet is compressed, of 9. The usual 6 makes it a thirtieth smaller in more than twice the time.
const COMPRESSION: u8 = 4;
/// Where a text was cut.
const CUT: &str = "[…]";
/// The width of a column, in characters.
const WIDTH: u8 = 18;

/// A workbook that is being written.
pub struct Workbook {
    book: Book,
    headings: Vec<String>,
    /// What its sheets are called.
    sheet_name: &'static str,
    sheet_rows: u32,
    /// The present sheet, and its last row that is written.
    at: (u32, u32),
    hash: CellsHash,
    formats: Formats,
    /// How the present cell is said.
    said: String,
    folder: PathBuf,
}

struct Formats {
    heading: Format,
    amount: Format,
    day: Format,
    moment: Format,
}

impl Workbook {
    pub fn begin(headings: &[String], place: Place<'_>, t: ExportText) -> Result<Self, WriteError> {
        let mut book = Book::new();
        book.set_tempdir(place.folder)?;
        book.set_zip_compression_level(COMPRESSION);
        let formats = Formats {
            heading: Format::new().set_bold(),
            amount: Format::new().set_num_format("#,##0.00######"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        let hash = CellsHash::default();
        let mut workbook = Self {
            book,
            headings: headings.to_vec(),
            sheet_name: t.data_sheet(),
            sheet_rows: place.sheet_rows,
            at: (0, 0),
            hash,
            formats,
            said: String::new(),
            folder: place.folder.to_owned(),
        };
        workbook.begin_sheet(0)?;
        Ok(workbook)
    }

    /// A further sheet with the same headings.
    fn begin_sheet(&mut self, number: u32) -> Result<(), WriteError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(if number == 0 { self.sheet_name.to_owned() } else { format!("{} {}", self.sheet_name, number + 1) })?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, heading, &self.formats.heading)?;
            self.hash.add((number, 0, u32::from(column)), 's', heading);
        }
        self.at = (number, 0);
        Ok(())
    }

    pub fn add(&mut self, row: &[Value<'_>], facts: &mut Facts) -> Result<(), WriteError> {
        if self.at.1 == self.sheet_rows {
            self.begin_sheet(self.at.0 + 1)?;
        }
        self.at.1 += 1;
        let (number, line) = self.at;
        let sheet = self.book.worksheet_from_index(number as usize)?;
        for (column, value) in (0..).zip(row) {
            if let Some(kind) = write(sheet, (line, column), value, &self.formats, (&mut self.said, &mut *facts))? {
                self.hash.add((number, line, u32::from(column)), kind, &self.said);
            }
        }
        Ok(())
    }

    /// The file, its record, and how many rows are read from it.
    pub fn finish(mut self, mut facts: Facts, about: &About, t: ExportText) -> Result<(Made, u64), WriteError> {
        facts.data_hash = std::mem::take(&mut self.hash).finish();
        let manifest = about.manifest(&facts, t);
        let sheet = self.book.add_worksheet();
        sheet.set_name(t.contents())?;
        sheet.set_column_width(0, 32)?;
        sheet.set_column_width(1, 80)?;
        let mut line = 0;
        for (label, words) in &manifest.lines {
            sheet.write_string_with_format(line, 0, label, &self.formats.heading)?;
            sheet.write_string(line, 1, words)?;
            line += 1;
        }
        sheet.write_string_with_format(line, 0, t.record(), &self.formats.heading)?;
        sheet.write_string(line, 1, manifest.to_json()?)?;
        let mut file = tempfile::tempfile_in(&self.folder)?;
        let mut out = BufWriter::with_capacity(PART, file.try_clone()?);
        self.book.save_to_writer(&mut out)?;
        let _ = out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        let sheets = self.at.0 + 1;
        let read = count(&file, sheets)?;
        file.rewind()?;
        let mut hashing = HashingWriter::new(std::io::sink());
        std::io::copy(&mut BufReader::with_capacity(PART, &file), &mut hashing)?;
        let (_, size, sha256) = hashing.into_parts();
        file.rewind()?;
        Ok((Made { file, size, sha256, manifest }, read))
    }
}

/// Writes a value, and says it as the hash takes it; answers its kind, none of what is empty.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    formats: &Formats,
    (said, facts): (&mut String, &mut Facts),
) -> Result<Option<char>, XlsxError> {
    use std::fmt::Write as _;
    said.clear();
    match value {
        Value::Empty => Ok(None),
        Value::Text(text) => {
            said.push_str(&readable(text));
            if is_too_long(said) {
                facts.cut_texts += 1;
                *said = cut(said);
            }
            if said.is_empty() {
                return Ok(None);
            }
            // Always as a string: nothing in it is a formula.
            sheet.write_string(row, column, said.as_str())?;
            Ok(Some('s'))
        }
        Value::Integer(number) => write_number(sheet, (row, column), Decimal::from(*number), None, (said, facts)),
        Value::Amount(amount) => write_number(sheet, (row, column), *amount, Some(&formats.amount), (said, facts)),
        Value::Day(day) => {
            sheet.write_datetime_with_format(row, column, day, &formats.day)?;
            // Writing to a string cannot fail.
            let _ = write!(said, "{day} 00:00:00");
            Ok(Some('d'))
        }
        Value::Moment(moment) => {
            sheet.write_datetime_with_format(row, column, moment, &formats.moment)?;
            let _ = write!(said, "{moment}");
            Ok(Some('d'))
        }
    }
}

/// A number of more digits than a spreadsheet keeps stands as text, whole.
fn write_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: Decimal,
    format: Option<&Format>,
    (said, facts): (&mut String, &mut Facts),
) -> Result<Option<char>, XlsxError> {
    push_plain(said, number);
    if said.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count() > DIGITS {
        facts.long_numbers += 1;
        sheet.write_string(row, column, said.as_str())?;
        return Ok(Some('s'));
    }
    match format {
        Some(format) => sheet.write_with_format(row, column, number, format)?,
        None => sheet.write(row, column, number)?,
    };
    Ok(Some('n'))
}

fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT
}

/// As much as a cell holds, with a mark at its end.
fn cut(text: &str) -> String {
    let (mut kept, mut units) = (String::new(), CUT.encode_utf16().count());
    for sign in text.chars() {
        units += sign.len_utf16();
        if units > LONGEST_TEXT {
            break;
        }
        kept.push(sign);
    }
    kept + CUT
}

/// Rows of the data sheets below their headings, as they are read from the file.
fn count(file: &File, sheets: u32) -> Result<u64, WriteError> {
    const ROW: &[u8] = b"<row ";
    let find = memchr::memmem::Finder::new(ROW);
    let mut archive = zip::ZipArchive::new(BufReader::new(file.try_clone()?))?;
    let mut rows = 0;
    for sheet in 1..=sheets {
        let mut entry = archive.by_name(&format!("xl/worksheets/sheet{sheet}.xml"))?;
        let (mut buffer, mut kept) = (vec![0; PART], 0);
        loop {
            let read = entry.read(&mut buffer[kept..])?;
            if read == 0 {
                break;
            }
            let filled = kept + read;
            rows += find.find_iter(&buffer[..filled]).count() as u64;
            // What may be the beginning of one more goes before the next part.
            kept = filled.min(ROW.len() - 1);
            buffer.copy_within(filled - kept..filled, 0);
        }
    }
    Ok(rows - u64::from(sheets))
}
