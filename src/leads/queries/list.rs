//! What stands above the list of leads.

use sqlx::{PgPool, QueryBuilder};

use super::Visibility;

/// How many of what the viewer sees, or of her own, wait to be dispatched, wait for their follower, and are followed.
///
/// # Errors
/// Those of the database.
pub async fn figures(db: &PgPool, visibility: &Visibility, own: bool) -> sqlx::Result<(i64, i64, i64)> {
    let mut query = QueryBuilder::new(
        "select count(*) filter (where l.state = 'new'), count(*) filter (where l.state = 'dispatched'),
                count(*) filter (where l.state = 'following') from lead l where ",
    );
    visibility.push(&mut query);
    if own {
        visibility.push_own(&mut query);
    }
    query.push(" and l.state in ('new', 'dispatched', 'following')");
    query.build_query_as().fetch_one(db).await
}
