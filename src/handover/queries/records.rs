//! The records of hand-overs that run in the background. What a record asks for is done by the capability that left it; here
//! it is asked for, begun, and brought to its end.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgExecutor};

use crate::auth::model::PartnerId;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::handover::model::{FailReason, HandOverId, HandOverRecord, HandOverState};
use crate::server::new_id;

/// What is left to the background.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord<'a> {
    /// The partner.
    pub partner: PartnerId,
    /// Whose records or team.
    pub person: PersonId,
    /// `disable` or `change`: what is done to the person with it.
    pub verb: &'static str,
    /// The form that was sent.
    pub content: &'a Value,
    /// Who asks.
    pub asked_by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// How many rows there are to rewrite.
    pub expected: u64,
}

/// A hand-over that a worker is to carry out.
#[derive(Clone, Debug)]
pub struct HandOverRequest {
    /// Whose records or team.
    pub person: PersonId,
    /// `disable` or `change`.
    pub verb: String,
    /// The form that was sent.
    pub content: Value,
    /// Who asked.
    pub asked_by: PersonId,
    /// 1 for the first attempt.
    pub attempt: i32,
}

/// Keeps what is asked for, in the caller's transaction.
///
/// # Errors
/// Those of the database; `hand_over_one_at_a_time` when one of the person waits or runs.
pub async fn request_record(db: &mut PgConnection, new: &NewRecord<'_>) -> sqlx::Result<HandOverId> {
    let id = HandOverId(new_id());
    sqlx::query!(
        "insert into hand_over (id, partner_id, person_id, verb, content, asked_by, asked_at, expected) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        new.partner.0,
        new.person.0,
        new.verb,
        new.content,
        new.asked_by.0,
        new.at,
        i64::try_from(new.expected).unwrap_or(i64::MAX)
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// The latest hand-over of a person of the partner that was left to the background; nothing to whoever reaches less than the
/// partner.
///
/// # Errors
/// Those of the database.
pub async fn latest_record(db: impl PgExecutor<'_>, scope: &Scope, person: PersonId) -> sqlx::Result<Option<HandOverRecord>> {
    let partner = (scope.column() == ScopeColumn::Partner).then(|| scope.id());
    sqlx::query_as!(
        HandOverRecord,
        r#"select h.id as "id: HandOverId", h.asked_by as "asked_by: PersonId", p.display_name as asked_by_name, h.asked_at,
                  h.state as "state: HandOverState", h.expected, h.moved, h.reason as "reason: FailReason", h.finished_at
           from hand_over h join person p on p.id = h.asked_by
           where h.partner_id = $1 and h.person_id = $2 order by h.asked_at desc, h.id desc limit 1"#,
        partner,
        person.0
    )
    .fetch_optional(db)
    .await
}

/// Whether this transaction is the only one that moves the rows of a record; the turn lasts until it ends. A worker that is
/// taken for dead and is not may still be at it.
///
/// # Errors
/// Those of the database.
pub async fn try_turn(db: &mut PgConnection, id: HandOverId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtextextended('hand_over ' || $1::uuid::text, 0)) as "is_ours!""#, id.0)
        .fetch_one(db)
        .await
}

/// Begins an attempt, seen by everybody at once; `None` for a record that is over. The caller has the turn, and hands in
/// another connection than that of its transaction.
///
/// # Errors
/// Those of the database.
pub async fn begin_attempt(db: impl PgExecutor<'_>, id: HandOverId) -> sqlx::Result<Option<HandOverRequest>> {
    sqlx::query_as!(
        HandOverRequest,
        r#"update hand_over set state = 'running', attempt = attempt + 1, moved = 0 where id = $1 and state in ('waiting', 'running')
           returning person_id as "person: PersonId", verb, content, asked_by as "asked_by: PersonId", attempt"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

/// Says that an attempt is done, in the transaction that moved the rows; `false` when another attempt has begun.
///
/// # Errors
/// Those of the database; the caller's transaction must then not commit.
pub async fn finish_record(db: &mut PgConnection, id: HandOverId, attempt: i32, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update hand_over set state = 'done', finished_at = $3 where id = $1 and attempt = $2 and state = 'running'",
        id.0,
        attempt,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says that an attempt moved nothing, and why.
///
/// # Errors
/// Those of the database.
pub async fn fail_record(db: impl PgExecutor<'_>, id: HandOverId, attempt: i32, reason: FailReason, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update hand_over set state = 'failed', moved = 0, reason = $3, finished_at = $4 where id = $1 and attempt = $2 and state = 'running'",
        id.0,
        attempt,
        reason.as_str(),
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
