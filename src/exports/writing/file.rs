//! What every writer of files shares: its errors, where it writes, what comes of it.

use std::borrow::Cow;
use std::fs::File;
use std::path::Path;

use crate::exports::manifest::Manifest;

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
    /// Without a name on disk, at its beginning.
    pub file: File,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub sha256: [u8; 32],
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

/// Text as every reader gives it back: line breaks are one kind, and what no cell may hold is left out.
pub fn readable(text: &str) -> Cow<'_, str> {
    // 0xC2 begins, among others, the control characters beyond ASCII.
    if !text.bytes().any(|byte| matches!(byte, 0..=0x1f | 0x7f | 0xc2)) {
        return text.into();
    }
    let is_kept = |sign: &char| !sign.is_control() || matches!(sign, '\t' | '\n' | '\r');
    text.chars().filter(is_kept).collect::<String>().replace("\r\n", "\n").replace('\r', "\n").into()
}
