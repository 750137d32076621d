//! The moves, all in the caller's transaction: an account manager to another supervisor, everything that a person is
//! responsible for to another person, customers to another account manager, one opportunity to another owner.

mod counting;
mod customers;
mod dated;
mod opportunities;
mod pace;
mod person;
mod records;
mod rows;
mod supervision;

#[cfg(test)]
mod tests;

pub use counting::{held, rows_owned_by};
pub use customers::{Assigned, Assigning, assign, begin_assignment, end_assignments, hold_people, take_back};
pub use opportunities::{hold_owners, reassign_opportunity};
pub use pace::{Pace, ROWS_OF_A_STATEMENT, Steps};
pub use person::hand_over_person;
pub use records::{HandOverRequest, NewRecord, begin_attempt, fail_record, finish_record, latest_record, request_record, try_turn};
pub use supervision::{Moved, begin_supervision, change_supervisor};
