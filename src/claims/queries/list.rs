//! What stands beside the list of a partner's claims: its figures, and whose claims there are.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::lists::queries::people::People;
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

/// Who has claims in the scope: the choices of the filter. Nobody but oneself is no choice.
pub fn owners(scope: &Scope, partner: PartnerId, today: NaiveDate) -> Option<People<'_>> {
    People::within(scope, partner, today, "exists (select from claim c where c.owner_id = w.id)")
}
