//! Campaigns, over all partners: reading and writing asks for a [`VendorOperator`].

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor, QueryBuilder};
use uuid::Uuid;

use super::target::{Wanted, push_source, push_spend, push_target};
use crate::auth::model::PersonId;
use crate::marketing_tasks::expansion::model::{Campaign, CampaignId, NewCampaign, StrategyId, StrategyLevel, Target, VendorOperator};
use crate::marketing_tasks::model::TaskState;
use crate::organisation::model::PartnerId;
use crate::server::new_id;

/// Holds the strategy until the transaction ends; one that is not kept yet is kept from now on. So two campaigns of a strategy
/// are created one after the other, and a customer gets one task of both.
///
/// # Errors
/// Those of the database.
pub async fn hold_strategy(db: &mut PgConnection, new: &NewCampaign) -> sqlx::Result<()> {
    keep_strategy(&mut *db, new).await?;
    sqlx::query!(
        "select id from expansion_strategy where level_1 = $1 and name_key = name_key($2) for update",
        new.level_1.as_str(),
        new.level_2
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

async fn keep_strategy(db: &mut PgConnection, new: &NewCampaign) -> sqlx::Result<()> {
    let sql = "insert into expansion_strategy (id, level_1, name) values ($1, $2, $3) on conflict do nothing";
    sqlx::query(sql).bind(new_id()).bind(new.level_1.as_str()).bind(&new.level_2).execute(db).await?;
    Ok(())
}

/// Writes a new campaign of so many tasks; a second level that is not kept yet is kept from now on.
///
/// # Errors
/// Those of the database; `expansion_campaign_name` when another campaign has the name.
pub async fn insert_campaign(
    db: &mut PgConnection,
    new: &NewCampaign,
    tasks: i64,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<CampaignId> {
    let id = CampaignId(new_id());
    keep_strategy(&mut *db, new).await?;
    sqlx::query!(
        "insert into expansion_campaign (id, name, strategy_id, talking_points, deadline, target, tasks, created_by, created_at)
         select $1, $2, st.id, $5, $6, $7, $8, $9, $10 from expansion_strategy st where st.level_1 = $3 and st.name_key = name_key($4)",
        id.0,
        new.name,
        new.level_1.as_str(),
        new.level_2,
        new.talking_points,
        new.deadline,
        Json(&new.target) as _,
        i32::try_from(tasks).unwrap_or(i32::MAX),
        by.map(|person| person.0),
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Makes the tasks of a campaign, one for each customer that it means, and answers how many. Each association is held while its
/// task is made: whoever moves the customer comes before, or moves the task along.
///
/// # Errors
/// Those of the database.
pub async fn create(
    db: &mut PgConnection,
    campaign: CampaignId,
    new: &NewCampaign,
    months: &(String, String),
    at: DateTime<Utc>,
) -> sqlx::Result<u64> {
    let wanted = Wanted { level_1: new.level_1.as_str(), level_2: &new.level_2, months };
    let mut query = QueryBuilder::new("with a as (select a.id, a.customer_id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id");
    push_source(&mut query, &new.target, months);
    query.push(" where ");
    push_target(&mut query, &new.target, &wanted);
    query.push(
        " order by a.id for share of a)
         insert into expansion_task (id, campaign_id, customer_id, association_id, distributor_id, partner_id, supervisor_id, owner_id,
             created_at, deadline, spend_charged)
         select gen_random_uuid(), ",
    );
    query.push_bind(campaign.0).push(", a.customer_id, a.id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, ");
    query.push_bind(at).push(", ").push_bind(new.deadline).push(", ");
    push_spend(&mut query, months);
    query.push(" from a");
    Ok(query.build().execute(db).await?.rows_affected())
}

/// Who is told of a campaign's tasks, each once, and of how many: the account manager, the partner's primary administrator of
/// customers without one (U23), and of a reseller's customers the primary administrator of its distributor (R41); every administrator
/// where a partner has no primary one.
///
/// # Errors
/// Those of the database.
pub async fn recipients(db: &mut PgConnection, campaign: CampaignId) -> sqlx::Result<Vec<(PersonId, i64)>> {
    sqlx::query_as(
        "select who.person, sum(t.tasks)::bigint
         from (select owner_id, partner_id, distributor_id, count(*) as tasks from expansion_task where campaign_id = $1 group by 1, 2, 3) t
              cross join lateral who_processes_task(t.owner_id, t.partner_id, t.distributor_id) as who (person)
         group by who.person order by who.person",
    )
    .bind(campaign.0)
    .fetch_all(db)
    .await
}

#[derive(sqlx::FromRow)]
struct Found {
    id: CampaignId,
    name: String,
    level_1: StrategyLevel,
    level_2: String,
    talking_points: String,
    deadline: NaiveDate,
    target: Json<Target>,
    tasks: i32,
    created_at: DateTime<Utc>,
    created_by: Option<String>,
    terminated_at: Option<DateTime<Utc>>,
    terminated_reason: String,
    version: i32,
}

/// A campaign.
///
/// # Errors
/// Those of the database.
pub async fn lookup_campaign(db: &mut PgConnection, _: VendorOperator, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    let found: Option<Found> = sqlx::query_as(
        "select ca.id, ca.name, st.level_1, st.name as level_2, ca.talking_points, ca.deadline, ca.target, ca.tasks, ca.created_at,
                p.display_name as created_by, ca.terminated_at, ca.terminated_reason, ca.version
         from expansion_campaign ca join expansion_strategy st on st.id = ca.strategy_id left join person p on p.id = ca.created_by
         where ca.id = $1",
    )
    .bind(id.0)
    .fetch_optional(&mut *db)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let counted: Vec<(TaskState, i64)> =
        sqlx::query_as("select state, count(*) from expansion_task where campaign_id = $1 group by state").bind(id.0).fetch_all(db).await?;
    let of = |state: TaskState| counted.iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| *count);
    Ok(Some(Campaign {
        id: found.id,
        name: found.name,
        level_1: found.level_1,
        level_2: found.level_2,
        talking_points: found.talking_points,
        deadline: found.deadline,
        target: found.target.0,
        tasks: found.tasks,
        by_state: [TaskState::Pending, TaskState::InProgress, TaskState::Done, TaskState::Terminated].map(of),
        created_at: found.created_at,
        created_by: found.created_by,
        terminated: found.terminated_at.map(|at| (at, found.terminated_reason)),
        version: found.version,
    }))
}

/// As [`lookup_campaign`]; nobody else changes it until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_campaign(db: &mut PgConnection, operator: VendorOperator, id: CampaignId) -> sqlx::Result<Option<Campaign>> {
    sqlx::query!("select id from expansion_campaign where id = $1 for update", id.0).fetch_optional(&mut *db).await?;
    lookup_campaign(db, operator, id).await
}

/// Terminates a campaign that is held, and its open tasks, each with a record that says why. Answers how many tasks that were.
///
/// # Errors
/// Those of the database.
pub async fn terminate(
    db: &mut PgConnection,
    _: VendorOperator,
    id: CampaignId,
    reason: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<u64> {
    sqlx::query!(
        "update expansion_campaign set terminated_by = $2, terminated_at = $3, terminated_reason = $4, version = version + 1 where id = $1",
        id.0,
        by.0,
        at,
        reason
    )
    .execute(&mut *db)
    .await?;
    // In the order of ids, as everybody who takes several tasks.
    let ended = sqlx::query!(
        "with open as (select id from expansion_task where campaign_id = $1 and state in ('pending', 'in_progress') order by id
                       for no key update),
              ended as (update expansion_task t set state = 'terminated', version = version + 1 from open where t.id = open.id
                        returning t.id, t.association_id, t.distributor_id, t.partner_id, t.supervisor_id, t.owner_id)
         insert into expansion_record (id, task_id, association_id, distributor_id, partner_id, supervisor_id, owner_id, at, person_id, result, note)
         select gen_random_uuid(), e.id, e.association_id, e.distributor_id, e.partner_id, e.supervisor_id, e.owner_id, $3, $2,
                'campaign_terminated', $4
         from ended e",
        id.0,
        by.0,
        at,
        reason
    )
    .execute(db)
    .await?;
    Ok(ended.rows_affected())
}

/// The kept list of second levels, with their first.
///
/// # Errors
/// Those of the database.
pub async fn strategies(db: impl PgExecutor<'_>, _: VendorOperator) -> sqlx::Result<Vec<(StrategyId, StrategyLevel, String)>> {
    sqlx::query_as("select id, level_1, name from expansion_strategy order by level_1, name collate \"names\", id").fetch_all(db).await
}

/// The partners that have customers of their own, by name.
///
/// # Errors
/// Those of the database.
pub async fn partners_to_choose(db: impl PgExecutor<'_>, _: VendorOperator) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let rows: Vec<(Uuid, String)> = sqlx::query_as(
        "select p.id, p.name from partner p where exists (select from association a where a.partner_id = p.id and a.ended_at is null)
         order by p.name collate \"names\", p.id",
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(id, name)| (PartnerId(id), name)).collect())
}
