//! The SQL of renewal tasks. Every query takes a scope.

mod of_customer;
mod reading;

pub use of_customer::{Expiring, expiring_of_customer};
pub use reading::{RenewalRecord, TaskDetail, TaskRow, lookup, next_pending, records, several};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::model::{Processing, RenewalTaskId, Standing};
use crate::auth::model::PartnerId;
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::lists::queries::people::People;
use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::server::new_id;

#[derive(sqlx::FromRow)]
struct Held {
    id: RenewalTaskId,
    version: i32,
    state: TaskState,
    partner_id: PartnerId,
    owner_id: Option<PersonId>,
}

impl From<Held> for Standing {
    fn from(held: Held) -> Self {
        let owner = TaskOwner { partner: held.partner_id, account_manager: held.owner_id };
        Self { id: held.id, version: held.version, state: held.state, owner }
    }
}

/// Those of the tasks that lie in the scope; nobody else changes them, or moves their customers, until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, ids: &[RenewalTaskId]) -> sqlx::Result<Vec<Standing>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    // The associations first: whoever moves a customer takes it before its tasks.
    let mut query = QueryBuilder::new("select a.id from association a where a.id in (select rt.association_id from renewal_task rt where ");
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.id = any(").push_bind(&ids).push(")) order by a.id for share of a");
    query.build().fetch_all(&mut *db).await?;
    let mut query = QueryBuilder::new("select rt.id, rt.version, rt.state, rt.partner_id, rt.owner_id from renewal_task rt where ");
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.id = any(").push_bind(&ids).push(") order by rt.id for update of rt");
    let held: Vec<Held> = query.build_query_as().fetch_all(db).await?;
    Ok(held.into_iter().map(Standing::from).collect())
}

/// Puts tasks that are held into progress and appends a record to each.
///
/// # Errors
/// Those of the database.
pub async fn process(
    db: &mut PgConnection,
    tasks: &[Standing],
    processing: &Processing,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = tasks.iter().map(|task| task.id.0).collect();
    let records: Vec<Uuid> = ids.iter().map(|_| new_id()).collect();
    sqlx::query!(
        "update renewal_task set state = 'in_progress', intention = $2, expected_on = $3, processed_by = $4, processed_at = $5,
             version = version + 1
         where id = any($1)",
        &ids,
        processing.intention.as_str(),
        processing.expected_on,
        by.0,
        at
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into renewal_record (id, task_id, at, kind, person_id, intention, reason, expected_on, note)
         select n.id, n.task_id, $3, 'processed', $4, $5, $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as n(id, task_id)",
        &records,
        &ids,
        at,
        by.0,
        processing.intention.as_str(),
        processing.reason,
        processing.expected_on,
        processing.note
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The people in the scope whose customers have renewal tasks; nobody to choose from in one's own rows.
pub fn owners(scope: &Scope, partner: PartnerId, today: NaiveDate) -> Option<People<'_>> {
    People::within(scope, partner, today, "exists (select from renewal_task t where t.owner_id = w.id)")
}

#[cfg(test)]
mod tests;
