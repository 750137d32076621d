//! Who may assign which customer to whom.

use crate::auth::model::{Permission, Viewer};
use crate::customers::model::{AssignDenial, AssignRefusal, Assignable, Assignee};
use crate::organisation::model::Reach;

/// Customers that are assigned at once.
pub const MOST_AT_ONCE: usize = 100;

/// How far the viewer may assign, change and take back account managers: the administrator and whoever has the item within
/// the whole partner, a supervisor within the team. A distributor's administrator does not assign its resellers'
/// customers: a reseller does that by itself.
///
/// # Errors
/// `VendorStaff`, `NotYours`.
pub fn may_assign(viewer: &Viewer) -> Result<Reach, AssignDenial> {
    if viewer.is_vendor() {
        Err(AssignDenial::VendorStaff)
    } else if viewer.is_administrator() || viewer.has(Permission::CustomersAssign) {
        Ok(Reach::Partner)
    } else if viewer.is_supervisor() {
        Ok(Reach::Team)
    } else {
        Err(AssignDenial::NotYours)
    }
}

/// Whether this customer, which the viewer sees, is the viewer's to assign.
///
/// # Errors
/// `OfAReseller`, `OfAnotherTeam`.
pub fn may_move(viewer: &Viewer, reach: Reach, customer: &Assignable) -> Result<(), AssignRefusal> {
    if viewer.partner_id() != Some(customer.partner_id) {
        Err(AssignRefusal::OfAReseller)
    } else if reach == Reach::Team && customer.supervisor_id != Some(viewer.person_id) {
        Err(AssignRefusal::OfAnotherTeam)
    } else {
        Ok(())
    }
}

/// Whether this person can receive customers from the viewer: an active account manager of the partner, and of the team
/// where a supervisor assigns.
///
/// # Errors
/// `NotAnAccountManager`, `ReceiverOfAnotherTeam`.
pub fn may_receive(viewer: &Viewer, reach: Reach, person: &Assignee) -> Result<(), AssignRefusal> {
    if viewer.partner_id() != Some(person.partner_id) || !person.is_active_account_manager {
        Err(AssignRefusal::NotAnAccountManager)
    } else if reach == Reach::Team && person.supervisor_id != Some(viewer.person_id) {
        Err(AssignRefusal::ReceiverOfAnotherTeam)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{PersonId, Preset};
    use crate::customers::model::AssociationId;
    use crate::organisation::model::PartnerId;
    use crate::organisation::rules::fixtures::{DELTA, HARBOR, SUMMIT, id, of, viewer};

    fn customer(partner_id: PartnerId, owner: Option<&str>, supervisor: Option<&str>) -> Assignable {
        let person = |account: Option<&str>| -> Option<PersonId> { account.map(id) };
        Assignable {
            id: AssociationId(uuid::Uuid::nil()),
            partner_id,
            owner_id: person(owner),
            supervisor_id: person(supervisor),
            version: 1,
        }
    }

    fn receiver(partner_id: PartnerId, account: &str, supervisor: Option<&str>, active: bool) -> Assignee {
        Assignee { id: id(account), partner_id, supervisor_id: supervisor.map(id), is_active_account_manager: active }
    }

    #[test]
    fn who_may_assign_customers() {
        let no = Err(AssignDenial::NotYours);
        for (account, may) in [
            ("mei", no),
            ("lin", no),
            ("kofi", no),
            ("tom", no),
            ("cleo", no),
            ("zhao", Ok(Reach::Team)),
            ("omar", Ok(Reach::Team)),
            ("grace", Ok(Reach::Partner)),
            ("dara", Ok(Reach::Partner)),
            ("rita", Ok(Reach::Partner)),
            ("petra", Ok(Reach::Partner)),
            ("viktor", Err(AssignDenial::VendorStaff)),
        ] {
            assert_eq!(may_assign(&viewer(account)), may, "{account}");
        }
        let item = of(HARBOR, "cleo", &[], &[Permission::CustomersAssign]);
        assert_eq!(may_assign(&item), Ok(Reach::Partner));
        let both = of(HARBOR, "zhao", &[Preset::Supervisor], &[Permission::CustomersAssign]);
        assert_eq!(may_assign(&both), Ok(Reach::Partner));
    }

    #[test]
    fn a_supervisor_assigns_within_the_own_team_only() {
        let zhao = viewer("zhao");
        let may = |customer: &Assignable| may_move(&zhao, Reach::Team, customer);
        assert_eq!(may(&customer(HARBOR, Some("mei"), Some("zhao"))), Ok(()));
        assert_eq!(may(&customer(HARBOR, Some("ana"), Some("omar"))), Err(AssignRefusal::OfAnotherTeam));
        assert_eq!(may(&customer(HARBOR, None, None)), Err(AssignRefusal::OfAnotherTeam));
        let to = |person: &Assignee| may_receive(&zhao, Reach::Team, person);
        assert_eq!(to(&receiver(HARBOR, "jun", Some("zhao"), true)), Ok(()));
        assert_eq!(to(&receiver(HARBOR, "ana", Some("omar"), true)), Err(AssignRefusal::ReceiverOfAnotherTeam));
        assert_eq!(to(&receiver(HARBOR, "ben", Some("zhao"), false)), Err(AssignRefusal::NotAnAccountManager));
    }

    #[test]
    fn a_distributors_administrator_does_not_assign_its_resellers_customers() {
        let dara = viewer("dara");
        assert_eq!(may_move(&dara, Reach::Partner, &customer(SUMMIT, None, None)), Ok(()));
        assert_eq!(may_move(&dara, Reach::Partner, &customer(DELTA, Some("sam"), None)), Err(AssignRefusal::OfAReseller));
        assert_eq!(may_receive(&dara, Reach::Partner, &receiver(DELTA, "sam", None, true)), Err(AssignRefusal::NotAnAccountManager));
        assert_eq!(may_receive(&dara, Reach::Partner, &receiver(SUMMIT, "kofi", None, true)), Ok(()));
    }

    #[test]
    fn an_administrator_assigns_whatever_the_partner_has_to_whoever_is_an_active_account_manager() {
        let grace = viewer("grace");
        for one in [customer(HARBOR, None, None), customer(HARBOR, Some("ana"), Some("omar"))] {
            assert_eq!(may_move(&grace, Reach::Partner, &one), Ok(()));
        }
        assert_eq!(may_receive(&grace, Reach::Partner, &receiver(HARBOR, "ana", Some("omar"), true)), Ok(()));
        assert_eq!(may_receive(&grace, Reach::Partner, &receiver(HARBOR, "ben", None, false)), Err(AssignRefusal::NotAnAccountManager));
    }
}
