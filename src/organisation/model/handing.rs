//! What a person leaves behind who is disabled or loses a role, and who receives it.

use super::PersonStanding;
use crate::auth::model::PersonId;

/// What a person is responsible for today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Customers associated with the partner.
    pub customers: i64,
    /// Claims that are open or in review.
    pub claims: i64,
    /// Leads that are new or under way.
    pub leads: i64,
    /// Opportunities that are neither won nor lost.
    pub opportunities: i64,
    /// Invitations that wait for the customer.
    pub invitations: i64,
    /// Offline links that work.
    pub links: i64,
    /// Alerts that wait to be handled.
    pub alerts: i64,
    /// Active account managers who report to the person today, by name.
    pub team: Vec<(PersonId, String)>,
}

impl Held {
    /// Records of all kinds; people of the team are none.
    pub const fn records(&self) -> i64 {
        self.customers + self.claims + self.leads + self.opportunities + self.invitations + self.links + self.alerts
    }

    /// Whether there is nothing to hand over.
    pub const fn is_empty(&self) -> bool {
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
