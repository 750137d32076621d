//! Hashes over what a file holds.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use crate::exports::manifest::hex;

/// Passes bytes on and hashes them.
#[derive(Debug)]
pub struct HashingWriter<W> {
    inner: W,
    hash: Sha256,
}

impl<W: Write> HashingWriter<W> {
    /// Around another writer.
    pub fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new() }
    }

    /// The writer, and the hash of what passed.
    pub fn into_parts(self) -> (W, String) {
        (self.inner, hex(&self.hash.finalize()))
    }
}

impl<W: Write> Write for HashingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The hash of the cells of a workbook's data sheets: place, kind and value of each that holds something, headings included. The
/// same however a program stores them, so that a workbook that was only opened and saved is still the same.
#[derive(Debug, Default)]
pub struct CellsHash {
    hash: Sha256,
    line: String,
}

impl CellsHash {
    /// The next cell. Sheets, rows and columns count from 0.
    pub fn add(&mut self, (sheet, row, column): (u32, u32, u32), kind: char, value: &str) {
        use std::fmt::Write as _;
        self.line.clear();
        // Writing to a string cannot fail.
        let _ = writeln!(self.line, "{sheet} {row} {column} {kind}{}:{value}", value.len());
        self.hash.update(self.line.as_bytes());
    }

    /// Hexadecimal.
    pub fn finish(self) -> String {
        hex(&self.hash.finalize())
    }
}
