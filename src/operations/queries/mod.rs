//! SQL of operations. Reading over all partners takes an [`Operator`](super::model::Operator); the verbs that record
//! customers take a transaction and are used by the pages and by the demo alike.

mod administrators;
mod calendar;
mod campaigns;
pub mod imports;
mod partner_terms;
mod partners;
mod recording;
mod renames;
mod terms;

#[cfg(test)]
mod tests;

pub use administrators::{administrators, hold_administrators, replace_primary};
pub use calendar::{add_days, list_days, remove_day};
pub use campaigns::{MOST_CAMPAIGNS, hold_campaign, insert_campaign, list_campaigns, lookup_campaign, save_campaign};
pub use partners::{
    companies, distributors, is_distributor, lookup_partner, overview, partner_choices, partners_named, partners_to_choose,
    set_real_name_state,
};
// A prospect is recorded by `claims`; both write the scope columns alike.
pub use crate::claims::queries::{Record, lock_account_manager};
pub use partner_terms::{HeldTerms, lock_terms, lookup_terms, save_terms};
pub use recording::{hold_partner_facts, lookup_account_manager, record_association};
pub use renames::{administrators_of, lock_any_rename, rename_company, rename_name, rename_to_decide};
pub use terms::{change_terms, read_terms};
