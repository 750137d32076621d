//! Organisation: people, their roles and their supervisors.

use super::{optional, parse_identity};
use crate::auth::model::{PersonId, Preset, RoleId, Viewer};
use crate::organisation::model::{
    ChangePersonForm, Denial, Duties, NewPerson, PartnerId, PersonForm, PersonStanding, PersonState, Refusal, Role,
};
use crate::values::problems::Problems;

/// Most roles of one person (R75).
pub const MOST_ROLES: usize = 3;

/// People are managed by the system administrator of their partner; the vendor creates only the first one.
///
/// # Errors
/// `AdministratorsOnly`.
pub fn may_manage_people(viewer: &Viewer) -> Result<(), Denial> {
    if viewer.is_administrator() && viewer.partner().is_some() { Ok(()) } else { Err(Denial::AdministratorsOnly) }
}

/// One to three roles (R75); system administrator excludes every other role, account manager and supervisor exclude each
/// other (R76). `presets` has one entry a role: the preset, or `None` for a custom role.
///
/// # Errors
/// `NoRole`, `TooManyRoles`, `AdministratorExcludesOthers`, `ManagerExcludesSupervisor`.
pub fn check_roles(presets: &[Option<Preset>]) -> Result<(), Refusal> {
    let has = |preset| presets.contains(&Some(preset));
    match presets.len() {
        0 => Err(Refusal::NoRole),
        2.. if has(Preset::SystemAdministrator) => Err(Refusal::AdministratorExcludesOthers),
        _ if has(Preset::AccountManager) && has(Preset::Supervisor) => Err(Refusal::ManagerExcludesSupervisor),
        count if count > MOST_ROLES => Err(Refusal::TooManyRoles),
        _ => Ok(()),
    }
}

/// Whether this person can be the supervisor of an account manager of the partner: active, there, and in that role.
///
/// # Errors
/// `UnknownSupervisor`: not visible and not suitable answer alike.
pub fn may_supervise(candidate: &PersonStanding, partner: PartnerId) -> Result<(), Refusal> {
    let suitable =
        candidate.partner_id == Some(partner) && candidate.state == PersonState::Active && candidate.presets.contains(&Preset::Supervisor);
    if suitable { Ok(()) } else { Err(Refusal::UnknownSupervisor) }
}

/// Whether the administrator may disable this person: not herself, not the primary administrator, not twice.
///
/// # Errors
/// `Oneself`, `PrimaryAdministrator`, `AlreadyDisabled`.
pub fn may_disable(viewer: &Viewer, person: &PersonStanding) -> Result<(), Refusal> {
    if person.id == viewer.person_id {
        Err(Refusal::Oneself)
    } else if person.is_primary_administrator {
        Err(Refusal::PrimaryAdministrator)
    } else if person.state == PersonState::Disabled {
        Err(Refusal::AlreadyDisabled)
    } else {
        Ok(())
    }
}

/// Whether a disabled person may be enabled again.
///
/// # Errors
/// `NotDisabled`.
pub fn may_enable(person: &PersonStanding) -> Result<(), Refusal> {
    if person.state == PersonState::Disabled { Ok(()) } else { Err(Refusal::NotDisabled) }
}

/// Whether the administrator may set a temporary password: of anybody active but herself, who changes it in her account.
///
/// # Errors
/// `Oneself`, `AlreadyDisabled`.
pub fn may_reset_password(viewer: &Viewer, person: &PersonStanding) -> Result<(), Refusal> {
    if person.id == viewer.person_id {
        Err(Refusal::Oneself)
    } else if person.state == PersonState::Disabled {
        Err(Refusal::AlreadyDisabled)
    } else {
        Ok(())
    }
}

/// A new person. `offered` are the roles of the partner; that the supervisor is one is asked with [`may_supervise`], and
/// that the account name is free the database says.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_person(form: &PersonForm, offered: &[Role]) -> Result<NewPerson, Problems<Refusal>> {
    let mut problems = Problems::new();
    let identity = parse_identity(&mut problems, &form.account_name, &form.display_name, &form.email, &form.mobile);
    let duties = parse_duties(&mut problems, &form.roles, &form.supervisor, &form.telesales, offered);
    let person = identity.zip(duties).map(|(identity, duties)| NewPerson { identity, duties });
    problems.check(person)
}

