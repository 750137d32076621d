//! Who sees which marketing tasks, and who processes one. The same for expansion and for renewal tasks.

use super::model::{Denial, TaskOwner};
use crate::auth::model::{Permission, Viewer};
use crate::customers::rules::reach_of;
use crate::organisation::model::{PartnerKind, Reach};

/// How far the viewer sees (R40): an account manager the tasks of her own customers, with any further role all of the partner;
/// a supervisor those of the team (U25); the administrator all, a distributor's also those of its resellers' customers, as
/// whoever processes by the item does there; anybody else by the items. A reseller's people see those of their partner.
///
/// # Errors
/// `VendorStaff`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    let (views, processes) = (viewer.has(Permission::MarketingTasksView), viewer.has(Permission::MarketingTasksProcess));
    reach_of(viewer, views, processes).ok_or(Denial::NoItem(Permission::MarketingTasksView))
}

/// Whether the viewer processes any tasks at all, whichever they are.
pub fn processes_some(viewer: &Viewer) -> bool {
    let is_reseller = viewer.partner().is_none_or(|partner| partner.kind == PartnerKind::Reseller);
    !is_reseller && (viewer.is_account_manager() || viewer.is_administrator() || viewer.has(Permission::MarketingTasksProcess))
}

/// Whether the viewer processes a task within her scope: the account manager her own customers', the administrator and whoever has the
/// item all of them. A reseller's people none (R41), a supervisor none (U25).
///
/// # Errors
/// `VendorStaff`, `Reseller`, `SupervisorViews`, `NotYours`.
pub fn may_process(viewer: &Viewer, owner: &TaskOwner) -> Result<(), Denial> {
    let partner = viewer.partner().ok_or(Denial::VendorStaff)?;
    let is_own = viewer.is_account_manager() && owner.account_manager == Some(viewer.person_id);
    if partner.kind == PartnerKind::Reseller {
        Err(Denial::Reseller)
    } else if viewer.is_administrator() || viewer.has(Permission::MarketingTasksProcess) || is_own {
        Ok(())
    } else if viewer.is_supervisor() {
        Err(Denial::SupervisorViews)
    } else {
        Err(Denial::NotYours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, id, of, viewer};

    #[test]
    fn everybody_sees_the_tasks_of_her_own_scope_r40() {
        for (account, reach) in [
            ("mei", Ok(Reach::Own)),
            ("kofi", Ok(Reach::Own)),
            ("zhao", Ok(Reach::Team)),
            ("omar", Ok(Reach::Team)),
            ("lin", Ok(Reach::Partner)),
            ("grace", Ok(Reach::Partner)),
            ("tom", Err(Denial::NoItem(Permission::MarketingTasksView))),
            ("dara", Ok(Reach::PartnerAndResellers)),
            ("rita", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
        }
        assert_eq!(scope_of(&of(HARBOR, "olga", &[], &[Permission::MarketingTasksView])), Ok(Reach::Partner));
        assert_eq!(scope_of(&of(SUMMIT, "olga", &[], &[Permission::MarketingTasksView])), Ok(Reach::Partner));
        assert_eq!(scope_of(&of(SUMMIT, "olga", &[], &[Permission::MarketingTasksProcess])), Ok(Reach::PartnerAndResellers));
    }

    fn task(account_manager: Option<&str>) -> TaskOwner {
        TaskOwner { partner: viewer("mei").partner_id().unwrap(), account_manager: account_manager.map(id) }
    }

    #[test]
    fn the_account_manager_processes_her_own_and_the_administrator_all_u23() {
        for account_manager in [Some("mei"), Some("jun"), None] {
            let own = account_manager == Some("mei");
            assert_eq!(may_process(&viewer("mei"), &task(account_manager)), if own { Ok(()) } else { Err(Denial::NotYours) });
            assert_eq!(may_process(&viewer("grace"), &task(account_manager)), Ok(()));
            let olga = of(HARBOR, "olga", &[], &[Permission::MarketingTasksProcess]);
            assert_eq!(may_process(&olga, &task(account_manager)), Ok(()));
            let views = of(HARBOR, "olga", &[], &[Permission::MarketingTasksView]);
            assert_eq!(may_process(&views, &task(account_manager)), Err(Denial::NotYours));
        }
    }

    #[test]
    fn a_supervisor_views_and_may_not_process_u25() {
        assert_eq!(may_process(&viewer("zhao"), &task(Some("mei"))), Err(Denial::SupervisorViews));
        assert!(!processes_some(&viewer("zhao")));
        let both = of(HARBOR, "zhao", &[Preset::Supervisor], &[Permission::MarketingTasksProcess]);
        assert_eq!(may_process(&both, &task(Some("mei"))), Ok(()));
    }

    #[test]
    fn a_resellers_people_see_tasks_and_process_none_r41() {
        assert_eq!(may_process(&viewer("rita"), &task(Some("sam"))), Err(Denial::Reseller));
        assert_eq!(may_process(&of(DELTA, "sam", &[Preset::AccountManager], &[]), &task(Some("sam"))), Err(Denial::Reseller));
        assert!(!processes_some(&viewer("rita")));
        assert_eq!(may_process(&viewer("dara"), &task(Some("sam"))), Ok(()));
        assert_eq!(may_process(&viewer("viktor"), &task(None)), Err(Denial::VendorStaff));
    }
}
