//! Workbooks (XLSX), recognised by their zip directory wherever its parts stand.

use std::fs::File;
use std::io::BufReader;

use calamine::{Data, DataRef, DataType as _, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use rust_decimal::Decimal;
use zip::ZipArchive;

use super::types::{Cell, RawRow, Reading, Stop, Take};
use crate::imports::model::{Code, Format};

/// Bytes that a workbook may have unpacked; more is no table that a person made.
const MOST_UNPACKED: u64 = 2 * 1024 * 1024 * 1024;
/// Bytes of the words that stand in cells, which are held in memory.
const MOST_WORDS: u64 = 256 * 1024 * 1024;
/// Columns; a cell far to the right of a table is a mistake.
const MOST_COLUMNS: usize = 512;

pub(super) fn read(file: File, take: Take<'_>) -> Result<Reading, Stop> {
    check_directory(file.try_clone()?)?;
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
    // Explanations and hidden lists of words stand behind the first sheet that is seen.
    let sheets = workbook.sheets_metadata().iter();
    let sheet =
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible).map(|sheet| &sheet.name).next();
    let sheet = sheet.cloned().ok_or(Code::NoRows)?;
    let reading = Reading { format: Format::Xlsx, encoding: String::new(), separator: ',', sheet: sheet.clone() };
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(damaged)?;
    let mut row = RawRow { line: 0, cells: Vec::new(), wrong: None };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let (line, at) = (cell.pos.0 + 1, cell.pos.1 as usize);
        if line != row.line {
            let done = std::mem::replace(&mut row, RawRow { line, cells: Vec::new(), wrong: None });
            take(&reading, done)?;
        }
        let content = content(&cell.value, cell.formula.is_some());
        if at >= MOST_COLUMNS {
            if content != Cell::Text(String::new()) {
                row.wrong = Some(Code::TooManyCells);
            }
            continue;
        }
        if row.cells.len() <= at {
            row.cells.resize(at + 1, Cell::Text(String::new()));
        }
        row.cells[at] = content;
    }
    take(&reading, row)?;
    Ok(reading)
}

/// The zip directory says what the archive is, how large it becomes, and whether it carries macros.
fn check_directory(file: File) -> Result<(), Stop> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| Code::DamagedWorkbook)?;
    let (mut unpacked, mut words, mut is_typed, mut is_workbook) = (0u64, 0u64, false, false);
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| Code::DamagedWorkbook)?;
        let name = part.name().map_err(|_| Code::DamagedWorkbook)?.to_ascii_lowercase().replace('\\', "/");
        unpacked = unpacked.saturating_add(part.size());
        if name.ends_with("sharedstrings.xml") {
            words = words.saturating_add(part.size());
        }
        if name.ends_with("vbaproject.bin") || name.contains("macrosheets/") {
            return Err(Code::Macros.into());
        }
        is_typed |= name == "[content_types].xml";
        is_workbook |= name.ends_with("workbook.xml");
    }
    if !is_typed || !is_workbook {
        return Err(Code::NotATable.into());
    }
    if unpacked > MOST_UNPACKED || words > MOST_WORDS { Err(Code::TooLarge.into()) } else { Ok(()) }
}

fn damaged(error: XlsxError) -> Stop {
    match error {
        XlsxError::Io(error) => Stop::Io(error),
        _ => Code::DamagedWorkbook.into(),
    }
}

fn content(value: &DataRef<'_>, is_formula: bool) -> Cell {
    match value {
        DataRef::Empty if is_formula => Cell::Wrong(Code::FormulaWithoutValue),
        DataRef::Error(_) => Cell::Wrong(Code::FormulaError),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Bool(answer) => Cell::Text(if *answer { "true" } else { "false" }.to_owned()),
        DataRef::Float(_) | DataRef::Int(_) => number(Data::from(value.clone())),
        value => Cell::Text(value.as_string().unwrap_or_default()),
    }
}

fn day(moment: &ExcelDateTime) -> Cell {
    match moment.as_datetime() {
        Some(moment) if moment.time() == chrono::NaiveTime::MIN => Cell::Text(moment.date().to_string()),
        Some(moment) => Cell::Text(moment.format("%Y-%m-%d %H:%M:%S").to_string()),
        None => Cell::Wrong(Code::NotADate),
    }
}

/// A number as people see it: a spreadsheet shows 15 digits, and what a sum has behind them is noise (26250.000000000004). Of a
/// whole number of more digits it keeps the first 15: such a number stands for nothing.
fn number(value: Data) -> Cell {
    let text = value.to_string();
    let digits = text.trim_start_matches('-').split('.').next().map_or(0, str::len);
    if digits > 15 {
        return Cell::Wrong(Code::DamagedNumber);
    }
    let shown = text.parse::<Decimal>().ok().and_then(|number| number.round_sf(15));
    Cell::Text(shown.map_or(text, |number| number.normalize().to_string()))
}
