//! Claims whose time is up are closed, and those whose time is nearly up announced. Whoever runs twice does it once.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::claims::model::ClaimState;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::values::date::beijing_date;
use crate::values::masking::mask_name;

/// Claims closed or announced in one transaction.
pub const BATCH: i64 = 100;

/// Closes the overdue claims on a number or an address: a unique index cannot look at the clock, so whoever claims closes
/// them first, in the same transaction.
///
/// # Errors
/// Those of the database.
pub async fn lapse_on(db: &mut PgConnection, mobile: &str, email: Option<&str>, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let ids = sqlx::query_scalar!(
        "select id from claim where state in ('in_review', 'open') and mobile_key = $1 and valid_until <= $3
         union select id from claim where state in ('in_review', 'open') and email_key = $2 and valid_until <= $3",
        mobile,
        email,
        now
    )
    .fetch_all(&mut *db)
    .await?;
    let ids: Vec<Uuid> = ids.into_iter().flatten().collect();
    lapse(db, &ids, now).await
}

/// Closes some overdue claims of all partners; nought when there are none.
///
/// # Errors
/// Those of the database.
pub async fn lapse_some_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut tx = begin(db).await?;
    let ids = sqlx::query_scalar!(
        "select id from claim where state in ('in_review', 'open') and valid_until <= $1 order by valid_until limit $2",
        now,
        BATCH
    )
    .fetch_all(&mut *tx)
    .await?;
    let closed = lapse(&mut tx, &ids, now).await?;
    tx.commit().await?;
    Ok(closed)
}

struct Ended {
    id: Uuid,
    partner_id: Uuid,
    tell: Option<PersonId>,
    company_name: String,
    was: ClaimState,
    valid_until: DateTime<Utc>,
}

/// A claim ends when its time is up, not when somebody notices.
async fn lapse(db: &mut PgConnection, ids: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    hold_people(db, ids).await?;
    let ended = sqlx::query_as!(
        Ended,
        r#"with due as (select id, state from claim where id = any($1) and state in ('in_review', 'open') and valid_until <= $2 order by id for update)
           update claim c set state = 'lapsed', closed_at = c.valid_until, version = c.version + 1 from due where c.id = due.id
           returning c.id as "id!", c.partner_id as "partner_id!", c.company_name as "company_name!", due.state as "was!: ClaimState",
                     c.valid_until as "valid_until!",
                     coalesce(c.owner_id, (select p.id from person p where p.id = c.claimed_by and p.partner_id = c.partner_id)) as "tell: PersonId""#,
        ids,
        now
    )
    .fetch_all(&mut *db)
    .await?;
    for claim in &ended {
        let (before, after) = (serde_json::json!({ "state": claim.was }), serde_json::json!({ "state": ClaimState::Lapsed }));
        let event = AuditEvent {
            at: now,
            actor: None,
            partner: Some(claim.partner_id),
            verb: "claim.lapsed",
            entity: "claim",
            entity_id: claim.id,
            before: Some(&before),
            after: Some(&after),
            request_id: None,
        };
        audit::record(&mut *db, &event).await?;
        // Nobody decided in time: for the partner that is a no.
        let kind = if claim.was == ClaimState::InReview { Kind::ClaimRejected } else { Kind::ClaimLapsed };
        tell(db, claim.tell, kind, claim.id, &claim.company_name, beijing_date(claim.valid_until), now).await?;
    }
    Ok(ended.len().try_into().unwrap_or(u64::MAX))
}

/// The people who will be told, held before their claims are: whoever moves a person's rows holds her first as well.
async fn hold_people(db: &mut PgConnection, claims: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "select p.id from person p where p.id in (select unnest(array[c.owner_id, c.claimed_by]) from claim c where c.id = any($1))
         order by p.id for key share",
        claims
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// Announces some claims that lapse before `until`; nought when there are none left.
///
/// # Errors
/// Those of the database.
pub async fn remind_some_due(db: &PgPool, until: DateTime<Utc>, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut tx = begin(db).await?;
    let ids = sqlx::query_scalar!(
        "select id from claim where state = 'open' and valid_until > $1 and valid_until <= $2 and reminded_at is null
         order by valid_until limit $3",
        now,
        until,
        BATCH
    )
    .fetch_all(&mut *tx)
    .await?;
    hold_people(&mut tx, &ids).await?;
    let announced = sqlx::query!(
        r#"update claim c set reminded_at = $2 where c.id = any($1) and c.state = 'open' and c.reminded_at is null
           returning c.id, c.company_name, c.valid_until,
                     coalesce(c.owner_id, (select p.id from person p where p.id = c.claimed_by and p.partner_id = c.partner_id)) as "tell: PersonId""#,
        &ids,
        now
    )
    .fetch_all(&mut *tx)
    .await?;
    for claim in &announced {
        tell(&mut tx, claim.tell, Kind::ClaimLapsing, claim.id, &claim.company_name, beijing_date(claim.valid_until), now).await?;
    }
    tx.commit().await?;
    Ok(announced.len().try_into().unwrap_or(u64::MAX))
}

async fn tell(
    db: &mut PgConnection,
    person: Option<PersonId>,
    kind: Kind,
    claim: Uuid,
    name: &str,
    day: NaiveDate,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let Some(person) = person else { return Ok(()) };
    let facts = Facts { name: mask_name(name), day: Some(day), ..Facts::default() };
    let link = format!("/sales/customer-development/claims/{claim}");
    notify(db, &Notice { person, kind, facts, link: &link, entity: "claim", entity_id: claim, at }).await
}
