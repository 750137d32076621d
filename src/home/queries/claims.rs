//! Claims that lapse soon.

use chrono::TimeDelta;
use sqlx::{PgPool, Postgres, QueryBuilder};

use super::source::{Asked, Found, push_limit, push_within};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::claims::rules::REMIND_DAYS;
use crate::home::model::{Due, Entry, Monthly, Work};
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// Her open claims that lapse within the days in which she is reminded, and those of nobody that she made herself. What hangs on
/// one is what its open opportunities are expected to bring.
///
/// # Errors
/// Those of the database.
pub async fn candidates(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let mut query = QueryBuilder::new("select id, name, at, coalesce(count, 0) as count, monthly from ((");
    push(&mut query, scope, asked);
    query.push(" and c.owner_id = ").push_bind(asked.person.0).push(" order by c.valid_until, c.id");
    push_limit(&mut query);
    query.push(") union all (");
    push(&mut query, scope, asked);
    query.push(" and c.owner_id is null and c.claimed_by = ").push_bind(asked.person.0).push(" order by c.valid_until, c.id");
    push_limit(&mut query);
    query.push(")) waiting order by at, id");
    push_limit(&mut query);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let entry = |one: Found| Entry {
        work: Work::Claim,
        id: one.id,
        name: mask_name(&one.name),
        about: String::new(),
        count: one.count,
        due: Some(Due::By(beijing_date(one.at))),
        monthly: one.monthly.map(Monthly::Expected),
    };
    Ok(found.into_iter().map(entry).collect())
}

fn push(query: &mut QueryBuilder<Postgres>, scope: &Scope, asked: &Asked) {
    query.push(
        "select c.id, c.company_name as name, c.valid_until as at, n.count, n.monthly from claim c
         left join lateral (select count(*) as count, sum(o.expected_monthly_revenue) as monthly from opportunity o
                            where o.claim_id = c.id and o.closed_at is null and ",
    );
    push_within(query, asked.opportunities, Alias::Opportunity);
    query.push(") n on true where ");
    scope.push(query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(asked.partner.0).push(" and c.state = 'open' and c.valid_until > ").push_bind(asked.now);
    query.push(" and c.valid_until <= ").push_bind(asked.now + TimeDelta::days(REMIND_DAYS));
}
