//! The nouns of a hand-over: kinds of records, how many of each, and the record of one that runs in the background.

use chrono::{DateTime, Utc};

use crate::auth::model::PersonId;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// A hand-over in the background.
    HandOverId
}

choices! {
    /// The kinds of records that a person is responsible for, one for each table of `tables::OWNED`.
    Records {
        /// Customers associated with the partner.
        Customers => "customers",
        /// Claims that are open or in review.
        Claims => "claims",
        /// Leads that are new or under way.
        Leads => "leads",
        /// Opportunities that are neither won nor lost.
        Opportunities => "opportunities",
        /// Invitations that wait for the customer.
        Invitations => "invitations",
        /// Offline links that work.
        Links => "links",
        /// Alerts that wait to be handled.
        Alerts => "alerts",
        /// Sales expansion tasks that are open.
        ExpansionTasks => "expansion_tasks",
        /// What was done with those tasks.
        ExpansionRecords => "expansion_records",
        /// Orders of customers.
        Orders => "orders",
        /// What those orders consist of.
        OrderLines => "order_lines",
        /// Large-order renewal tasks.
        RenewalTasks => "renewal_tasks",
    }
}

/// A number for each kind of record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([u64; Records::ALL.len()]);

impl Counts {
    /// These numbers, and none of all other kinds.
    pub fn of(numbers: &[(Records, u64)]) -> Self {
        let mut counts = Self::default();
        numbers.iter().for_each(|(kind, number)| counts.add(*kind, *number));
        counts
    }

    /// How many of this kind.
    pub const fn get(&self, kind: Records) -> u64 {
        self.0[kind as usize]
    }

    /// So many more of this kind.
    pub const fn add(&mut self, kind: Records, number: u64) {
        self.0[kind as usize] += number;
    }

    /// Records of all kinds.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

choices! {
    /// How far a hand-over in the background has come.
    HandOverState {
        /// No worker has begun it.
        Waiting => "waiting",
        /// A worker moves the rows; nobody sees any of them moved yet.
        Running => "running",
        /// All rows are moved.
        Done => "done",
        /// Nothing was moved; the reason says why.
        Failed => "failed",
    }
}

choices! {
    /// Why a hand-over in the background moved nothing.
    FailReason {
        /// The receiver, or the new supervisor, is not suitable any more.
        ReceiverGone => "receiver_gone",
        /// What was asked for is not allowed any more, as things stand now.
        NotAllowedNow => "not_allowed_now",
        /// The database failed again and again.
        Broken => "broken",
    }
}

/// The record of a hand-over that is left to the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOverRecord {
    /// The record.
    pub id: HandOverId,
    /// Who asked for it.
    pub asked_by: PersonId,
    /// Who asked for it, as colleagues read it.
    pub asked_by_name: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// How far it has come.
    pub state: HandOverState,
    /// Rows to rewrite, as counted when it was asked for.
    pub expected: i64,
    /// Rows rewritten by the attempt under way; the final number once it is done.
    pub moved: i64,
    /// Why it moved nothing; only of a failed one.
    pub reason: Option<FailReason>,
    /// When it was done or failed.
    pub finished_at: Option<DateTime<Utc>>,
}

impl HandOverRecord {
    /// Whether it waits or runs: until it is over, the person is changed by nothing else.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.state, HandOverState::Waiting | HandOverState::Running)
    }

    /// How much is done, 0 to 99 while it runs.
    pub fn percent(&self) -> i64 {
        if self.state == HandOverState::Done { 100 } else { (self.moved * 100 / self.expected.max(1)).clamp(0, 99) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_by_kind() {
        let mut counts = Counts::of(&[(Records::Customers, 3), (Records::Alerts, 1)]);
        counts.add(Records::Alerts, 4);
        assert_eq!((counts.get(Records::Customers), counts.get(Records::Leads), counts.get(Records::Alerts)), (3, 0, 5));
        assert_eq!(counts.total(), 8);
    }

    #[test]
    fn a_hand_over_that_runs_is_never_said_to_be_complete() {
        let record = |state, moved| HandOverRecord {
            id: HandOverId(uuid::Uuid::nil()),
            asked_by: PersonId(uuid::Uuid::nil()),
            asked_by_name: "Grace".into(),
            asked_at: DateTime::UNIX_EPOCH,
            state,
            expected: 200,
            moved,
            reason: None,
            finished_at: None,
        };
        let percents = [0, 1, 50, 200, 900].map(|moved| record(HandOverState::Running, moved).percent());
        assert_eq!(percents, [0, 0, 25, 99, 99]);
        assert_eq!(record(HandOverState::Done, 180).percent(), 100);
        assert!(record(HandOverState::Waiting, 0).is_under_way() && !record(HandOverState::Failed, 0).is_under_way());
    }
}
