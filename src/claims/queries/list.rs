//! What stands beside the list of a partner's claims: its figures, and whose claims there are.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::organisation::model::PartnerId;

/// Open claims in the scope, those of them that lapse before `soon`, and those in review.
///
/// # Errors
/// Those of the database.
pub async fn figures(
    db: &PgPool,
    scope: &Scope,
    partner: PartnerId,
    now: DateTime<Utc>,
    soon: DateTime<Utc>,
) -> sqlx::Result<(i64, i64, i64)> {
    let mut query =
        QueryBuilder::new("select count(*) filter (where c.state = 'open'), count(*) filter (where c.state = 'open' and c.valid_until <= ");
    query.push_bind(soon).push("), count(*) filter (where c.state = 'in_review') from claim c where ");
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0);
    query.push(" and c.state in ('open', 'in_review') and c.valid_until > ").push_bind(now);
    query.build_query_as().fetch_one(db).await
}

/// Who has claims in the scope, by name: the choices of the filter. Nobody but oneself is no choice.
///
/// # Errors
/// Those of the database.
pub async fn owners(db: &PgPool, scope: &Scope, partner: PartnerId) -> sqlx::Result<Vec<(PersonId, String)>> {
    if scope.column() == ScopeColumn::Owner {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select w.id, w.display_name from person w where w.partner_id = ");
    query.push_bind(partner.0).push(" and exists (select 1 from claim c where c.owner_id = w.id and ");
    scope.push(&mut query, Alias::Claim);
    query.push(") order by w.display_name collate \"names\", w.id limit 500");
    query.build_query_as().fetch_all(db).await
}
