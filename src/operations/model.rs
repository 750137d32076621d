//! The nouns of operations: what the vendor's staff see of partners and customers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::customers::model::{AssociationType, ClaimState, Industry};
use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};

/// Shown by whoever reads over all partners: that a rule has found the viewer to be the vendor's. Only this capability can
/// make one.
#[derive(Clone, Copy, Debug)]
pub struct Operator(());

impl Operator {
    pub(in crate::operations) const fn found() -> Self {
        Self(())
    }
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Legal companies.
    pub companies: i64,
    /// Partners of all kinds.
    pub partners: i64,
    /// Partners' people, disabled ones included.
    pub people: i64,
    /// Customers that are associated today.
    pub customers: i64,
    /// Prospects under an open claim.
    pub claims: i64,
}

/// One partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerRow {
    /// The partner.
    pub id: PartnerId,
    /// As its people read it.
    pub name: String,
    /// The legal company.
    pub company: String,
    /// What it is to the vendor.
    pub kind: PartnerKind,
    /// 仅拓渠.
    pub channel_only: bool,
    /// The distributor of a reseller.
    pub distributor: Option<String>,
    /// Of the company's check.
    pub real_name_state: RealNameState,
    /// People who may sign in.
    pub people: i64,
    /// Customers associated today.
    pub customers: i64,
    /// The primary administrator: account name and name.
    pub administrator: Option<(String, String)>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// One recorded customer or prospect, as the vendor's staff see it: masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRow {
    /// What people quote; a claim has none.
    pub number: Option<String>,
    /// Masked.
    pub name: String,
    /// Masked; a claim has none.
    pub account_name: Option<String>,
    /// 客户行业.
    pub industry: Industry,
    /// Of an association.
    pub association_type: Option<AssociationType>,
    /// Of a claim: its state and when its time is up.
    pub claim: Option<(ClaimState, DateTime<Utc>)>,
    /// Whose.
    pub partner: String,
    /// Of today: account name and name.
    pub account_manager: Option<(String, String)>,
    /// Association or claim began.
    pub since: DateTime<Utc>,
}

/// Operations: another state of a partner's real-name check, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RealNameForm {
    /// Idempotency key.
    pub key: String,
    /// The partner.
    pub id: String,
    /// The state that the page showed.
    pub from: String,
    /// The state to be.
    pub to: String,
}

/// What the page shows once after a partner was created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedPartner {
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub name: String,
    /// Of the first administrator.
    pub account_name: String,
    /// Of the first administrator; only its hash is kept.
    pub password: String,
}

/// What the vendor keeps about a partner beyond its founding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerTerms {
    /// Without mobile or e-mail the partner cannot claim (R25). As `normalise_mobile` writes it, or empty.
    pub contact_mobile: String,
    /// As `normalise_email` writes it, or empty.
    pub contact_email: String,
    /// 仅拓渠; distributors only.
    pub channel_only: bool,
    /// Whether it may offer referral, 顾问销售 (R37).
    pub referral_right: bool,
    /// Whether the distributor was delisted: its resellers cannot invite online.
    pub delisted: bool,
    /// 生态经理: the vendor's contact, shown to the partner. Up to 64 characters.
    pub manager_name: String,
    /// As `normalise_mobile` writes it, or empty.
    pub manager_mobile: String,
    /// As `normalise_email` writes it, or empty.
    pub manager_email: String,
}

/// Operations: a partner's terms, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerTermsForm {
    /// Idempotency key.
    pub key: String,
    /// The partner.
    pub id: String,
    /// The version that the page showed.
    pub version: String,
    /// See [`PartnerTerms`].
    pub contact_mobile: String,
    /// See [`PartnerTerms`].
    pub contact_email: String,
    /// `true` or empty.
    pub channel_only: String,
    /// `true` or empty.
    pub referral_right: String,
    /// `true` or empty.
    pub delisted: String,
    /// See [`PartnerTerms`].
    pub manager_name: String,
    /// See [`PartnerTerms`].
    pub manager_mobile: String,
    /// See [`PartnerTerms`].
    pub manager_email: String,
}
