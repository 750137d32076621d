//! A partner's system administrators, and the primary one among them.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::auth::PersonId;
use crate::operations::model::{Administrators, Operator};
use crate::organisation::model::PartnerId;
use crate::organisation::queries::lock_partner;

/// Who administers the partner; `None` for no partner.
///
/// # Errors
/// Those of the database.
pub async fn administrators(db: &mut PgConnection, _: Operator, partner: PartnerId) -> sqlx::Result<Option<Administrators>> {
    let found = sqlx::query_scalar!(
        r#"select primary_administrator_id as "primary_administrator_id: PersonId" from partner where id = $1"#,
        partner.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(primary) = found else { return Ok(None) };
    let rows = sqlx::query!(
        r#"select p.id as "id: PersonId", p.display_name, p.account_name from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'system_administrator'
           where p.partner_id = $1 and p.state = 'active' and p.id is distinct from $2 order by p.account_name"#,
        partner.0,
        primary.map(|person| person.0)
    )
    .fetch_all(db)
    .await?;
    let others = rows.into_iter().map(|row| (row.id, row.display_name, row.account_name)).collect();
    Ok(Some(Administrators { primary, others }))
}

/// The same, held until the transaction ends: nobody of the partner is disabled or given other roles meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn hold_administrators(db: &mut PgConnection, operator: Operator, partner: PartnerId) -> sqlx::Result<Option<Administrators>> {
    lock_partner(&mut *db, partner).await?;
    administrators(db, operator, partner).await
}

/// Makes a person, who was judged, the partner's primary administrator.
///
/// # Errors
/// Those of the database.
pub async fn replace_primary(db: &mut PgConnection, _: Operator, partner: PartnerId, to: PersonId, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update partner set primary_administrator_id = $2, updated_at = $3 where id = $1", partner.0, to.0, at)
        .execute(db)
        .await?;
    Ok(())
}
