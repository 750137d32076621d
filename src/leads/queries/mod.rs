//! The SQL of leads. Every query of a partner's person takes a [`Visibility`].

pub mod followers;
pub mod list;
mod reading;
pub mod reveal;
mod visibility;
mod writing;

pub use reading::{ClearLead, PartnerFacts};
pub use reading::{campaigns, clear, contacts_stay_masked, facts, follow_ups, has_open_alike, is_campaign, lock, lookup, several};
pub use visibility::Visibility;
pub use writing::{LeadEntry, close, convert, dispatch, follow_up, insert, reopen, revise};
