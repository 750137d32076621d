//! A company and a partner with its first administrator; the vendor's own staff.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{PersonToCreate, create_person};
use crate::auth::PersonId;
use crate::auth::model::{Preset, RoleId};
use crate::organisation::model::{CompanyId, Identity, NewPartner, PartnerId};
use crate::server::new_id;
use crate::values::date::beijing_date;

/// What came into being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CreatedPartner {
    /// New, or known by its name.
    pub company: CompanyId,
    /// The partner.
    pub partner: PartnerId,
    /// Its first and primary administrator.
    pub administrator: PersonId,
}

/// Creates a partner with its first administrator. A company whose name is known gets one more partner; a reseller belongs
/// to its distributor from today on.
///
/// # Errors
/// Those of the database; `partner_name` and `person_account_name` when a name is taken.
pub async fn create_company_with_partner(
    db: &mut PgConnection,
    new: &NewPartner,
    password_hash: &str,
    must_change_password: bool,
    at: DateTime<Utc>,
) -> sqlx::Result<CreatedPartner> {
    let company = known_or_new_company(db, &new.company_name, at).await?;
    let partner = PartnerId(new_id());
    sqlx::query!(
        "insert into partner (id, company_id, name, kind, channel_only, real_name_state, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        partner.0,
        company.0,
        new.name,
        new.kind.as_str(),
        new.channel_only,
        new.real_name_state.as_str(),
        at
    )
    .execute(&mut *db)
    .await?;
    if let Some(distributor) = new.distributor {
        sqlx::query!(
            "insert into distribution (id, reseller_id, distributor_id, during, created_at) values ($1, $2, $3, daterange($4, null), $5)",
            new_id(),
            partner.0,
            distributor.0,
            beijing_date(at),
            at
        )
        .execute(&mut *db)
        .await?;
    }
    let role = preset_role(db, Preset::SystemAdministrator).await?;
    let person =
        PersonToCreate { partner: Some(partner), identity: &new.administrator, roles: &[role], password_hash, must_change_password, at };
    let administrator = create_person(db, &person).await?;
    sqlx::query!("update partner set primary_administrator_id = $2 where id = $1", partner.0, administrator.0).execute(db).await?;
    Ok(CreatedPartner { company, partner, administrator })
}

async fn known_or_new_company(db: &mut PgConnection, name: &str, at: DateTime<Utc>) -> sqlx::Result<CompanyId> {
    sqlx::query!(
        "insert into company (id, name, created_at, updated_at) values ($1, $2, $3, $3) on conflict (name_key(name)) do nothing",
        new_id(),
        name,
        at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query_scalar!(r#"select id as "id: CompanyId" from company where name_key(name) = name_key($1)"#, name).fetch_one(db).await
}

/// The id of a preset role.
///
/// # Errors
/// Those of the database.
pub async fn preset_role(db: &mut PgConnection, preset: Preset) -> sqlx::Result<RoleId> {
    sqlx::query_scalar!(r#"select id as "id: RoleId" from role where preset = $1"#, preset.as_str()).fetch_one(db).await
}

/// Creates one of the vendor's own people.
///
/// # Errors
/// Those of the database; `person_account_name` when the name is taken.
pub async fn create_staff(
    db: &mut PgConnection,
    identity: &Identity,
    password_hash: &str,
    must_change_password: bool,
    at: DateTime<Utc>,
) -> sqlx::Result<PersonId> {
    create_person(db, &PersonToCreate { partner: None, identity, roles: &[], password_hash, must_change_password, at }).await
}
