//! The association of a customer, the requests about it, and what else its page shows.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::{
    AssociationId, AssociationType, CustomerId, NewRequest, RequestKind, RequestRecord, RequestState, Standing, Trait,
};
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::masking::mask_name;

#[derive(sqlx::FromRow)]
struct Found {
    id: AssociationId,
    customer: CustomerId,
    number: String,
    name: String,
    email: String,
    partner_id: PartnerId,
    partner: String,
    kind: AssociationType,
    referral_right: bool,
    owner_id: Option<PersonId>,
    version: i32,
    traits: Vec<String>,
    link_tag: String,
    tags: Vec<String>,
    last_request: Option<DateTime<Utc>>,
    is_pending: bool,
}

impl From<Found> for Standing {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            customer: found.customer,
            number: found.number,
            name: found.name,
            email: found.email,
            partner_id: found.partner_id,
            partner: found.partner,
            kind: found.kind,
            referral_right: found.referral_right,
            owner_id: found.owner_id,
            version: found.version,
            traits: found.traits.iter().filter_map(|word| word.parse::<Trait>().ok()).collect(),
            link_tag: found.link_tag,
            tags: found.tags,
            last_request: found.last_request,
            is_pending: found.is_pending,
        }
    }
}

fn standing_query(scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> QueryBuilder<sqlx::Postgres> {
    let mut query = QueryBuilder::new(
        "select a.id, a.customer_id as customer, cu.number, cu.name, cu.email, a.partner_id, r.name as partner, r.referral_right, a.kind, a.owner_id, a.version,
                cu.traits, a.tag as link_tag, a.tags, (select max(q.created_at) from association_request q where q.association_id = a.id) as last_request,
                exists (select 1 from association_request q where q.association_id = a.id and q.state = 'pending' and q.expires_at > ",
    );
    query.push_bind(now).push(
        ") as is_pending from association a join customer cu on cu.id = a.customer_id join partner r on r.id = a.partner_id where a.ended_at is null and ",
    );
    scope.push(&mut query, Alias::Association);
    query.push(" and a.customer_id = ").push_bind(id.0);
    query
}

/// The customer's association of today, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn standing(db: &PgPool, scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> sqlx::Result<Option<Standing>> {
    let found: Option<Found> = standing_query(scope, id, now).build_query_as().fetch_optional(db).await?;
    Ok(found.map(Standing::from))
}

/// As [`standing`]; nobody else changes it until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> sqlx::Result<Option<Standing>> {
    let mut query = standing_query(scope, id, now);
    query.push(" for update of a");
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Standing::from))
}

/// A request that is to be written.
#[derive(Clone, Debug)]
pub struct ToAsk<'a> {
    /// What is asked.
    pub new: &'a NewRequest,
    /// To which type, for a switch.
    pub target: Option<AssociationType>,
    /// Only the hash of the link's secret is kept.
    pub token_hash: &'a [u8],
    /// Who asks.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
}

/// Writes a request; one that had expired is closed first.
///
/// # Errors
/// Those of the database; `association_request_one_pending` when the customer has not decided on another.
pub async fn insert_request(db: &mut PgConnection, standing: &Standing, ask: &ToAsk<'_>) -> sqlx::Result<Uuid> {
    sqlx::query!(
        "update association_request set state = 'expired', closed_at = expires_at where association_id = $1 and state = 'pending' and expires_at <= $2",
        standing.id.0,
        ask.at
    )
    .execute(&mut *db)
    .await?;
    let id = new_id();
    sqlx::query!(
        "insert into association_request (id, association_id, partner_id, kind, target_kind, note, state, token_hash, requested_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $10)",
        id,
        standing.id.0,
        standing.partner_id.0,
        ask.new.kind.as_str(),
        ask.target.map(AssociationType::as_str),
        ask.new.note,
        ask.token_hash,
        ask.by.0,
        ask.at,
        ask.expires_at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Takes a request of the partner back; the partner's association, or `None` when it is not there or not pending.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(db: &mut PgConnection, partner: PartnerId, request: Uuid, at: DateTime<Utc>) -> sqlx::Result<Option<CustomerId>> {
    sqlx::query_scalar!(
        r#"update association_request q set state = 'withdrawn', closed_at = $3 from association a
           where q.id = $1 and q.partner_id = $2 and q.state = 'pending' and q.expires_at > $3 and a.id = q.association_id
           returning a.customer_id as "customer_id: CustomerId""#,
        request,
        partner.0,
        at
    )
    .fetch_optional(db)
    .await
}

/// The requests of a partner, the latest first: of one association, or of all.
///
/// # Errors
/// Those of the database.
pub async fn requests(db: &PgPool, partner: PartnerId, of: Option<AssociationId>) -> sqlx::Result<Vec<RequestRecord>> {
    let rows = sqlx::query!(
        r#"select q.id, q.kind as "kind: RequestKind", q.target_kind as "target?: AssociationType", q.state as "state: RequestState", q.reason, q.note,
                  p.display_name as requested_by, q.created_at, q.expires_at, q.closed_at, cu.number, cu.name,
                  case when a.ended_at is null then a.customer_id end as "customer_id?: CustomerId"
           from association_request q join association a on a.id = q.association_id join customer cu on cu.id = a.customer_id
           join person p on p.id = q.requested_by
           where q.partner_id = $1 and ($2::uuid is null or q.association_id = $2)
           order by q.created_at desc, q.id desc limit 200"#,
        partner.0,
        of.map(|id| id.0)
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| RequestRecord {
            id: row.id,
            kind: row.kind,
            target: row.target,
            state: row.state,
            reason: row.reason,
            note: row.note,
            requested_by: row.requested_by,
            created_at: row.created_at,
            expires_at: row.expires_at,
            closed_at: row.closed_at,
            number: row.number,
            customer: mask_name(&row.name),
            customer_id: row.customer_id,
        })
        .collect())
}

/// Keeps the partner's own tags. `false` when somebody changed the association meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn set_tags(db: &mut PgConnection, standing: &Standing, version: i32, tags: &[String]) -> sqlx::Result<bool> {
    let kept = sqlx::query!(
        "update association set tags = $3, version = version + 1 where id = $1 and version = $2 and ended_at is null",
        standing.id.0,
        version,
        tags
    )
    .execute(db)
    .await?;
    Ok(kept.rows_affected() == 1)
}
