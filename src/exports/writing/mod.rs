//! Writers of files. Rows come one after the other and are gone once they are written: memory does not grow with them.

mod csv;
mod file;
mod hashing;
#[cfg(test)]
mod tests;
mod writer;
mod xlsx;

pub use csv::guarded;
pub use file::{Made, Place, WriteError};
pub use hashing::CellsHash;
pub use writer::Writer;
pub use xlsx::SHEET_ROWS;
