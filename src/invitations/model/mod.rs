//! The nouns of invitations.

mod forms;
mod read;

pub use forms::{AnswerForm, CodeForm, LinkForm, NewLink, Newcomer, NewcomerForm, RecordForm, SendForm};
pub use read::{AssociationHolder, Facts, LinkRow, Prospect};

use crate::auth::model::Permission;
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
        /// The mail could not be sent: the last try failed as well.
        MailRefused => "mail_refused",
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

impl Secret {
    /// Whether it is a number or an address, by which somebody is reached.
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Mobile | Self::Email)
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
    /// The partner mailed the address as often as it may within a day.
    MailedOften,
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
    /// The number, which nobody proved, has an account already: only whoever proves its address joins with it.
    MobileHasAccount,
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
