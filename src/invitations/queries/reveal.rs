//! The clear values of the history: one column of some invitations within the scope.

use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::queries::claimed::push_shown_contact;
use crate::invitations::model::Secret;

/// Most invitations whose values one look shows.
const MOST: usize = 100;

/// A request to reveal one column of some invitations in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealRequest {
    /// Which column.
    pub column: Secret,
    /// Whose.
    pub ids: Vec<Uuid>,
}

impl RevealRequest {
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

/// The values within the scope; what is not said is absent, and number and address of a masked lead (R24).
///
/// # Errors
/// Those of the database.
pub async fn values(db: &mut PgConnection, scope: &Scope, asked: &RevealRequest) -> sqlx::Result<Vec<(Uuid, String)>> {
    let mut query = QueryBuilder::new("select i.id, ");
    query.push(column(asked.column)).push(" from invitation i where ");
    scope.push(&mut query, Alias::Invitation);
    query.push(" and ").push(column(asked.column)).push(" <> '' and i.id = any(").push_bind(asked.ids.clone()).push(")");
    if asked.column.is_contact() {
        push_shown_contact(&mut query, "i.claim_id");
    }
    query.build_query_as().fetch_all(db).await
}
