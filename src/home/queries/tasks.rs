//! Marketing tasks that wait.

use chrono::{Days, NaiveDate};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::source::{Asked, push_limit, push_within};
use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::home::model::{Due, Entry, Monthly, Work};
use crate::values::masking::mask_name;
use crate::values::money::Charged;

#[derive(sqlx::FromRow)]
struct Task {
    id: Uuid,
    name: String,
    about: String,
    deadline: NaiveDate,
    monthly: Option<Charged>,
}

/// Whoever has processed a task is reminded of it from so many days before its deadline on, until it is over.
const REMINDED_DAYS: u64 = 3;

/// Renewal tasks of her customers that nobody has processed, or that are in progress and due in three days or overdue; where she is the
/// partner's primary administrator, those without an account manager (U23) and, at a distributor, those of its resellers' customers (R41).
/// What hangs on one is its order line's amount, spread over the months of the line.
///
/// # Errors
/// Those of the database.
pub async fn renewals(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let push = |query: &mut QueryBuilder<Postgres>| {
        query.push(
            "select rt.id, (select cu.name from customer cu where cu.id = rt.customer_id) as name,
                (select od.number from customer_order od where od.id = rt.order_id) as about, rt.deadline, rt.open_until as sorted,
                round(rt.amount_charged / greatest(1, round(coalesce(extract(epoch from rt.expires_at
                    - (select ol.effective_at from order_line ol where ol.id = rt.order_line_id)) / 2629746, 12))), 2) as monthly
             from renewal_task rt where ",
        );
        scope.push(query, Alias::RenewalTask);
        query.push(" and rt.open_until is not null and (rt.state = 'pending' or rt.deadline <= ").push_bind(reminded(asked)).push(") and ");
    };
    let found = of_person(db, asked, push, ("rt.", "rt.open_until, rt.id")).await?;
    Ok(found.into_iter().map(|one| entry(Work::Renewal, one, Monthly::Renewing)).collect())
}

/// The same of expansion tasks. What hangs on one is what its customer was charged last month, as far as the person sees it.
///
/// # Errors
/// Those of the database.
pub async fn expansions(db: &PgPool, scope: &Scope, asked: &Asked) -> sqlx::Result<Vec<Entry>> {
    let push = |query: &mut QueryBuilder<Postgres>| {
        query.push("select t.id, (select cu.name from customer cu where cu.id = t.customer_id) as name, ec.name as about, t.deadline,");
        query.push(" t.open_until as sorted, (select sum(n.charged) from consumption_month n");
        query.push(" where n.association_id = t.association_id and n.cycle = ").push_bind(asked.last_month.clone()).push(" and ");
        push_within(query, asked.consumption, Alias::Consumption);
        query.push(") as monthly from expansion_task t join expansion_campaign ec on ec.id = t.campaign_id where ");
        scope.push(query, Alias::ExpansionTask);
        query.push(" and t.open_until is not null and (t.state = 'pending' or t.deadline <= ").push_bind(reminded(asked)).push(") and ");
    };
    let found = of_person(db, asked, push, ("t.", "t.open_until, t.id")).await?;
    Ok(found.into_iter().map(|one| entry(Work::Expansion, one, Monthly::Charged)).collect())
}

/// The latest deadline of which whoever is at a task is reminded.
fn reminded(asked: &Asked) -> NaiveDate {
    asked.today.checked_add_days(Days::new(REMINDED_DAYS)).unwrap_or(asked.today)
}

/// Her own, those of nobody and those of resellers where she answers for them; the nearest deadlines first. `alias` is the table's, with
/// its dot; `order` begins with what `push` selects as `sorted`.
///
/// What a task names is looked up for the rows that are left, not joined: a join of so many reads a table from end to end.
async fn of_person(
    db: &PgPool,
    asked: &Asked,
    push: impl Fn(&mut QueryBuilder<Postgres>),
    (alias, order): (&'static str, &'static str),
) -> sqlx::Result<Vec<Task>> {
    // The partner, where she is its primary administrator, or any while it has none: without a row nothing matches.
    let push_answers_for = |query: &mut QueryBuilder<Postgres>, column: &'static str| {
        query.push(alias).push(column).push(" = (select r.id from partner r where r.id = ").push_bind(asked.partner.0);
        query.push(" and (r.primary_administrator_id = ").push_bind(asked.person.0);
        query.push(" or r.primary_administrator_id is null and ").push_bind(asked.administers).push("))");
    };
    let push_end = |query: &mut QueryBuilder<Postgres>| {
        query.push(" order by ").push(order);
        push_limit(query);
    };
    let mut query = QueryBuilder::new("select id, name, about, deadline, monthly from ((");
    push(&mut query);
    query.push(alias).push("partner_id = ").push_bind(asked.partner.0);
    query.push(" and ").push(alias).push("owner_id = ").push_bind(asked.person.0);
    push_end(&mut query);
    query.push(") union all (");
    push(&mut query);
    push_answers_for(&mut query, "partner_id");
    query.push(" and ").push(alias).push("owner_id is null");
    push_end(&mut query);
    query.push(") union all (");
    push(&mut query);
    push_answers_for(&mut query, "distributor_id");
    query.push(" and ").push(alias).push("partner_id <> ").push_bind(asked.partner.0);
    push_end(&mut query);
    query.push(")) waiting order by sorted, id");
    push_limit(&mut query);
    query.build_query_as().fetch_all(db).await
}

fn entry(work: Work, one: Task, monthly: fn(Charged) -> Monthly) -> Entry {
    Entry {
        work,
        id: one.id,
        name: mask_name(&one.name),
        about: one.about,
        count: 1,
        due: Some(Due::By(one.deadline)),
        monthly: one.monthly.map(monthly),
    }
}
