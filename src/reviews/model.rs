//! The nouns of reviews.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::PersonId;
use crate::opportunities::model::{Confidence, OpportunityId, Stage};
use crate::values::choice::choices;
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
    /// Open, and the expected date passed since the last look.
    DatePassed(NaiveDate),
    /// Open, and nothing happened for so many working days.
    Quiet(i64),
}

choices! {
    /// To what the queue can be narrowed; the word stands in its address.
    Narrowing {
        /// Stage or revenue changed since the last look.
        Moved => "moved",
        /// The expected date passed since the last look.
        Passed => "passed",
        /// Quiet.
        Quiet => "quiet",
        /// Never looked at.
        New => "new",
    }
}

/// How grave the gravest reason of an opportunity is: the first one comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// An open opportunity went back in its stages.
    Back,
    /// The expected monthly revenue fell.
    RevenueDown,
    /// It was lost.
    Lost,
    /// Nothing happened for long.
    Quiet,
    /// Its date passed.
    DatePassed,
    /// It moved on, was won, or brings more.
    Forward,
    /// Nobody looked yet.
    New,
    /// It does not wait.
    None,
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
    /// When the customer is expected to begin; a Beijing day.
    pub expected_date: NaiveDate,
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
    /// The reviewer's own last look that the page knew of, as [`super::rules::mark_of_look`] writes it; empty where there was none.
    pub last: String,
    /// For the owner; may be empty. Up to 1,000 characters.
    pub note: String,
}

/// Several opportunities marked as reviewed at once, without a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewSeveralForm {
    /// Idempotency key.
    pub key: String,
    /// The ticked ones, `id:version` as the reviewer saw them, or `id:version:look` with her own last look of which the page knew.
    pub picked: Vec<String>,
    /// Those of the page, in the same way.
    pub shown: Vec<String>,
    /// `page` marks all of the page, whatever is ticked.
    pub which: String,
    /// Of whom, why and since when the page showed them, as its address said; the queue is shown again so.
    pub person: String,
    /// See `person`.
    pub reason: String,
    /// See `person`: `yes`, or empty.
    pub recent: String,
}

/// One of several, and the version that the reviewer saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Which.
    pub id: OpportunityId,
    /// As it was shown.
    pub version: i32,
    /// The reviewer's own last look of which the page knew, in microseconds since 1970; `None` where there was none.
    pub last: Option<i64>,
}

/// Why several are not marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickProblem {
    /// None is ticked.
    Nothing,
    /// More than a page of ours shows, or nothing that a page of ours writes.
    NoPageOfOurs,
}

/// Why somebody does not review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Only supervisors review.
    SupervisorsOnly,
}
