//! Presets, and the custom roles of one partner.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::partner_of;
use crate::auth::model::{Permission, RoleId};
use crate::auth::{Preset, Scope};
use crate::organisation::model::{Holder, NewRole, PartnerId, Role, RoleRow};
use crate::server::new_id;

struct Found {
    id: RoleId,
    preset: Option<Preset>,
    name: String,
    description: String,
    version: i32,
    permissions: Vec<String>,
    people: i64,
}

impl From<Found> for RoleRow {
    fn from(found: Found) -> Self {
        let permissions = Permission::ALL.into_iter().filter(|item| found.permissions.iter().any(|code| code == item.as_str())).collect();
        let role = Role { id: found.id, preset: found.preset, name: found.name, permissions };
        Self { role, description: found.description, version: found.version, people: found.people }
    }
}

/// The roles that can be given in the partner: the presets, then its own by name; each with how many of its people hold it.
///
/// # Errors
/// Those of the database.
pub async fn list_roles(db: impl PgExecutor<'_>, scope: &Scope) -> sqlx::Result<Vec<RoleRow>> {
    let found = sqlx::query_as!(
        Found,
        r#"select r.id as "id: RoleId", r.preset as "preset?: Preset", r.name, r.description, r.version,
                  array(select rp.permission from role_permission rp where rp.role_id = r.id) as "permissions!",
                  (select count(*) from person_role pr join person p on p.id = pr.person_id
                   where pr.role_id = r.id and p.partner_id = $1) as "people!"
           from role r where r.preset is not null or r.partner_id = $1
           order by r.preset is null, case when r.preset is not null then r.id end, r.name collate names"#,
        partner_of(scope)
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(RoleRow::from).collect())
}

/// One custom role of the partner; `None` for a preset and for anybody else's.
///
/// # Errors
/// Those of the database.
pub async fn lookup_role(db: impl PgExecutor<'_>, scope: &Scope, id: RoleId) -> sqlx::Result<Option<RoleRow>> {
    let found = sqlx::query_as!(
        Found,
        r#"select r.id as "id: RoleId", r.preset as "preset?: Preset", r.name, r.description, r.version,
                  array(select rp.permission from role_permission rp where rp.role_id = r.id) as "permissions!",
                  (select count(*) from person_role pr where pr.role_id = r.id) as "people!"
           from role r where r.partner_id = $1 and r.id = $2"#,
        partner_of(scope),
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(RoleRow::from))
}

/// The active people of the partner who hold the role, with what else they hold, by account name.
///
/// # Errors
/// Those of the database.
pub async fn holders(db: impl PgExecutor<'_>, scope: &Scope, id: RoleId) -> sqlx::Result<Vec<Holder>> {
    let rows = sqlx::query!(
        r#"select p.display_name,
                  array(select r.preset from person_role o join role r on r.id = o.role_id
                        where o.person_id = p.id and r.preset is not null)::text[] as "presets!",
                  array(select distinct rp.permission from person_role o join role_permission rp on rp.role_id = o.role_id
                        where o.person_id = p.id and o.role_id <> $2)::text[] as "other_items!",
                  (select count(*) from person_role o join role r on r.id = o.role_id where o.person_id = p.id and r.preset is null)
                  as "custom_roles!"
           from person p join person_role pr on pr.person_id = p.id
           where p.partner_id = $1 and pr.role_id = $2 and p.state = 'active' order by p.account_name"#,
        partner_of(scope),
        id.0
    )
    .fetch_all(db)
    .await?;
    let holder = |name, presets: Vec<String>, items: Vec<String>, custom: i64| Holder {
        display_name: name,
        presets: Preset::ALL.into_iter().filter(|preset| presets.iter().any(|code| code == preset.as_str())).collect(),
        other_items: items.iter().filter_map(|code| Permission::from_code(code)).collect(),
        custom_roles: usize::try_from(custom).unwrap_or(1),
    };
    Ok(rows.into_iter().map(|row| holder(row.display_name, row.presets, row.other_items, row.custom_roles)).collect())
}

/// How many custom roles the partner has.
///
/// # Errors
/// Those of the database.
pub async fn count_custom_roles(db: impl PgExecutor<'_>, scope: &Scope) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!" from role where partner_id = $1"#, partner_of(scope)).fetch_one(db).await
}

/// Creates a custom role of a partner.
///
/// # Errors
/// Those of the database; `role_name` when the partner has one of this name.
pub async fn create_role(db: &mut PgConnection, partner: PartnerId, new: &NewRole, at: DateTime<Utc>) -> sqlx::Result<RoleId> {
    let id = RoleId(new_id());
    sqlx::query!(
        "insert into role (id, partner_id, name, description, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)",
        id.0,
        partner.0,
        new.name,
        new.description,
        at
    )
    .execute(&mut *db)
    .await?;
    insert_permissions(db, id, &new.permissions).await?;
    Ok(id)
}

/// Changes a custom role; the sessions of all who hold it take a new token. `false` when the version is no longer the one
/// that was read.
///
/// # Errors
/// Those of the database; `role_name` when the partner has another one of this name.
pub async fn change_role(
    db: &mut PgConnection,
    scope: &Scope,
    id: RoleId,
    new: &NewRole,
    version: i32,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update role set name = $3, description = $4, version = version + 1, updated_at = $6 where partner_id = $1 and id = $2 and version = $5",
        partner_of(scope),
        id.0,
        new.name,
        new.description,
        version,
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query!("delete from role_permission where role_id = $1", id.0).execute(&mut *db).await?;
    insert_permissions(db, id, &new.permissions).await?;
    sqlx::query!(
        "update session s set rotate = true from person_role pr where pr.role_id = $1 and s.person_id = pr.person_id and s.ended_at is null",
        id.0
    )
    .execute(db)
    .await?;
    Ok(true)
}

/// Deletes a custom role that nobody holds, with its items. `false` when the version is no longer the one that was read.
///
/// # Errors
/// Those of the database; `person_role_role_id_fkey` while somebody holds it.
pub async fn delete_role(db: &mut PgConnection, scope: &Scope, id: RoleId, version: i32) -> sqlx::Result<bool> {
    let done = sqlx::query!("delete from role where partner_id = $1 and id = $2 and version = $3", partner_of(scope), id.0, version)
        .execute(db)
        .await?;
    Ok(done.rows_affected() == 1)
}

async fn insert_permissions(db: &mut PgConnection, role: RoleId, items: &[Permission]) -> sqlx::Result<()> {
    let codes: Vec<String> = items.iter().map(|item| item.as_str().to_owned()).collect();
    sqlx::query!("insert into role_permission (role_id, permission) select $1, unnest($2::text[])", role.0, &codes).execute(db).await?;
    Ok(())
}
