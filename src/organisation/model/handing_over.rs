//! What a person leaves behind who is disabled or loses a role, and who receives it.

use super::PersonStanding;
use crate::auth::model::PersonId;
use crate::handover::model::Counts;

/// What a person is responsible for today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// Records of each kind.
    pub counts: Counts,
    /// Active account managers who report to the person today, by name.
    pub team: Vec<(PersonId, String)>,
}

impl Holdings {
    /// Records of all kinds; people of the team are none.
    pub fn records(&self) -> u64 {
        self.counts.total()
    }

    /// Whether there is nothing to hand over.
    pub fn is_empty(&self) -> bool {
        self.records() == 0 && self.team.is_empty()
    }

    /// How many report to the person.
    pub fn reports(&self) -> i64 {
        i64::try_from(self.team.len()).unwrap_or(i64::MAX)
    }
}

/// An account manager who can receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// As the rules see her or him.
    pub standing: PersonStanding,
    /// As colleagues read it.
    pub display_name: String,
    /// Tells people of one name apart.
    pub account_name: String,
}

/// Which of it the person cannot keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivesUp {
    /// Customers and all other records: the person stops being an account manager, or is disabled.
    pub records: bool,
    /// The team: the person stops being a supervisor, or is disabled.
    pub team: bool,
}

/// Who receives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandOver {
    /// The account manager who receives all records; `None` leaves them to the partner.
    pub records: Option<PersonId>,
    /// The supervisor to whom the team reports from today on; `None` leaves it without one (R78).
    pub team: Option<PersonId>,
}
