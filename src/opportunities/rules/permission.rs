//! Who may see, report and change opportunities. The readings of the manual's matrix (§6) that hold here: an account
//! manager with a role that carries an opportunity item sees all of the partner's and changes her own; no role lifts a
//! supervisor's refusal.

use crate::auth::model::Permission::{OpportunitiesChange, OpportunitiesReport, OpportunitiesView};
use crate::auth::model::{PersonId, Viewer};
use crate::opportunities::model::{Denial, VisibilityBasis, Why};
use crate::organisation::model::{PartnerKind, Reach};

/// How far the viewer sees: an account manager her own (R1), with an opportunity item in another role all of the
/// partner's; a supervisor the team's and no other (R2); the administrator all of the partner, its resellers' customers
/// included, since those opportunities are the distributor's (R6). An operator sees all with the item to view or to
/// change, and with the item to report alone what is her own.
///
/// # Errors
/// `VendorStaff`, `ResellerHasNoOpportunities`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    let any_item = [OpportunitiesView, OpportunitiesReport, OpportunitiesChange].into_iter().any(|item| viewer.has(item));
    if partner.kind == PartnerKind::Reseller {
        Err(Denial::ResellerHasNoOpportunities)
    } else if viewer.is_supervisor() {
        Ok(Reach::Team)
    } else if viewer.is_administrator() || (viewer.is_account_manager() && any_item) {
        Ok(Reach::Partner)
    } else if viewer.is_account_manager() {
        Ok(Reach::Own)
    } else if viewer.has(OpportunitiesView) || viewer.has(OpportunitiesChange) {
        Ok(Reach::Partner)
    } else if viewer.has(OpportunitiesReport) {
        Ok(Reach::Own)
    } else {
        Err(Denial::NoItem(OpportunitiesView))
    }
}

/// Whether the viewer may report one. For whom, [`may_report_for`](super::may_report_for) says.
///
/// # Errors
/// As [`scope_of`], `SupervisorReadsOnly` (R3), `NoItem`.
pub fn may_report(viewer: &Viewer) -> Result<(), Denial> {
    scope_of(viewer)?;
    if viewer.is_supervisor() {
        Err(Denial::SupervisorReadsOnly)
    } else if viewer.is_administrator() || viewer.is_account_manager() || viewer.has(OpportunitiesReport) {
        Ok(())
    } else {
        Err(Denial::NoItem(OpportunitiesReport))
    }
}

/// Whether the viewer may revise and add progress to an opportunity of this owner that is in scope: an account manager
/// her own, whatever other roles she has; the administrator and an operator with the item all.
///
/// # Errors
/// As [`scope_of`], `SupervisorReadsOnly` (R3), `OwnOnly`, `NoItem`.
pub fn may_change(viewer: &Viewer, owner: PersonId) -> Result<(), Denial> {
    scope_of(viewer)?;
    if viewer.is_supervisor() {
        Err(Denial::SupervisorReadsOnly)
    } else if viewer.is_administrator() {
        Ok(())
    } else if viewer.is_account_manager() {
        if owner == viewer.person_id { Ok(()) } else { Err(Denial::OwnOnly) }
    } else if viewer.has(OpportunitiesChange) {
        Ok(())
    } else {
        Err(Denial::NoItem(OpportunitiesChange))
    }
}

/// On what ground the viewer's list shows what it shows.
///
/// # Errors
/// As [`scope_of`].
pub fn visibility_basis(viewer: &Viewer) -> Result<VisibilityBasis, Denial> {
    Ok(match scope_of(viewer)? {
        Reach::Own => VisibilityBasis::Own,
        Reach::Team => VisibilityBasis::Team,
        Reach::Partner | Reach::PartnerAndResellers if viewer.is_administrator() => VisibilityBasis::Administrator,
        Reach::Partner | Reach::PartnerAndResellers if viewer.is_account_manager() => VisibilityBasis::RoleChangesOwn,
        Reach::Partner | Reach::PartnerAndResellers if viewer.has(OpportunitiesChange) => VisibilityBasis::RoleChangesAll,
        Reach::Partner | Reach::PartnerAndResellers => VisibilityBasis::RoleReads,
    })
}

