//! Names that may be like another one, over all partners: for a warning that says neither which nor whose.

use sqlx::{PgExecutor, Postgres, QueryBuilder};

/// Names looked at for each piece of a name; a piece that many carry (a trade) says little.
const MOST: i64 = 200;

/// Names of open claims and of associated customers that carry one of these pieces (of a key of names, two characters at least).
///
/// # Errors
/// Those of the database.
pub async fn alike_names(db: impl PgExecutor<'_>, pieces: &[String], now: chrono::DateTime<chrono::Utc>) -> sqlx::Result<Vec<String>> {
    if pieces.is_empty() {
        return Ok(Vec::new());
    }
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new("");
    for (at, piece) in pieces.iter().enumerate() {
        query.push(if at == 0 { "(" } else { " union (" });
        query.push("select c.company_name as name from claim c where c.state in ('open', 'in_review') and c.valid_until > ").push_bind(now);
        query.push(" and bigrams(c.company_name_key) @> bigrams(").push_bind(piece.clone()).push(") limit ").push_bind(MOST);
        query.push(") union (select cu.name from customer cu join association a on a.customer_id = cu.id and a.ended_at is null");
        query.push(" where bigrams(cu.name_key) @> bigrams(").push_bind(piece.clone()).push(") limit ").push_bind(MOST).push(")");
    }
    query.build_query_scalar().fetch_all(db).await
}
