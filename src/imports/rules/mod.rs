//! Decisions about files: what a header says, what a cell says.

mod cell;
mod header;

pub use cell::{Parser, damaged_number, guarded, unguarded};
pub use header::{REASON, UNREAD, columns_of};

use crate::auth::model::Viewer;
use crate::organisation::model::Denial;
use crate::organisation::rules::may_operate;

/// Shown by whoever reads runs: that a rule has found the viewer to be the vendor's. Only this capability can make one.
#[derive(Clone, Copy, Debug)]
pub struct Staff(());

impl Staff {
    pub(in crate::imports) const fn found() -> Self {
        Self(())
    }
}

/// Files are brought in by the vendor's own staff (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn staff(viewer: &Viewer) -> Result<Staff, Denial> {
    may_operate(viewer).map(|()| Staff::found())
}
