//! The SQL of opportunities. `db` and `scope` come first: what lies outside of the scope does not exist.

pub mod choice;
pub mod detail;
pub mod draft;
pub mod of_claim;
pub mod of_customer;
pub mod owners;
pub mod progress;
pub mod record;
pub mod write;

#[cfg(test)]
pub(crate) mod fixtures;
