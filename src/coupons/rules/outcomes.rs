//! What became of each of several, as an address carries it.

use uuid::Uuid;

use crate::coupons::model::ReclaimOutcome;

/// `<id>-reclaimed.<id>-gone`.
pub fn outcomes_in_address(outcomes: &[(Uuid, ReclaimOutcome)]) -> String {
    outcomes.iter().map(|(id, outcome)| format!("{}-{outcome}", id.simple())).collect::<Vec<_>>().join(".")
}

/// The same, read; what cannot be read is left out.
pub fn outcomes_of_address(text: &str) -> Vec<(Uuid, ReclaimOutcome)> {
    text.split('.').filter_map(|one| one.split_once('-')).filter_map(|(id, word)| Some((id.parse().ok()?, word.parse().ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_travel_in_an_address() {
        let all: Vec<(Uuid, ReclaimOutcome)> =
            ReclaimOutcome::ALL.iter().enumerate().map(|(n, one)| (Uuid::from_u128(n as u128), *one)).collect();
        assert_eq!(outcomes_of_address(&outcomes_in_address(&all)), all);
        assert_eq!(outcomes_of_address("x-reclaimed.00000000000000000000000000000001-x"), []);
    }
}
