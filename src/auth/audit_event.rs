//! Audit rows of what a signed-in person does.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::Viewer;
use crate::server::audit::AuditEvent;
use crate::server::request::request_id;

impl Viewer {
    /// The audit row of something that this person does to a record, `(kind, id)`, in the present request. The partner concerned
    /// is the person's own; for another write `AuditEvent { partner, ..viewer.audit_event(…) }`.
    pub fn audit_event<'a>(
        &self,
        at: DateTime<Utc>,
        verb: &'static str,
        (entity, entity_id): (&'static str, Uuid),
        before: Option<&'a Value>,
        after: Option<&'a Value>,
    ) -> AuditEvent<'a> {
        AuditEvent {
            at,
            actor: Some(self.person_id.0),
            partner: self.partner_id().map(|id| id.0),
            verb,
            entity,
            entity_id,
            before,
            after,
            request_id: request_id(),
        }
    }
}
