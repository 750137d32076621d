//! A supervisor's team, a row a person.

use sqlx::{PgExecutor, QueryBuilder};

use super::{FROM, Since, push_reason, push_waits};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::reviews::model::Narrowing;
use crate::values::money::Charged;

/// One person of the team, as the reviewer's table shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TeamMember {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Open opportunities.
    pub open: i64,
    /// Their expected monthly revenue, charged, CNY.
    pub monthly: Charged,
    /// The same, weighted with their confidence, rounded to two decimals as the list of opportunities does.
    pub weighted: Charged,
    /// Those whose stage or revenue changed since the reviewer's last look.
    pub moved: i64,
    /// Those that are quiet.
    pub quiet: i64,
    /// Those that wait for a look, for whatever reason.
    pub to_review: i64,
    /// Open ones whose expected date has passed.
    pub overdue: i64,
    /// Open sales expansion tasks of the person's customers whose deadline has passed.
    pub overdue_expansions: i64,
    /// Open large-order renewal tasks of the person's customers whose deadline has passed.
    pub overdue_renewals: i64,
}

/// The people of the reviewer's team of today, and whoever else owns something in it, by name. It reads the team's opportunities
/// once, and counts overdue tasks in the index of what is open (`expansion_task_team`, `renewal_task_team`).
///
/// # Errors
/// Those of the database.
pub async fn team(db: impl PgExecutor<'_>, scope: &Scope, reviewer: PersonId, since: Since) -> sqlx::Result<Vec<TeamMember>> {
    let mut query = QueryBuilder::new(
        "with counted as (select o.owner_id, count(*) filter (where o.closed_at is null) as open,
            coalesce(sum(o.expected_monthly_revenue) filter (where o.closed_at is null), 0) as monthly,
            round(coalesce(sum(o.expected_monthly_revenue * o.confidence * 0.01) filter (where o.closed_at is null), 0), 2) as weighted,
            count(*) filter (where o.closed_at is null and o.expected_date < ",
    );
    query.push_bind(since.today).push(") as overdue, count(*) filter (where ");
    push_reason(&mut query, Narrowing::Moved, since);
    query.push(") as moved, count(*) filter (where ");
    push_reason(&mut query, Narrowing::Quiet, since);
    query.push(") as quiet, count(*) filter (where ");
    push_waits(&mut query, since);
    query.push(") as to_review").push(FROM).push_bind(reviewer.0).push(" where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" group by o.owner_id), expansions as (select t.owner_id, count(*) as overdue from expansion_task t where ");
    scope.push(&mut query, Alias::ExpansionTask);
    query.push(" and t.open_until is not null and t.open_until < ").push_bind(since.today).push(" group by t.owner_id), ");
    query.push("renewals as (select rt.owner_id, count(*) as overdue from renewal_task rt where ");
    scope.push(&mut query, Alias::RenewalTask);
    query.push(" and rt.open_until is not null and rt.deadline < ").push_bind(since.today).push(" group by rt.owner_id), ");
    query.push("people as (select owner_id from counted union select owner_id from expansions union select owner_id from renewals ");
    query.push("union select account_manager_id from supervision where supervisor_id = ").push_bind(reviewer.0);
    query.push(" and during @> ").push_bind(since.today);
    query.push(
        ") select w.id, w.display_name as name, coalesce(c.open, 0) as open, coalesce(c.monthly, 0) as monthly,
             coalesce(c.weighted, 0) as weighted, coalesce(c.moved, 0) as moved, coalesce(c.quiet, 0) as quiet,
             coalesce(c.to_review, 0) as to_review, coalesce(c.overdue, 0) as overdue,
             coalesce(e.overdue, 0) as overdue_expansions, coalesce(n.overdue, 0) as overdue_renewals
         from people p join person w on w.id = p.owner_id left join counted c on c.owner_id = p.owner_id
             left join expansions e on e.owner_id = p.owner_id left join renewals n on n.owner_id = p.owner_id
         order by w.display_name collate \"names\", w.id",
    );
    query.build_query_as().fetch_all(db).await
}