/// Other roles or another supervisor of `person`. An administrator cannot take the role from herself, and the primary
/// administrator keeps it. A supervisor who loses the role leaves the team without one (R78): that is not refused.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_change(
    viewer: &Viewer,
    person: &PersonStanding,
    form: &ChangePersonForm,
    offered: &[Role],
) -> Result<Duties, Problems<Refusal>> {
    let mut problems = Problems::new();
    let duties = parse_duties(&mut problems, &form.roles, &form.supervisor, &form.telesales, offered);
    if let Some(duties) = &duties {
        let stays = offered.iter().any(|role| role.preset == Some(Preset::SystemAdministrator) && duties.roles.contains(&role.id));
        if !stays && person.is_primary_administrator {
            problems.add("roles", Refusal::PrimaryAdministrator);
        } else if !stays && person.id == viewer.person_id {
            problems.add("roles", Refusal::Oneself);
        }
        if duties.supervisor == Some(person.id) {
            problems.add("supervisor", Refusal::UnknownSupervisor);
        }
    }
    problems.check(duties)
}

fn parse_duties(problems: &mut Problems<Refusal>, roles: &[String], supervisor: &str, telesales: &str, offered: &[Role]) -> Option<Duties> {
    let chosen = problems.keep("roles", parse_roles(roles, offered));
    let supervisor: Option<Option<PersonId>> =
        problems.keep("supervisor", optional(supervisor, |typed| typed.parse().map_err(|_| Refusal::UnknownSupervisor)));
    let (chosen, supervisor) = chosen.zip(supervisor)?;
    let is_manager = chosen.iter().any(|role| role.preset == Some(Preset::AccountManager));
    if supervisor.is_some() && !is_manager {
        problems.add("supervisor", Refusal::OnlyAccountManagersHaveASupervisor);
        return None;
    }
    let roles: Vec<RoleId> = chosen.iter().map(|role| role.id).collect();
    Some(Duties { roles, supervisor, telesales: !telesales.trim().is_empty() })
}

