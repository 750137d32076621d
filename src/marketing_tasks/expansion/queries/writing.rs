//! Processing. Everything runs in the caller's transaction.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::reading::{Found, select};
use crate::auth::Scope;
use crate::auth::model::PersonId;
use crate::auth::scope::Alias;
use crate::marketing_tasks::expansion::model::{Picked, Processing, Task, TaskId, TaskResult};
use crate::opportunities::model::OpportunityId;
use crate::server::new_id;

/// Those of these tasks that lie in the scope; nobody else changes them, or moves their customers, until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, ids: &[TaskId]) -> sqlx::Result<Vec<Task>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = QueryBuilder::new("select t.association_id from expansion_task t where ");
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and t.id = any(").push_bind(ids.clone()).push(")");
    let associations: Vec<Uuid> = query.build_query_scalar().fetch_all(&mut *db).await?;
    // The associations first, each in the order of ids: whoever moves a customer takes it before its tasks.
    sqlx::query!("select id from association where id = any($1) order by id for share", &associations).fetch_all(&mut *db).await?;
    let mut query = select(scope);
    query.push(" and t.id = any(").push_bind(ids).push(") order by t.id for update of t");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Task::from).collect())
}

/// Says what came of a task, and appends to its records. `false` when it was changed meanwhile, or is over.
///
/// # Errors
/// Those of the database.
pub async fn process(db: &mut PgConnection, task: Picked, processing: &Processing, by: PersonId, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update expansion_task set state = $3, processed_by = $4, processed_at = $5, version = version + 1
         where id = $1 and version = $2 and state in ('pending', 'in_progress')",
        task.id.0,
        task.version,
        processing.result.leads_to().as_str(),
        by.0,
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    append(db, task.id, by, at, processing.result, &processing.note).await?;
    Ok(true)
}

/// The opportunity that was reported from a task ends it. `false` when it was changed meanwhile, or is over.
///
/// # Errors
/// Those of the database.
pub async fn link_opportunity(
    db: &mut PgConnection,
    task: Picked,
    opportunity: OpportunityId,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update expansion_task set state = 'done', opportunity_id = $3, processed_by = $4, processed_at = $5, version = version + 1
         where id = $1 and version = $2 and state in ('pending', 'in_progress')",
        task.id.0,
        task.version,
        opportunity.0,
        by.0,
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    append(db, task.id, by, at, TaskResult::OpportunityCreated, "").await?;
    Ok(true)
}

/// One more record, which has the scope of its task.
async fn append(db: &mut PgConnection, task: TaskId, by: PersonId, at: DateTime<Utc>, result: TaskResult, note: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into expansion_record (id, task_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, at, person_id, result, note)
         select $2, t.id, t.association_id, t.distributor_id, t.partner_id, t.supervisor_id, t.owner_id, $3, $4, $5, $6
         from expansion_task t where t.id = $1",
        task.0,
        new_id(),
        at,
        by.0,
        result.as_str(),
        note
    )
    .execute(db)
    .await?;
    Ok(())
}
