//! Forms of invitations as typed, all strings; and what they become.

use serde::{Deserialize, Serialize};

use super::{AssociationType, CampaignId, InvitationKind};
use crate::auth::model::PersonId;

/// Inviting claimed prospects by mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendForm {
    /// Idempotency key.
    pub key: String,
    /// Ids of claims, separated by commas; a hundred at the most.
    pub claims: String,
    /// An [`AssociationType`].
    pub association_type: String,
    /// The mail's language, a tag.
    pub locale: String,
}

/// Something done to one or several records: resend, withdraw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    /// Idempotency key.
    pub key: String,
    /// The one record of a row's own button.
    pub id: String,
    /// The ticked ones.
    pub ids: Vec<String>,
}

/// A new offline link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// Idempotency key.
    pub key: String,
    /// An [`InvitationKind`] but a mailed one.
    pub kind: String,
    /// An [`AssociationType`].
    pub association_type: String,
    /// 自定义标签, at most 64 characters.
    pub tag: String,
    /// The campaign's id.
    pub campaign: String,
    /// The account manager's id; empty for the partner's.
    pub account_manager: String,
}

/// A link to be made. What it refers to is asked of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// General, custom or campaign.
    pub kind: InvitationKind,
    /// What those who join agree to.
    pub association_type: AssociationType,
    /// Empty but on custom links, and on general ones the account name.
    pub tag: String,
    /// Of a campaign link.
    pub campaign: Option<CampaignId>,
    /// To whom those who join are assigned; an account manager's own links name herself.
    pub account_manager: Option<PersonId>,
}

/// What the customer types at the link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewcomerForm {
    /// The link's token.
    pub token: String,
    /// A [`Joining`](super::Joining).
    pub joining: String,
    /// Company name.
    pub company_name: String,
    /// Account name.
    pub account_name: String,
    /// Contact.
    pub contact_name: String,
    /// Mobile number.
    pub mobile: String,
    /// E-mail address; not asked where the link proves it.
    pub email: String,
    /// Ticked: agrees to the association.
    pub agreed: String,
}

/// The code that was mailed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    /// The link's token.
    pub token: String,
    /// The attempt that it proves.
    pub id: String,
    /// Six characters.
    pub code: String,
    /// Another account name, where the first is somebody else's.
    pub account_name: String,
}

/// The customer says no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The link's token.
    pub token: String,
}

/// What somebody said at a link, made regular.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// A new account, or one that exists.
    pub joining: super::Joining,
    /// Company name; of an account that exists, the account name stands in until the customer is known.
    pub company_name: String,
    /// Account name, as typed.
    pub account_name: String,
    /// Contact; empty when not said.
    pub contact_name: String,
    /// Normalised; empty for an account that exists.
    pub mobile: String,
    /// Normalised; the address that must be proven.
    pub email: String,
}
