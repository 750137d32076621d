//! Tests only: tasks in a fresh database, without a campaign that an operator would have created.

use chrono::{DateTime, Days, Utc};
use sqlx::PgPool;

use super::model::{Picked, Processing, TaskId, TaskResult};
use super::queries;
use crate::customers::model::AssociationId;
use crate::organisation::rules::fixtures::id;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// A pending task of a customer, of the campaign of this name, whose deadline lies so many days from `now`.
pub(crate) async fn task(db: &PgPool, of: AssociationId, campaign: &str, days: i64, now: DateTime<Utc>) -> TaskId {
    let today = beijing_date(now);
    let away = Days::new(days.unsigned_abs());
    let deadline = if days < 0 { today - away } else { today + away };
    let strategy =
        "insert into expansion_strategy (id, level_1, name) values ($1, 'cross_repeat_sale', 'More of the same') on conflict do nothing";
    sqlx::query(strategy).bind(new_id()).execute(db).await.unwrap();
    sqlx::query(
        "insert into expansion_campaign (id, name, strategy_id, talking_points, deadline, target, tasks, created_at)
         select $1, $2, (select id from expansion_strategy order by level_1, name limit 1), 'Ask about backups.', $3, '{}', 1, $4
         on conflict do nothing",
    )
    .bind(new_id())
    .bind(campaign)
    .bind(deadline)
    .bind(now)
    .execute(db)
    .await
    .unwrap();
    let task = TaskId(new_id());
    sqlx::query(
        "insert into expansion_task (id, campaign_id, customer_id, association_id, distributor_id, partner_id, supervisor_id, owner_id,
             created_at, deadline, spend_charged)
         select $1, ca.id, a.customer_id, a.id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, $4, $5, 0
         from association a, expansion_campaign ca where a.id = $2 and ca.name = $3",
    )
    .bind(task.0)
    .bind(of.0)
    .bind(campaign)
    .bind(now)
    .bind(deadline)
    .execute(db)
    .await
    .unwrap();
    task
}

/// Somebody says what came of a task in its first version.
pub(crate) async fn processed(db: &PgPool, task: TaskId, by: &str, result: TaskResult, at: DateTime<Utc>) {
    let mut connection = db.acquire().await.unwrap();
    let processing = Processing { result, note: "Called them".into() };
    assert!(queries::process(&mut connection, Picked { id: task, version: 1 }, &processing, id(by), at).await.unwrap());
}
