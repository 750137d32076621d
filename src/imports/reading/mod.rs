//! Reading a file: its kind by its content, then row by row with flat memory.

mod delimited;
mod encoding;
mod types;
mod workbook;

pub use types::{Cell, RawRow, Reading, Stop, Take};

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{Read as _, Seek as _};

use super::model::Code;

/// Reads a file from its beginning. Rows with nothing in them are left out. Blocks: for a thread of its own.
///
/// # Errors
/// See [`Stop`].
pub fn read(mut file: File, take: Take<'_>) -> Result<Reading, Stop> {
    let mut head = [0; 8];
    file.rewind()?;
    let length = file.read(&mut head)?;
    file.rewind()?;
    let mut take = |reading: &Reading, row: RawRow| if row.is_empty() && row.wrong.is_none() { Ok(()) } else { take(reading, row) };
    match &head[..length] {
        // Also an empty archive, and one that is split.
        [b'P', b'K', 3 | 5 | 7, ..] => workbook::read(file, &mut take),
        // The old binary format, which encrypted workbooks have as well; PDF; pictures.
        [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'%', b'P', b'D', b'F', ..] | [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => {
            Err(Code::NotATable.into())
        }
        _ => delimited::read(file, &mut take),
    }
}
