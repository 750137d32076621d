//! One task, its records, what comes next, and among whom lists are narrowed.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{FromRow, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::model::{PartnerId, PersonId};
use crate::auth::scope::Alias;
use crate::customers::model::{AssociationId, CustomerId};
use crate::lists::queries::people::People;
use crate::marketing_tasks::expansion::model::{StrategyLevel, Task, TaskId, TaskRecord, TaskResult};
use crate::marketing_tasks::model::{MOST_COUNTED, TaskState};
use crate::opportunities::model::OpportunityId;
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::Charged;

/// The row of a [`Task`].
#[derive(FromRow)]
pub(super) struct Found {
    id: TaskId,
    number: String,
    name: String,
    level_1: StrategyLevel,
    level_2: String,
    talking_points: String,
    state: TaskState,
    created_at: DateTime<Utc>,
    deadline: NaiveDate,
    spend_charged: Charged,
    customer_id: CustomerId,
    customer_number: String,
    customer: String,
    account_name: String,
    association_id: AssociationId,
    partner_id: PartnerId,
    partner: String,
    distributor: Option<String>,
    owner_id: Option<PersonId>,
    owner: Option<String>,
    opportunity_id: Option<OpportunityId>,
    version: i32,
}

impl From<Found> for Task {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            number: found.number,
            name: found.name,
            level_1: found.level_1,
            level_2: found.level_2,
            talking_points: found.talking_points,
            state: found.state,
            created_at: found.created_at,
            deadline: found.deadline,
            spend_charged: found.spend_charged,
            customer_id: found.customer_id,
            customer_number: found.customer_number,
            customer: mask_name(&found.customer),
            account_name: mask_account(&found.account_name),
            association_id: found.association_id,
            partner_id: found.partner_id,
            partner: found.partner,
            distributor: found.distributor,
            owner: found.owner_id.zip(found.owner),
            opportunity: found.opportunity_id,
            version: found.version,
        }
    }
}

/// Begins a query of whole tasks in the scope.
pub(super) fn select(scope: &Scope) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new(
        "select t.id, t.number, ca.name, st.level_1, st.name as level_2, ca.talking_points, t.state, t.created_at, t.deadline,
                t.spend_charged, t.customer_id, cu.number as customer_number, cu.name as customer, cu.account_name, t.association_id,
                t.partner_id, r.name as partner, x.name as distributor, t.owner_id, w.display_name as owner, t.opportunity_id, t.version
         from expansion_task t join expansion_campaign ca on ca.id = t.campaign_id join expansion_strategy st on st.id = ca.strategy_id
         join customer cu on cu.id = t.customer_id join partner r on r.id = t.partner_id
         left join partner x on x.id = t.distributor_id and x.id <> t.partner_id left join person w on w.id = t.owner_id where ",
    );
    scope.push(&mut query, Alias::ExpansionTask);
    query
}

/// The task, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn task(db: &PgPool, scope: &Scope, id: TaskId) -> sqlx::Result<Option<Task>> {
    Ok(several(db, scope, &[id]).await?.pop())
}

/// Those of these tasks that lie in the scope, by deadline.
///
/// # Errors
/// Those of the database.
pub async fn several(db: &PgPool, scope: &Scope, ids: &[TaskId]) -> sqlx::Result<Vec<Task>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = select(scope);
    query.push(" and t.id = any(").push_bind(ids).push(") order by t.deadline, t.id");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Task::from).collect())
}

/// The records of a task in the scope, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn records(db: &PgPool, scope: &Scope, id: TaskId) -> sqlx::Result<Vec<TaskRecord>> {
    let mut query = QueryBuilder::new(
        "select d.at, case when p.partner_id is not null then p.display_name end, d.result, d.note
         from expansion_record d join expansion_task t on t.id = d.task_id left join person p on p.id = d.person_id where ",
    );
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and d.task_id = ").push_bind(id.0).push(" order by d.at desc, d.id desc");
    let rows: Vec<(DateTime<Utc>, Option<String>, TaskResult, String)> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(|(at, by, result, note)| TaskRecord { at, by, result, note }).collect())
}

/// The pending task in the scope whose deadline comes first, and how many there are, counted up to one more than [`MOST_COUNTED`].
///
/// # Errors
/// Those of the database.
pub async fn next_pending(db: &PgPool, scope: &Scope) -> sqlx::Result<Option<(TaskId, i64)>> {
    let pending = |query: &mut QueryBuilder<Postgres>| {
        query.push(" from expansion_task t where ");
        scope.push(query, Alias::ExpansionTask);
        query.push(" and t.state = 'pending'");
    };
    let mut query = QueryBuilder::new("select t.id");
    pending(&mut query);
    query.push(" order by t.deadline, t.id limit 1");
    let Some(id) = query.build_query_scalar::<Uuid>().fetch_optional(db).await? else { return Ok(None) };
    let mut query = QueryBuilder::new("select count(*) from (select");
    pending(&mut query);
    query.push(" limit ").push_bind(MOST_COUNTED + 1).push(") as counted");
    Ok(Some((TaskId(id), query.build_query_scalar().fetch_one(db).await?)))
}

/// The task in the scope from which an opportunity was reported: its id, number and name.
///
/// # Errors
/// Those of the database.
pub async fn of_opportunity(db: &PgPool, scope: &Scope, opportunity: OpportunityId) -> sqlx::Result<Option<(TaskId, String, String)>> {
    let mut query = QueryBuilder::new(
        "select t.id, t.number, ca.name from expansion_task t join expansion_campaign ca on ca.id = t.campaign_id where ",
    );
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and t.opportunity_id = ").push_bind(opportunity.0);
    query.build_query_as().fetch_optional(db).await
}

/// The people in the scope who own tasks. Nobody to choose from in one's own.
pub fn owners(scope: &Scope, partner: PartnerId, today: NaiveDate) -> Option<People<'_>> {
    People::within(scope, partner, today, "exists (select from expansion_task t where t.owner_id = w.id)")
}

/// 二级策略: the second levels that campaigns have, by name. They name no customer and no partner.
///
/// # Errors
/// Those of the database.
pub async fn strategies_to_choose(db: &PgPool) -> sqlx::Result<Vec<(Uuid, String)>> {
    sqlx::query_as(
        "select st.id, st.name from expansion_strategy st where exists (select from expansion_campaign ca where ca.strategy_id = st.id)
         order by st.name collate \"names\", st.id",
    )
    .fetch_all(db)
    .await
}
