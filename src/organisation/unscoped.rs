//! What is asked for nobody who looks: whom the vendor's work tells.

use sqlx::PgConnection;

use crate::auth::model::{PartnerId, PersonId};

/// The active system administrators of a partner.
///
/// # Errors
/// Those of the database.
pub async fn administrators(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<Vec<PersonId>> {
    sqlx::query_scalar!(
        r#"select p.id as "id: PersonId" from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'system_administrator'
           where p.partner_id = $1 and p.state = 'active' order by p.id"#,
        partner.0
    )
    .fetch_all(db)
    .await
}
