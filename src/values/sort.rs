//! The order of a list, as addresses say it.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

/// By which column, and which way. Lists begin with the latest of their usual column unless the address says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<Column> {
    /// The column.
    pub column: Column,
    /// Largest, latest or last in the alphabet first.
    pub descending: bool,
}

impl<Column: Default> Default for Sort<Column> {
    fn default() -> Self {
        Self { column: Column::default(), descending: true }
    }
}

/// `owner`, or `-since` when descending.
impl<Column: Display> Display for Sort<Column> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.column)
    }
}

impl<Column: FromStr> FromStr for Sort<Column> {
    type Err = Column::Err;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (descending, column) = text.strip_prefix('-').map_or((false, text), |column| (true, column));
        Ok(Self { column: column.parse()?, descending })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minus_stands_for_the_largest_first() {
        let read = |text: &str| text.parse::<Sort<u8>>();
        assert_eq!(read("-7"), Ok(Sort { column: 7, descending: true }));
        assert_eq!(read("7"), Ok(Sort { column: 7, descending: false }));
        assert_eq!(read("-7").map(|sort| sort.to_string()), Ok("-7".to_owned()));
        assert!(read("-").is_err() && read("x").is_err());
    }
}
