//! The clear values of the history: one column of some invitations within the scope, each look recorded.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{Scope, Viewer};
use crate::invitations::model::Secret;

/// Most invitations whose values one look shows.
const MOST: usize = 100;

/// What an eye asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which column.
    pub column: Secret,
    /// Whose.
    pub ids: Vec<Uuid>,
}

impl Asked {
    /// Reads a column and `invitation:<id>` keys separated by commas; `None` for anything else.
    pub fn parse(field: &str, refs: &str) -> Option<Self> {
        let ids: Option<Vec<Uuid>> = refs.split(',').map(|key| key.trim().strip_prefix("invitation:")?.parse().ok()).collect();
        let ids = ids.filter(|ids| (1..=MOST).contains(&ids.len()))?;
        Some(Self { column: field.parse().ok()?, ids })
    }
}

const fn column(column: Secret) -> &'static str {
    match column {
        Secret::Name => "i.company_name",
        Secret::AccountName => "i.account_name",
        Secret::Mobile => "i.mobile",
        Secret::Email => "i.email",
    }
}

/// The values within the scope; what is not said is absent.
///
/// # Errors
/// Those of the database.
pub async fn values(db: &mut PgConnection, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<(Uuid, String)>> {
    let mut query = QueryBuilder::new("select i.id, ");
    query.push(column(asked.column)).push(" from invitation i where ");
    scope.push(&mut query, Alias::Invitation);
    query.push(" and ").push(column(asked.column)).push(" <> '' and i.id = any(").push_bind(asked.ids.clone()).push(")");
    query.build_query_as().fetch_all(db).await
}

/// Records each look. In the transaction before the values leave.
///
/// # Errors
/// Those of the database; the values must then not leave.
pub async fn record(
    db: &mut PgConnection,
    viewer: &Viewer,
    column: Secret,
    shown: &[(Uuid, String)],
    at: DateTime<Utc>,
    request_id: Option<Uuid>,
) -> sqlx::Result<()> {
    if shown.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = shown.iter().map(|_| crate::server::new_id()).collect();
    let records: Vec<Uuid> = shown.iter().map(|(id, _)| *id).collect();
    let written = sqlx::query!(
        "insert into audit_event (id, at, actor_id, partner_id, verb, entity, entity_id, after, request_id)
         select one.id, $3, $4, $5, 'customer.revealed', 'invitation', one.record, $6, $7
         from unnest($1::uuid[], $2::uuid[]) as one (id, record)",
        &ids,
        &records,
        at,
        viewer.person_id.0,
        viewer.partner_id().map(|id| id.0),
        json!({ "column": column.as_str() }),
        request_id
    )
    .execute(db)
    .await?;
    if usize::try_from(written.rows_affected()) == Ok(shown.len()) { Ok(()) } else { Err(sqlx::Error::RowNotFound) }
}
