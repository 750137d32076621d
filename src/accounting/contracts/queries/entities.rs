//! Contracting entities.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::accounting::contracts::model::{ContractingEntity, ContractingEntityId, NewEntity, VendorOperator};
use crate::auth::PersonId;
use crate::server::new_id;

/// All of them, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn list_entities(db: impl PgExecutor<'_>, _: VendorOperator) -> sqlx::Result<Vec<ContractingEntity>> {
    sqlx::query_as!(
        ContractingEntity,
        r#"select id as "id: ContractingEntityId", code, name, lower(during) as "from!", upper(during) - 1 as until
           from contracting_entity order by lower(during) desc"#
    )
    .fetch_all(db)
    .await
}

/// The first day of the latest one; whoever asks holds the table until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn latest_entity(db: &mut PgConnection, _: VendorOperator) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query!("lock table contracting_entity in share row exclusive mode").execute(&mut *db).await?;
    sqlx::query_scalar!(r#"select max(lower(during)) from contracting_entity"#).fetch_one(db).await
}

/// Saves another one: the one before it ends on the day before.
///
/// # Errors
/// Those of the database; `contracting_entity_code_key` when another has the code.
pub async fn insert_entity(
    db: &mut PgConnection,
    _: VendorOperator,
    new: &NewEntity,
    (by, at): (PersonId, DateTime<Utc>),
) -> sqlx::Result<ContractingEntityId> {
    let id = ContractingEntityId(new_id());
    sqlx::query!("update contracting_entity set during = daterange(lower(during), $1) where upper_inf(during)", new.from)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into contracting_entity (id, code, name, during, created_by, created_at) values ($1, $2, $3, daterange($4, null), $5, $6)",
        id.0,
        new.code,
        new.name,
        new.from,
        by.0,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// The next one that follows after a day, which partners are told of: its name and first day.
///
/// # Errors
/// Those of the database.
pub async fn next_entity(db: impl PgExecutor<'_>, today: NaiveDate) -> sqlx::Result<Option<(String, NaiveDate)>> {
    let row = sqlx::query!(
        r#"select name, lower(during) as "from!" from contracting_entity
           where lower(during) > $1 and lower(during) > (select min(lower(during)) from contracting_entity) order by lower(during) limit 1"#,
        today
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.name, row.from)))
}
