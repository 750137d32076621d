//! The nouns of invitations.

mod forms;

pub use forms::{AnswerForm, CodeForm, FilterForm, LinkForm, NewLink, Newcomer, NewcomerForm, RecordForm, SendForm};

use chrono::{DateTime, NaiveDate, Utc};

use crate::auth::model::{Permission, PersonId};
pub use crate::customers::model::{AssociationType, ClaimId, ClaimState, CustomerId, Trait};
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// One attempt to associate one customer.
    InvitationId
}
id_type! {
    /// An offline link; many may join through one.
    LinkId
}
id_type! {
    /// A campaign of the vendor (活动).
    CampaignId
}

choices! {
    /// 邀请方式.
    InvitationKind {
        /// 线上邀请: a mail to a claimed prospect.
        Email => "email",
        /// 通用邀请链接.
        General => "general",
        /// 自定义邀请链接, with a tag of the partner's own.
        Custom => "custom",
        /// 活动邀请.
        Campaign => "campaign",
    }
}

choices! {
    /// Where an invitation stands. A sent one whose time is up counts as expired, whether or not it was closed yet.
    InvitationState {
        /// 已发送: the mail is under way or was read; nobody answered yet.
        Sent => "sent",
        /// Somebody came through an offline link and has a code to enter.
        Confirming => "confirming",
        /// 已关联.
        Accepted => "accepted",
        /// The customer said no.
        Declined => "declined",
        /// 已失效.
        Expired => "expired",
        /// The partner took it back.
        Withdrawn => "withdrawn",
        /// A newer mail took its place.
        Replaced => "replaced",
        /// 关联失败, for a reason.
        Failed => "failed",
    }
}

choices! {
    /// Why an invitation led to no association. Each has a sentence for the customer and an advice for the partner.
    FailReason {
        /// The time of the mailed link is up (R31).
        Expired => "expired",
        /// The mailed link was used before (R33).
        AlreadyUsed => "already_used",
        /// The partner took the link, the invitation or the claim back.
        Withdrawn => "withdrawn",
        /// A newer mail took its place.
        Replaced => "replaced",
        /// The customer said no.
        Declined => "declined",
        /// The campaign's last day is over (R32, U16).
        CampaignEnded => "campaign_ended",
        /// The customer belongs to the inviting partner already.
        AssociatedAlready => "associated_already",
        /// The customer belongs to another partner (R38).
        AssociatedElsewhere => "associated_elsewhere",
        /// Another partner claimed the prospect meanwhile (U14).
        ClaimedByAnother => "claimed_by_another",
        /// The partner's own claim waits for the vendor's decision (R29).
        ClaimInReview => "claim_in_review",
        /// The customer is, or applies to be, a partner.
        IsPartner => "is_partner",
        /// A special contract is in force.
        SpecialContract => "special_contract",
        /// The customer has a credit account: not possible in resale.
        CreditAccountInResale => "credit_account_in_resale",
        /// The partner lost the right to offer referral (R37).
        NoReferralRight => "no_referral_right",
        /// Nobody proved the e-mail address in time, or the code was wrong three times.
        NotProven => "not_proven",
    }
}

choices! {
    /// How the customer answers at the link.
    Joining {
        /// With a new account.
        Register => "register",
        /// With an account that the vendor knows already.
        Identify => "identify",
    }
}

choices! {
    /// What the history masks, and shows a column at a time.
    Secret {
        /// 客户名称.
        Name => "name",
        /// 客户账号名.
        AccountName => "account_name",
        /// 手机号码.
        Mobile => "mobile",
        /// 电子邮箱.
        Email => "email",
    }
}

/// Which rule keeps a person from inviting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff invite nobody.
    VendorStaff,
    /// 仅拓渠: such a distributor recruits resellers and develops no customers (R39).
    ChannelOnly,
    /// No role of the person carries the item (R39).
    NoItem(Permission),
    /// A supervisor looks and changes nothing.
    ViewsOnly,
    /// The distributor above the reseller was delisted: no mailed invitations.
    DistributorDelisted,
}

/// Why a claimed prospect cannot be invited by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInvitable {
    /// Not 已报备: in review, lapsed, withdrawn, associated (R30).
    NotOpen(ClaimState),
    /// The claim carries no e-mail address.
    NoEmail,
}

/// Why a form about invitations is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// The partner may not offer referral (R37).
    NoReferralRight,
    /// Not an active account manager of the partner.
    UnknownAccountManager,
    /// No such campaign, or it is over.
    UnknownCampaign,
    /// Not a mobile number.
    NotAMobile,
    /// Not the number under which the prospect was claimed.
    AnotherMobile,
    /// Not an e-mail address.
    NotAnEmail,
    /// Contains spaces or signs that an account name cannot have.
    NotAnAccountName,
    /// Somebody else has this account name.
    AccountNameTaken,
    /// The proven e-mail address has an account already: say which.
    EmailHasAccount,
    /// No account with this name and the proven address.
    NotTheirs,
    /// The box was not ticked.
    NotAgreed,
    /// Not the code that was mailed.
    WrongCode,
}

/// What a partner may offer and do, beside the person's own rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Standing {
    /// 顾问销售 may be offered (R37).
    pub referral_right: bool,
    /// The distributor above was delisted.
    pub distributor_delisted: bool,
}

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

/// One line of the history, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The invitation.
    pub id: InvitationId,
    /// The claim it was sent for.
    pub claim: Option<ClaimId>,
    /// How.
    pub kind: InvitationKind,
    /// To what.
    pub association_type: AssociationType,
    /// 自定义标签.
    pub tag: String,
    /// Masked.
    pub name: String,
    /// Masked; empty until somebody said it.
    pub account_name: String,
    /// Masked.
    pub mobile: String,
    /// Masked.
    pub email: String,
    /// Stored.
    pub state: InvitationState,
    /// Stored with `Failed`.
    pub reason: Option<FailReason>,
    /// Somebody tried the link after it was closed.
    pub late: Option<(FailReason, DateTime<Utc>)>,
    /// To whom the customer is, or would be, assigned.
    pub account_manager: Option<String>,
    /// Sent, or came.
    pub created_at: DateTime<Utc>,
    /// When a mailed link stops, or a code.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was answered or ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the claim can be invited still.
    pub obstacle: Option<NotInvitable>,
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
    pub associated: Option<Whose>,
    /// Another partner's claim on the mobile or e-mail is open or in review.
    pub claimed_by_another: bool,
    /// The inviting partner's own claim is in review.
    pub claim_in_review: bool,
    /// What the vendor knows of the customer.
    pub traits: Vec<Trait>,
}

/// Whose customer somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The inviting partner's.
    Ours,
    /// Another's.
    Anothers,
}