fn parse_roles<'a>(typed: &[String], offered: &'a [Role]) -> Result<Vec<&'a Role>, Refusal> {
    let typed: Vec<&str> = typed.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).collect();
    let ids: Vec<RoleId> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    let known = ids.len() == typed.len() && ids.iter().all(|id| offered.iter().any(|role| role.id == *id));
    if !known {
        return Err(Refusal::UnknownRole);
    }
    let chosen: Vec<&Role> = offered.iter().filter(|role| ids.contains(&role.id)).collect();
    let presets: Vec<Option<Preset>> = chosen.iter().map(|role| role.preset).collect();
    check_roles(&presets).map(|()| chosen)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, HARBOR, SUMMIT};
    use super::*;
    use Preset::{AccountManager, Supervisor, SystemAdministrator};
    use uuid::Uuid;

    fn offered() -> Vec<Role> {
        let role = |number: u128, preset| Role { id: RoleId(Uuid::from_u128(number)), preset, name: String::new(), permissions: vec![] };
        let presets = [Some(SystemAdministrator), Some(Supervisor), Some(AccountManager)];
        (1..).zip(presets.into_iter().chain([None; 4])).map(|(number, preset)| role(number, preset)).collect()
    }

    fn ids(numbers: &[u128]) -> Vec<String> {
        numbers.iter().map(|number| Uuid::from_u128(*number).to_string()).collect()
    }

    fn standing(account: &str, presets: &[Preset]) -> PersonStanding {
        PersonStanding {
            id: fixtures::id(account),
            partner_id: Some(HARBOR),
            state: PersonState::Active,
            presets: presets.to_vec(),
            is_primary_administrator: account == "grace",
        }
    }

    fn jun() -> PersonForm {
        PersonForm {
            account_name: "jun".into(),
            display_name: "Jun Park".into(),
            roles: ids(&[3]),
            supervisor: fixtures::id("zhao").to_string(),
            ..PersonForm::default()
        }
    }

    #[test]
    fn a_person_has_1_to_3_roles() {
        assert_eq!(check_roles(&[]), Err(Refusal::NoRole));
        assert_eq!(check_roles(&[None]), Ok(()));
        assert_eq!(check_roles(&[Some(AccountManager), None, None]), Ok(()));
        assert_eq!(check_roles(&[None; 4]), Err(Refusal::TooManyRoles));
    }

    #[test]
    fn system_administrator_excludes_every_other_role() {
        assert_eq!(check_roles(&[Some(SystemAdministrator)]), Ok(()));
        for other in [Some(AccountManager), Some(Supervisor), None] {
            assert_eq!(check_roles(&[Some(SystemAdministrator), other]), Err(Refusal::AdministratorExcludesOthers));
        }
    }

    #[test]
    fn account_manager_and_supervisor_exclude_each_other() {
        assert_eq!(check_roles(&[Some(AccountManager), Some(Supervisor)]), Err(Refusal::ManagerExcludesSupervisor));
        assert_eq!(check_roles(&[None, Some(Supervisor), Some(AccountManager)]), Err(Refusal::ManagerExcludesSupervisor));
        assert_eq!(check_roles(&[None, Some(Supervisor)]), Ok(()));
    }

    #[test]
    fn an_account_manager_may_have_a_supervisor_and_nobody_else_may() {
        assert_eq!(parse_person(&jun(), &offered()).unwrap().duties.supervisor, Some(fixtures::id("zhao")));
        assert_eq!(parse_person(&PersonForm { supervisor: String::new(), ..jun() }, &offered()).unwrap().duties.supervisor, None);
        let operator = PersonForm { roles: ids(&[4]), ..jun() };
        let problems = parse_person(&operator, &offered()).unwrap_err();
        assert_eq!(problems.at("form[supervisor]").next(), Some(&Refusal::OnlyAccountManagersHaveASupervisor));
    }

    #[test]
    fn a_role_given_twice_is_one_role() {
        let duties = parse_person(&PersonForm { roles: ids(&[3, 3, 4, 4]), ..jun() }, &offered()).unwrap().duties;
        assert_eq!(duties.roles.len(), 2);
    }

    #[test]
    fn a_role_of_another_partner_is_unknown() {
        for roles in [ids(&[3, 99]), vec!["account_manager".to_owned()]] {
            let problems = parse_person(&PersonForm { roles, ..jun() }, &offered()).unwrap_err();
            assert_eq!(problems.at("form[roles]").next(), Some(&Refusal::UnknownRole));
        }
    }

    #[test]
    fn a_supervisor_is_an_active_supervisor_of_the_same_partner() {
        let zhao = standing("zhao", &[Supervisor]);
        assert_eq!(may_supervise(&zhao, HARBOR), Ok(()));
        assert_eq!(may_supervise(&zhao, SUMMIT), Err(Refusal::UnknownSupervisor));
        assert_eq!(may_supervise(&standing("mei", &[AccountManager]), HARBOR), Err(Refusal::UnknownSupervisor));
        assert_eq!(may_supervise(&PersonStanding { state: PersonState::Disabled, ..zhao }, HARBOR), Err(Refusal::UnknownSupervisor));
    }

    #[test]
    fn nobody_disables_herself_or_the_primary_administrator() {
        let grace = fixtures::viewer("grace");
        assert_eq!(may_disable(&grace, &standing("grace", &[SystemAdministrator])), Err(Refusal::Oneself));
        assert_eq!(may_disable(&fixtures::viewer("petra"), &standing("grace", &[SystemAdministrator])), Err(Refusal::PrimaryAdministrator));
        let mei = standing("mei", &[AccountManager]);
        assert_eq!(may_disable(&grace, &mei), Ok(()));
        let disabled = PersonStanding { state: PersonState::Disabled, ..mei.clone() };
        assert_eq!(may_disable(&grace, &disabled), Err(Refusal::AlreadyDisabled));
        assert_eq!(may_reset_password(&grace, &disabled), Err(Refusal::AlreadyDisabled));
        assert_eq!(may_reset_password(&grace, &mei), Ok(()));
        assert_eq!((may_enable(&disabled), may_enable(&mei)), (Ok(()), Err(Refusal::NotDisabled)));
    }

    #[test]
    fn an_administrator_cannot_take_the_role_from_herself() {
        let form = ChangePersonForm { roles: ids(&[3]), ..ChangePersonForm::default() };
        let grace = standing("grace", &[SystemAdministrator]);
        let refused = parse_change(&fixtures::viewer("grace"), &grace, &form, &offered()).unwrap_err();
        assert_eq!(refused.at("form[roles]").next(), Some(&Refusal::PrimaryAdministrator));
        let second = PersonStanding { is_primary_administrator: false, ..grace };
        let refused = parse_change(&fixtures::viewer("grace"), &second, &form, &offered()).unwrap_err();
        assert_eq!(refused.at("form[roles]").next(), Some(&Refusal::Oneself));
    }

    #[test]
    fn a_supervisor_may_lose_the_role_and_an_account_manager_never_supervises_herself() {
        let grace = fixtures::viewer("grace");
        let form = ChangePersonForm { roles: ids(&[4]), ..ChangePersonForm::default() };
        assert!(parse_change(&grace, &standing("zhao", &[Supervisor]), &form, &offered()).is_ok());
        let own = ChangePersonForm { roles: ids(&[3]), supervisor: fixtures::id("mei").to_string(), ..ChangePersonForm::default() };
        assert!(parse_change(&grace, &standing("mei", &[AccountManager]), &own, &offered()).is_err());
    }

    #[test]
    fn people_are_managed_by_the_system_administrator_alone() {
        for account in ["grace", "dara", "rita", "chan", "petra"] {
            assert_eq!(may_manage_people(&fixtures::viewer(account)), Ok(()), "{account}");
        }
        for account in ["mei", "zhao", "lin", "tom", "kofi", "viktor"] {
            assert_eq!(may_manage_people(&fixtures::viewer(account)), Err(Denial::AdministratorsOnly), "{account}");
        }
    }
}
