//! Whether a file is one of ours, whole and unaltered: its data is hashed as it stands in it, and its record is proven by the
//! installation's key.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx};
use sha2::{Digest as _, Sha256};

use super::manifest::{Manifest, hex};
use super::writing::CellsHash;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Ours, whole and unaltered.
    Genuine(Box<Manifest>),
    /// Its record is ours, its data is not what the record says.
    Altered(Box<Manifest>),
    /// It has a record that this installation did not write, or that was changed.
    NotProven,
    /// It has no record.
    NoRecord,
}

/// What is read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// SHA-256 of its data, hexadecimal.
    pub data_hash: String,
    /// Its record, where it holds one.
    pub record: Option<String>,
    /// Label and words of its last sheet, above the record; empty for text, which has none.
    pub lines: Vec<(String, String)>,
}

/// Judges what was read by the installation's key. Of a text, the record stands beside it.
pub fn judge(content: &Content, record: Option<&str>, key: &[u8]) -> Verdict {
    let Some(record) = record.or(content.record.as_deref()) else { return Verdict::NoRecord };
    let Ok(manifest) = serde_json::from_str::<Manifest>(record) else { return Verdict::NotProven };
    if !manifest.is_proven_by(key) {
        return Verdict::NotProven;
    }
    let says_the_same = content.lines.is_empty() || content.lines == manifest.lines;
    if manifest.data_sha256 == content.data_hash && says_the_same {
        Verdict::Genuine(Box::new(manifest))
    } else {
        Verdict::Altered(Box::new(manifest))
    }
}

/// Reads a file: a workbook by its content, everything else as text.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> anyhow::Result<Content> {
    let mut file = File::open(path)?;
    let mut start = [0; 4];
    let is_workbook = file.read(&mut start)? == 4 && start == *b"PK\x03\x04";
    file.rewind()?;
    if is_workbook { workbook(BufReader::new(file)) } else { text(BufReader::new(file)) }
}

fn text(mut file: BufReader<File>) -> anyhow::Result<Content> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
    }
    Ok(Content { data_hash: hex(&hash.finalize()), record: None, lines: Vec::new() })
}

/// The data sheets cell by cell, then the last sheet.
fn workbook(file: BufReader<File>) -> anyhow::Result<Content> {
    let mut book: Xlsx<BufReader<File>> = Xlsx::new(file)?;
    let names = book.sheet_names();
    let Some((last, data)) = names.split_last() else { anyhow::bail!("the workbook has no sheet") };
    let mut hash = CellsHash::default();
    for (sheet, name) in (0..).zip(data) {
        let mut cells = book.worksheet_cells_reader(name)?;
        while let Some(cell) = cells.next_cell_with_formula()? {
            let (row, column) = cell.pos;
            // We write none: whoever put one there may have kept the value beside it.
            if let Some(formula) = &cell.formula {
                hash.add((sheet, row, column), 'f', formula);
            }
            if let Some((kind, said)) = said(&cell.value) {
                hash.add((sheet, row, column), kind, &said);
            }
        }
    }
    let (mut lines, mut record) = (Vec::new(), None);
    for row in book.worksheet_range(last)?.rows() {
        let of = |at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
        match of(1) {
            words if words.starts_with("{\"partner_center_export\"") => record = Some(words),
            words => lines.push((of(0), words)),
        }
    }
    Ok(Content { data_hash: hash.finish(), record, lines })
}

/// Kind and value of a cell as [`CellsHash`] takes them; nothing of an empty one.
fn said(value: &DataRef<'_>) -> Option<(char, String)> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(('n', number.to_string())),
        DataRef::Float(number) => Some(('n', number.to_string())),
        DataRef::String(text) => (!text.is_empty()).then(|| ('s', text.clone())),
        DataRef::SharedString(text) => (!text.is_empty()).then(|| ('s', (*text).to_owned())),
        DataRef::Bool(is_so) => Some(('b', is_so.to_string())),
        DataRef::DateTime(moment) => {
            // A day's fraction has no whole seconds of its own.
            let rounded = moment.as_datetime()? + chrono::TimeDelta::milliseconds(500);
            Some(('d', rounded.format("%Y-%m-%d %H:%M:%S").to_string()))
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(('i', text.clone())),
        DataRef::Error(error) => Some(('e', error.to_string())),
    }
}
