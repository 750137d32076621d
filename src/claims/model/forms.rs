//! What people type about claims, and what becomes of it.

use serde::{Deserialize, Serialize};

use super::ClaimId;
use crate::auth::model::PersonId;
use crate::customers::model::Industry;
use crate::values::money::Charged;

/// Claim a prospect (报备客户), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    /// Idempotency key.
    pub key: String,
    /// 客户全称.
    pub company_name: String,
    /// [`Industry`].
    pub industry: String,
    /// May be empty.
    pub contact_name: String,
    /// Mandatory (U13).
    pub mobile: String,
    /// Mandatory when an invitation is to be mailed.
    pub email: String,
    /// 是否发送邀请链接: `yes` or `no`.
    pub invite: String,
    /// 关联类型, when an invitation is to be mailed.
    pub association_type: String,
    /// The account manager's id, where the viewer may choose one; empty is oneself or nobody.
    pub owner: String,
    /// Anything here: a likeness of names was seen and accepted.
    pub acknowledged: String,
    /// For manual review: CNY a month, in addition to today's.
    pub expected_spend: String,
    /// For manual review: what was talked about with whom.
    pub communication_history: String,
}

/// A prospect to be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    /// 1 to 128 characters.
    pub company_name: String,
    /// 客户行业.
    pub industry: Industry,
    /// Up to 64 characters, may be empty.
    pub contact_name: String,
    /// Normalised.
    pub mobile: String,
    /// In lower case.
    pub email: Option<String>,
    /// Whether the invitation follows at once.
    pub invite: bool,
    /// The account manager who was chosen.
    pub owner: Option<PersonId>,
    /// A likeness of names was seen and accepted.
    pub acknowledged: bool,
}

/// What the vendor's operator reads before deciding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// CNY a month.
    pub expected_spend: Charged,
    /// 1 to 2,000 characters.
    pub communication_history: String,
}

/// The instant check, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// A mobile number or an e-mail address.
    pub prospect: String,
}

/// What the instant check asks about, made regular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prospect {
    /// As `normalise_mobile` writes it.
    Mobile(String),
    /// As `normalise_email` writes it.
    Email(String),
}

/// Ticked claims and what to do with them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChooseForm {
    /// Ids.
    pub claims: Vec<String>,
    /// `invite` or `withdraw`.
    pub act: String,
}

/// Give claims up, as typed. One by id and version, or several as `<id>:<version>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Idempotency key.
    pub key: String,
    /// One claim.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Several claims.
    pub claims: Vec<String>,
}

/// One claim as a page showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The claim.
    pub id: ClaimId,
    /// The version that the page showed.
    pub version: i32,
}

/// The vendor's operator's decision, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    /// Idempotency key.
    pub key: String,
    /// The claim.
    pub id: String,
    /// The version that the page showed.
    pub version: String,
    /// `accept` or `reject`.
    pub decision: String,
    /// The partner reads it. Mandatory for a rejection, at most 1,000 characters.
    pub note: String,
}

/// The vendor's operator's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The claim is open from now on; a note may be empty.
    Accept(String),
    /// With the reason that the partner reads.
    Reject(String),
}
