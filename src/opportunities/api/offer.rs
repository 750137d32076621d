//! What the report form is offered while it is filled in.

use serde::{Deserialize, Serialize};

/// A customer that can be chosen. Every word about it is masked already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOption {
    /// What is posted.
    pub value: String,
    /// Masked.
    pub name: String,
    /// Masked account, industry, kind and whose it is, in the person's language.
    pub note: String,
    /// For the next step.
    pub industry: String,
}

/// An open opportunity for the same customer with a similar name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyDuplicate {
    /// Where it is.
    pub address: String,
    /// Name, since when and whose, in the person's language.
    pub sentence: String,
}
