//! The nouns of assignment: what is moved, to whom, and why not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AssociationId, CustomerId};
use crate::auth::model::PersonId;
use crate::organisation::model::PartnerId;

/// Assign or change the account manager of customers, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssignForm {
    /// Idempotency key.
    pub key: String,
    /// `<customer>:<version>`, separated by commas; a hundred at the most.
    pub customers: String,
    /// The account manager's id.
    pub to: String,
    /// `true`: their open opportunities too.
    pub opportunities: String,
}

/// Take customers back, as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TakeBackForm {
    /// Idempotency key.
    pub key: String,
    /// As in [`AssignForm`].
    pub customers: String,
}

/// A customer as the page read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The legal customer.
    pub customer: CustomerId,
    /// The version of its association that was shown.
    pub version: i32,
}

/// Reads `<customer>:<version>` pairs, each customer once. `None` for what no page of ours writes.
pub fn parse_picked(text: &str) -> Option<Vec<Picked>> {
    let mut picked: Vec<Picked> = Vec::new();
    for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (customer, version) = pair.split_once(':')?;
        let one = Picked { customer: customer.parse().ok()?, version: version.parse().ok()? };
        if !picked.iter().any(|known| known.customer == one.customer) {
            picked.push(one);
        }
    }
    Some(picked)
}

/// What decides whether a customer can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignable {
    /// The association of today.
    pub id: AssociationId,
    /// Whose customer.
    pub partner_id: PartnerId,
    /// The account manager of today.
    pub owner_id: Option<PersonId>,
    /// Her supervisor.
    pub supervisor_id: Option<PersonId>,
    /// Raised by every change.
    pub version: i32,
}

/// What decides whether somebody can receive customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignee {
    /// The person.
    pub id: PersonId,
    /// Her partner.
    pub partner_id: PartnerId,
    /// Her supervisor of today.
    pub supervisor_id: Option<PersonId>,
    /// Active, and an account manager.
    pub is_active_account_manager: bool,
}

/// Somebody who was responsible for a customer: name, first day, and the day after the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responsible {
    /// By name.
    pub account_manager: String,
    /// A Beijing day; figures count from the day after (R56).
    pub from: NaiveDate,
    /// Open for today's.
    pub until: Option<NaiveDate>,
    /// Who assigned, where it is known.
    pub by: Option<String>,
}

/// Which rule keeps somebody from assigning at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignDenial {
    /// The vendor's staff.
    VendorStaff,
    /// Neither administrator nor supervisor, and without the item.
    NotYours,
}

/// What is wrong with one move; all are said together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignRefusal {
    /// No customer was chosen.
    Nobody,
    /// More than a hundred at once.
    TooMany,
    /// Not there, or not the viewer's to see any more.
    Gone,
    /// A reseller assigns its customers itself.
    OfAReseller,
    /// The account manager of today reports to somebody else, or there is none.
    OfAnotherTeam,
    /// Somebody changed it meanwhile.
    ChangedMeanwhile,
    /// It is hers already.
    HersAlready,
    /// Nobody has it: there is nothing to take back.
    NobodysAlready,
    /// Nobody was chosen to receive.
    NoReceiver,
    /// Not an active account manager of the partner.
    NotAnAccountManager,
    /// A supervisor assigns to the own team.
    ReceiverOfAnotherTeam,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picked_customers_are_read_each_once() {
        let id = CustomerId(uuid::Uuid::from_u128(7));
        let pair = format!("{id}:3");
        assert_eq!(parse_picked(&format!("{pair},{pair}")), Some(vec![Picked { customer: id, version: 3 }]));
        assert_eq!(parse_picked(""), Some(vec![]));
        for odd in ["x", "x:1", &format!("{id}:y"), &format!("{id}")] {
            assert_eq!(parse_picked(odd), None, "{odd}");
        }
    }
}
