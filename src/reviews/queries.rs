//! SQL of reviews. Everything takes the reviewer's scope: the team's opportunities.

mod team;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor, Postgres, QueryBuilder};

use super::model::{LastReview, Narrowing, Standing, Waiting};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::opportunities::model::{Confidence, OpportunityId, Stage};
use crate::server::new_id;
use crate::values::masking::mask_name;
use crate::values::money::Charged;

pub use team::{TeamMember, team};

/// Most opportunities that a queue weighs; the page says so when there are more.
pub const MOST: usize = 500;

/// From when on what counts.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// What neither changed nor was looked at since is quiet.
    pub quiet: DateTime<Utc>,
    /// What was closed before and never looked at waits no more.
    pub closed: DateTime<Utc>,
    /// The Beijing day of today: what was expected before it has passed.
    pub today: NaiveDate,
}

/// Of whom and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// One person's.
    pub owner: Option<PersonId>,
    /// For one reason.
    pub reason: Option<Narrowing>,
    /// Changed since then.
    pub changed_since: Option<DateTime<Utc>>,
}

/// What waits for the reviewer, the largest amount first; one row more than [`MOST`] says that there are more.
///
/// # Errors
/// Those of the database.
pub async fn queue(
    db: impl PgExecutor<'_>,
    scope: &Scope,
    reviewer: PersonId,
    since: Since,
    narrowed: Narrowed,
) -> sqlx::Result<Vec<Waiting>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(FROM).push_bind(reviewer.0).push(" join person w on w.id = o.owner_id where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and (");
    push_waits(&mut query, since);
    query.push(")");
    if let Some(owner) = narrowed.owner {
        query.push(" and o.owner_id = ").push_bind(owner.0);
    }
    if let Some(reason) = narrowed.reason {
        query.push(" and (");
        push_reason(&mut query, reason, since);
        query.push(")");
    }
    if let Some(from) = narrowed.changed_since {
        query.push(" and o.updated_at >= ").push_bind(from);
    }
    query.push(" order by o.expected_monthly_revenue desc, o.id desc limit 501");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Waiting::from).collect())
}

/// Whether the reviewer ever looked at anything.
///
/// # Errors
/// Those of the database.
pub async fn has_looked(db: impl PgExecutor<'_>, reviewer: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from opportunity_seen where reviewer_id = $1) as "looked!""#, reviewer.0)
        .fetch_one(db)
        .await
}

/// That an opportunity waits: for any of the reasons.
fn push_waits(query: &mut QueryBuilder<Postgres>, since: Since) {
    for (at, reason) in Narrowing::ALL.iter().enumerate() {
        query.push(if at == 0 { "" } else { " or " });
        push_reason(query, *reason, since);
    }
}

/// That it waits for one of them. What was never looked at (`r` is empty) is new and, if nothing happened in it, quiet.
fn push_reason(query: &mut QueryBuilder<Postgres>, reason: Narrowing, since: Since) {
    match reason {
        Narrowing::Moved => query.push("r.stage <> o.stage or r.expected_monthly_revenue <> o.expected_monthly_revenue"),
        Narrowing::Passed => query
            .push("o.closed_at is null and (r.at is null or (r.at at time zone 'Asia/Shanghai')::date <= o.expected_date) and o.expected_date < ")
            .push_bind(since.today),
        Narrowing::Quiet => query.push("o.closed_at is null and greatest(o.updated_at, r.at) < ").push_bind(since.quiet),
        Narrowing::New => query.push("r.at is null and (o.closed_at is null or o.closed_at > ").push_bind(since.closed).push(")"),
    };
}

/// One of the team's opportunities, waiting or not.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, scope: &Scope, reviewer: PersonId, id: OpportunityId) -> sqlx::Result<Option<Waiting>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push(FROM).push_bind(reviewer.0).push(" join person w on w.id = o.owner_id where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Waiting::from))
}

