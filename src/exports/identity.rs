//! The identity of rated and charged amounts over all rows of a file: Σ rated = Σ charged + Σ remainder (accounting.md §4). Each row is
//! cut to whole cents for itself, so the sums differ, and whoever adds them up can see by how much and why.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Where the amounts stand among the columns of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountPlaces {
    /// The rated amount.
    pub rated: usize,
    /// The charged one.
    pub charged: usize,
    /// What was cut off, where the file says it.
    pub remainder: Option<usize>,
}

/// The identity, with exact sums as plain digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Σ rated, eight decimals.
    pub rated: String,
    /// Σ charged, two decimals.
    pub charged: String,
    /// Σ remainder: the sum of its column, where the file has one, else the difference.
    pub remainder: String,
    /// Σ rated = Σ charged + Σ remainder, and no row was cut by a cent or more.
    pub holds: bool,
}

impl Identity {
    /// Over so many rows, given the sum of each column of amounts; none where no row has an amount.
    pub fn of(places: AmountPlaces, rows: u64, sums: &[Option<Decimal>]) -> Option<Self> {
        let sum = |place: usize| sums.get(place).copied().flatten();
        let (rated, charged) = (sum(places.rated)?, sum(places.charged)?);
        let difference = rated.checked_sub(charged)?;
        let remainder = match places.remainder {
            Some(place) => sum(place)?,
            None => difference,
        };
        let most = Decimal::new(1, 2).checked_mul(Decimal::from(rows))?;
        let holds = remainder == difference && difference.abs() < most;
        let [rated, charged, remainder] = [rated, charged, remainder].map(|sum| sum.to_string());
        Some(Self { rated, charged, remainder, holds })
    }

    /// As it is said: `12.3450 = 12.34 + 0.0050`, with `≠` where it does not hold.
    pub fn in_digits(&self) -> String {
        let sign = if self.holds { '=' } else { '≠' };
        format!("{} {sign} {} + {}", self.rated, self.charged, self.remainder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITH_REMAINDER: AmountPlaces = AmountPlaces { rated: 0, charged: 1, remainder: Some(2) };
    const WITHOUT: AmountPlaces = AmountPlaces { remainder: None, ..WITH_REMAINDER };

    fn identity(places: AmountPlaces, rows: u64, sums: [&str; 3]) -> Identity {
        Identity::of(places, rows, &sums.map(|sum| sum.parse().ok())).unwrap()
    }

    #[test]
    fn three_cycles_of_a_disk_are_charged_twelve_cents_and_the_rest_is_said() {
        // M2 of accounting.md §4.
        let said = identity(WITH_REMAINDER, 3, ["0.13799466", "0.12", "0.01799466"]);
        assert!(said.holds);
        assert_eq!(said.in_digits(), "0.13799466 = 0.12 + 0.01799466");
        assert_eq!(identity(WITHOUT, 3, ["0.13799466", "0.12", ""]), said, "without a column of remainders it is the difference");
        assert_eq!(identity(WITHOUT, 1, ["-12.34567891", "-12.34", ""]).in_digits(), "-12.34567891 = -12.34 + -0.00567891");
    }

    #[test]
    fn sums_that_do_not_fit_each_other_are_not_called_equal() {
        let wrong = identity(WITH_REMAINDER, 3, ["0.13799466", "0.12", "0.01799465"]);
        assert_eq!((wrong.holds, wrong.in_digits().contains('≠')), (false, true));
        assert!(!identity(WITHOUT, 1, ["0.13799466", "0.12", ""]).holds, "one row loses less than a cent");
        assert_eq!(Identity::of(WITHOUT, 0, &[None, None, None]), None, "no row, no amount");
    }
}
