//! Who sees which marketing tasks, and who processes one. The same for expansion and for renewal tasks.

use std::str::FromStr;

use chrono::NaiveDate;
use uuid::Uuid;

use super::model::{Denial, MOST_AT_ONCE, Outcome, TaskOwner, TaskState};
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

/// Whose tasks the viewer processes: all that she sees, or her own customers' alone.
///
/// # Errors
/// Why she processes none: `VendorStaff`, `NoItem`, `Reseller`, `SupervisorViews`, `NotYours`.
pub fn processing_reach(viewer: &Viewer) -> Result<Reach, Denial> {
    let reach = scope_of(viewer)?;
    let partner = viewer.partner_id().ok_or(Denial::VendorStaff)?;
    match may_process(viewer, &TaskOwner { partner, account_manager: None }) {
        Ok(()) => Ok(reach),
        Err(_) if processes_some(viewer) => Ok(Reach::Own),
        Err(denial) => Err(denial),
    }
}

/// Whether the deadline of an open task has passed; it is in time until that Beijing day is over. A flag, no state (U18).
pub fn is_overdue(state: TaskState, deadline: NaiveDate, today: NaiveDate) -> bool {
    state.is_open() && deadline < today
}

/// What becomes of one of several tasks in the viewer's scope when she processes them. It is unchanged while its version is the one
/// that the page showed.
pub fn outcome(viewer: &Viewer, state: TaskState, owner: &TaskOwner, is_unchanged: bool) -> Outcome {
    if !state.is_open() {
        Outcome::Ended
    } else if may_process(viewer, owner).is_err() {
        Outcome::NotYours
    } else if is_unchanged {
        Outcome::Processed
    } else {
        Outcome::Changed
    }
}

/// What became of several tasks, as an address says it: short, for there may be [`MOST_AT_ONCE`].
pub fn outcomes_in_address<Id: Copy + Into<Uuid>>(outcomes: &[(Id, Outcome)]) -> String {
    let one = |(id, outcome): &(Id, Outcome)| {
        let id: Uuid = (*id).into();
        format!("{}-{outcome}", id.simple())
    };
    outcomes.iter().map(one).collect::<Vec<_>>().join(".")
}

/// The same, read again; what cannot be read is left out.
pub fn outcomes_of_address<Id: FromStr>(text: &str) -> Vec<(Id, Outcome)> {
    let read = |one: &str| {
        let (id, outcome) = one.rsplit_once('-')?;
        Some((id.parse().ok()?, outcome.parse().ok()?))
    };
    text.split('.').filter_map(read).take(MOST_AT_ONCE).collect()
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

    #[test]
    fn whoever_processes_only_her_own_customers_tasks_is_led_to_those_whatever_more_she_sees() {
        let mei_views_all = of(HARBOR, "mei", &[Preset::AccountManager], &[Permission::MarketingTasksView]);
        let mei_processes_all = of(HARBOR, "mei", &[Preset::AccountManager], &[Permission::MarketingTasksProcess]);
        for (viewer, reach) in [
            (viewer("mei"), Ok(Reach::Own)),
            (mei_views_all, Ok(Reach::Own)),
            (mei_processes_all, Ok(Reach::Partner)),
            (viewer("grace"), Ok(Reach::Partner)),
            (viewer("dara"), Ok(Reach::PartnerAndResellers)),
            (viewer("zhao"), Err(Denial::SupervisorViews)),
            (of(HARBOR, "olga", &[], &[Permission::MarketingTasksView]), Err(Denial::NotYours)),
            (viewer("rita"), Err(Denial::Reseller)),
            (viewer("tom"), Err(Denial::NoItem(Permission::MarketingTasksView))),
            (viewer("viktor"), Err(Denial::VendorStaff)),
        ] {
            assert_eq!(processing_reach(&viewer), reach, "{}", viewer.display_name);
        }
    }

    #[test]
    fn a_task_is_overdue_when_the_day_of_its_deadline_is_over_and_only_while_it_is_open_u18() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (state, deadline, overdue) in [
            (TaskState::Pending, "2026-11-22", true),
            (TaskState::InProgress, "2026-11-22", true),
            (TaskState::Pending, "2026-11-23", false),
            (TaskState::Done, "2026-11-22", false),
            (TaskState::Terminated, "2026-11-22", false),
        ] {
            assert_eq!(is_overdue(state, day(deadline), day("2026-11-23")), overdue, "{state} {deadline}");
        }
    }

    #[test]
    fn of_several_tasks_each_has_an_outcome_of_its_own() {
        for (account, state, owner, is_unchanged, expected) in [
            ("mei", TaskState::Pending, Some("mei"), true, Outcome::Processed),
            ("mei", TaskState::InProgress, Some("mei"), true, Outcome::Processed),
            ("mei", TaskState::Done, Some("mei"), true, Outcome::Ended),
            ("mei", TaskState::Terminated, Some("mei"), true, Outcome::Ended),
            ("mei", TaskState::Pending, Some("jun"), true, Outcome::NotYours),
            ("zhao", TaskState::Pending, Some("mei"), true, Outcome::NotYours),
            ("grace", TaskState::Pending, None, true, Outcome::Processed),
            ("mei", TaskState::Pending, Some("mei"), false, Outcome::Changed),
        ] {
            assert_eq!(outcome(&viewer(account), state, &task(owner), is_unchanged), expected, "{account} {state} {owner:?}");
        }
    }

    #[test]
    fn outcomes_travel_in_an_address() {
        let all: Vec<(Uuid, Outcome)> = Outcome::ALL.iter().enumerate().map(|(n, one)| (Uuid::from_u128(n as u128), *one)).collect();
        assert_eq!(outcomes_of_address::<Uuid>(&outcomes_in_address(&all)), all);
        assert_eq!(outcomes_of_address::<Uuid>("x-processed.00000000000000000000000000000001-x"), []);
        assert_eq!(outcomes_of_address::<Uuid>(""), []);
    }
}
