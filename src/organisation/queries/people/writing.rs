//! People are created and changed.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::partner_of;
use crate::auth::model::RoleId;
use crate::auth::{PersonId, Scope};
use crate::organisation::model::{Identity, PartnerId, PersonState};
use crate::server::new_id;

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

/// Stores display name and whether she makes calls only, and counts the version; `false` when the version is no longer the one that was read.
///
/// # Errors
/// Those of the database.
pub async fn set_profile(
    db: &mut PgConnection,
    scope: &Scope,
    id: PersonId,
    (name, telesales): (&str, bool),
    version: i32,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set display_name = $3, telesales = $6, version = version + 1, updated_at = $5 where partner_id = $1 and id = $2 and version = $4",
        partner_of(scope),
        id.0,
        name,
        version,
        at,
        telesales
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Notes of a new person that she makes calls only (R20).
///
/// # Errors
/// Those of the database.
pub async fn set_telesales(db: &mut PgConnection, id: PersonId) -> sqlx::Result<()> {
    sqlx::query!("update person set telesales = true where id = $1", id.0).execute(db).await?;
    Ok(())
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
