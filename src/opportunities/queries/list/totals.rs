//! What stands over the whole filter: how many, how much, and how many stand before the page.

use sqlx::{PgPool, Postgres, QueryBuilder};

use super::Asked;
use super::conditions::{push_conditions, push_keyset, push_source};
use crate::lists::model::Count;
use crate::lists::paging::{CAP, Place};
use crate::opportunities::model::ListFilter;
use crate::values::money::Charged;

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
    if !everything && asked.scope.is_wide() && is_in_the_index(asked) {
        // Counted first: a whole partner may have more than the cap, and then nothing is added up that nobody shows.
        query.push("n.count, s.* from (select count(*) as count from (select from opportunity o");
        push_conditions(&mut query, asked);
        query.push(" limit ").push(CAP + 1).push(") o) n cross join lateral (select ").push(SUMS);
        push_rows(&mut query, asked, place);
        query.push(" and n.count <= ").push(CAP).push(GROUPS).push(") s");
    } else {
        query.push("coalesce(sum(g.rows), 0)::bigint as count, ").push(SUMS);
        push_rows(&mut query, asked, place);
        if !everything {
            query.push(" limit ").push(CAP + 1);
        }
        query.push(GROUPS);
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

/// Counts several lists in one round trip, each up to [`CAP`].
///
/// # Errors
/// Those of the database.
pub async fn counts(db: &PgPool, lists: &[Asked<'_>]) -> sqlx::Result<Vec<Count>> {
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select array[");
    for (at, asked) in lists.iter().enumerate() {
        query.push(if at == 0 { "(" } else { ", (" }).push("select count(*) from (select from opportunity o");
        push_conditions(&mut query, asked);
        query.push(" limit ").push(CAP + 1).push(") o)");
    }
    query.push("]");
    let is_persistent = lists.iter().all(Asked::has_one_plan);
    let counted: Vec<i64> = query.build_query_scalar().persistent(is_persistent).fetch_one(db).await?;
    Ok(counted.into_iter().map(|rows| Count { rows: rows.min(CAP), is_capped: rows > CAP }).collect())
}

/// Added up by confidence first: weighting a dozen sums costs less than weighting ten thousand amounts.
const SUMS: &str = "coalesce(sum(g.revenue), 0) as all_rows, coalesce(sum(g.revenue) filter (where g.is_open), 0) as open,
    round(coalesce(sum(g.revenue * g.confidence) filter (where g.is_open), 0) / 100, 2) as weighted,
    coalesce(sum(g.preceding), 0)::bigint as preceding
    from (select t.is_open, t.confidence, count(*) as rows, sum(t.revenue) as revenue, count(*) filter (where t.precedes) as preceding from (";
const GROUPS: &str = ") t group by t.is_open, t.confidence) g";

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
        Place::After(cursor) => push_keyset(query, asked.sort, !asked.sort.descending, cursor, true),
        Place::Before(cursor) => push_keyset(query, asked.sort, !asked.sort.descending, cursor, false),
    }
    query.push(" as precedes");
    push_source(query, asked);
    push_conditions(query, asked);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{Reach, Scope};
    use crate::customers::model::CustomerRef;
    use crate::opportunities::model::{Sort, Stage};
    use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
    use crate::values::date::beijing_date;

    #[sqlx::test]
    async fn beyond_the_cap_nothing_is_added_up_unless_it_is_asked_for(db: PgPool) {
        people(&db).await;
        let of = customer(&db, "mei", "Snowpeak").await;
        let first = opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
        let sql =
            "insert into opportunity (id, partner_id, supervisor_id, owner_id, customer_id, name, industry, kind, test_project, tender,
                       expected_monthly_revenue, expected_date, service_period, stage, confidence, reported_by, reported_at, updated_at)
                   select gen_random_uuid(), partner_id, supervisor_id, owner_id, customer_id, name, industry, kind, test_project, tender,
                       100, expected_date, service_period, 'solution', confidence, reported_by, reported_at, updated_at
                   from opportunity, generate_series(1, 10000) where id = $1";
        sqlx::query(sql).bind(first.0).execute(&db).await.unwrap();
        let scope = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
        let totals = async |filter: &ListFilter, everything| {
            let asked = Asked { scope, filter, typed: None, sort: Sort::default(), today: beijing_date(now()) };
            sums(&db, &asked, &Place::First, everything).await.unwrap()
        };
        let everything = ListFilter::default();
        let capped = totals(&everything, false).await;
        assert_eq!((capped.count, capped.is_capped, capped.all), (CAP, true, Charged::ZERO));
        let asked_for = totals(&everything, true).await;
        assert_eq!((asked_for.count, asked_for.is_capped, asked_for.all.to_string()), (CAP + 1, false, "1012500.00".into()));
        // As many as the cap are still exact, whether the index answers or the rows do.
        let of_a_stage = ListFilter { stages: vec![Stage::Solution], ..ListFilter::default() };
        let of_a_name = ListFilter { stages: vec![Stage::Solution], name: "Archive".into(), ..ListFilter::default() };
        for filter in [of_a_stage, of_a_name] {
            let exact = totals(&filter, false).await;
            assert_eq!((exact.count, exact.is_capped, exact.all.to_string()), (CAP, false, "1000000.00".into()));
        }
    }
}
