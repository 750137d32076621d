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

/// One thing that somebody did to several records of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Batch {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the command line and for background work.
    pub actor: Option<Uuid>,
    /// What was done, as a business verb.
    pub verb: &'static str,
    /// What kind of record.
    pub entity: &'static str,
    /// The request.
    pub request_id: Option<Uuid>,
}

/// One of those records.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Which record.
    pub record: Uuid,
    /// The partner concerned.
    pub partner: Option<Uuid>,
    /// The changed values before, masked where they are personal.
    pub before: Value,
    /// The changed values after, masked where they are personal.
    pub after: Value,
}

/// Writes a row for each record, in one statement.
///
/// # Errors
/// Those of the database; the caller's transaction must then not commit.
pub async fn record_each(db: &mut PgConnection, batch: &Batch, changed: &[Changed]) -> sqlx::Result<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = changed.iter().map(|_| super::new_id()).collect();
    let records: Vec<Uuid> = changed.iter().map(|one| one.record).collect();
    let partners: Vec<Option<Uuid>> = changed.iter().map(|one| one.partner).collect();
    let before: Vec<Value> = changed.iter().map(|one| one.before.clone()).collect();
    let after: Vec<Value> = changed.iter().map(|one| one.after.clone()).collect();
    sqlx::query!(
        "insert into audit_event (id, at, actor_id, partner_id, verb, entity, entity_id, before, after, request_id)
         select one.id, $6, $7, one.partner, $8, $9, one.record, one.before, one.after, $10
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::jsonb[]) as one (id, record, partner, before, after)",
        &ids,
        &records,
        &partners as &[Option<Uuid>],
        &before,
        &after,
        batch.at,
        batch.actor,
        batch.verb,
        batch.entity,
        batch.request_id
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Somebody looked at the clear values of a masked column.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Uuid,
    /// Whose person.
    pub partner: Option<Uuid>,
    /// What kind of record.
    pub entity: &'static str,
    /// Which column.
    pub column: &'a str,
    /// The request.
    pub request_id: Option<Uuid>,
}

/// Writes a row for each record whose value is shown. In the transaction before the values leave.
///
/// # Errors
/// Those of the database; the values must then not leave.
pub async fn record_look(db: &mut PgConnection, look: &Look<'_>, records: &[Uuid]) -> sqlx::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = records.iter().map(|_| super::new_id()).collect();
    let written = sqlx::query!(
        "insert into audit_event (id, at, actor_id, partner_id, verb, entity, entity_id, after, request_id)
         select one.id, $3, $4, $5, 'customer.revealed', $6, one.record, $7, $8
         from unnest($1::uuid[], $2::uuid[]) as one (id, record)",
        &ids,
        records,
        look.at,
        look.actor,
        look.partner,
        look.entity,
        serde_json::json!({ "column": look.column }),
        look.request_id
    )
    .execute(db)
    .await?;
    if usize::try_from(written.rows_affected()) == Ok(records.len()) { Ok(()) } else { Err(sqlx::Error::RowNotFound) }
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;

    #[sqlx::test]
    async fn what_the_audit_says_is_neither_changed_nor_deleted(db: PgPool) {
        let event = AuditEvent {
            at: "2026-11-23T08:00:00Z".parse().unwrap(),
            actor: None,
            partner: None,
            verb: "partner.created",
            entity: "partner",
            entity_id: Uuid::nil(),
            before: None,
            after: None,
            request_id: None,
        };
        record(&mut db.acquire().await.unwrap(), &event).await.unwrap();
        for sql in ["update audit_event set verb = 'partner.renamed'", "delete from audit_event", "truncate audit_event"] {
            let refused = sqlx::query(sql).execute(&db).await.expect_err(sql);
            assert!(refused.to_string().contains("audit_event is append-only"), "{sql}: {refused}");
        }
        let verbs: Vec<String> = sqlx::query_scalar("select verb from audit_event").fetch_all(&db).await.unwrap();
        assert_eq!(verbs, ["partner.created"]);
    }
}
