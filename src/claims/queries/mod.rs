//! SQL of claims.

pub mod check;
mod conversion;
pub mod detail;
mod lapse;
pub mod list;
mod names;
mod ownership;
mod partner;
mod prospect_facts;
mod prospect_lock;
pub mod review;
mod write;

pub use conversion::hold_own_claims;
pub use lapse::{BATCH, lapse_on, lapse_some_due, remind_some_due};
pub use names::alike_names;
pub use ownership::{Columns, Record, columns, lock_account_manager};
pub use partner::{PartnerFacts, account_managers, hold_partner, is_account_manager, lookup_partner, room};
pub use prospect_facts::{ProspectQuery, prospect_facts};
pub use prospect_lock::{hold_all_prospects, hold_off_imports, hold_prospect};
pub use write::{Locked, NewRow, insert, lock, record_claim, withdraw};

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
