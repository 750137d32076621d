//! What nobody's scope reaches: the request behind a customer's link, and requests whose time is up.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::model::{AssociationId, AssociationType, CustomerId, RequestKind, RequestState, Trait};
use crate::auth::PersonId;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::PartnerId;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::worker::in_turns;
use crate::values::masking::mask_name;

/// The request for consent that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRequest {
    /// The request.
    pub id: Uuid,
    /// The association that it is about.
    pub association: AssociationId,
    /// The legal customer.
    pub customer: CustomerId,
    /// In clear: whoever has the link is the customer.
    pub name: String,
    /// The partner that asks.
    pub partner_id: PartnerId,
    /// By name.
    pub partner: String,
    /// What is asked.
    pub kind: RequestKind,
    /// To which type.
    pub target: Option<AssociationType>,
    /// 关联类型 of today.
    pub present: AssociationType,
    /// Whether the partner may offer referral today.
    pub referral_right: bool,
    /// What the partner writes.
    pub note: String,
    /// As stored.
    pub state: RequestState,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// Who asked.
    pub requested_by: PersonId,
    /// The association has not ended otherwise.
    pub is_active: bool,
    /// What the vendor knows of the customer.
    pub traits: Vec<Trait>,
}

/// The request whose link has this secret.
///
/// # Errors
/// Those of the database.
pub async fn consent_request(db: &PgPool, token_hash: &[u8]) -> sqlx::Result<Option<ConsentRequest>> {
    let mut connection = db.acquire().await?;
    read(&mut connection, token_hash).await
}

async fn read(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<Option<ConsentRequest>> {
    let row = sqlx::query!(
        r#"select q.id, q.association_id as "association: AssociationId", a.customer_id as "customer: CustomerId", cu.name, cu.traits,
                  q.partner_id as "partner_id: PartnerId", r.name as partner, r.referral_right, q.kind as "kind: RequestKind",
                  q.target_kind as "target?: AssociationType", a.kind as "present: AssociationType", q.note, q.state as "state: RequestState",
                  q.expires_at, q.requested_by as "requested_by: PersonId", a.ended_at is null as "is_active!"
           from association_request q join association a on a.id = q.association_id join customer cu on cu.id = a.customer_id
           join partner r on r.id = q.partner_id where q.token_hash = $1"#,
        token_hash
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| ConsentRequest {
        id: row.id,
        association: row.association,
        customer: row.customer,
        name: row.name,
        partner_id: row.partner_id,
        partner: row.partner,
        kind: row.kind,
        target: row.target,
        present: row.present,
        referral_right: row.referral_right,
        note: row.note,
        state: row.state,
        expires_at: row.expires_at,
        requested_by: row.requested_by,
        is_active: row.is_active,
        traits: row.traits.iter().filter_map(|word| word.parse().ok()).collect(),
    }))
}

/// The same, held until the transaction ends, with the association and what the vendor knows of the customer. The
/// association first: a new request takes it first as well.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<Option<ConsentRequest>> {
    let Some(seen) = read(&mut *db, token_hash).await? else { return Ok(None) };
    sqlx::query!("select id from association where id = $1 for update", seen.association.0).fetch_one(&mut *db).await?;
    sqlx::query!("select id from customer where id = $1 for share", seen.customer.0).fetch_one(&mut *db).await?;
    sqlx::query!("select id from association_request where id = $1 for update", seen.id).fetch_one(&mut *db).await?;
    read(db, token_hash).await
}

/// Closes a request that is pending; `reason` are the blockers of a failed one.
///
/// # Errors
/// Those of the database.
pub async fn close(
    db: &mut PgConnection,
    request: Uuid,
    state: RequestState,
    reason: Option<&str>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let closed = sqlx::query!(
        "update association_request set state = $2, reason = $3, closed_at = $4 where id = $1 and state = 'pending'",
        request,
        state.as_str(),
        reason,
        at
    )
    .execute(db)
    .await?;
    Ok(closed.rows_affected() == 1)
}

/// Whom a decision concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// Who asked, by name.
    pub requester: String,
    /// The account manager, as the association has it.
    pub owner: Option<PersonId>,
}

/// Whom the decision about a request concerns.
///
/// # Errors
/// Those of the database.
pub async fn concerned(db: &mut PgConnection, asked: &ConsentRequest) -> sqlx::Result<Concerned> {
    let row = sqlx::query!(
        r#"select p.display_name, a.owner_id as "owner: PersonId" from association a, person p where a.id = $1 and p.id = $2"#,
        asked.association.0,
        asked.requested_by.0
    )
    .fetch_one(db)
    .await?;
    Ok(Concerned { requester: row.display_name, owner: row.owner })
}

/// Requests closed in one transaction.
const AT_ONCE: i64 = 500;

/// Closes the requests that customers did not decide on in time, and tells who asked; a job that may run twice. How many
/// were closed.
///
/// # Errors
/// Those of the database.
pub async fn expire_requests_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    in_turns(AT_ONCE, || expire_some(db, now)).await
}

async fn expire_some(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut tx = begin(db).await?;
    let rows = sqlx::query!(
        r#"update association_request q set state = 'expired', closed_at = q.expires_at
           from (select id from association_request where state = 'pending' and expires_at <= $1
                 order by id limit $2 for update skip locked) due, association a
           where q.id = due.id and a.id = q.association_id
           returning q.id, q.partner_id, q.requested_by as "requested_by: PersonId", q.expires_at, a.customer_name"#,
        now,
        AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        let (before, after) = (json!({ "state": RequestState::Pending }), json!({ "state": RequestState::Expired }));
        let event = AuditEvent {
            at: now,
            actor: None,
            partner: Some(row.partner_id),
            verb: "association.change_expired",
            entity: "association_request",
            entity_id: row.id,
            before: Some(&before),
            after: Some(&after),
            request_id: None,
        };
        audit::record(&mut tx, &event).await?;
        let notice = Notice {
            person: row.requested_by,
            kind: Kind::AssociationDecided,
            facts: Facts { name: mask_name(&row.customer_name), ..Facts::default() },
            link: "/sales/association-records",
            entity: "association_request",
            entity_id: row.id,
            at: row.expires_at,
        };
        notify(&mut tx, &notice).await?;
    }
    tx.commit().await?;
    Ok(u64::try_from(rows.len()).unwrap_or(0))
}
