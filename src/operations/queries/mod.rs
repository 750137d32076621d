//! SQL of operations. Reading over all partners takes an [`Operator`](super::model::Operator); the verbs that record
//! customers take a transaction and are used by the pages and by the demo alike.

mod calendar;
mod customers;
mod partners;
mod recording;
mod terms;

#[cfg(test)]
mod tests;

pub use calendar::{add_days, list_days, remove_day};
pub use customers::list_recorded;
pub use partners::{
    companies, distributors, is_distributor, list_partners, lookup_partner, overview, partner_choices, set_real_name_state,
};
pub use recording::{
    Record, count_open_claims, lock_account_manager, lookup_account_manager, lookup_partner_kind, record_association, record_claim,
};
pub use terms::{change_terms, read_terms};
