//! Reading tasks: one with everything about it, several in short, and the next.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::model::PartnerId;
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::CustomerId;
use crate::marketing_tasks::model::{MOST_COUNTED, TaskOwner, TaskState};
use crate::marketing_tasks::renewals::model::{Ending, Intention, RecordKind, RenewalTaskId, Standing};
use crate::orders::model::{OrderId, OrderType, Renewal};
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::{Charged, Rated};

/// One task with its order and its line; what is said of the customer is masked.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TaskDetail {
    /// The task.
    pub id: RenewalTaskId,
    /// 任务ID.
    pub number: String,
    /// Raised by every change.
    pub version: i32,
    /// Where it stands.
    pub state: TaskState,
    /// The Beijing day until whose end it is in time.
    pub deadline: NaiveDate,
    /// 订单失效时间.
    pub expires_at: DateTime<Utc>,
    /// As rated, when the task was made.
    pub amount_rated: Rated,
    /// As charged, when the task was made.
    pub amount_charged: Charged,
    /// The business day of the run that made it.
    pub made_on: NaiveDate,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    ended_because: String,
    /// The legal customer.
    pub customer_id: CustomerId,
    /// What people quote of the customer.
    pub customer_number: String,
    /// Masked.
    pub customer: String,
    /// Masked.
    pub account_name: String,
    /// The partner whose customer it is.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner: String,
    /// The distributor of a reseller.
    pub distributor: Option<String>,
    /// The customer's account manager of today.
    pub owner_id: Option<PersonId>,
    /// Her name.
    pub owner: Option<String>,
    /// The order.
    pub order_id: OrderId,
    /// 订单号.
    pub order_number: String,
    /// 订单类型.
    pub order_type: OrderType,
    /// When the order was placed.
    pub placed_at: DateTime<Utc>,
    /// The number of the line within the order.
    pub line: String,
    /// May be empty.
    pub resource_id: String,
    /// May be empty.
    pub resource_name: String,
    /// 产品类型.
    pub product_type: String,
    /// May be empty.
    pub product: String,
    /// May be empty.
    pub specification: String,
    /// May be empty.
    pub region: String,
    /// Whether the line is renewed by now.
    pub renewal: Renewal,
}

impl TaskDetail {
    /// As decisions need it.
    pub const fn standing(&self) -> Standing {
        let owner = TaskOwner { partner: self.partner_id, account_manager: self.owner_id };
        Standing { id: self.id, version: self.version, state: self.state, owner }
    }

    /// Why it is over.
    pub fn ending(&self) -> Option<Ending> {
        self.ended_because.parse().ok()
    }

    /// What the resource is called: its name, else its id, else the product.
    pub fn resource(&self) -> &str {
        let named = [&self.resource_name, &self.resource_id, &self.product].into_iter().find(|text| !text.is_empty());
        named.map_or(&self.product_type, String::as_str)
    }
}

/// One line of the processing record.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RenewalRecord {
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub kind: RecordKind,
    /// Who; nobody is the system.
    pub person: Option<String>,
    /// What the customer intends, of what somebody processed.
    pub intention: Option<Intention>,
    /// Why not; empty for none.
    pub reason: String,
    /// When the renewal is expected.
    pub expected_on: Option<NaiveDate>,
    /// May be empty.
    pub note: String,
    ended_because: String,
    /// An imported file ended it.
    pub by_import: bool,
}

impl RenewalRecord {
    /// Why the task is over.
    pub fn ending(&self) -> Option<Ending> {
        self.ended_because.parse().ok()
    }
}

/// One of several tasks.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TaskRow {
    /// The task.
    pub id: RenewalTaskId,
    /// 任务ID.
    pub number: String,
    version: i32,
    /// Where it stands.
    pub state: TaskState,
    partner_id: PartnerId,
    owner_id: Option<PersonId>,
    /// 订单号.
    pub order_number: String,
    /// Masked.
    pub customer: String,
    /// As charged.
    pub amount_charged: Charged,
    /// The Beijing day until whose end it is in time.
    pub deadline: NaiveDate,
}

