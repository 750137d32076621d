//! Opportunities whose date has passed, or that are quiet.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::source::{Asked, push_limit};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::home::model::{Due, Entry, Monthly, Work};
use crate::values::date::beijing_date;
use crate::values::money::Charged;

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    name: String,
    expected_date: NaiveDate,
    updated_at: DateTime<Utc>,
    monthly: Charged,
}

/// The open ones of the scope that still take progress: those whose expected date has passed and, of the others, those without a
/// change for the working days of the terms. Each kind presses alike, so those of the largest amount come first.
///
/// # Errors
/// Those of the database.
pub async fn candidates(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let mut query = QueryBuilder::new(
        "select o.id, o.name, o.expected_date, o.updated_at, o.expected_monthly_revenue as monthly from opportunity o where ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.closed_at is null and (o.expected_date < ").push_bind(asked.today);
    query.push(" or o.updated_at < ").push_bind(asked.quiet);
    // What a customer's going elsewhere has closed takes no progress.
    query.push(
        ") and (o.customer_id is null or exists (select from association x where x.customer_id = o.customer_id and x.ended_at is null
                                                 and x.partner_id in (o.partner_id, o.reseller_id)))
         order by o.expected_monthly_revenue desc, o.id",
    );
    push_limit(&mut query);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let entry = |one: Found| {
        let has_passed = one.expected_date < asked.today;
        Entry {
            work: if has_passed { Work::PassedDate } else { Work::Quiet },
            id: one.id,
            name: one.name,
            about: String::new(),
            count: 1,
            due: Some(if has_passed { Due::Passed(one.expected_date) } else { Due::QuietSince(beijing_date(one.updated_at)) }),
            monthly: Some(Monthly::Expected(one.monthly)),
        }
    };
    Ok(found.into_iter().map(entry).collect())
}
