//! Invitations whose mail could not be sent. The outbox gives up on a mail and knows nobody; here is who asked for it.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;

use crate::auth::PersonId;
use crate::invitations::model::FailReason;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::worker::in_turns;
use crate::values::masking::mask_name;

/// Invitations closed in one transaction.
const AT_ONCE: i64 = 500;

/// Closes sent invitations whose mail has failed for good, and tells the account managers, or whoever sent them. The customer
/// never had the link. Runs as often as one likes.
///
/// # Errors
/// Those of the database.
pub async fn close_undelivered(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    in_turns(AT_ONCE, || some(db, now)).await
}

async fn some(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut tx = begin(db).await?;
    // One whose time is up as well has expired: it is closed as such.
    let rows = sqlx::query!(
        r#"update invitation i set state = 'failed', reason = $2, closed_at = $1
           from (select s.id from mail m join invitation s on s.id = m.entity_id
                 where m.state = 'failed' and m.entity = 'invitation' and m.kind = 'invitation' and s.state = 'sent' and s.expires_at > $1
                 order by s.id limit $3 for update of s skip locked) undelivered
           where i.id = undelivered.id
           returning i.id, i.partner_id, i.company_name, coalesce(i.owner_id, i.created_by) as "to_tell?: PersonId""#,
        now,
        FailReason::MailRefused.as_str(),
        AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        let (before, after) = (json!({ "state": "sent" }), json!({ "state": "failed", "reason": FailReason::MailRefused }));
        let event = AuditEvent {
            at: now,
            actor: None,
            partner: Some(row.partner_id),
            verb: "invitation.failed",
            entity: "invitation",
            entity_id: row.id,
            before: Some(&before),
            after: Some(&after),
            request_id: None,
        };
        audit::record(&mut tx, &event).await?;
        let Some(person) = row.to_tell else { continue };
        let notice = Notice {
            person,
            kind: Kind::InvitationFailed,
            facts: Facts { name: mask_name(&row.company_name), ..Facts::default() },
            link: "/sales/customer-development/history",
            entity: "invitation",
            entity_id: row.id,
            at: now,
        };
        notify(&mut tx, &notice).await?;
    }
    tx.commit().await?;
    Ok(u64::try_from(rows.len()).unwrap_or(0))
}
