//! Organisation: custom roles, and what must hold of a partner's roles as a whole.

use super::LONGEST_PERSON_NAME;
use crate::auth::model::{Permission, Preset};
use crate::organisation::model::{NewRole, Outlook, PersonDetail, Refusal, RoleForm};
use crate::values::problems::Problems;
use crate::values::typed::{optional_line, required_line};

/// Most custom roles of one partner.
pub const MOST_CUSTOM_ROLES: i64 = 10;
/// Longest description of a role, in characters.
pub const LONGEST_DESCRIPTION: usize = 256;

/// A custom role: a name, at least one permission item, perhaps a description. That the name is free the database says.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_role(form: &RoleForm) -> Result<NewRole, Problems<Refusal>> {
    let mut problems = Problems::new();
    let name = problems.keep("name", required_line(&form.name, LONGEST_PERSON_NAME).map_err(Refusal::from));
    let description = problems.keep("description", optional_line(&form.description, LONGEST_DESCRIPTION).map_err(Refusal::from));
    let permissions = problems.keep("permissions", parse_items(&form.permissions));
    let role = (|| Some(NewRole { name: name?, description: description?, permissions: permissions? }))();
    problems.check(role)
}

fn parse_items(typed: &[String]) -> Result<Vec<Permission>, Refusal> {
    let typed: Vec<&str> = typed.iter().map(|code| code.trim()).filter(|code| !code.is_empty()).collect();
    let chosen: Vec<Permission> = Permission::ALL.into_iter().filter(|item| typed.contains(&item.as_str())).collect();
    if typed.iter().any(|code| Permission::from_code(code).is_none()) {
        Err(Refusal::NotAChoice)
    } else if chosen.is_empty() {
        Err(Refusal::NoPermission)
    } else {
        Ok(chosen)
    }
}

/// A partner has at most ten custom roles.
///
/// # Errors
/// `TooManyCustomRoles`.
pub fn may_create_role(custom_roles: i64) -> Result<(), Refusal> {
    if custom_roles < MOST_CUSTOM_ROLES { Ok(()) } else { Err(Refusal::TooManyCustomRoles) }
}

/// A custom role is deleted once nobody holds it, the disabled included: an administrator says what they hold instead. Presets
/// are nobody's to delete, and are not found. `people` counts those who hold it.
///
/// # Errors
/// `RoleIsHeld`.
pub fn may_delete_role(people: i64) -> Result<(), Refusal> {
    if people == 0 { Ok(()) } else { Err(Refusal::RoleIsHeld(people)) }
}

/// Whether the person may lose or keep roles as chosen: the last active administrator stays one. What a person leaves behind
/// who loses a role, [`parse_hand_over`](super::parse_hand_over) asks. `other_administrators` counts the active ones beside
/// this person.
///
/// # Errors
/// `LastAdministrator`.
pub fn may_change_roles(person: &PersonDetail, after: &[Option<Preset>], other_administrators: i64) -> Result<(), Refusal> {
    let loses = |preset| person.standing.presets.contains(&preset) && !after.contains(&Some(preset));
    if loses(Preset::SystemAdministrator) {
        last_administrator_stays(other_administrators)?;
    }
    Ok(())
}

/// A partner always has an active administrator. `others` counts the active ones beside the person who would go.
///
/// # Errors
/// `LastAdministrator`.
pub fn last_administrator_stays(others: i64) -> Result<(), Refusal> {
    if others > 0 { Ok(()) } else { Err(Refusal::LastAdministrator) }
}

/// How far a person with these roles sees. One entry a role: the preset, or `None` for a custom role.
pub fn outlook(roles: &[Option<Preset>]) -> Outlook {
    let has = |preset| roles.contains(&Some(preset));
    if has(Preset::SystemAdministrator) {
        Outlook::Everything
    } else if has(Preset::AccountManager) && roles.len() > 1 {
        Outlook::AllBySecondRole
    } else if has(Preset::AccountManager) {
        Outlook::Own
    } else if has(Preset::Supervisor) {
        Outlook::Team
    } else {
        Outlook::Items
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{self, HARBOR};
    use super::*;
    use crate::organisation::model::{PersonRow, PersonStanding, PersonState};
    use Preset::{AccountManager, Supervisor, SystemAdministrator};

    fn form(items: &[&str]) -> RoleForm {
        RoleForm { name: "Order clerk".into(), permissions: items.iter().map(|item| (*item).to_owned()).collect(), ..RoleForm::default() }
    }

    fn person(presets: &[Preset]) -> PersonDetail {
        let id = fixtures::id("zhao");
        let state = PersonState::Active;
        let standing = PersonStanding { id, partner_id: Some(HARBOR), state, presets: presets.to_vec(), is_primary_administrator: false };
        let row = PersonRow {
            id,
            account_name: "zhao".into(),
            display_name: "Zhao Lei".into(),
            state,
            roles: vec![],
            supervisor: None,
            telesales: false,
            version: 1,
        };
        PersonDetail { row, standing, must_change_password: false, reports: 0 }
    }

    #[test]
    fn a_custom_role_has_a_name_and_at_least_one_known_item() {
        let role = parse_role(&form(&["exports_create", "orders_view", "orders_view"])).unwrap();
        assert_eq!(role.permissions, [Permission::OrdersView, Permission::ExportsCreate]);
        for (items, refusal) in [(&[][..], Refusal::NoPermission), (&["orders_view", "everything"][..], Refusal::NotAChoice)] {
            let problems = parse_role(&form(items)).unwrap_err();
            assert_eq!(problems.at("form[permissions]").next(), Some(&refusal));
        }
        let nameless = parse_role(&RoleForm { name: " ".into(), ..form(&["orders_view"]) }).unwrap_err();
        assert_eq!(nameless.at("form[name]").next(), Some(&Refusal::Missing));
    }

    #[test]
    fn a_partner_has_at_most_10_custom_roles() {
        assert_eq!(may_create_role(9), Ok(()));
        assert_eq!(may_create_role(10), Err(Refusal::TooManyCustomRoles));
    }

    #[test]
    fn a_custom_role_is_deleted_only_when_nobody_holds_it() {
        assert_eq!(may_delete_role(0), Ok(()));
        for people in [1, 12] {
            assert_eq!(may_delete_role(people), Err(Refusal::RoleIsHeld(people)));
        }
    }

    #[test]
    fn the_last_active_administrator_stays_one() {
        let administrator = person(&[SystemAdministrator]);
        assert_eq!(may_change_roles(&administrator, &[None], 0), Err(Refusal::LastAdministrator));
        assert_eq!(may_change_roles(&administrator, &[None], 1), Ok(()));
        assert_eq!(may_change_roles(&administrator, &[Some(SystemAdministrator)], 0), Ok(()));
    }

    #[test]
    fn an_account_manager_with_a_second_role_sees_all_customers_of_the_partner() {
        assert_eq!(outlook(&[Some(AccountManager)]), Outlook::Own);
        assert_eq!(outlook(&[Some(AccountManager), None]), Outlook::AllBySecondRole);
        assert_eq!(outlook(&[Some(Supervisor), None]), Outlook::Team);
        assert_eq!(outlook(&[Some(SystemAdministrator)]), Outlook::Everything);
        assert_eq!(outlook(&[None]), Outlook::Items);
    }
}
