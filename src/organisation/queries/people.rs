//! People of one partner.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::partner_of;
use crate::auth::model::RoleId;
use crate::auth::{PersonId, Preset, Scope};
use crate::organisation::model::{Identity, PartnerId, PersonDetail, PersonRow, PersonStanding, PersonState, Role};
use crate::server::new_id;

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
            version: self.version,
        };
        PersonDetail { row, standing, must_change_password: self.must_change_password, reports: self.reports }
    }
}

/// The people of the partner whose account or display name contains the text, by account name. Empty finds everybody.
///
/// # Errors
/// Those of the database.
pub async fn list_people(
    db: impl PgExecutor<'_>,
    scope: &Scope,
    search: &str,
    today: NaiveDate,
    limit: i64,
) -> sqlx::Result<Vec<PersonDetail>> {
    find(db, scope, None, search, today, limit).await
}

/// One person of the partner; `None` for anybody else's.
///
/// # Errors
/// Those of the database.
pub async fn lookup_person(db: impl PgExecutor<'_>, scope: &Scope, id: PersonId, today: NaiveDate) -> sqlx::Result<Option<PersonDetail>> {
    Ok(find(db, scope, Some(id), "", today, 1).await?.pop())
}

async fn find(
    db: impl PgExecutor<'_>,
    scope: &Scope,
    only: Option<PersonId>,
    search: &str,
    today: NaiveDate,
    limit: i64,
) -> sqlx::Result<Vec<PersonDetail>> {
    let found = sqlx::query_as!(
        Found,
        r#"select p.id as "id: PersonId", p.account_name, p.display_name, p.state as "state: PersonState", p.version, p.must_change_password,
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
           where p.partner_id = $1
             and ($5::uuid is null or p.id = $5)
             and (position(lower($2) in p.account_name) > 0 or position(lower($2) in lower(p.display_name)) > 0)
           order by p.account_name limit $4"#,
        partner_of(scope),
        search,
        today,
        limit,
        only.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(|person| person.into_detail(PartnerId(scope.id()))).collect())
}

/// How many [`list_people`] would find without a limit.
///
/// # Errors
/// Those of the database.
pub async fn count_people(db: impl PgExecutor<'_>, scope: &Scope, search: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from person p where p.partner_id = $1
             and (position(lower($2) in p.account_name) > 0 or position(lower($2) in lower(p.display_name)) > 0)"#,
        partner_of(scope),
        search
    )
    .fetch_one(db)
    .await
}

/// Makes changes of one partner's people and roles wait for each other: the rules about them (the last administrator, a
/// supervisor with a team, ten roles) look at more than one row.
///
/// # Errors
/// Those of the database.
pub async fn lock_partner(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<()> {
    sqlx::query!("select id from partner where id = $1 for no key update", partner.0).fetch_one(db).await?;
    Ok(())
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

/// A person to be written.
#[derive(Clone, Debug)]
pub struct PersonToCreate<'a> {
    /// `None` for the vendor's staff, who have no roles.
    pub partner: Option<PartnerId>,
    /// Who it is.
    pub identity: &'a Identity,
    /// One to three of the partner's roles, in this order.
    pub roles: &'a [RoleId],
    /// The hash of the first password.
    pub password_hash: &'a str,
    /// Whether the first sign-in asks for a new password (R77); only the demo does without.
    pub must_change_password: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Creates a person. A supervisor is given with `handover::queries`.
///
/// # Errors
/// Those of the database; `person_account_name` when the name is taken.
pub async fn create_person(db: &mut PgConnection, new: &PersonToCreate<'_>) -> sqlx::Result<PersonId> {
    let id = PersonId(new_id());
    sqlx::query!(
        "insert into person (id, account_name, display_name, partner_id, email, mobile, password_hash, must_change_password, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        id.0,
        new.identity.account_name,
        new.identity.display_name,
        new.partner.map(|partner| partner.0),
        new.identity.email,
        new.identity.mobile,
        new.password_hash,
        new.must_change_password,
        new.at
    )
    .execute(&mut *db)
    .await?;
    insert_roles(db, id, new.roles).await?;
    Ok(id)
}

async fn insert_roles(db: &mut PgConnection, person: PersonId, roles: &[RoleId]) -> sqlx::Result<()> {
    let ids: Vec<uuid::Uuid> = roles.iter().map(|role| role.0).collect();
    sqlx::query!(
        "insert into person_role (person_id, slot, role_id) select $1, slot, role_id from unnest($2::uuid[]) with ordinality as t (role_id, slot)",
        person.0,
        &ids
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Stores the display name and counts the version; `false` when the version is no longer the one that was read.
///
/// # Errors
/// Those of the database.
pub async fn set_display_name(
    db: &mut PgConnection,
    scope: &Scope,
    id: PersonId,
    name: &str,
    version: i32,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set display_name = $3, version = version + 1, updated_at = $5 where partner_id = $1 and id = $2 and version = $4",
        partner_of(scope),
        id.0,
        name,
        version,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Replaces a person's roles; each of their sessions takes a new token at its next page.
///
/// # Errors
/// Those of the database.
pub async fn set_roles(db: &mut PgConnection, person: PersonId, roles: &[RoleId]) -> sqlx::Result<()> {
    sqlx::query!("delete from person_role where person_id = $1", person.0).execute(&mut *db).await?;
    insert_roles(db, person, roles).await?;
    sqlx::query!("update session set rotate = true where person_id = $1 and ended_at is null", person.0).execute(db).await?;
    Ok(())
}

/// Disables or enables; `false` when the person is in that state already.
///
/// # Errors
/// Those of the database.
pub async fn set_state(db: &mut PgConnection, scope: &Scope, id: PersonId, state: PersonState, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set state = $3, version = version + 1, updated_at = $4 where partner_id = $1 and id = $2 and state <> $3",
        partner_of(scope),
        id.0,
        state as PersonState,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores the hash of a temporary password: the next sign-in asks for a new one.
///
/// # Errors
/// Those of the database.
pub async fn set_temporary_password(
    db: &mut PgConnection,
    scope: &Scope,
    id: PersonId,
    hash: &str,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set password_hash = $3, must_change_password = true, version = version + 1, updated_at = $4 where partner_id = $1 and id = $2",
        partner_of(scope),
        id.0,
        hash,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
