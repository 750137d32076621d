//! The open tasks of one customer.

use chrono::NaiveDate;
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::CustomerId;
use crate::marketing_tasks::expansion::model::TaskId;
use crate::marketing_tasks::model::TaskState;

/// One task in the card of its customer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OpenTask {
    /// The task.
    pub id: TaskId,
    /// 任务ID.
    pub number: String,
    /// 任务名称.
    pub name: String,
    /// Pending or in progress.
    pub state: TaskState,
    /// The Beijing day until whose end it is in time.
    pub deadline: NaiveDate,
}

/// The open tasks of a customer in the scope, by their deadline: a customer has one of each campaign.
///
/// # Errors
/// Those of the database.
pub async fn open_of_customer(db: &PgPool, scope: &Scope, customer: CustomerId) -> sqlx::Result<Vec<OpenTask>> {
    let mut query = QueryBuilder::new(
        "select t.id, t.number, (select ec.name from expansion_campaign ec where ec.id = t.campaign_id) as name, t.state, t.deadline
         from expansion_task t where ",
    );
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and t.customer_id = ").push_bind(customer.0).push(" and t.open_until is not null order by t.open_until, t.id");
    query.build_query_as().fetch_all(db).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketing_tasks::expansion::fixtures::{processed, task};
    use crate::marketing_tasks::expansion::model::TaskResult;
    use crate::marketing_tasks::rules::scope_of;
    use crate::opportunities::queries::fixtures::{customer, now, people, viewer};

    #[sqlx::test]
    async fn the_open_tasks_of_a_customer_come_by_deadline_and_a_second_person_sees_none(db: PgPool) {
        people(&db).await;
        let of = customer(&db, "mei", "Snowpeak").await;
        for (campaign, days) in [("Later", 9), ("Late", -1), ("Over", 3)] {
            let id = task(&db, of, campaign, days, now()).await;
            if campaign == "Over" {
                processed(&db, id, "mei", TaskResult::NotInterested, now()).await;
            }
        }
        let customer =
            CustomerId(sqlx::query_scalar("select customer_id from association where id = $1").bind(of.0).fetch_one(&db).await.unwrap());
        for (account, names) in
            [("mei", vec!["Late", "Later"]), ("zhao", vec!["Late", "Later"]), ("jun", vec![]), ("omar", vec![]), ("petra", vec![])]
        {
            let viewer = viewer(account);
            let scope = Scope::of(&viewer, scope_of(&viewer).unwrap()).unwrap();
            let found = open_of_customer(&db, &scope, customer).await.unwrap();
            assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), names, "{account}");
        }
    }
}
