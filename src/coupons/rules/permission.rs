//! Who sees and does what with coupons.

use crate::auth::model::{PartnerContext, PartnerKind, Permission, Viewer};
use crate::coupons::model::{Denial, VendorOperator};
use crate::organisation::model::Reach;
use crate::organisation::rules::may_operate;

/// Whether the viewer holds one of these items, in a partner: the administrator holds all of them; having any one is enough (RO1).
/// The preset account manager and the preset supervisor hold none (BR-71).
fn with_any<'a>(viewer: &'a Viewer, items: &[Permission]) -> Result<&'a PartnerContext, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    if viewer.is_administrator() || items.iter().any(|item| viewer.has(*item)) {
        return Ok(partner);
    }
    let is_preset_alone = viewer.is_account_manager() && viewer.custom_roles == 0;
    Err(if is_preset_alone { Denial::AccountManager } else { Denial::NoItem(items[0]) })
}

/// How far the viewer sees quotas: those of the partner, a distributor's people also those that its resellers hold.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`.
pub fn quotas_scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    let items = [Permission::CouponQuotasView, Permission::CouponsIssue, Permission::CouponQuotasPassOn];
    with_any(viewer, &items).map(reach_of_quotas)
}

/// A distributor reaches what it passed on to its resellers.
pub const fn reach_of_quotas(partner: &PartnerContext) -> Reach {
    match partner.kind {
        PartnerKind::Distributor => Reach::PartnerAndResellers,
        PartnerKind::SolutionProvider | PartnerKind::Reseller => Reach::Partner,
    }
}

/// How far the viewer sees coupons: those of the partner. A distributor does not see to whom its resellers issue.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`.
pub fn coupons_scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    with_any(viewer, &[Permission::CouponsView, Permission::CouponsReclaim]).map(|_| Reach::Partner)
}

/// Whether the viewer sees coupons at all.
pub fn sees_coupons_of(viewer: &Viewer) -> bool {
    coupons_scope_of(viewer).is_ok()
}

/// Who issues coupons of the partner's quotas.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`.
pub fn may_issue(viewer: &Viewer) -> Result<(), Denial> {
    with_any(viewer, &[Permission::CouponsIssue]).map(|_| ())
}

/// Who reclaims coupons.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`.
pub fn may_reclaim(viewer: &Viewer) -> Result<(), Denial> {
    with_any(viewer, &[Permission::CouponsReclaim]).map(|_| ())
}

/// Who passes quotas on to resellers and reclaims them: people of distributors alone.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`, `DistributorsOnly`.
pub fn may_pass_on(viewer: &Viewer) -> Result<(), Denial> {
    let partner = with_any(viewer, &[Permission::CouponQuotasPassOn])?;
    if partner.kind == PartnerKind::Distributor { Ok(()) } else { Err(Denial::DistributorsOnly) }
}

/// Quotas are given and their status is changed by the vendor's operators alone.
///
/// # Errors
/// `OperatorsOnly`.
pub fn operator(viewer: &Viewer) -> Result<VendorOperator, Denial> {
    may_operate(viewer).map(|()| VendorOperator::found()).map_err(|_| Denial::OperatorsOnly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, of, viewer};

    #[test]
    fn br_71_the_preset_account_manager_has_no_coupon_management() {
        for account in ["mei", "jun", "kofi"] {
            assert_eq!(quotas_scope_of(&viewer(account)), Err(Denial::AccountManager), "{account}");
            assert_eq!(coupons_scope_of(&viewer(account)), Err(Denial::AccountManager), "{account}");
            assert_eq!(may_issue(&viewer(account)), Err(Denial::AccountManager), "{account}");
            assert_eq!(may_reclaim(&viewer(account)), Err(Denial::AccountManager), "{account}");
        }
        assert_eq!(may_issue(&viewer("zhao")), Err(Denial::NoItem(Permission::CouponsIssue)));
        assert_eq!(may_issue(&viewer("lin")), Err(Denial::NoItem(Permission::CouponsIssue)), "her further role has other items");
    }

    #[test]
    fn with_the_item_in_a_further_role_an_account_manager_sees_the_quotas_of_the_whole_partner() {
        let second = of(HARBOR, "lin", &[Preset::AccountManager], &[Permission::CouponsIssue]);
        assert_eq!((quotas_scope_of(&second), may_issue(&second)), (Ok(Reach::Partner), Ok(())));
        assert_eq!(coupons_scope_of(&second), Err(Denial::NoItem(Permission::CouponsView)), "each item is given by itself");
        assert_eq!(may_reclaim(&of(HARBOR, "tom", &[], &[Permission::CouponsReclaim])), Ok(()));
    }

    #[test]
    fn administrators_see_the_partners_quotas_and_a_distributors_also_what_its_resellers_hold() {
        for (account, reach) in [
            ("grace", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("rita", Ok(Reach::Partner)),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("chan", Ok(Reach::PartnerAndResellers)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(quotas_scope_of(&viewer(account)), reach, "{account}");
        }
        assert_eq!(coupons_scope_of(&viewer("dara")), Ok(Reach::Partner), "her resellers' customers are theirs");
    }

    #[test]
    fn only_distributors_pass_quotas_on() {
        assert_eq!(may_pass_on(&viewer("dara")), Ok(()));
        for account in ["grace", "rita", "petra"] {
            assert_eq!(may_pass_on(&viewer(account)), Err(Denial::DistributorsOnly), "{account}");
        }
        let clerk = |partner| of(partner, "clerk", &[], &[Permission::CouponQuotasPassOn]);
        assert_eq!(may_pass_on(&clerk(SUMMIT)), Ok(()));
        assert_eq!(may_pass_on(&clerk(DELTA)), Err(Denial::DistributorsOnly));
        assert_eq!(
            may_pass_on(&of(SUMMIT, "clerk", &[], &[Permission::CouponsIssue])),
            Err(Denial::NoItem(Permission::CouponQuotasPassOn))
        );
    }

    #[test]
    fn only_the_vendors_operators_give_quotas() {
        assert!(operator(&viewer("viktor")).is_ok());
        for account in ["grace", "dara", "mei"] {
            assert_eq!(operator(&viewer(account)).err(), Some(Denial::OperatorsOnly), "{account}");
        }
    }
}
