//! What people type about leads, and what becomes of it.

use serde::{Deserialize, Serialize};

use super::{CampaignId, Method};
use crate::auth::model::PersonId;
use crate::claims::model::ClaimForm;
use crate::customers::model::Industry;

/// Enter a lead (新建线索), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadForm {
    /// Idempotency key.
    pub key: String,
    /// 公司名称.
    pub company_name: String,
    /// 客户名称; may be empty.
    pub contact_name: String,
    /// This or the e-mail address.
    pub mobile: String,
    /// This or the mobile number.
    pub email: String,
    /// [`Industry`].
    pub industry: String,
    /// A campaign's id; may be empty.
    pub campaign: String,
    /// May be empty.
    pub note: String,
    /// Who follows it, where the viewer may dispatch; empty is nobody yet.
    pub follower: String,
    /// Anything here: that a like one is open was seen and accepted.
    pub acknowledged: String,
}

/// A lead to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLead {
    /// 1 to 128 characters.
    pub company_name: String,
    /// Up to 64 characters, may be empty.
    pub contact_name: String,
    /// As `normalise_mobile` writes it, or empty.
    pub mobile: String,
    /// As `normalise_email` writes it, or empty.
    pub email: String,
    /// 客户行业.
    pub industry: Industry,
    /// 活动.
    pub campaign: Option<CampaignId>,
    /// Up to 1,000 characters.
    pub note: String,
    /// Who was chosen to follow it.
    pub follower: Option<PersonId>,
    /// That a like one is open was seen and accepted.
    pub acknowledged: bool,
}

/// Revise a lead, as typed. What is masked on the page stays as it is where nothing is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviseForm {
    /// Idempotency key.
    pub key: String,
    /// The lead.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Another name; empty: as it is.
    pub company_name: String,
    /// Another contact; empty: as it is.
    pub contact_name: String,
    /// Another number; empty: as it is.
    pub mobile: String,
    /// Another address; empty: as it is.
    pub email: String,
    /// [`Industry`].
    pub industry: String,
    /// A campaign's id; may be empty.
    pub campaign: String,
    /// May be empty.
    pub note: String,
}

/// What changes; `None` stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// 1 to 128 characters.
    pub company_name: Option<String>,
    /// 1 to 64 characters.
    pub contact_name: Option<String>,
    /// As `normalise_mobile` writes it.
    pub mobile: Option<String>,
    /// As `normalise_email` writes it.
    pub email: Option<String>,
    /// 客户行业.
    pub industry: Industry,
    /// 活动.
    pub campaign: Option<CampaignId>,
    /// Up to 1,000 characters.
    pub note: String,
}

/// The ticked leads, on their way to the page that dispatches them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PickForm {
    /// Ids.
    pub leads: Vec<String>,
    /// `dispatch`; without any tick the form says at least this.
    pub act: String,
}

/// Dispatch leads (派发), as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DispatchForm {
    /// Idempotency key.
    pub key: String,
    /// `<lead>:<version>`; a hundred at the most.
    pub leads: Vec<String>,
    /// 跟进人, by id.
    pub follower: String,
}

/// Say what came of a lead, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUpForm {
    /// Idempotency key.
    pub key: String,
    /// The lead.
    pub id: String,
    /// [`Method`].
    pub method: String,
    /// Mandatory.
    pub content: String,
}

/// What came of a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    /// How.
    pub method: Method,
    /// 1 to 1,000 characters.
    pub content: String,
}

/// Close a lead that came to nothing, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CloseForm {
    /// Idempotency key.
    pub key: String,
    /// The lead.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// Mandatory, up to 256 characters.
    pub reason: String,
}

/// Open a closed lead again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReopenForm {
    /// Idempotency key.
    pub key: String,
    /// The lead.
    pub id: String,
    /// The version that was read.
    pub version: String,
}

/// Make a claim of a lead (报备), as typed. Name, contact, number and address are the lead's where nothing is typed: they
/// never have to leave the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConvertForm {
    /// The lead.
    pub id: String,
    /// The version that was read.
    pub version: String,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimForm,
}
