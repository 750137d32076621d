//! The nouns of reviews.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::PersonId;
use crate::opportunities::model::{Confidence, OpportunityId, Stage};
use crate::values::money::Charged;

/// How an opportunity stood at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its edit version.
    pub version: i32,
    /// 商机阶段.
    pub stage: Stage,
    /// 预计月流水, charged, CNY.
    pub revenue: Charged,
}

/// The reviewer's own last look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastReview {
    /// When.
    pub at: DateTime<Utc>,
    /// How it stood then.
    pub standing: Standing,
}

/// Why an opportunity waits for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The reviewer never looked.
    New,
    /// The stage moved since.
    StageMoved {
        /// At the last look.
        from: Stage,
        /// Now.
        to: Stage,
    },
    /// The expected monthly revenue changed since.
    RevenueChanged {
        /// At the last look, charged.
        from: Charged,
        /// Now, charged.
        to: Charged,
    },
    /// Open, and nothing happened for so many working days.
    Quiet(i64),
}

/// One opportunity that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: OpportunityId,
    /// What people quote.
    pub code: String,
    /// Its name.
    pub name: String,
    /// For whom it is: a customer or a prospect, masked.
    pub customer: String,
    /// Whose.
    pub owner: (PersonId, String),
    /// How it stands now.
    pub standing: Standing,
    /// 把握度.
    pub confidence: Confidence,
    /// Won or lost.
    pub is_closed: bool,
    /// Last change.
    pub updated_at: DateTime<Utc>,
    /// The reviewer's last look, if any.
    pub last: Option<LastReview>,
}

/// A review as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// Idempotency key.
    pub key: String,
    /// The opportunity.
    pub id: String,
    /// The version that the reviewer saw.
    pub version: String,
    /// For the owner; may be empty. Up to 1,000 characters.
    pub note: String,
}

/// Why somebody does not review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Only supervisors review.
    SupervisorsOnly,
}
