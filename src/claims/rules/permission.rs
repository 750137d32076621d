//! Who sees, claims and reviews (matrix §6, row "Pre-register, invite, delete, resend").

use crate::auth::model::{Permission::CustomersDevelop, PersonId, Viewer};
use crate::claims::model::{Denial, Reviewer};
use crate::customers::rules::claims_scope_of;
use crate::organisation::model::{Denial as OrganisationDenial, Reach};
use crate::organisation::rules::may_operate;

/// How far the viewer sees claims: an account manager her own; a supervisor the team's, whatever further role she has; the
/// administrator, and whoever has the item, all of the partner. Nobody of a channel-only distributor (R39). A distributor
/// does not see its resellers' claims.
///
/// # Errors
/// `VendorStaff`, `ChannelOnly`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    if partner.channel_only {
        return Err(Denial::ChannelOnly);
    }
    claims_scope_of(viewer).ok_or(Denial::NoItem(CustomersDevelop))
}

/// Whether the viewer sees all claims of the partner and may choose an account manager for a claim.
pub fn sees_all(viewer: &Viewer) -> bool {
    scope_of(viewer) == Ok(Reach::Partner)
}

/// Whether the viewer may claim.
///
/// # Errors
/// As [`scope_of`], `SupervisorReadsOnly`.
pub fn may_claim(viewer: &Viewer) -> Result<(), Denial> {
    match scope_of(viewer)? {
        Reach::Team => Err(Denial::SupervisorReadsOnly),
        Reach::Own | Reach::Partner | Reach::PartnerAndResellers => Ok(()),
    }
}

/// Whether the viewer may withdraw, or invite for, a claim that is in scope.
///
/// # Errors
/// As [`may_claim`].
pub fn may_change(viewer: &Viewer) -> Result<(), Denial> {
    may_claim(viewer)
}

/// Whose claim it becomes: an account manager's own; with the item, the administrator's or the operator's choice of an
/// account manager, or nobody's yet. An account manager with the item who chooses nobody claims for herself. That the
/// chosen one is an active account manager of the partner is asked of the database.
///
/// # Errors
/// As [`may_claim`], `OwnOnly` when an account manager chooses a colleague.
pub fn owner_for(viewer: &Viewer, chosen: Option<PersonId>) -> Result<Option<PersonId>, Denial> {
    may_claim(viewer)?;
    match chosen {
        None if viewer.is_account_manager() => Ok(Some(viewer.person_id)),
        None => Ok(None),
        Some(person) if person == viewer.person_id && viewer.is_account_manager() => Ok(Some(person)),
        Some(person) if sees_all(viewer) => Ok(Some(person)),
        Some(_) => Err(Denial::OwnOnly),
    }
}

/// The vendor's operator decides about claims in review (U33).
///
/// # Errors
/// `VendorOnly`.
pub fn may_review(viewer: &Viewer) -> Result<Reviewer, OrganisationDenial> {
    may_operate(viewer).map(|()| Reviewer::found())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{Permission, Preset};
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, RELAY, id, of, viewer};

    #[test]
    fn who_sees_and_who_claims() {
        let no_item = Denial::NoItem(CustomersDevelop);
        let table = [
            ("mei", Ok(Reach::Own), Ok(())),
            ("lin", Ok(Reach::Own), Ok(())),
            ("zhao", Ok(Reach::Team), Err(Denial::SupervisorReadsOnly)),
            ("grace", Ok(Reach::Partner), Ok(())),
            ("tom", Err(no_item), Err(no_item)),
            ("cleo", Err(no_item), Err(no_item)),
            ("dara", Ok(Reach::Partner), Ok(())),
            ("kofi", Ok(Reach::Own), Ok(())),
            ("rita", Ok(Reach::Partner), Ok(())),
            ("petra", Ok(Reach::Partner), Ok(())),
            ("chan", Err(Denial::ChannelOnly), Err(Denial::ChannelOnly)),
            ("viktor", Err(Denial::VendorStaff), Err(Denial::VendorStaff)),
        ];
        for (account, sees, claims) in table {
            assert_eq!(scope_of(&viewer(account)), sees, "{account} sees");
            assert_eq!(may_claim(&viewer(account)), claims, "{account} claims");
            assert_eq!(may_change(&viewer(account)), claims, "{account} withdraws");
        }
    }

    #[test]
    fn nobody_of_a_channel_only_distributor_claims_whatever_the_roles() {
        for presets in [&[Preset::AccountManager][..], &[Preset::Supervisor], &[Preset::SystemAdministrator], &[]] {
            assert_eq!(scope_of(&of(RELAY, "chan", presets, &Permission::ALL)), Err(Denial::ChannelOnly));
        }
    }

    #[test]
    fn an_operator_with_the_item_sees_and_claims_for_the_whole_partner() {
        let uma = of(HARBOR, "uma", &[], &[CustomersDevelop]);
        assert_eq!((scope_of(&uma), may_claim(&uma)), (Ok(Reach::Partner), Ok(())));
        assert_eq!(owner_for(&uma, Some(id("mei"))), Ok(Some(id("mei"))));
        assert_eq!(owner_for(&uma, None), Ok(None));
    }

    #[test]
    fn a_supervisor_with_the_item_still_reads_only() {
        let zhao = of(HARBOR, "zhao", &[Preset::Supervisor], &[CustomersDevelop]);
        assert_eq!((scope_of(&zhao), may_claim(&zhao)), (Ok(Reach::Team), Err(Denial::SupervisorReadsOnly)));
    }

    #[test]
    fn an_account_manager_claims_for_herself_and_an_administrator_for_whom_she_likes() {
        assert_eq!(owner_for(&viewer("mei"), None), Ok(Some(id("mei"))));
        assert_eq!(owner_for(&viewer("mei"), Some(id("mei"))), Ok(Some(id("mei"))));
        assert_eq!(owner_for(&viewer("mei"), Some(id("jun"))), Err(Denial::OwnOnly));
        assert_eq!(owner_for(&viewer("grace"), Some(id("jun"))), Ok(Some(id("jun"))));
        assert_eq!(owner_for(&viewer("grace"), None), Ok(None));
        let sam = of(DELTA, "sam", &[Preset::AccountManager], &[CustomersDevelop]);
        assert_eq!(owner_for(&sam, None), Ok(Some(id("sam"))));
        assert_eq!(owner_for(&viewer("zhao"), None), Err(Denial::SupervisorReadsOnly));
    }

    #[test]
    fn only_the_vendors_staff_review() {
        assert!(may_review(&viewer("viktor")).is_ok());
        for account in ["mei", "zhao", "grace", "tom", "dara", "rita", "chan", "petra"] {
            assert!(may_review(&viewer(account)).is_err(), "{account}");
        }
    }
}
