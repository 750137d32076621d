//! People of one partner.

mod writing;

pub use writing::{PersonToCreate, create_person, set_profile, set_roles, set_state, set_telesales, set_temporary_password};

use chrono::NaiveDate;
use sqlx::PgExecutor;

use super::partner_of;
use crate::auth::model::RoleId;
use crate::auth::{PersonId, Preset, Scope};
use crate::organisation::model::{PartnerId, PersonDetail, PersonRow, PersonStanding, PersonState, Role};

struct Found {
    id: PersonId,
    account_name: String,
    display_name: String,
    state: PersonState,
    version: i32,
    must_change_password: bool,
    is_primary_administrator: bool,
    role_ids: Vec<RoleId>,
    presets: Vec<Option<String>>,
    role_names: Vec<String>,
    supervisor_id: Option<PersonId>,
    supervisor_name: Option<String>,
    telesales: bool,
    reports: i64,
}

impl Found {
    fn into_detail(self, partner: PartnerId) -> PersonDetail {
        let kinds =
            self.presets.into_iter().map(|code| code.and_then(|code| Preset::ALL.into_iter().find(|preset| preset.as_str() == code)));
        let named = self.role_ids.into_iter().zip(kinds).zip(self.role_names);
        let roles: Vec<Role> = named.map(|((id, preset), name)| Role { id, preset, name, permissions: Vec::new() }).collect();
        let standing = PersonStanding {
            id: self.id,
            partner_id: Some(partner),
            state: self.state,
            presets: roles.iter().filter_map(|role| role.preset).collect(),
            is_primary_administrator: self.is_primary_administrator,
        };
        let row = PersonRow {
            id: self.id,
            account_name: self.account_name,
            display_name: self.display_name,
            state: self.state,
            roles,
            supervisor: self.supervisor_id.zip(self.supervisor_name),
            telesales: self.telesales,
            version: self.version,
        };
        PersonDetail { row, standing, must_change_password: self.must_change_password, reports: self.reports }
    }
}

/// One person of the partner; `None` for anybody else's.
///
/// # Errors
/// Those of the database.
pub async fn lookup_person(db: impl PgExecutor<'_>, scope: &Scope, id: PersonId, today: NaiveDate) -> sqlx::Result<Option<PersonDetail>> {
    let found = sqlx::query_as!(
        Found,
        r#"select p.id as "id: PersonId", p.account_name, p.display_name, p.state as "state: PersonState", p.version, p.must_change_password, p.telesales,
                  pa.primary_administrator_id is not distinct from p.id as "is_primary_administrator!",
                  array(select r.id from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id order by pr.slot) as "role_ids!: Vec<RoleId>",
                  array(select r.preset from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id order by pr.slot) as "presets!: Vec<Option<String>>",
                  array(select r.name from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id order by pr.slot) as "role_names!: Vec<String>",
                  sv.id as "supervisor_id?: PersonId", sv.display_name as "supervisor_name?",
                  (select count(*) from supervision t join person am on am.id = t.account_manager_id
                   where t.supervisor_id = p.id and t.during @> $3::date and am.state = 'active') as "reports!"
           from person p
           join partner pa on pa.id = p.partner_id
           left join supervision su on su.account_manager_id = p.id and su.during @> $3::date
           left join person sv on sv.id = su.supervisor_id
           where p.partner_id = $1 and p.id = $2"#,
        partner_of(scope),
        id.0,
        today
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(|person| person.into_detail(PartnerId(scope.id()))))
}

/// The active supervisors of the partner, by account name: id, display name, account name.
///
/// # Errors
/// Those of the database.
pub async fn supervisors(db: impl PgExecutor<'_>, scope: &Scope) -> sqlx::Result<Vec<(PersonId, String, String)>> {
    let rows = sqlx::query!(
        r#"select p.id as "id: PersonId", p.display_name, p.account_name from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'supervisor'
           where p.partner_id = $1 and p.state = 'active' order by p.account_name"#,
        partner_of(scope)
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name, row.account_name)).collect())
}

/// How many active administrators the partner has beside this person.
///
/// # Errors
/// Those of the database.
pub async fn other_administrators(db: impl PgExecutor<'_>, scope: &Scope, but: PersonId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'system_administrator'
           where p.partner_id = $1 and p.state = 'active' and p.id <> $2"#,
        partner_of(scope),
        but.0
    )
    .fetch_one(db)
    .await
}
