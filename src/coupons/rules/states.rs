//! Where quotas and coupons stand, and what can be done with them there.

use chrono::{DateTime, Utc};

use crate::coupons::model::{CouponState, QuotaRefusal, QuotaState, QuotaStatus, QuotaTerms, ReclaimRefusal, Validity};
use crate::values::money::Charged;

/// The state of a quota: what its days say goes before what Operations set.
pub fn quota_state(status: QuotaStatus, validity: &Validity, now: DateTime<Utc>) -> QuotaState {
    match status {
        _ if now >= validity.until => QuotaState::Lapsed,
        QuotaStatus::Disabled => QuotaState::Lapsed,
        QuotaStatus::Adjusting => QuotaState::Adjusting,
        QuotaStatus::Frozen => QuotaState::Frozen,
        QuotaStatus::Valid => QuotaState::Valid,
    }
}

/// The state of a coupon (§8.1): value that is left, or that came back, makes it usable until its last day is over; without value it
/// was reclaimed or used.
pub fn coupon_state(balance: Charged, is_reclaimed: bool, validity: &Validity, now: DateTime<Utc>) -> CouponState {
    match (balance > Charged::ZERO, is_reclaimed) {
        (false, true) => CouponState::Reclaimed,
        (false, false) => CouponState::Used,
        (true, _) if now >= validity.until => CouponState::Expired,
        (true, _) => CouponState::Usable,
    }
}

/// Whether coupons can be issued of a quota now, or parts of it passed on (BR-45).
///
/// # Errors
/// [`QuotaRefusal`].
pub fn may_issue_of(quota: &QuotaTerms, now: DateTime<Utc>) -> Result<(), QuotaRefusal> {
    match quota.status {
        _ if now >= quota.validity.until => Err(QuotaRefusal::Expired),
        QuotaStatus::Disabled => Err(QuotaRefusal::Disabled),
        QuotaStatus::Adjusting => Err(QuotaRefusal::Adjusting),
        QuotaStatus::Frozen => Err(QuotaRefusal::Frozen),
        QuotaStatus::Valid if now < quota.validity.from => Err(QuotaRefusal::NotYet),
        QuotaStatus::Valid if quota.remaining <= Charged::ZERO => Err(QuotaRefusal::Empty),
        QuotaStatus::Valid => Ok(()),
    }
}

/// Whether a coupon can be reclaimed: only a usable one, and none of which an order that is not paid yet holds a part (BR-49). What
/// is reclaimed is the whole balance.
///
/// # Errors
/// `State`, `LockedBy` with the number of the order.
pub fn may_reclaim_coupon(state: CouponState, locked_by: Option<&str>) -> Result<(), ReclaimRefusal> {
    match (state, locked_by) {
        (CouponState::Usable, None) => Ok(()),
        (CouponState::Usable, Some(order)) => Err(ReclaimRefusal::LockedBy(order.to_owned())),
        (state, _) => Err(ReclaimRefusal::State(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coupons::model::{CustomerLimit, Limits};

    fn charged(text: &str) -> Charged {
        Charged::parse(text).unwrap()
    }

    fn november() -> Validity {
        Validity::of_days("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap())
    }

    fn at(day: &str) -> DateTime<Utc> {
        format!("{day}T04:00:00Z").parse().unwrap()
    }

    #[test]
    fn a_coupons_state_follows_from_its_balance_and_its_dates() {
        let state = |balance, reclaimed, day| coupon_state(charged(balance), reclaimed, &november(), at(day));
        assert_eq!(state("100", false, "2026-11-10"), CouponState::Usable);
        assert_eq!(state("0.01", false, "2026-11-30"), CouponState::Usable, "the last day is a day");
        assert_eq!(state("0.01", false, "2026-12-01"), CouponState::Expired);
        assert_eq!(state("0", false, "2026-12-01"), CouponState::Used, "what is used up does not expire");
        assert_eq!(state("0", true, "2026-12-01"), CouponState::Reclaimed);
        // Value that returns to a coupon makes it usable again, or expired (U11).
        assert_eq!(state("20", true, "2026-11-10"), CouponState::Usable);
        assert_eq!(state("20", true, "2026-12-01"), CouponState::Expired);
    }

    #[test]
    fn br_45_nothing_is_issued_of_a_quota_that_is_adjusting_frozen_ended_expired_empty_or_not_begun() {
        let quota = |status, remaining: &str| QuotaTerms {
            status,
            validity: november(),
            remaining: charged(remaining),
            limits: Limits::NONE,
            customers: CustomerLimit::All,
        };
        let asked = |status, remaining, day| may_issue_of(&quota(status, remaining), at(day));
        assert_eq!(asked(QuotaStatus::Valid, "0.01", "2026-11-30"), Ok(()));
        assert_eq!(asked(QuotaStatus::Adjusting, "10", "2026-11-10"), Err(QuotaRefusal::Adjusting));
        assert_eq!(asked(QuotaStatus::Frozen, "10", "2026-11-10"), Err(QuotaRefusal::Frozen));
        assert_eq!(asked(QuotaStatus::Disabled, "10", "2026-11-10"), Err(QuotaRefusal::Disabled));
        assert_eq!(asked(QuotaStatus::Valid, "10", "2026-12-01"), Err(QuotaRefusal::Expired));
        assert_eq!(asked(QuotaStatus::Frozen, "10", "2026-12-01"), Err(QuotaRefusal::Expired));
        assert_eq!(asked(QuotaStatus::Valid, "10", "2026-10-31"), Err(QuotaRefusal::NotYet));
        assert_eq!(asked(QuotaStatus::Valid, "0", "2026-11-10"), Err(QuotaRefusal::Empty));
        for (status, state) in [
            (QuotaStatus::Valid, QuotaState::Valid),
            (QuotaStatus::Adjusting, QuotaState::Adjusting),
            (QuotaStatus::Frozen, QuotaState::Frozen),
            (QuotaStatus::Disabled, QuotaState::Lapsed),
        ] {
            assert_eq!(quota_state(status, &november(), at("2026-11-10")), state);
            assert_eq!(quota_state(status, &november(), at("2026-12-01")), QuotaState::Lapsed);
        }
    }

    #[test]
    fn br_49_only_a_usable_coupon_is_reclaimed_and_none_of_which_an_order_holds_a_part() {
        assert_eq!(may_reclaim_coupon(CouponState::Usable, None), Ok(()));
        assert_eq!(may_reclaim_coupon(CouponState::Usable, Some("CS-1")), Err(ReclaimRefusal::LockedBy("CS-1".into())));
        for state in [CouponState::Used, CouponState::Expired, CouponState::Reclaimed] {
            assert_eq!(may_reclaim_coupon(state, None), Err(ReclaimRefusal::State(state)));
        }
    }
}
