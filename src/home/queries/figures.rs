//! The figures of the start page, and the months of its chart.

use chrono::NaiveDate;
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::opportunities::model::Tab;
use crate::values::money::Charged;

/// Opportunities beyond which figures are those of the first ones, as in their list.
pub const MOST: i64 = 10_000;

/// What is open, and what of it ends within some days.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Figures {
    /// Open opportunities; counted up to one more than [`MOST`].
    pub open: i64,
    /// Their expected monthly revenue, charged, CNY; of the first ones where there are more.
    pub expected: Charged,
    /// The same, weighted with their confidence, rounded to two decimals as the list does.
    pub weighted: Charged,
}

/// How much is open within the scope: what the list of opportunities shows in the tab by which it opens.
///
/// # Errors
/// Those of the database.
pub async fn open(db: &PgPool, scope: &Scope, tab: Option<Tab>) -> sqlx::Result<Figures> {
    let mut query = QueryBuilder::new(
        "select count(*) as open, coalesce(sum(revenue), 0) as expected, round(coalesce(sum(revenue * confidence * 0.01), 0), 2) as weighted
         from (select o.expected_monthly_revenue as revenue, o.confidence from opportunity o
               where o.stage in ('lead_confirmed', 'needs_confirmed', 'solution', 'negotiation') and ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(within(tab)).push(" limit 10001) open");
    query.build_query_as().fetch_one(db).await
}

/// How many open ones are expected from one Beijing day to another, and what they bring a month.
///
/// # Errors
/// Those of the database.
pub async fn ending(db: &PgPool, scope: &Scope, tab: Option<Tab>, (from, until): (NaiveDate, NaiveDate)) -> sqlx::Result<(i64, Charged)> {
    let mut query = QueryBuilder::new("select count(*), coalesce(sum(revenue), 0) from (select o.expected_monthly_revenue as revenue");
    query.push(" from opportunity o where o.closed_at is null and ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.expected_date between ").push_bind(from).push(" and ").push_bind(until);
    query.push(within(tab)).push(" limit 10001) ending");
    query.build_query_as().fetch_one(db).await
}

const fn within(tab: Option<Tab>) -> &'static str {
    match tab {
        Some(Tab::Own) => " and o.reseller_id is null",
        Some(Tab::Resellers) => " and o.reseller_id is not null",
        None => "",
    }
}

/// What the open opportunities of the scope are expected to bring, by the month of their expected date, from the month `from` on; a
/// month without any has no row. Read from sums that are kept with every change.
///
/// # Errors
/// Those of the database.
pub async fn months(db: &PgPool, scope: &Scope, (from, until): (NaiveDate, NaiveDate)) -> sqlx::Result<Vec<(NaiveDate, Charged)>> {
    let mut query = QueryBuilder::new("select o.month, sum(o.expected_charged) from opportunity_month o where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.month between ").push_bind(from).push(" and ").push_bind(until).push(" group by o.month order by o.month");
    query.build_query_as().fetch_all(db).await
}
