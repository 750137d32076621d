//! The to-do list of a person, read from the records themselves: what is done waits no longer, whether it was read or not.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::operations::model::Operator;
use crate::organisation::model::PartnerId;
use crate::values::masking::mask_name;

/// A kind of work of a partner's person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// An open claim of hers lapses soon.
    Claim,
    /// An alert for which she is responsible.
    Alert,
    /// A lead that was dispatched to her and that she has not followed up.
    Lead,
}

/// One record that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is to be done.
    pub work: Work,
    /// With which record.
    pub id: Uuid,
    /// The customer's or the company's name, masked.
    pub name: String,
    /// When a claim lapses, an alert was sent, a lead was dispatched.
    pub at: DateTime<Utc>,
    /// How many of this kind wait in all.
    pub all: i64,
}

/// The person of a to-do list, and how far she sees each kind; none of what she does not see at all.
#[derive(Clone, Copy, Debug)]
pub struct ToDoScope {
    /// She herself.
    pub person: PersonId,
    /// Of this partner.
    pub partner: PartnerId,
    /// Claims.
    pub claims: Option<Scope>,
    /// Alerts.
    pub alerts: Option<Scope>,
    /// Leads.
    pub leads: Option<Scope>,
}

#[derive(sqlx::FromRow)]
struct Found {
    kind: i32,
    id: Uuid,
    name: String,
    at: DateTime<Utc>,
    total: i64,
}

/// What waits for her, at most so many of each kind: claims that lapse until then, the first ones first, then alerts, then
/// leads. In one statement.
///
/// # Errors
/// Those of the database.
pub async fn to_do(db: &PgPool, whose: &ToDoScope, now: DateTime<Utc>, until: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<Item>> {
    let mut query =
        QueryBuilder::<Postgres>::new("select kind, id, name, at, total from (select 0, 0::bigint, null::uuid, ''::text, now(), 0::bigint");
    query.push(" where false");
    let person = whose.person.0;
    if let Some(scope) = whose.claims {
        query.push(
            " union all (select 1, row_number() over (order by c.valid_until, c.id), c.id, c.company_name, c.valid_until, count(*) over ()",
        );
        query.push(" from claim c where ");
        scope.push(&mut query, Alias::Claim);
        query.push(" and c.partner_id = ").push_bind(whose.partner.0);
        // Whoever claimed what is nobody's is reminded of it as well.
        query.push(" and (c.owner_id = ").push_bind(person).push(" or (c.owner_id is null and c.claimed_by = ").push_bind(person);
        query.push(")) and c.state = 'open' and c.valid_until > ").push_bind(now).push(" and c.valid_until <= ").push_bind(until);
        query.push(" order by 2 limit ").push_bind(most).push(")");
    }
    if let Some(scope) = whose.alerts {
        query.push(
            " union all (select 2, row_number() over (order by w.sent_at desc, w.id desc), w.id, cu.name, w.sent_at, count(*) over ()",
        );
        query.push(" from customer_alert w join association a on a.id = w.association_id join customer cu on cu.id = w.customer_id");
        query.push(" join partner r on r.id = w.partner_id where ");
        scope.push(&mut query, Alias::Alert);
        query.push(" and w.partner_id = ").push_bind(whose.partner.0).push(" and w.state = 'pending' and a.ended_at is null");
        query.push(" and (w.owner_id = ").push_bind(person);
        query.push(" or (w.owner_id is null and r.primary_administrator_id = ").push_bind(person);
        query.push(")) order by 2 limit ").push_bind(most).push(")");
    }
    if let Some(scope) = whose.leads {
        query.push(" union all (select 3, row_number() over (order by l.dispatched_at, l.id), l.id, l.company_name,");
        query.push(" coalesce(l.dispatched_at, l.updated_at), count(*) over () from lead l where ");
        scope.push(&mut query, Alias::Lead);
        query.push(" and l.partner_id = ").push_bind(whose.partner.0).push(" and l.owner_id = ").push_bind(person);
        query.push(" and l.state = 'dispatched' order by 2 limit ").push_bind(most).push(")");
    }
    query.push(") waits (kind, line, id, name, at, total) order by kind, line");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Item::from).collect())
}

impl From<Found> for Item {
    fn from(found: Found) -> Self {
        let work = match found.kind {
            1 => Work::Claim,
            2 => Work::Alert,
            _ => Work::Lead,
        };
        Self { work, id: found.id, name: mask_name(&found.name), at: found.at, all: found.total }
    }
}

/// What waits for a decision of the vendor's staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decisions {
    /// Claims in review.
    pub claims: i64,
    /// When the first of them lapses.
    pub first_due: Option<NaiveDate>,
    /// Requests to rename a company.
    pub renames: i64,
}

/// How much waits for the vendor's staff, over all partners.
///
/// # Errors
/// Those of the database.
pub async fn decisions(db: &PgPool, _: Operator) -> sqlx::Result<Decisions> {
    sqlx::query_as!(
        Decisions,
        r#"select count(*) as "claims!", min(review_due) as first_due,
                  (select count(*) from company_rename where state = 'pending') as "renames!"
           from claim where state = 'in_review'"#
    )
    .fetch_one(db)
    .await
}
