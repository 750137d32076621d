//! Decisions about customers and claims.

mod assigning;
mod association;
mod record;
mod sight;

pub use assigning::{MOST_AT_ONCE, may_assign, may_move, may_receive};
pub use association::{
    BLOCKERS, LONGEST_TAG, MOST_TAGS, blockers, consent_expires_at, free_again_at, may_ask_now, may_request, may_see_requests, may_tag,
    other_type, parse_request, parse_tags, request_state,
};
pub use record::parse_record;
pub use sight::{may_record, scope_of, whose};

use chrono::{DateTime, TimeDelta, Utc};

use super::model::{ClaimState, Refusal};

/// A claim holds for fifteen calendar days, to the second.
pub const CLAIM_DAYS: i64 = 15;
/// Most open claims of one partner.
pub const MOST_OPEN_CLAIMS: i64 = 100;

/// When the time of a claim is up: from this moment on anyone may claim.
pub fn claim_lapses_at(claimed_at: DateTime<Utc>) -> DateTime<Utc> {
    claimed_at + TimeDelta::days(CLAIM_DAYS)
}

/// Where a claim stands now: an open one, or one in review, whose time is up has lapsed, even if nobody closed it yet.
pub fn claim_state(stored: ClaimState, valid_until: DateTime<Utc>, now: DateTime<Utc>) -> ClaimState {
    if matches!(stored, ClaimState::Open | ClaimState::InReview) && now >= valid_until { ClaimState::Lapsed } else { stored }
}

/// Whether the partner may claim one more prospect.
///
/// # Errors
/// `TooManyClaims`.
pub fn may_claim(open_claims: i64) -> Result<(), Refusal> {
    if open_claims < MOST_OPEN_CLAIMS { Ok(()) } else { Err(Refusal::TooManyClaims) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_holds_for_15_days_and_not_a_second_longer() {
        let claimed: DateTime<Utc> = "2026-11-01T08:00:00Z".parse().unwrap();
        let until = claim_lapses_at(claimed);
        assert_eq!(until, "2026-11-16T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
        let second = TimeDelta::seconds(1);
        assert_eq!(claim_state(ClaimState::Open, until, until - second), ClaimState::Open);
        assert_eq!(claim_state(ClaimState::Open, until, until), ClaimState::Lapsed);
    }

    #[test]
    fn a_claim_that_became_an_association_does_not_lapse() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(claim_state(ClaimState::Associated, now - TimeDelta::days(1), now), ClaimState::Associated);
    }

    #[test]
    fn a_partner_has_at_most_100_open_claims() {
        assert_eq!(may_claim(99), Ok(()));
        assert_eq!(may_claim(100), Err(Refusal::TooManyClaims));
    }
}
