//! The nouns of renewal tasks.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::values::choice::choices;
use crate::values::id::id_type;

/// Most characters of a reason, and of a note.
pub const LONGEST_TEXT: usize = 1000;

id_type! {
    /// One renewal task.
    RenewalTaskId
}

choices! {
    /// What the customer intends (U20).
    Intention {
        /// It will renew.
        WillRenew => "will_renew",
        /// It will not; the reason is asked for.
        WillNotRenew => "will_not_renew",
        /// It has not decided.
        Undecided => "undecided",
    }
}

choices! {
    /// Why a task is over (U22).
    Ending {
        /// The line was renewed: the task is done. All others terminate it.
        Renewed => "renewed",
        /// 已退订.
        Unsubscribed => "unsubscribed",
        /// 已释放.
        Released => "released",
        /// The line expires at another moment now, for which there is, or will be, another task.
        ExpiryMoved => "expiry_moved",
        /// Nobody renewed it, and the days of grace after the expiry are over.
        Expired => "expired",
        /// The customer is not associated with the partner any more.
        AssociationEnded => "association_ended",
    }
}

choices! {
    /// What a record says.
    RecordKind {
        /// The nightly job made the task.
        Made => "made",
        /// Somebody processed it.
        Processed => "processed",
        /// It ended by itself.
        Ended => "ended",
    }
}

/// One task, as decisions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The task.
    pub id: RenewalTaskId,
    /// Raised by every change.
    pub version: i32,
    /// Where it stands.
    pub state: TaskState,
    /// Whose it is.
    pub owner: TaskOwner,
}

/// Processing one task, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProcessForm {
    /// Idempotency key.
    pub key: String,
    /// The task.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// [`Intention`].
    pub intention: String,
    /// Why it will not be renewed.
    pub reason: String,
    /// When it is expected, `2026-12-15`; may be empty.
    pub expected_on: String,
    /// May be empty.
    pub note: String,
}

/// Processing several, as typed: all get the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BatchForm {
    /// Idempotency key.
    pub key: String,
    /// `id:version` of each task.
    pub tasks: Vec<String>,
    /// [`Intention`].
    pub intention: String,
    /// Why they will not be renewed.
    pub reason: String,
    /// When it is expected; may be empty.
    pub expected_on: String,
    /// May be empty.
    pub note: String,
}

/// What is said of several tasks, each in the version that the page showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The tasks, each once.
    pub tasks: Vec<(RenewalTaskId, i32)>,
    /// What is said of all of them.
    pub processing: Processing,
}

/// What is said of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processing {
    /// What the customer intends.
    pub intention: Intention,
    /// Why not; empty for the other intentions.
    pub reason: String,
    /// On which Beijing day the renewal is expected.
    pub expected_on: Option<NaiveDate>,
    /// May be empty.
    pub note: String,
}

/// What is wrong with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No intention was chosen.
    NoIntention,
    /// Not one of the choices.
    NotAChoice,
    /// Whoever will not renew has a reason.
    NoReason,
    /// More characters than this.
    TooLong(usize),
    /// No day.
    NotADay,
    /// The expected day is over.
    DayPassed,
    /// No task was chosen.
    NothingChosen,
    /// More tasks than this at once.
    TooMany(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_the_database_are_those_of_forms() {
        for word in Intention::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in Ending::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
    }
}
