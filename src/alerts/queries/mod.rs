//! The SQL of alerts. Every query takes a scope.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::{Alert, AlertId, AlertResult, AlertState, Category, Handling};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::CustomerId;
use crate::lists::description::Join;
use crate::server::new_id;
use crate::values::masking::{mask_account, mask_name};

/// Every column that an [`Alert`] is made of beside its id, from the tables of [`JOINS`].
pub const COLUMNS: &str = "w.version, w.category, w.scenario, w.title, w.detail, w.sent_at, w.state, w.result, w.note, w.handled_at,
        h.display_name as handler, cu.number, cu.name, cu.account_name, w.customer_id, r.name as partner, w.owner_id, p.display_name as owner,
        r.primary_administrator_id as administrator_id, ad.display_name as administrator, a.ended_at is null as is_active";

/// The tables beside the alerts' own, `customer_alert w`.
pub const JOINS: &[Join] = &[
    Join { name: "association", sql: " join association a on a.id = w.association_id" },
    Join { name: "customer", sql: " join customer cu on cu.id = w.customer_id" },
    Join { name: "partner", sql: " join partner r on r.id = w.partner_id" },
    Join { name: "owner", sql: " left join person p on p.id = w.owner_id" },
    Join { name: "handler", sql: " left join person h on h.id = w.handled_by" },
    Join { name: "administrator", sql: " left join person ad on ad.id = r.primary_administrator_id" },
];

/// The row of an [`Alert`].
#[derive(sqlx::FromRow)]
pub struct Found {
    id: AlertId,
    version: i32,
    category: Category,
    scenario: String,
    title: String,
    detail: String,
    sent_at: DateTime<Utc>,
    state: AlertState,
    result: Option<AlertResult>,
    note: String,
    handled_at: Option<DateTime<Utc>>,
    handler: Option<String>,
    number: String,
    name: String,
    account_name: String,
    customer_id: CustomerId,
    partner: String,
    owner_id: Option<PersonId>,
    owner: Option<String>,
    administrator_id: Option<PersonId>,
    administrator: Option<String>,
    is_active: bool,
}

impl From<Found> for Alert {
    fn from(found: Found) -> Self {
        let note = found.note;
        Self {
            id: found.id,
            version: found.version,
            category: found.category,
            scenario: found.scenario,
            title: found.title,
            detail: found.detail,
            sent_at: found.sent_at,
            state: found.state,
            handling: found.result.map(|result| Handling { result, note }),
            handled_by: found.handled_at.map(|at| (found.handler.unwrap_or_default(), at)),
            number: found.number,
            customer: mask_name(&found.name),
            account_name: mask_account(&found.account_name),
            customer_id: found.customer_id,
            partner: found.partner,
            owner: found.owner_id.zip(found.owner),
            administrator: found.administrator_id.zip(found.administrator),
            is_active: found.is_active,
        }
    }
}

/// Begins a query of whole alerts in the scope.
fn select(scope: &Scope) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("select w.id, ");
    query.push(COLUMNS).push(" from customer_alert w");
    for join in JOINS {
        query.push(join.sql);
    }
    query.push(" where ");
    scope.push(&mut query, Alias::Alert);
    query
}

/// The alert, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: AlertId) -> sqlx::Result<Option<Alert>> {
    let mut query = select(scope);
    query.push(" and w.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Alert::from))
}

/// As [`lookup`]; nobody else handles it, or moves the customer, until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, id: AlertId) -> sqlx::Result<Option<Alert>> {
    let mut query = QueryBuilder::new("select w.association_id from customer_alert w where ");
    scope.push(&mut query, Alias::Alert);
    query.push(" and w.id = ").push_bind(id.0);
    let association: Option<Uuid> = query.build_query_scalar().fetch_optional(&mut *db).await?;
    let Some(association) = association else { return Ok(None) };
    // The association first: whoever moves the customer takes it before its alerts.
    sqlx::query!("select id from association where id = $1 for share", association).fetch_one(&mut *db).await?;
    let mut query = select(scope);
    query.push(" and w.id = ").push_bind(id.0).push(" for update of w");
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Alert::from))
}

/// Says what came of it, and appends to its records. `false` when it was handled meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn handle(db: &mut PgConnection, alert: &Alert, handling: &Handling, by: PersonId, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let handled = sqlx::query!(
        "update customer_alert set state = 'handled', result = $3, note = $4, handled_by = $5, handled_at = $6, version = version + 1
         where id = $1 and version = $2 and state = 'pending'",
        alert.id.0,
        alert.version,
        handling.result.as_str(),
        handling.note,
        by.0,
        at
    )
    .execute(&mut *db)
    .await?;
    if handled.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into customer_alert_record (id, alert_id, person_id, at, result, note) values ($1, $2, $3, $4, $5, $6)",
        new_id(),
        alert.id.0,
        by.0,
        at,
        handling.result.as_str(),
        handling.note
    )
    .execute(db)
    .await?;
    Ok(true)
}

#[cfg(test)]
pub(crate) mod tests;
