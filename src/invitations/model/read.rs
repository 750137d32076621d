//! What is read: prospects, links; and what the rules need to know of an answer.

use chrono::{DateTime, NaiveDate, Utc};

use super::{AssociationType, ClaimId, FailReason, InvitationKind, InvitationState, LinkId, NotInvitable, Trait};
use crate::auth::model::PersonId;

/// A claimed prospect, as the page about inviting shows it; masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// The claim.
    pub claim: ClaimId,
    /// Masked.
    pub name: String,
    /// Masked.
    pub email: String,
    /// Whether the name is written in Chinese: the mail's language is proposed from it.
    pub is_chinese: bool,
    /// Of today.
    pub account_manager: Option<String>,
    /// Why not, if not.
    pub obstacle: Option<NotInvitable>,
    /// A mailed invitation is under way; a new one takes its place.
    pub sent_at: Option<DateTime<Utc>>,
}

/// An offline link, as its partner's people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// The link.
    pub id: LinkId,
    /// General, custom or campaign.
    pub kind: InvitationKind,
    /// Not a secret: it is printed.
    pub token: String,
    /// What those who join agree to.
    pub association_type: AssociationType,
    /// 自定义标签; the account name on a general link.
    pub tag: String,
    /// Name and last Beijing day.
    pub campaign: Option<(String, NaiveDate)>,
    /// To whom those who join are assigned.
    pub account_manager: Option<(PersonId, String)>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Who joined through it.
    pub joined: i64,
}

/// What is known about an answer at a link; [`judge_association`](super::rules::judge_association) decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Now.
    pub now: DateTime<Utc>,
    /// The mailed invitation's state; of somebody at an offline link, `Confirming`.
    pub state: InvitationState,
    /// Why it failed, when it did.
    pub reason: Option<FailReason>,
    /// When a mailed link stops.
    pub expires_at: Option<DateTime<Utc>>,
    /// The offline link was taken back, or the claim was.
    pub withdrawn: bool,
    /// The campaign's last Beijing day.
    pub campaign_ends: Option<NaiveDate>,
    /// What is offered.
    pub association_type: AssociationType,
    /// Whether the partner may offer referral.
    pub referral_right: bool,
    /// Whether the e-mail address is proven: by the mailed link itself, or by a code.
    pub proven: bool,
    /// Whose customer this is today.
    pub associated: Option<AssociationHolder>,
    /// Another partner's claim on the mobile or e-mail is open or in review.
    pub claimed_by_another: bool,
    /// The inviting partner's own claim is in review.
    pub claim_in_review: bool,
    /// What the vendor knows of the customer.
    pub traits: Vec<Trait>,
}

/// Whose customer somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssociationHolder {
    /// The inviting partner's.
    Ours,
    /// Another's.
    Anothers,
}
