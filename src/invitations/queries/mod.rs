//! Invitations in the database, each within a scope. What a customer reaches by a link's token stands in `unscoped`.

pub mod links;
pub mod prospects;
pub mod reveal;
pub mod sending;
