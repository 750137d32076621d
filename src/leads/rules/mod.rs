//! Decisions about leads.

mod form;
mod permission;

pub use form::{
    Clear, LONGEST_NOTE, LONGEST_REASON, MOST_AT_ONCE, claim_of, parse_dispatch, parse_follow_up, parse_lead, parse_pick, parse_reason,
    parse_revision,
};
pub use permission::{
    dispatch_reach, may_be_followed_by, may_claim_of, may_dispatch, may_enter, may_follow_up, may_reopen, may_revise, scope_of,
};

use super::model::LeadState;

/// Where a lead goes on that is opened again: to whoever followed it, or back to those that wait to be dispatched.
pub const fn reopened(has_follower: bool, was_followed_up: bool) -> LeadState {
    match (has_follower, was_followed_up) {
        (false, _) => LeadState::New,
        (true, false) => LeadState::Dispatched,
        (true, true) => LeadState::Following,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_that_is_opened_again_goes_on_where_it_was() {
        assert_eq!(reopened(true, true), LeadState::Following);
        assert_eq!(reopened(true, false), LeadState::Dispatched);
        assert_eq!(reopened(false, true), LeadState::New);
    }
}
