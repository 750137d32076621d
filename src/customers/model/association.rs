//! The nouns of ending an association and of switching its type: the partner asks, the customer decides (R57, R58).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AssociationId, AssociationType, CustomerId, Trait};
use crate::auth::model::PersonId;
use crate::organisation::model::PartnerId;
use crate::values::choice::choices;

choices! {
    /// What the partner asks for.
    RequestKind {
        /// 解除关联.
        Disassociate => "disassociate",
        /// 切换关联类型.
        SwitchType => "switch_type",
    }
}

choices! {
    /// What became of a request.
    RequestState {
        /// The customer has not decided.
        Pending => "pending",
        /// The customer agreed, and it was done.
        Accepted => "accepted",
        /// The customer did not agree.
        Refused => "refused",
        /// The partner took it back.
        Withdrawn => "withdrawn",
        /// The customer did not decide in time.
        Expired => "expired",
        /// The customer agreed, but something stood in the way by then.
        Failed => "failed",
    }
}

/// What a failed request keeps as its reason when the partner had lost the right of referral by the moment of consent.
pub const NO_REFERRAL_RIGHT: &str = "no_referral_right";
/// Most characters of what the partner writes to the customer.
pub const LONGEST_REQUEST_NOTE: usize = 1000;

/// A request, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    /// Idempotency key.
    pub key: String,
    /// The customer.
    pub id: String,
    /// The version of the association that was read.
    pub version: String,
    /// [`RequestKind`].
    pub kind: String,
    /// `true`: "I understand" is ticked (R58).
    pub understood: String,
    /// What the customer is told; may be empty.
    pub note: String,
    /// The verification code, where one is asked for.
    pub code: String,
}

/// Taking a request back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Idempotency key.
    pub key: String,
    /// The request.
    pub id: String,
}

/// The customer's decision, through the link of the mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    /// The secret of the link.
    pub token: String,
    /// `accept` or `refuse`.
    pub answer: String,
    /// `true`: whoever accepts has read what changes, which cannot be taken back. Refusing needs none.
    pub read: String,
}

/// The tags of a customer, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TagsForm {
    /// Idempotency key.
    pub key: String,
    /// The customer.
    pub id: String,
    /// The version of the association that was read.
    pub version: String,
    /// Separated by commas.
    pub tags: String,
}

/// A request, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRequest {
    /// What is asked for.
    pub kind: RequestKind,
    /// At most [`LONGEST_REQUEST_NOTE`] characters; may be empty.
    pub note: String,
}

/// An association, with what decides about its end. Clear values never leave the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The association of today.
    pub id: AssociationId,
    /// The legal customer.
    pub customer: CustomerId,
    /// What people quote.
    pub number: String,
    /// In clear.
    pub name: String,
    /// In clear; may be empty.
    pub email: String,
    /// With whom.
    pub partner_id: PartnerId,
    /// By name.
    pub partner: String,
    /// 关联类型.
    pub kind: AssociationType,
    /// Whether the partner may offer referral (R37).
    pub referral_right: bool,
    /// The account manager of today.
    pub owner_id: Option<PersonId>,
    /// Raised by every change.
    pub version: i32,
    /// What the vendor knows of the customer.
    pub traits: Vec<Trait>,
    /// The tag of the invitation link, and the partner's own.
    pub link_tag: String,
    /// The partner's own tags.
    pub tags: Vec<String>,
    /// When the last request about it was made.
    pub last_request: Option<DateTime<Utc>>,
    /// Whether the customer has not decided on one yet.
    pub is_pending: bool,
}

/// One request as a line of the records. The customer is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// The request.
    pub id: Uuid,
    /// What was asked for.
    pub kind: RequestKind,
    /// To which type.
    pub target: Option<AssociationType>,
    /// As stored; see `rules::request_state`.
    pub state: RequestState,
    /// Blockers that were found at the moment of consent, or [`NO_REFERRAL_RIGHT`], separated by commas.
    pub reason: Option<String>,
    /// What the customer was told.
    pub note: String,
    /// Who asked.
    pub requested_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// From this moment on the link does not work.
    pub expires_at: DateTime<Utc>,
    /// When it was decided, withdrawn, or had expired.
    pub closed_at: Option<DateTime<Utc>>,
    /// The customer's number.
    pub number: String,
    /// Masked.
    pub customer: String,
    /// Where its page is, while it is associated with the partner.
    pub customer_id: Option<CustomerId>,
}

/// Which rule keeps somebody from asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestDenial {
    /// The vendor's staff.
    VendorStaff,
    /// Administrators only (R57).
    NotAdministrator,
    /// A reseller asks its customers itself.
    OfAReseller,
    /// Tags are the administrator's and the account manager's.
    NotYourCustomer,
}

/// Why a request is not made, or tags are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestRefusal {
    /// Neither end nor switch.
    NotAChoice,
    /// "I understand" is not ticked (R58).
    NotUnderstood,
    /// More characters than this.
    TooLong(usize),
    /// Something stands in the way (R57).
    Blocked,
    /// The customer has not decided on the last one.
    Pending,
    /// One request within some months (U27); again from then on.
    TooSoon(DateTime<Utc>),
    /// The customer has no e-mail address.
    NoEmail,
    /// A switch to referral, which the partner may not offer (R37).
    NoReferralRight,
    /// More tags than this.
    TooManyTags(usize),
    /// A tag longer than this.
    TagTooLong(usize),
}
