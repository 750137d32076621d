//! The SQL of customers. `db` and `scope` come first: what lies outside of the scope does not exist.

pub mod assigning;
pub mod associating;
pub mod association;
pub mod claimed;
pub mod detail;
pub mod ending;
pub mod list;
pub mod related_panels;
pub mod reveal;
