//! Visibility of customers: who sees which.

use crate::auth::model::{Permission, Viewer};
use crate::customers::model::{Denial, VisibilityBasis};
use crate::organisation::model::{PartnerKind, Reach};

/// How far the viewer sees: an account manager her own customers, with any further role all of the partner (R53); a
/// supervisor the customers of the team (U24); the administrator all, a distributor's also its resellers'; anybody else by
/// the permission item to view or to assign: who assigns customers sees them. The people of a reseller see by the same rules in their own partner. Roles add up.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    let has_item = viewer.has(Permission::CustomersView) || viewer.has(Permission::CustomersAssign);
    reach_of(viewer, has_item, false).ok_or(Denial::NoItem(Permission::CustomersView))
}

/// How far somebody sees records of customers (domain file, §6): an account manager those of her own customers, with any further
/// role all of the partner (R53); a supervisor those of the team (U24); the administrator all, a distributor's also those of its
/// resellers' customers; anybody else by a permission item. The people of a reseller see by the same rules in their own partner.
///
/// `has_item`: the viewer has the item for records of this kind. `with_resellers`: one that reaches the customers of a
/// distributor's resellers too. `None` where nothing is seen, as by the vendor's staff.
pub fn reach_of(viewer: &Viewer, has_item: bool, with_resellers: bool) -> Option<Reach> {
    let partner = viewer.partner()?;
    let roles = viewer.presets.len() + viewer.custom_roles;
    let sees_resellers = viewer.is_administrator() || with_resellers;
    if sees_resellers && partner.kind == PartnerKind::Distributor {
        Some(Reach::PartnerAndResellers)
    } else if sees_resellers || has_item || (viewer.is_account_manager() && roles > 1) {
        Some(Reach::Partner)
    } else if viewer.is_supervisor() {
        Some(Reach::Team)
    } else if viewer.is_account_manager() {
        Some(Reach::Own)
    } else {
        None
    }
}

/// How far the viewer sees claims on prospects (customer development): an account manager her own, a supervisor the team's,
/// the administrator and whoever has the item all of the partner. `None` for everybody else; whether the partner develops
/// customers at all is not asked here.
pub fn claims_scope_of(viewer: &Viewer) -> Option<Reach> {
    viewer.partner()?;
    if viewer.is_supervisor() {
        Some(Reach::Team)
    } else if viewer.is_administrator() || viewer.has(Permission::CustomersDevelop) {
        Some(Reach::Partner)
    } else {
        viewer.is_account_manager().then_some(Reach::Own)
    }
}

/// On what ground the viewer sees them.
///
/// # Errors
/// As [`scope_of`].
pub fn visibility_basis(viewer: &Viewer) -> Result<VisibilityBasis, Denial> {
    Ok(match scope_of(viewer)? {
        Reach::Own => VisibilityBasis::Own,
        Reach::Team => VisibilityBasis::Team,
        Reach::Partner | Reach::PartnerAndResellers if viewer.is_administrator() => VisibilityBasis::Administrator,
        Reach::Partner | Reach::PartnerAndResellers => VisibilityBasis::Role,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, of, viewer};

    #[test]
    fn who_sees_which_customers() {
        let no_item = Err(Denial::NoItem(Permission::CustomersView));
        let table = [
            ("mei", Ok(Reach::Own)),
            ("zhao", Ok(Reach::Team)),
            ("lin", Ok(Reach::Partner)),
            ("grace", Ok(Reach::Partner)),
            ("tom", no_item),
            ("cleo", Ok(Reach::Partner)),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("kofi", Ok(Reach::Own)),
            ("rita", Ok(Reach::Partner)),
            ("chan", Ok(Reach::PartnerAndResellers)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ];
        for (account, reach) in table {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
            assert_eq!(visibility_basis(&viewer(account)).is_ok(), reach.is_ok(), "{account}");
        }
    }

    #[test]
    fn an_account_manager_with_a_second_role_of_any_kind_sees_all_customers() {
        let second = of(HARBOR, "lin", &[Preset::AccountManager], &[Permission::OrdersView]);
        assert_eq!(scope_of(&second), Ok(Reach::Partner));
        assert_eq!(visibility_basis(&second), Ok(VisibilityBasis::Role));
    }

    #[test]
    fn a_resellers_account_manager_sees_her_own() {
        assert_eq!(scope_of(&of(DELTA, "sam", &[Preset::AccountManager], &[])), Ok(Reach::Own));
    }
}
