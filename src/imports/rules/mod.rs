//! Decisions about files: what a header says, what a cell says.

mod cell;
mod header;

pub use cell::{Parser, damaged_number, guarded, unguarded};
pub use header::{REASON, UNREAD, columns_of};
