//! Who administers a partner first of all, and who could.

use serde::{Deserialize, Serialize};

use crate::auth::model::PersonId;

/// A partner's active system administrators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Administrators {
    /// The primary one.
    pub primary: Option<PersonId>,
    /// The others: person, name, account name; by account name.
    pub others: Vec<(PersonId, String, String)>,
}

/// Operations: another primary administrator, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrimaryForm {
    /// Idempotency key.
    pub key: String,
    /// The partner.
    pub id: String,
    /// The primary administrator that the page showed; empty for none.
    pub from: String,
    /// Who is to be it.
    pub person: String,
}

/// Why somebody does not become the primary administrator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimaryRefusal {
    /// Nobody chosen.
    Missing,
    /// Not another active system administrator of this partner.
    Unknown,
}