/// Holds the opportunity as it is until the transaction ends, so that the review says what the reviewer saw, and so that of two
/// reviews at once the second one finds the first.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection, id: OpportunityId) -> sqlx::Result<()> {
    sqlx::query!("select id from opportunity where id = $1 for no key update", id.0).fetch_optional(db).await?;
    Ok(())
}

/// The note of the reviewer's own latest review of an opportunity that [`lookup`] found; `None` where there is no review.
///
/// # Errors
/// Those of the database.
pub async fn latest_note(db: impl PgExecutor<'_>, of: &Waiting, reviewer: PersonId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select note from opportunity_review where opportunity_id = $1 and reviewer_id = $2 order by at desc, id desc limit 1",
        of.id.0,
        reviewer.0
    )
    .fetch_optional(db)
    .await
}

/// Writes the review.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, seen: &Waiting, reviewer: PersonId, note: &str, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into opportunity_review (id, opportunity_id, reviewer_id, at, version, stage, confidence, expected_monthly_revenue, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new_id(),
        seen.id.0,
        reviewer.0,
        at,
        seen.standing.version,
        seen.standing.stage.as_str(),
        seen.confidence as Confidence,
        seen.standing.revenue as Charged,
        note
    )
    .execute(db)
    .await?;
    Ok(())
}

const COLUMNS: &str = "select o.id, o.code, o.name, o.owner_id, w.display_name as owner, o.version, o.stage, o.confidence,
    o.expected_monthly_revenue, o.closed_at is not null as is_closed, o.expected_date, o.updated_at,
    coalesce((select cu.name from customer cu where cu.id = o.customer_id), (select c.company_name from claim c where c.id = o.claim_id)) as customer,
    r.at, r.version as seen_version, r.stage as seen_stage, r.expected_monthly_revenue as seen_revenue";
const FROM: &str = " from opportunity o left join opportunity_seen r on r.opportunity_id = o.id and r.reviewer_id = ";

#[derive(sqlx::FromRow)]
struct Found {
    id: OpportunityId,
    code: String,
    name: String,
    customer: String,
    owner_id: PersonId,
    owner: String,
    version: i32,
    stage: Stage,
    confidence: Confidence,
    expected_monthly_revenue: Charged,
    is_closed: bool,
    expected_date: NaiveDate,
    updated_at: DateTime<Utc>,
    at: Option<DateTime<Utc>>,
    seen_version: Option<i32>,
    seen_stage: Option<Stage>,
    seen_revenue: Option<Charged>,
}

impl From<Found> for Waiting {
    fn from(found: Found) -> Self {
        let seen = found.seen_version.zip(found.seen_stage).zip(found.seen_revenue);
        let last =
            found.at.zip(seen).map(|(at, ((version, stage), revenue))| LastReview { at, standing: Standing { version, stage, revenue } });
        Self {
            id: found.id,
            code: found.code,
            name: found.name,
            customer: mask_name(&found.customer),
            owner: (found.owner_id, found.owner),
            standing: Standing { version: found.version, stage: found.stage, revenue: found.expected_monthly_revenue },
            confidence: found.confidence,
            is_closed: found.is_closed,
            expected_date: found.expected_date,
            updated_at: found.updated_at,
            last,
        }
    }
}

/// The latest progress of an opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: String,
    /// What happened.
    pub detail: String,
}

/// The latest progress of an opportunity that [`lookup`] found.
///
/// # Errors
/// Those of the database.
pub async fn latest_progress(db: impl PgExecutor<'_>, of: &Waiting) -> sqlx::Result<Option<Progress>> {
    sqlx::query_as!(
        Progress,
        "select g.at, p.display_name as by, g.detail from opportunity_progress g join person p on p.id = g.author_id
         where g.opportunity_id = $1 order by g.at desc, g.id desc limit 1",
        of.id.0
    )
    .fetch_optional(db)
    .await
}
