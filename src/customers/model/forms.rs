//! Recording a customer in Operations: as typed, and as parsed.

use serde::{Deserialize, Serialize};

use super::{AssociationType, Industry, RealNameState};
use crate::organisation::model::PartnerId;

/// Operations: record a customer of a partner, as typed. The rest of customer development comes later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    /// Idempotency key.
    pub key: String,
    /// `association` or `claim`.
    pub kind: String,
    /// The partner's id.
    pub partner: String,
    /// 客户全称.
    pub company_name: String,
    /// 客户账号名, for an association.
    pub account_name: String,
    /// [`Industry`].
    pub industry: String,
    /// May be empty.
    pub contact_name: String,
    /// Mandatory for a claim.
    pub mobile: String,
    /// May be empty.
    pub email: String,
    /// [`AssociationType`], for an association.
    pub association_type: String,
    /// [`RealNameState`], for an association; empty is unverified.
    pub real_name_state: String,
    /// The account name of the partner's account manager; may be empty for an association.
    pub account_manager: String,
}

/// A customer to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCustomer {
    /// The partner.
    pub partner_id: PartnerId,
    /// 1 to 128 characters.
    pub company_name: String,
    /// 客户行业.
    pub industry: Industry,
    /// Up to 64 characters, may be empty.
    pub contact_name: String,
    /// Normalised.
    pub mobile: Option<String>,
    /// In lower case.
    pub email: Option<String>,
    /// Whose customer it becomes.
    pub account_manager: Option<String>,
    /// Association or claim.
    pub relation: NewRelation,
}

/// What the partner has to do with a new customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewRelation {
    /// Associated from today on.
    Association {
        /// 1 to 64 characters, unique in the installation.
        account_name: String,
        /// Referral or resale.
        kind: AssociationType,
        /// Of the customer.
        real_name_state: RealNameState,
    },
    /// Claimed; has a mobile number.
    Claim,
}
