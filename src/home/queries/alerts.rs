//! Alerts that wait for an answer.

use sqlx::{PgPool, Postgres, QueryBuilder};

use super::source::{Asked, Found, push_limit, push_within};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::home::model::{Due, Entry, Monthly, Work};
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// Her pending alerts, and those without an account manager where she is the partner's primary administrator (R66). What hangs on
/// one is what its customer was charged last month, as far as the person sees it; those that wait longest come first.
///
/// # Errors
/// Those of the database.
pub async fn candidates(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let mut query = QueryBuilder::new("select id, name, about, at, monthly from ((");
    push(&mut query, scope, asked);
    query.push(" and w.owner_id = ").push_bind(asked.person.0).push(" order by w.sent_at, w.id");
    push_limit(&mut query);
    query.push(") union all (");
    push(&mut query, scope, asked);
    query.push(" and w.owner_id is null and exists (select from partner r where r.id = w.partner_id and r.primary_administrator_id = ");
    query.push_bind(asked.person.0).push(") order by w.sent_at, w.id");
    push_limit(&mut query);
    query.push(")) waiting order by at, id");
    push_limit(&mut query);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let entry = |one: Found| Entry {
        work: Work::Alert,
        id: one.id,
        name: mask_name(&one.name),
        about: one.about,
        count: 1,
        due: Some(Due::Since(beijing_date(one.at))),
        monthly: one.monthly.map(Monthly::Charged),
    };
    Ok(found.into_iter().map(entry).collect())
}

fn push(query: &mut QueryBuilder<Postgres>, scope: &Scope, asked: &Asked) {
    query.push("select w.id, cu.name, w.title as about, w.sent_at as at, (select sum(n.charged) from consumption_month n");
    query.push(" where n.association_id = w.association_id and n.cycle = ").push_bind(asked.last_month.clone()).push(" and ");
    push_within(query, asked.consumption, Alias::Consumption);
    query
        .push(") as monthly from customer_alert w join association a on a.id = w.association_id join customer cu on cu.id = w.customer_id");
    query.push(" where ");
    scope.push(query, Alias::Alert);
    query.push(" and w.partner_id = ").push_bind(asked.partner.0).push(" and w.state = 'pending' and a.ended_at is null");
}
