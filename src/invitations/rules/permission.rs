//! Who sees invitations, and who invites.

use crate::auth::model::{Permission, Viewer};
use crate::invitations::model::{Denial, Standing};
use crate::organisation::model::{PartnerKind, Reach};

/// How far the viewer sees: an account manager her own, a supervisor the team's, the administrator and whoever has the item
/// all of the partner. What a reseller develops is its own: a distributor does not see it.
///
/// # Errors
/// `VendorStaff`; `ChannelOnly` and `NoItem` (R39).
pub fn reach(viewer: &Viewer) -> Result<Reach, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    if partner.kind == PartnerKind::Distributor && partner.channel_only {
        Err(Denial::ChannelOnly)
    } else if viewer.is_administrator() || viewer.has(Permission::CustomersDevelop) {
        Ok(Reach::Partner)
    } else if viewer.is_supervisor() {
        Ok(Reach::Team)
    } else if viewer.is_account_manager() {
        Ok(Reach::Own)
    } else {
        Err(Denial::NoItem(Permission::CustomersDevelop))
    }
}

/// How far the viewer invites, resends, withdraws and makes links: as far as she sees, but a supervisor only looks.
///
/// # Errors
/// As [`reach`], and `ViewsOnly`.
pub fn may_invite(viewer: &Viewer) -> Result<Reach, Denial> {
    match reach(viewer)? {
        Reach::Team => Err(Denial::ViewsOnly),
        reach => Ok(reach),
    }
}

/// The same by mail: a reseller whose distributor was delisted cannot.
///
/// # Errors
/// As [`may_invite`], and `DistributorDelisted`.
pub fn may_invite_online(viewer: &Viewer, standing: &Standing) -> Result<Reach, Denial> {
    let reach = may_invite(viewer)?;
    let is_reseller = viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Reseller);
    if is_reseller && standing.distributor_delisted { Err(Denial::DistributorDelisted) } else { Ok(reach) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, RELAY, of, viewer};

    const NO_ITEM: Denial = Denial::NoItem(Permission::CustomersDevelop);

    #[test]
    fn account_managers_invite_for_their_own_claims_administrators_for_the_whole_partner() {
        let table = [
            ("mei", Ok(Reach::Own)),
            ("jun", Ok(Reach::Own)),
            ("lin", Ok(Reach::Own)),
            ("kofi", Ok(Reach::Own)),
            ("grace", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("rita", Ok(Reach::Partner)),
            // A distributor's administrator: the distributor's own prospects, not its resellers'.
            ("dara", Ok(Reach::Partner)),
            ("zhao", Err(Denial::ViewsOnly)),
            ("omar", Err(Denial::ViewsOnly)),
            ("tom", Err(NO_ITEM)),
            ("cleo", Err(NO_ITEM)),
            ("chan", Err(Denial::ChannelOnly)),
            ("viktor", Err(Denial::VendorStaff)),
        ];
        for (account, expected) in table {
            assert_eq!(may_invite(&viewer(account)), expected, "{account}");
        }
    }

    #[test]
    fn a_supervisor_sees_what_the_team_invited_and_changes_nothing() {
        assert_eq!(reach(&viewer("zhao")), Ok(Reach::Team));
        assert_eq!(may_invite(&viewer("zhao")), Err(Denial::ViewsOnly));
    }

    #[test]
    fn an_operator_with_the_item_invites_for_the_whole_partner() {
        let operator = of(HARBOR, "olga", &[], &[Permission::CustomersDevelop]);
        assert_eq!(may_invite(&operator), Ok(Reach::Partner));
        let both = of(HARBOR, "olga", &[Preset::AccountManager], &[Permission::CustomersDevelop]);
        assert_eq!(may_invite(&both), Ok(Reach::Partner));
        let supervisor = of(HARBOR, "olga", &[Preset::Supervisor], &[Permission::CustomersDevelop]);
        assert_eq!(may_invite(&supervisor), Ok(Reach::Partner), "roles add up");
    }

    #[test]
    fn nobody_of_a_channel_only_distributor_develops_customers() {
        for presets in [[Preset::SystemAdministrator], [Preset::AccountManager], [Preset::Supervisor]] {
            assert_eq!(reach(&of(RELAY, "carl", &presets, &[Permission::CustomersDevelop])), Err(Denial::ChannelOnly));
        }
    }

    #[test]
    fn a_reseller_whose_distributor_is_delisted_invites_offline_only() {
        let delisted = Standing { referral_right: true, distributor_delisted: true };
        for person in [viewer("rita"), of(DELTA, "sam", &[Preset::AccountManager], &[])] {
            assert!(may_invite_online(&person, &Standing::default()).is_ok());
            assert_eq!(may_invite_online(&person, &delisted), Err(Denial::DistributorDelisted));
            assert!(may_invite(&person).is_ok());
        }
        // Nobody else is a reseller.
        assert!(may_invite_online(&viewer("mei"), &delisted).is_ok());
    }
}
