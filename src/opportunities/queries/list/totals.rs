//! What stands over the whole filter: how many, how much, and how many stand before the page.

use sqlx::{PgPool, Postgres, QueryBuilder};

use super::conditions::{Direction, push_conditions, push_keyset, push_source};
use super::{Asked, Place};
use crate::opportunities::model::ListFilter;
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
    let mut query = QueryBuilder::new("select ");
    if !everything && is_in_the_index(asked) {
        // Counted first: where there are more than the cap, nothing is added up that nobody shows.
        query.push("n.count, s.* from (select count(*) as count from (select from opportunity o");
        push_conditions(&mut query, asked);
        query.push(" limit ").push(CAP + 1).push(") o) n cross join lateral (select ").push(SUMS).push(" from (");
        push_rows(&mut query, asked, place);
        query.push(" and n.count <= ").push(CAP).push(") t) s");
    } else {
        query.push("count(*) as count, ").push(SUMS).push(" from (");
        push_rows(&mut query, asked, place);
        if !everything {
            query.push(" limit ").push(CAP + 1);
        }
        query.push(") t");
    }
    let found: Found = query.build_query_as().persistent(asked.has_one_plan()).fetch_one(db).await?;
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

const SUMS: &str = "coalesce(sum(t.revenue), 0) as all_rows, coalesce(sum(t.revenue) filter (where t.is_open), 0) as open,
    round(coalesce(sum(t.revenue * t.confidence) filter (where t.is_open), 0) / 100, 2) as weighted,
    count(*) filter (where t.precedes) as preceding";

/// Whether the indexes for totals hold everything that the conditions ask for.
fn is_in_the_index(asked: &Asked<'_>) -> bool {
    let held = ListFilter {
        tab: asked.filter.tab,
        stages: asked.filter.stages.clone(),
        confidence_from: asked.filter.confidence_from,
        ..ListFilter::default()
    };
    *asked.filter == held
}

fn push_rows(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>, place: &Place) {
    query.push("select o.expected_monthly_revenue as revenue, o.confidence, o.stage not in ('won', 'lost') as is_open, ");
    match place {
        Place::First | Place::Last => {
            query.push("false");
        }
        // Backward from a cursor are the rows that precede it.
        Place::After(cursor) => push_keyset(query, asked.sort, Direction::Backward, cursor, true),
        Place::Before(cursor) => push_keyset(query, asked.sort, Direction::Backward, cursor, false),
    }
    query.push(" as precedes");
    push_source(query, asked);
    push_conditions(query, asked);
}
