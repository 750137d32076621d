//! SQL of reviews. Everything takes the reviewer's scope: the team's opportunities.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, QueryBuilder};

use super::model::{LastReview, Standing, Waiting};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::opportunities::model::{Confidence, OpportunityId, Stage};
use crate::server::new_id;
use crate::values::masking::mask_name;
use crate::values::money::Charged;

/// Most opportunities that a queue shows; the page says so when there are more.
pub const MOST: usize = 500;

/// From when on what counts.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// What neither changed nor was looked at since is quiet.
    pub quiet: DateTime<Utc>,
    /// What was closed before and never looked at waits no more.
    pub closed: DateTime<Utc>,
}

/// What waits for the reviewer, by owner's name, the latest change first; one row more than [`MOST`] says that there are
/// more.
///
/// # Errors
/// Those of the database.
pub async fn queue(db: impl PgExecutor<'_>, scope: &Scope, reviewer: PersonId, since: Since) -> sqlx::Result<Vec<Waiting>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push_bind(reviewer.0).push(LATEST);
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and (r.at is null and (o.closed_at is null or o.closed_at > ").push_bind(since.closed);
    query.push(") or r.stage <> o.stage or r.expected_monthly_revenue <> o.expected_monthly_revenue");
    query.push(" or o.closed_at is null and greatest(o.updated_at, r.at) < ").push_bind(since.quiet);
    query.push(") order by w.display_name collate \"names\", w.id, o.updated_at desc, o.id desc limit 501");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Waiting::from).collect())
}

/// One of the team's opportunities, waiting or not.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, scope: &Scope, reviewer: PersonId, id: OpportunityId) -> sqlx::Result<Option<Waiting>> {
    let mut query = QueryBuilder::new(COLUMNS);
    query.push_bind(reviewer.0).push(LATEST);
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and o.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Waiting::from))
}

/// Holds the opportunity as it is until the transaction ends, so that the review says what the reviewer saw.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection, id: OpportunityId) -> sqlx::Result<()> {
    sqlx::query!("select id from opportunity where id = $1 for share", id.0).fetch_optional(db).await?;
    Ok(())
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
    o.expected_monthly_revenue, o.closed_at is not null as is_closed, o.updated_at,
    coalesce((select cu.name from customer cu where cu.id = o.customer_id), (select c.company_name from claim c where c.id = o.claim_id)) as customer,
    r.at, r.version as seen_version, r.stage as seen_stage, r.expected_monthly_revenue as seen_revenue
    from opportunity o join person w on w.id = o.owner_id
    left join lateral (select v.at, v.version, v.stage, v.expected_monthly_revenue from opportunity_review v
                       where v.opportunity_id = o.id and v.reviewer_id = ";
const LATEST: &str = " order by v.at desc limit 1) r on true where ";

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
