//! The ownership columns (distributor, supervisor) of what a partner and its account manager own.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::auth::PersonId;
use crate::organisation::model::PartnerId;

/// Who records for whom, and when.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// The account manager whose customer it becomes.
    pub owner: Option<PersonId>,
    /// Who records it; `None` for the demo and the command line.
    pub by: Option<PersonId>,
    /// When; the assignment begins on this Beijing day.
    pub at: DateTime<Utc>,
}

/// The scope columns of a row of a partner: a distributor's own rows carry its own id, a reseller's carry its
/// distributor's, a provider's none; the supervisor is the owner's of today.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The distributor above, or the partner itself when it is one.
    pub distributor_id: Option<PartnerId>,
    /// The owner's supervisor.
    pub supervisor_id: Option<PersonId>,
}

/// Reads them, with the owner held as she is until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn columns(db: &mut PgConnection, partner: PartnerId, owner: Option<PersonId>) -> sqlx::Result<Columns> {
    if let Some(owner) = owner {
        lock_account_manager(db, owner).await?;
    }
    sqlx::query_as!(
        Columns,
        r#"select case pa.kind when 'distributor' then pa.id
                  when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and upper_inf(d.during)) end
                  as "distributor_id?: PartnerId",
                  (select s.supervisor_id from supervision s where s.account_manager_id = $2 and upper_inf(s.during)) as "supervisor_id?: PersonId"
           from partner pa where pa.id = $1"#,
        partner.0,
        owner.map(|owner| owner.0)
    )
    .fetch_one(db)
    .await
}

/// Holds a person as she is until the transaction ends: nobody moves her to another supervisor (`handover`) while a row
/// that names her is being written.
///
/// # Errors
/// Those of the database.
pub async fn lock_account_manager(db: &mut PgConnection, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("select id from person where id = $1 for share", person.0).fetch_one(db).await?;
    Ok(())
}