/// On what ground the viewer sees one opportunity of this owner that is in scope.
///
/// # Errors
/// As [`scope_of`].
pub fn why(viewer: &Viewer, owner: PersonId) -> Result<Why, Denial> {
    Ok(match scope_of(viewer)? {
        _ if owner == viewer.person_id => Why::Yours,
        Reach::Team => Why::YourTeam,
        _ if viewer.is_administrator() => Why::YouAdminister,
        _ => Why::YourRole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{Permission, Preset};
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, id, of, viewer};
    use Denial::{NoItem, OwnOnly, ResellerHasNoOpportunities, SupervisorReadsOnly, VendorStaff};

    type Row = (&'static str, Result<Reach, Denial>, Result<(), Denial>, Result<(), Denial>, Result<(), Denial>);

    #[test]
    fn who_views_reports_and_changes_opportunities() {
        let no_item = NoItem(OpportunitiesView);
        #[rustfmt::skip]
        let table: [Row; 11] = [
            // who       view                              report                           change own                        change another's
            ("mei",      Ok(Reach::Own),                   Ok(()),                          Ok(()),                          Err(OwnOnly)),
            ("zhao",     Ok(Reach::Team),                  Err(SupervisorReadsOnly),        Err(SupervisorReadsOnly),        Err(SupervisorReadsOnly)),
            ("lin",      Ok(Reach::Partner),               Ok(()),                          Ok(()),                          Err(OwnOnly)),
            ("grace",    Ok(Reach::Partner),               Ok(()),                          Ok(()),                          Ok(())),
            ("tom",      Err(no_item),                     Err(no_item),                    Err(no_item),                    Err(no_item)),
            ("dara",     Ok(Reach::Partner),               Ok(()),                          Ok(()),                          Ok(())),
            ("kofi",     Ok(Reach::Own),                   Ok(()),                          Ok(()),                          Err(OwnOnly)),
            ("rita",     Err(ResellerHasNoOpportunities),  Err(ResellerHasNoOpportunities), Err(ResellerHasNoOpportunities), Err(ResellerHasNoOpportunities)),
            ("chan",     Ok(Reach::Partner),               Ok(()),                          Ok(()),                          Ok(())),
            ("petra",    Ok(Reach::Partner),               Ok(()),                          Ok(()),                          Ok(())),
            ("viktor",   Err(VendorStaff),                 Err(VendorStaff),                Err(VendorStaff),                Err(VendorStaff)),
        ];
        for (account, view, report, change_own, change_others) in table {
            let viewer = viewer(account);
            assert_eq!(scope_of(&viewer), view, "{account} views");
            assert_eq!(may_report(&viewer), report, "{account} reports");
            assert_eq!(may_change(&viewer, id(account)), change_own, "{account} changes her own");
            assert_eq!(may_change(&viewer, id("jun")), change_others, "{account} changes another's");
        }
    }

    #[test]
    fn no_role_lifts_a_supervisors_refusal_nor_widens_the_sight() {
        let zhao = of(HARBOR, "zhao", &[Preset::Supervisor], &Permission::ALL);
        assert_eq!(scope_of(&zhao), Ok(Reach::Team));
        assert_eq!(may_report(&zhao), Err(SupervisorReadsOnly));
        assert_eq!(may_change(&zhao, id("zhao")), Err(SupervisorReadsOnly));
    }

    #[test]
    fn an_account_manager_with_any_opportunity_item_sees_all_and_changes_her_own() {
        for item in [OpportunitiesView, OpportunitiesReport, OpportunitiesChange] {
            let lin = of(HARBOR, "lin", &[Preset::AccountManager], &[item]);
            assert_eq!(scope_of(&lin), Ok(Reach::Partner));
            assert_eq!(may_change(&lin, id("mei")), Err(OwnOnly));
            assert_eq!(visibility_basis(&lin), Ok(VisibilityBasis::RoleChangesOwn));
        }
        let other = of(HARBOR, "lin", &[Preset::AccountManager], &[Permission::OrdersView]);
        assert_eq!(scope_of(&other), Ok(Reach::Own));
    }

    #[test]
    fn an_operator_does_what_the_items_say() {
        let operator = |items: &[Permission]| of(HARBOR, "uma", &[], items);
        let reads = operator(&[OpportunitiesView]);
        assert_eq!((scope_of(&reads), may_report(&reads)), (Ok(Reach::Partner), Err(NoItem(OpportunitiesReport))));
        assert_eq!(may_change(&reads, id("mei")), Err(NoItem(OpportunitiesChange)));
        let reports = operator(&[OpportunitiesReport]);
        assert_eq!((scope_of(&reports), may_report(&reports)), (Ok(Reach::Own), Ok(())));
        let changes = operator(&[OpportunitiesChange]);
        assert_eq!((scope_of(&changes), may_change(&changes, id("mei"))), (Ok(Reach::Partner), Ok(())));
        assert_eq!(visibility_basis(&changes), Ok(VisibilityBasis::RoleChangesAll));
    }

    #[test]
    fn in_a_reseller_no_role_opens_opportunities() {
        for presets in [&[Preset::AccountManager][..], &[Preset::Supervisor], &[Preset::SystemAdministrator], &[]] {
            let person = of(DELTA, "sam", presets, &Permission::ALL);
            assert_eq!(scope_of(&person), Err(ResellerHasNoOpportunities));
        }
    }

    #[test]
    fn everyone_is_told_why_an_opportunity_is_visible() {
        assert_eq!(why(&viewer("mei"), id("mei")), Ok(Why::Yours));
        assert_eq!(why(&viewer("zhao"), id("mei")), Ok(Why::YourTeam));
        assert_eq!(why(&viewer("grace"), id("mei")), Ok(Why::YouAdminister));
        assert_eq!(why(&viewer("lin"), id("mei")), Ok(Why::YourRole));
        assert_eq!(why(&viewer("rita"), id("mei")), Err(ResellerHasNoOpportunities));
        assert_eq!(visibility_basis(&viewer("zhao")), Ok(VisibilityBasis::Team));
        assert_eq!(visibility_basis(&viewer("dara")), Ok(VisibilityBasis::Administrator));
    }
}
