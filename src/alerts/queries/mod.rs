//! The SQL of alerts. Every query takes a scope.

pub mod list;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use super::model::{Alert, AlertId, AlertResult, AlertState, Category, Handling};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::CustomerId;
use crate::server::new_id;
use crate::values::masking::{mask_account, mask_name};

/// Every column that an [`Alert`] is made of, and the tables that they are in.
const COLUMNS: &str = "select w.id, w.version, w.category, w.scenario, w.title, w.detail, w.sent_at, w.state, w.result, w.note, w.handled_at,
        h.display_name as handler, cu.number, cu.name, cu.account_name, w.customer_id, r.name as partner, w.owner_id, p.display_name as owner,
        r.primary_administrator_id as administrator_id, ad.display_name as administrator, a.ended_at is null as is_active
     from customer_alert w join association a on a.id = w.association_id join customer cu on cu.id = w.customer_id
     join partner r on r.id = w.partner_id left join person p on p.id = w.owner_id left join person h on h.id = w.handled_by
     left join person ad on ad.id = r.primary_administrator_id ";

#[derive(sqlx::FromRow)]
struct Found {
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

/// The alert, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: AlertId) -> sqlx::Result<Option<Alert>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push("where ");
    scope.push(&mut query, Alias::Alert);
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
    let mut query = QueryBuilder::new(COLUMNS);
    query.push("where ");
    scope.push(&mut query, Alias::Alert);
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
