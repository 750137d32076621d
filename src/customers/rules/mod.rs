//! Decisions about customers and claims.

mod assigning;
mod association;
mod record;
mod visibility;

pub use assigning::{MOST_AT_ONCE, may_assign, may_move, may_receive};
pub use association::{
    BLOCKERS, LONGEST_TAG, MOST_TAGS, blockers, consent_expires_at, free_again_at, may_ask_now, may_have_type, may_request,
    may_see_requests, may_tag, other_type, parse_request, parse_tags, request_state,
};
pub use record::{LONGEST_NAME, LONGEST_SHORT_NAME, parse_record};
pub use visibility::{claims_scope_of, reach_of, scope_of, visibility_basis};

use chrono::{DateTime, NaiveDate, Utc};

use super::model::ClaimState;
use crate::values::date::beijing_date;

/// Where a claim stands now: an open one, or one in review, whose time is up has lapsed, even if nobody closed it yet.
pub fn claim_state(stored: ClaimState, valid_until: DateTime<Utc>, now: DateTime<Utc>) -> ClaimState {
    if matches!(stored, ClaimState::Open | ClaimState::InReview) && now >= valid_until { ClaimState::Lapsed } else { stored }
}

/// The Beijing day that is told of a claim: on which an open one lapses or a lapsed one did; until which one in review is
/// decided, the moment being the midnight after; of one that ended otherwise, none.
pub fn claim_day(state: ClaimState, valid_until: DateTime<Utc>) -> Option<NaiveDate> {
    let day = beijing_date(valid_until);
    match state {
        ClaimState::Open | ClaimState::Lapsed => Some(day),
        ClaimState::InReview => day.pred_opt(),
        ClaimState::Associated | ClaimState::Rejected | ClaimState::Withdrawn => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn a_review_is_decided_by_the_day_before_the_midnight_and_what_ended_otherwise_has_no_day() {
        let midnight: DateTime<Utc> = "2026-12-04T16:00:00Z".parse().unwrap();
        let day = |state| claim_day(state, midnight).map(|day| day.to_string());
        assert_eq!(day(ClaimState::InReview).as_deref(), Some("2026-12-04"));
        assert_eq!(day(ClaimState::Open).as_deref(), Some("2026-12-05"));
        assert_eq!(day(ClaimState::Lapsed).as_deref(), Some("2026-12-05"));
        for over in [ClaimState::Withdrawn, ClaimState::Rejected, ClaimState::Associated] {
            assert_eq!(day(over), None, "{over}");
        }
    }

    #[test]
    fn a_claim_whose_time_is_up_has_lapsed_whether_or_not_it_was_closed() {
        let until: DateTime<Utc> = "2026-11-16T08:00:00Z".parse().unwrap();
        for stored in [ClaimState::Open, ClaimState::InReview] {
            assert_eq!(claim_state(stored, until, until - TimeDelta::seconds(1)), stored);
            assert_eq!(claim_state(stored, until, until), ClaimState::Lapsed);
        }
    }

    #[test]
    fn a_claim_that_became_an_association_does_not_lapse() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        assert_eq!(claim_state(ClaimState::Associated, now - TimeDelta::days(1), now), ClaimState::Associated);
    }
}
