//! Hashes over what a file holds.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use crate::exports::manifest::hex;

/// Passes bytes on, counts and hashes them.
#[derive(Debug)]
pub struct HashingWriter<W> {
    inner: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> HashingWriter<W> {
    /// Around another writer.
    pub fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    /// The writer, and size and hash of what passed.
    pub fn into_parts(self) -> (W, u64, [u8; 32]) {
        (self.inner, self.size, self.hash.finalize().into())
    }
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.size += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Bytes that are hashed at once.
const PART: usize = 16 * 1024;

/// The hash of the cells of a workbook's data sheets: place, kind and value of each that holds something, headings included. The
/// same however a program stores them, so that a workbook that was only opened and saved is still the same.
#[derive(Debug, Default)]
pub struct CellsHash {
    hash: Sha256,
    /// Lines that are not hashed yet, one a cell: `sheet row column kindLENGTH:value`.
    lines: Vec<u8>,
}

impl CellsHash {
    /// The next cell. Sheets, rows and columns count from 0.
    pub fn add(&mut self, (sheet, row, column): (u32, u32, u32), kind: char, value: &str) {
        let mut digits = itoa::Buffer::new();
        for number in [sheet, row, column] {
            self.lines.extend_from_slice(digits.format(number).as_bytes());
            self.lines.push(b' ');
        }
        self.lines.extend_from_slice(kind.encode_utf8(&mut [0; 4]).as_bytes());
        self.lines.extend_from_slice(digits.format(value.len()).as_bytes());
        self.lines.push(b':');
        self.lines.extend_from_slice(value.as_bytes());
        self.lines.push(b'\n');
        if self.lines.len() >= PART {
            self.hash.update(&self.lines);
            self.lines.clear();
        }
    }

    /// Hexadecimal.
    pub fn finish(mut self) -> String {
        self.hash.update(&self.lines);
        hex(&self.hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_hashed_as_files_that_were_written_before_say() {
        let mut cells = CellsHash::default();
        let mut lines = String::new();
        for row in 0..2_000 {
            cells.add((1, row, 12), 's', "云, net");
            lines.push_str(&format!("1 {row} 12 s8:云, net\n"));
        }
        assert!(lines.len() > 2 * PART);
        assert_eq!(cells.finish(), hex(&Sha256::digest(lines)));
    }
}
