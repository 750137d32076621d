//! The nouns of claims.

mod forms;

pub use forms::{CheckForm, ChooseForm, ClaimForm, DecideForm, Decision, NewClaim, Prospect, Supplement, Target, WithdrawForm};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::Permission;
pub use crate::customers::model::{ClaimId, ClaimState, Trait};
use crate::values::choice::choices;

/// Shown by whoever reads claims over all partners: that a rule has found the viewer to be the vendor's. Only this
/// capability can make one.
#[derive(Clone, Copy, Debug)]
pub struct Reviewer(());

impl Reviewer {
    pub(in crate::claims) const fn found() -> Self {
        Self(())
    }
}

choices! {
    /// Why a claim goes to the vendor's operator (人工审核).
    ReviewReason {
        /// Registered with the vendor for more than seven days.
        RegisteredBefore => "registered_before",
        /// Spends cash, and the vendor's direct sales follow it.
        FollowedBySales => "direct_sales",
        /// Registered in another country than the partner's area.
        AnotherCountry => "another_country",
        /// Belongs to the vendor's online sales team.
        OnlineSales => "online_sales",
    }
}

/// A claim on the same mobile number or e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownClaim {
    /// The number is the same.
    pub on_mobile: bool,
    /// The address is the same.
    pub on_email: bool,
    /// Of the partner that asks.
    pub is_ours: bool,
    /// As stored.
    pub state: ClaimState,
    /// When its time is, or was, up.
    pub valid_until: DateTime<Utc>,
    /// When it ended before its time; `None` while it is stored as open or in review.
    pub closed_at: Option<DateTime<Utc>>,
}

/// A legal customer with the same mobile number or e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCustomer {
    /// The number is the same.
    pub on_mobile: bool,
    /// The address is the same.
    pub on_email: bool,
    /// Associated today, and whether with the partner that asks.
    pub associated_with_us: Option<bool>,
    /// What the vendor knows of it.
    pub traits: Vec<Trait>,
    /// When it registered with the vendor, where that is known.
    pub registered_at: Option<DateTime<Utc>>,
}

/// Everything that is known about a prospect, over all partners.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProspectFacts {
    /// Open ones of everybody, and the latest ended ones of the partner that asks.
    pub claims: Vec<KnownClaim>,
    /// Legal customers.
    pub customers: Vec<KnownCustomer>,
}

/// What stands against a claim. Whose it is stays unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bar {
    /// The partner's own claim holds until then.
    Yours(DateTime<Utc>),
    /// The partner's own claim is in review; decided by the end of this moment's day.
    YoursInReview(DateTime<Utc>),
    /// Another partner's claim holds until then.
    Protected(DateTime<Utc>),
    /// Another partner's claim is in review until then at the latest.
    InReview(DateTime<Utc>),
    /// The partner's own claim ended; it may claim again from then on.
    TooSoon(DateTime<Utc>),
    /// A customer of the partner already.
    YourCustomer,
    /// Associated with another partner (R26).
    Associated,
    /// What the vendor knows of it rules a claim out.
    Unsuitable(Trait),
}

/// The answer of the instant check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Anybody may claim it.
    Free,
    /// It may be claimed, and goes to the vendor's operator for these reasons.
    Review(Vec<ReviewReason>),
    /// Not now.
    Barred(Bar),
}

/// How many claims a partner has, and how many it may have (R28).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Open and in review together.
    pub used: i64,
    /// The most.
    pub most: i64,
}

/// Why a form about claims is not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// Not a mobile number.
    NotAMobile,
    /// Not an e-mail address.
    NotAnEmail,
    /// Neither of the two.
    NeitherMobileNorEmail,
    /// Mandatory for a mailed invitation.
    EmailForInvitation,
    /// Not an amount of money.
    NotAnAmount,
    /// Not an active account manager of the partner.
    UnknownAccountManager,
    /// The partner has neither contact mobile nor contact e-mail (R25).
    NoPartnerContact,
    /// The partner does not hold the right of referral (R37).
    NoReferralRight,
    /// As many claims as may be.
    TooManyClaims(i64),
    /// Something stands against it.
    Barred(Bar),
    /// It goes to manual review, and what the operator needs is missing.
    NeedsSupplement(Vec<ReviewReason>),
    /// A company of a like name is claimed or associated.
    AlikeName,
}

/// Why somebody may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff reach claims through Operations.
    VendorStaff,
    /// 仅拓渠: recruits resellers and develops no customers (R39).
    ChannelOnly,
    /// No role of the person carries the item (R39).
    NoItem(Permission),
    /// A supervisor reads what the team claims.
    SupervisorReadsOnly,
    /// An account manager claims for herself.
    OwnOnly,
}

/// What follows for a claim that is given up, decided or looked at too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Somebody changed it since the page was shown.
    Changed,
    /// It is neither open nor in review any more.
    Ended,
    /// It is not in review any more.
    Decided,
}

/// When a claim ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The state in which it begins.
    pub state: ClaimState,
    /// From this moment on anyone may claim.
    pub valid_until: DateTime<Utc>,
    /// The last working day for a decision, when it is in review.
    pub review_due: Option<NaiveDate>,
}
