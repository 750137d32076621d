//! The tasks of one customer that expire soon.

use chrono::NaiveDate;
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::CustomerId;
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::values::money::Charged;

/// One task in the card of its customer.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Expiring {
    /// The task.
    pub id: RenewalTaskId,
    /// 任务ID.
    pub number: String,
    /// Pending or in progress.
    pub state: TaskState,
    /// As charged.
    pub amount_charged: Charged,
    /// The Beijing day until whose end it is in time.
    pub deadline: NaiveDate,
}

/// The open tasks of a customer in the scope whose deadline is this day or before it, the first ones first.
///
/// # Errors
/// Those of the database.
pub async fn expiring_of_customer(db: &PgPool, scope: &Scope, customer: CustomerId, until: NaiveDate) -> sqlx::Result<Vec<Expiring>> {
    let mut query = QueryBuilder::new("select rt.id, rt.number, rt.state, rt.amount_charged, rt.deadline from renewal_task rt where ");
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.customer_id = ").push_bind(customer.0);
    query.push(" and rt.open_until is not null and rt.deadline <= ").push_bind(until).push(" order by rt.open_until, rt.id");
    query.build_query_as().fetch_all(db).await
}
