//! The nouns of verification codes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::values::choice::choices;

choices! {
    /// Which operation a code confirms.
    Purpose {
        /// 发放代金券.
        IssueCoupons => "issue_coupons",
        /// 回收代金券.
        ReclaimCoupons => "reclaim_coupons",
        /// 发放代金券额度 to a reseller.
        PassOnQuota => "pass_on_quota",
        /// 回收代金券额度.
        TakeBackQuota => "take_back_quota",
        /// 解除关联, 切换关联类型.
        ChangeAssociation => "change_association",
    }
}

/// What the button beside the field of a code sends, with everything else of its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SendForm {
    /// [`Purpose`].
    pub purpose: String,
}

/// Where a code went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The address, masked.
    pub to: String,
}

/// The switch in the profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SwitchForm {
    /// `true` where it is ticked.
    pub on: String,
    /// The password of today: whoever finds an open screen does not switch it off.
    pub password: String,
}

/// The latest code of a person for an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestCode {
    /// Wrong ones that were tried.
    pub attempts: i16,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Until when it holds, excluded.
    pub expires_at: DateTime<Utc>,
    /// Whether it confirmed something already.
    pub is_used: bool,
}

/// Why a code is refused; wrong and expired are told apart (BR-70).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// Nothing typed.
    Missing,
    /// No code was sent for this operation, or the last one is used up.
    NoneSent,
    /// Its five minutes are over.
    Expired,
    /// Five wrong ones were tried.
    TooManyTries,
    /// Another one.
    Wrong,
    /// The last one was sent less than a minute ago; in so many seconds another one can be.
    TooSoon(i64),
    /// The person has no e-mail address.
    NoAddress,
}
