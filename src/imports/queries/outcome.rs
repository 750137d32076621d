//! What came of a row, in short.

use crate::imports::model::{Outcome, Refusal};

pub(super) fn refused(column: &str, refusal: Refusal) -> Outcome {
    Outcome::Refused(vec![(column.to_owned(), refusal)])
}

/// The names of the columns whose values differ.
pub(super) fn differing(columns: &[(&str, bool)]) -> Vec<String> {
    columns.iter().filter(|(_, differs)| *differs).map(|(name, _)| (*name).to_owned()).collect()
}
