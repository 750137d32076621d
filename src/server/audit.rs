//! Who did what: one row in the transaction of the change. No audit row, no change.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

/// One thing that somebody did.
#[derive(Clone, Debug)]
pub struct AuditEvent<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the command line and for background work.
    pub actor: Option<Uuid>,
    /// The partner concerned.
    pub partner: Option<Uuid>,
    /// What was done, as a business verb: `opportunity.reported`.
    pub verb: &'static str,
    /// What kind of record.
    pub entity: &'static str,
    /// Which record.
    pub entity_id: Uuid,
    /// The changed values before, masked where they are personal.
    pub before: Option<&'a Value>,
    /// The changed values after, masked where they are personal.
    pub after: Option<&'a Value>,
    /// The request.
    pub request_id: Option<Uuid>,
}

/// Writes the row.
///
/// # Errors
/// Those of the database; the caller's transaction must then not commit.
pub async fn record(db: &mut PgConnection, event: &AuditEvent<'_>) -> sqlx::Result<()> {
    record_for(db, event, None).await
}

/// Writes the row of something that the actor did in another person's place ("view as").
///
/// # Errors
/// Those of the database.
pub async fn record_for(db: &mut PgConnection, event: &AuditEvent<'_>, acting_for: Option<Uuid>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into audit_event (id, at, actor_id, partner_id, verb, entity, entity_id, before, after, request_id, acting_for_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        super::new_id(),
        event.at,
        event.actor,
        event.partner,
        event.verb,
        event.entity,
        event.entity_id,
        event.before,
        event.after,
        event.request_id,
        acting_for
    )
    .execute(db)
    .await?;
    Ok(())
}
