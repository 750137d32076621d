//! Decisions of operations.

use super::model::{Operator, RealNameForm};
use crate::auth::model::Viewer;
use crate::organisation::model::{Denial, PartnerKind, RealNameState, Refusal};
use crate::organisation::rules::may_operate;

/// Operations are the vendor's own (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn operator(viewer: &Viewer) -> Result<Operator, Denial> {
    may_operate(viewer).map(|()| Operator::found())
}

/// Another state of a partner's real-name check: any but the present one.
///
/// # Errors
/// `Missing`, `NotAChoice`.
pub fn parse_real_name(form: &RealNameForm) -> Result<(RealNameState, RealNameState), Refusal> {
    let from: RealNameState = form.from.trim().parse().map_err(|_| Refusal::NotAChoice)?;
    let to = match form.to.trim() {
        "" => return Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice)?,
    };
    if from == to { Err(Refusal::NotAChoice) } else { Ok((from, to)) }
}

/// Whether customers can be recorded for a partner: not for a distributor that only recruits resellers (仅拓渠).
pub const fn may_have_customers(kind: PartnerKind, channel_only: bool) -> bool {
    !(matches!(kind, PartnerKind::Distributor) && channel_only)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::rules::cast;

    #[test]
    fn only_the_vendors_staff_operate() {
        assert!(operator(&cast::viewer("viktor")).is_ok());
        for account in ["mei", "zhao", "lin", "grace", "tom", "dara", "rita", "chan", "petra"] {
            assert_eq!(operator(&cast::viewer(account)).err(), Some(Denial::VendorOnly), "{account}");
        }
    }

    #[test]
    fn the_real_name_state_changes_to_another_one() {
        let form = |from: &str, to: &str| RealNameForm { from: from.into(), to: to.into(), ..RealNameForm::default() };
        assert_eq!(parse_real_name(&form("in_review", "verified")), Ok((RealNameState::InReview, RealNameState::Verified)));
        assert_eq!(parse_real_name(&form("verified", "verified")), Err(Refusal::NotAChoice));
        assert_eq!(parse_real_name(&form("verified", "")), Err(Refusal::Missing));
        assert_eq!(parse_real_name(&form("", "verified")), Err(Refusal::NotAChoice));
    }

    #[test]
    fn a_channel_only_distributor_has_no_customers() {
        assert!(!may_have_customers(PartnerKind::Distributor, true));
        assert!(may_have_customers(PartnerKind::Distributor, false));
        assert!(may_have_customers(PartnerKind::Reseller, false));
    }
}
