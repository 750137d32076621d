//! What stands over the whole filter: how many, how much, and how many stand before the page.

use sqlx::{PgPool, QueryBuilder};

use super::conditions::{Direction, push_conditions, push_keyset, push_source};
use super::{Asked, Place};
use crate::values::money::Charged;

/// Rows that are counted; beyond it the page says "10,000+".
pub const CAP: i64 = 10_000;

/// Over the whole filter, not the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Exact up to [`CAP`], otherwise the cap.
    pub count: i64,
    /// There are more than the cap, and nobody asked to add them up.
    pub is_capped: bool,
    /// Expected monthly revenue, CNY.
    pub all: Charged,
    /// Of the open ones.
    pub open: Charged,
    /// Of the open ones, each weighted by its confidence.
    pub weighted: Charged,
    /// Rows before the cursor, and with it for [`Place::After`]; says which rows the page shows.
    pub preceding: i64,
}

#[derive(sqlx::FromRow)]
struct Found {
    count: i64,
    all_rows: Charged,
    open: Charged,
    weighted: Charged,
    preceding: i64,
}

/// Counts and adds up. Beyond [`CAP`] rows only with `everything`, on request: it reads all rows of the filter.
///
/// # Errors
/// Those of the database.
pub async fn sums(db: &PgPool, asked: &Asked<'_>, place: &Place, everything: bool) -> sqlx::Result<Sums> {
    let mut query = QueryBuilder::new(
        "select count(*) as count, coalesce(sum(t.revenue), 0) as all_rows, coalesce(sum(t.revenue) filter (where t.is_open), 0) as open,
                round(coalesce(sum(t.revenue * t.confidence) filter (where t.is_open), 0) / 100, 2) as weighted,
                count(*) filter (where t.precedes) as preceding
         from (select o.expected_monthly_revenue as revenue, o.confidence, o.closed_at is null as is_open, ",
    );
    match place {
        Place::First | Place::Last => {
            query.push("false");
        }
        // Backward from a cursor are the rows that precede it.
        Place::After(cursor) => push_keyset(&mut query, asked.sort, Direction::Backward, cursor, true),
        Place::Before(cursor) => push_keyset(&mut query, asked.sort, Direction::Backward, cursor, false),
    }
    query.push(" as precedes");
    push_source(&mut query, asked);
    push_conditions(&mut query, asked);
    if !everything {
        query.push(" limit ").push_bind(CAP + 1);
    }
    query.push(") t");
    let found: Found = query.build_query_as().fetch_one(db).await?;
    let is_capped = !everything && found.count > CAP;
    Ok(Sums {
        count: if is_capped { CAP } else { found.count },
        is_capped,
        all: found.all_rows,
        open: found.open,
        weighted: found.weighted,
        preceding: found.preceding,
    })
}
