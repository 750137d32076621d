//! Who sees which orders, and how much time a list of them spans.

use super::model::Denial;
use crate::auth::model::{Permission, Viewer};
use crate::customers::rules::reach_of;
use crate::organisation::model::Reach;

/// Orders of the last so many months are shown where nobody asks for others (R60).
pub const USUAL_MONTHS: u32 = 6;
/// Longest range that can be asked for, in months (R60).
pub const MOST_MONTHS: u32 = 12;

/// How far the viewer sees: an account manager the orders of her own customers (BR-63), with any further role all of the
/// partner (R53); a supervisor those of the team (U24); the administrator all, a distributor's also those of its resellers'
/// customers; anybody else by the permission item. The people of a reseller see by the same rules in their own partner.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    reach_of(viewer, viewer.has(Permission::OrdersView), false).ok_or(Denial::NoItem(Permission::OrdersView))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, of, viewer};

    #[test]
    fn who_sees_which_orders() {
        for (account, reach) in [
            ("mei", Ok(Reach::Own)),
            ("kofi", Ok(Reach::Own)),
            ("zhao", Ok(Reach::Team)),
            ("omar", Ok(Reach::Team)),
            ("lin", Ok(Reach::Partner)),
            ("grace", Ok(Reach::Partner)),
            ("tom", Ok(Reach::Partner)),
            ("cleo", Err(Denial::NoItem(Permission::OrdersView))),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("chan", Ok(Reach::PartnerAndResellers)),
            ("rita", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
        }
    }

    #[test]
    fn a_resellers_account_manager_sees_her_own_and_a_supervisor_with_the_item_all() {
        assert_eq!(scope_of(&of(DELTA, "sam", &[Preset::AccountManager], &[])), Ok(Reach::Own));
        assert_eq!(scope_of(&of(HARBOR, "zhao", &[Preset::Supervisor], &[Permission::OrdersView])), Ok(Reach::Partner));
    }
}