impl TaskRow {
    /// As decisions need it.
    pub const fn standing(&self) -> Standing {
        let owner = TaskOwner { partner: self.partner_id, account_manager: self.owner_id };
        Standing { id: self.id, version: self.version, state: self.state, owner }
    }
}

/// The task, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: RenewalTaskId) -> sqlx::Result<Option<TaskDetail>> {
    let mut query = QueryBuilder::new(
        "select rt.id, rt.number, rt.version, rt.state, rt.deadline, rt.expires_at, rt.amount_rated, rt.amount_charged, rt.made_on, rt.ended_at,
                rt.ended_because, rt.customer_id, cu.number as customer_number, cu.name as customer, cu.account_name, rt.partner_id,
                r.name as partner, d.name as distributor, rt.owner_id, w.display_name as owner, rt.order_id, od.number as order_number,
                od.order_type, od.placed_at, ol.line, ol.resource_id, ol.resource_name, ol.product_type, ol.product, ol.specification,
                ol.region, ol.renewal
         from renewal_task rt join customer cu on cu.id = rt.customer_id join partner r on r.id = rt.partner_id
         join customer_order od on od.id = rt.order_id join order_line ol on ol.id = rt.order_line_id
         left join partner d on d.id = rt.distributor_id and d.id <> rt.partner_id left join person w on w.id = rt.owner_id where ",
    );
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.id = ").push_bind(id.0);
    let found: Option<TaskDetail> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|task| TaskDetail { customer: mask_name(&task.customer), account_name: mask_account(&task.account_name), ..task }))
}

/// The processing record of a task that was looked up, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn records(db: &PgPool, task: &TaskDetail) -> sqlx::Result<Vec<RenewalRecord>> {
    sqlx::query_as(
        "select n.at, n.kind, w.display_name as person, n.intention, n.reason, n.expected_on, n.note, n.ended_because,
                n.import_run_id is not null as by_import
         from renewal_record n left join person w on w.id = n.person_id where n.task_id = $1 order by n.at desc, n.id desc",
    )
    .bind(task.id.0)
    .fetch_all(db)
    .await
}

/// Those of the tasks that lie in the scope, in the order in which they are listed.
///
/// # Errors
/// Those of the database.
pub async fn several(db: &PgPool, scope: &Scope, ids: &[RenewalTaskId]) -> sqlx::Result<Vec<TaskRow>> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = QueryBuilder::new(
        "select rt.id, rt.number, rt.version, rt.state, rt.partner_id, rt.owner_id, od.number as order_number, cu.name as customer,
                rt.amount_charged, rt.deadline
         from renewal_task rt join customer cu on cu.id = rt.customer_id join customer_order od on od.id = rt.order_id where ",
    );
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.id = any(").push_bind(ids).push(") order by rt.open_until, rt.id");
    let rows: Vec<TaskRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| TaskRow { customer: mask_name(&row.customer), ..row }).collect())
}

fn push_pending(query: &mut QueryBuilder<Postgres>, scope: &Scope, without: RenewalTaskId) {
    query.push(" from renewal_task rt where ");
    scope.push(query, Alias::RenewalTask);
    query.push(" and rt.state = 'pending' and rt.id <> ").push_bind(without.0);
}

/// The pending task in the scope that expires first, but for one, and how many there are, counted up to one more than
/// [`MOST_COUNTED`].
///
/// # Errors
/// Those of the database.
pub async fn next_pending(db: &PgPool, scope: &Scope, without: RenewalTaskId) -> sqlx::Result<Option<(RenewalTaskId, i64)>> {
    let mut query = QueryBuilder::new("select rt.id");
    push_pending(&mut query, scope, without);
    query.push(" order by rt.expires_at, rt.id limit 1");
    let next: Option<Uuid> = query.build_query_scalar().fetch_optional(db).await?;
    let Some(next) = next else { return Ok(None) };
    let mut query = QueryBuilder::new("select count(*) from (select rt.id");
    push_pending(&mut query, scope, without);
    query.push(" limit ").push_bind(MOST_COUNTED + 1).push(") as counted");
    let count: i64 = query.build_query_scalar().fetch_one(db).await?;
    Ok(Some((RenewalTaskId(next), count)))
}
