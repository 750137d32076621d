//! Nouns of all marketing tasks.

use crate::auth::model::{PartnerId, Permission, PersonId};
use crate::values::choice::choices;

choices! {
    /// 任务状态, of expansion and of renewal tasks (domain file, §1.7, §1.8, U19). That a task is overdue is a flag, not a state.
    TaskState {
        /// 待处理: nobody has processed it.
        Pending => "pending",
        /// 进行中: processed at least once.
        InProgress => "in_progress",
        /// 已完成.
        Done => "done",
        /// 已终止.
        Terminated => "terminated",
    }
}

impl TaskState {
    /// Pending or in progress: somebody may still work on it, and its deadline counts.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::InProgress)
    }
}

/// Most tasks that are processed at once.
pub const MOST_AT_ONCE: usize = 100;
/// What waits to be processed is counted up to so many.
pub const MOST_COUNTED: i64 = 1_000;

choices! {
    /// What became of one of several tasks that were processed at once.
    Outcome {
        /// What was said of it stands in its records.
        Processed => "processed",
        /// It was over already.
        Ended => "ended",
        /// Somebody else processes it.
        NotYours => "not_yours",
        /// Somebody changed it after the page was opened; nothing was written.
        Changed => "changed",
        /// It is not, or not any more, in the viewer's scope.
        Gone => "gone",
    }
}

/// Whose a task is: its partner, and the customer's account manager of today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskOwner {
    /// The partner whose customer it is.
    pub partner: PartnerId,
    /// Nobody: the partner's administrator answers for it (U23).
    pub account_manager: Option<PersonId>,
}

/// Which rule keeps somebody from marketing tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Tasks belong to the partners.
    VendorStaff,
    /// No role of the person carries the item.
    NoItem(Permission),
    /// Resellers see tasks and records; their distributor processes them (R41).
    Reseller,
    /// A supervisor views what the team has (U25).
    SupervisorViews,
    /// Another account manager's customer.
    NotYours,
    /// Only the vendor's operators create and terminate campaigns.
    OperatorsOnly,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_addresses_and_in_the_database_are_those_of_forms() {
        for word in TaskState::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
        for word in Outcome::ALL {
            assert_eq!(serde_json::to_value(word).ok(), Some(word.as_str().into()));
        }
    }
}
