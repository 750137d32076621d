//! Decisions about claims.

mod form;
mod judge;
mod names;
mod permission;
mod review;

pub use form::{parse_choice, parse_claim, parse_prospect, parse_supplement, parse_targets, wants_supplement};
pub use judge::{REGISTERED_DAYS, answer, answer_word, bar_at, held_by_another, may_claim_more, reasons_for_review};
pub use names::{is_likely_same, probes};
pub use permission::{may_change, may_claim, may_review, owner_for, scope_of, sees_all};
pub use review::{may_decide, may_withdraw, parse_decision, term_of, term_of_review};

use chrono::{DateTime, TimeDelta, Utc};

/// A claim is announced to lapse so many days before.
pub const REMIND_DAYS: i64 = 3;

/// When the time of a claim is up, to the second, after so many calendar days (R27): from this moment on anyone may claim.
pub fn lapses_at(claimed_at: DateTime<Utc>, days: i16) -> DateTime<Utc> {
    claimed_at + TimeDelta::days(days.into())
}
