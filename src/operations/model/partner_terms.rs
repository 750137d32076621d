//! What the vendor keeps about a partner beyond its founding.

use serde::{Deserialize, Serialize};

use crate::organisation::model::PartnerKind;

/// What decides about a partner's customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartnerFacts {
    /// What it is to the vendor.
    pub kind: PartnerKind,
    /// 仅拓渠.
    pub channel_only: bool,
    /// May offer referral (R37).
    pub referral_right: bool,
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
    /// 营销计划2.0: numbers and addresses of its leads are never shown in clear (R24).
    pub marketing_programme: bool,
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
    pub marketing_programme: String,
    /// `true` or empty.
    pub delisted: String,
    /// See [`PartnerTerms`].
    pub manager_name: String,
    /// See [`PartnerTerms`].
    pub manager_mobile: String,
    /// See [`PartnerTerms`].
    pub manager_email: String,
}
