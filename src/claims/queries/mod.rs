//! SQL of claims.

mod becoming;
pub mod check;
pub mod detail;
mod excluding;
mod known;
mod lapse;
pub mod list;
mod names;
mod partner;
mod place;
pub mod review;
mod write;

pub use becoming::hold_own_claims;
pub use excluding::{hold_all_prospects, hold_off_imports, hold_prospect};
pub use known::{Asked, known};
pub use lapse::{BATCH, lapse_on, lapse_some_due, remind_some_due};
pub use names::alike_names;
pub use partner::{PartnerFacts, account_managers, hold_partner, is_account_manager, lookup_partner, room};
pub use place::{Columns, Record, columns, lock_account_manager};
pub use write::{Locked, NewRow, insert, lock, record_claim, withdraw};

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
