//! Text with separators: CSV as spreadsheets write it.

use std::fs::File;
use std::io::Read as _;
use std::sync::atomic::Ordering;

use super::encoding::{Decoded, detect};
use super::types::{Cell, RawRow, Reading, Stop, Take};
use crate::imports::model::{Code, Format};

/// A row of more characters is a quotation mark that was never closed.
const LONGEST_ROW: usize = 1024 * 1024;

pub(super) fn read(mut file: File, take: Take<'_>) -> Result<Reading, Stop> {
    let encoding = detect(&mut file)?;
    let separator = separator(&mut Decoded::new(file.try_clone()?, encoding)?)?;
    let reading = Reading { format: Format::Csv, encoding: encoding.name().to_owned(), separator: separator.into(), sheet: String::new() };
    let decoded = Decoded::new(file, encoding)?;
    let quotes = decoded.quotes();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(decoded);
    let mut record = csv::StringRecord::new();
    // The last row is held back until it is known whether the last quotation mark was closed.
    let mut last: Option<RawRow> = None;
    while rows.read_record(&mut record).map_err(io)? {
        if let Some(row) = last.take() {
            take(&reading, row)?;
        }
        // The position after the row counts its own line break; blank lines before it are skipped by the reader.
        let breaks = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>() + 1;
        let line = u32::try_from(rows.position().line().saturating_sub(breaks)).unwrap_or(u32::MAX);
        let is_too_long = record.as_slice().len() > LONGEST_ROW;
        let cells = if is_too_long { Vec::new() } else { record.iter().map(|cell| Cell::Text(cell.to_owned())).collect() };
        last = Some(RawRow { line, cells, wrong: is_too_long.then_some(Code::UnclosedQuote) });
    }
    if let Some(mut row) = last {
        if quotes.load(Ordering::Relaxed) % 2 == 1 && row.cells.iter().any(|cell| matches!(cell, Cell::Text(text) if text.contains('\n'))) {
            row.wrong = Some(Code::UnclosedQuote);
            // It has no line break of its own.
            row.line += 1;
        }
        take(&reading, row)?;
    }
    Ok(reading)
}

fn io(error: csv::Error) -> Stop {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Stop::Io(error),
        _ => Code::UnknownEncoding.into(),
    }
}

/// What stands most often between the words of the header: tab, semicolon or comma.
fn separator(decoded: &mut Decoded) -> std::io::Result<u8> {
    let mut head = Vec::new();
    decoded.take(64 * 1024).read_to_end(&mut head)?;
    let (mut counts, mut is_quoted, mut is_begun) = ([0; 3], false, false);
    for byte in head {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted && is_begun => break,
            b'\t' | b';' | b',' if !is_quoted => counts[usize::from(byte != b'\t') + usize::from(byte == b',')] += 1,
            _ => {}
        }
        is_begun |= !byte.is_ascii_whitespace() && !matches!(byte, b',' | b';');
    }
    let [tabs, semicolons, commas] = counts;
    Ok(if tabs > commas && tabs >= semicolons {
        b'\t'
    } else if semicolons > commas {
        b';'
    } else {
        b','
    })
}
