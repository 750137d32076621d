//! A company that asks the vendor for another name.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CompanyId, PartnerId};
use crate::auth::model::PersonId;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// A request to rename a company.
    RenameId
}

choices! {
    /// What became of a request to rename the company.
    RenameState {
        /// The vendor has not decided.
        Pending => "pending",
        /// The company has the new name.
        Accepted => "accepted",
        /// It keeps the old one.
        Refused => "refused",
        /// The partner does not want it any more.
        Withdrawn => "withdrawn",
    }
}

/// The company behind a partner, as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The company.
    pub id: CompanyId,
    /// Its legal name.
    pub name: String,
    /// The vendor's contact of the partner: name, mobile, e-mail, each perhaps empty.
    pub ecosystem_manager: [String; 3],
}

impl Company {
    /// The vendor's contact in one line, as far as it is known.
    pub fn manager(&self) -> Option<String> {
        let known: Vec<&str> = self.ecosystem_manager.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        (!known.is_empty()).then(|| known.join(" · "))
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The request.
    pub id: RenameId,
    /// Which company.
    pub company_id: CompanyId,
    /// Through which of its partners.
    pub partner_id: PartnerId,
    /// As that partner is called.
    pub partner_name: String,
    /// When it was asked for.
    pub old_name: String,
    /// Wished for.
    pub new_name: String,
    /// Why.
    pub reason: String,
    /// What became of it.
    pub state: RenameState,
    /// Who asked.
    pub requested_by: PersonId,
    /// Who asked, as colleagues read it.
    pub requester: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was decided or withdrawn.
    pub decided_at: Option<DateTime<Utc>>,
    /// What the vendor wrote to it; may be empty.
    pub note: String,
}

/// Organisation: another name for the company, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenameForm {
    /// Idempotency key.
    pub key: String,
    /// The new legal name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// Organisation: a request that is withdrawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawRenameForm {
    /// Idempotency key.
    pub key: String,
    /// The request.
    pub id: String,
}

/// Operations: what the vendor decides on a request, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecideRenameForm {
    /// Idempotency key.
    pub key: String,
    /// The request.
    pub id: String,
    /// `accept` or `refuse`.
    pub decision: String,
    /// To the partner; needed to refuse.
    pub note: String,
}
