//! Leads that nobody has followed up yet.

use sqlx::{PgPool, QueryBuilder};

use super::source::{Asked, Found, push_limit};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::home::model::{Due, Entry, Work};
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// The leads that were dispatched to her and that she has not followed up. Nobody knows what hangs on one.
///
/// # Errors
/// Those of the database.
pub async fn candidates(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let mut query = QueryBuilder::new(
        "select l.id, l.company_name as name, coalesce(g.name, '') as about, coalesce(l.dispatched_at, l.updated_at) as at
         from lead l left join campaign g on g.id = l.campaign_id where ",
    );
    scope.push(&mut query, Alias::Lead);
    query.push(" and l.partner_id = ").push_bind(asked.partner.0).push(" and l.owner_id = ").push_bind(asked.person.0);
    query.push(" and l.state = 'dispatched' order by coalesce(l.dispatched_at, l.updated_at), l.id");
    push_limit(&mut query);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let entry = |one: Found| Entry {
        work: Work::Lead,
        id: one.id,
        name: mask_name(&one.name),
        about: one.about,
        count: 1,
        due: Some(Due::Since(beijing_date(one.at))),
        monthly: None,
    };
    Ok(found.into_iter().map(entry).collect())
}
