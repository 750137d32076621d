//! One opportunity that changes hands while nobody leaves.

use super::{choose, scope_of};
use crate::auth::model::{PersonId, Viewer};
use crate::opportunities::model::{Denial, Refusal, TransferForm};
use crate::values::problems::Problems;

/// Whether the viewer may give an opportunity in scope to another account manager: the administrator alone (U7). Whether the
/// opportunity still changes, [`may_progress`](super::may_progress) says.
///
/// # Errors
/// As [`scope_of`], `SupervisorReadsOnly` (R3), `AdministratorOnly`.
pub fn may_transfer(viewer: &Viewer) -> Result<(), Denial> {
    scope_of(viewer)?;
    if viewer.is_supervisor() {
        Err(Denial::SupervisorReadsOnly)
    } else if viewer.is_administrator() {
        Ok(())
    } else {
        Err(Denial::AdministratorOnly)
    }
}

/// Who is to own it. That it is an active account manager of the partner is asked of the database.
///
/// # Errors
/// `Missing`, `NotAChoice`, at the owner.
pub fn parse_transfer(form: &TransferForm) -> Result<PersonId, Problems<Refusal>> {
    let mut problems = Problems::new();
    let owner = problems.keep("owner", choose(&form.owner));
    problems.check(owner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::{Permission, Preset};
    use crate::organisation::rules::fixtures::{HARBOR, id, of, viewer};
    use Denial::{AdministratorOnly, NoItem, ResellerHasNoOpportunities, SupervisorReadsOnly, VendorStaff};

    #[test]
    fn administrators_hand_an_opportunity_over_and_nobody_else() {
        let table = [
            ("grace", Ok(())),
            ("dara", Ok(())),
            ("petra", Ok(())),
            ("mei", Err(AdministratorOnly)),
            ("lin", Err(AdministratorOnly)),
            ("zhao", Err(SupervisorReadsOnly)),
            ("tom", Err(NoItem(Permission::OpportunitiesView))),
            ("rita", Err(ResellerHasNoOpportunities)),
            ("viktor", Err(VendorStaff)),
        ];
        for (account, may) in table {
            assert_eq!(may_transfer(&viewer(account)), may, "{account}");
        }
    }

    #[test]
    fn no_permission_item_makes_an_administrator() {
        assert_eq!(may_transfer(&of(HARBOR, "uma", &[], &Permission::ALL)), Err(AdministratorOnly));
        assert_eq!(may_transfer(&of(HARBOR, "zhao", &[Preset::Supervisor], &Permission::ALL)), Err(SupervisorReadsOnly));
    }

    #[test]
    fn somebody_is_chosen() {
        let form = |owner: &str| TransferForm { owner: owner.into(), ..TransferForm::default() };
        let refused = |owner: &str| parse_transfer(&form(owner)).unwrap_err().at("form[owner]").next().copied();
        assert_eq!(parse_transfer(&form(&id("jun").to_string())), Ok(id("jun")));
        assert_eq!((refused(""), refused("jun")), (Some(Refusal::Missing), Some(Refusal::NotAChoice)));
    }
}
