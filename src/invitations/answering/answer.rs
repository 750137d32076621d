//! What every answer of a customer needs, and what it leaves: audit rows and notices.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::limits;
use crate::auth::session::source;
use crate::error::AppError;
use crate::invitations::model::{FailReason, InvitationId};
use crate::invitations::text::InvitationText;
use crate::invitations::unscoped::{self, LinkLookup};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::AppState;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::request::{locale, request_id, state};
use crate::values::masking::mask_name;
use crate::values::typed::line;

/// What every answer needs.
pub(super) struct Answer {
    pub(super) state: AppState,
    pub(super) text: InvitationText,
    pub(super) now: DateTime<Utc>,
    pub(super) token: String,
    pub(super) link: LinkLookup,
}

impl Answer {
    pub(super) async fn open(token: &str) -> Result<Self, AppError> {
        let state = state();
        let now = state.clock.now();
        let token = line(token);
        let address = source().address;
        limits::count_answer(&state.db, &address, &token, now).await?;
        let Some(lookup) = unscoped::look_up_link(&state.db, &token).await? else {
            return Err(AppError::NotFound);
        };
        Ok(Self { state, text: InvitationText(locale()), now, token, link: lookup })
    }

    pub(super) fn address(&self) -> String {
        ["/join/", &self.token].concat()
    }

    /// Why, as the page says it, where the link stays open for others.
    pub(super) fn refused(&self, reason: FailReason) -> AppError {
        let (heading, text) = self.text.closed(reason, &self.link.partner_name);
        AppError::refused_now(format!("{heading}. {text}"))
    }

    /// A mailed link that works no more: its partner learns that it was tried, its page says why.
    pub(super) async fn too_late(&self, id: InvitationId, reason: FailReason) -> Result<(), AppError> {
        let mut tx = begin(&self.state.db).await?;
        unscoped::note_late(&mut tx, id, reason, self.now).await?;
        tx.commit().await?;
        leptos_axum::redirect(&self.address());
        Ok(())
    }
}

/// The audit row of an answer; nobody is signed in.
pub(super) async fn record(
    db: &mut PgConnection,
    answer: &Answer,
    verb: &'static str,
    id: InvitationId,
    reason: Option<FailReason>,
) -> sqlx::Result<()> {
    let after = json!({ "reason": reason, "kind": answer.link.kind, "association_type": answer.link.association_type });
    let event = AuditEvent {
        at: answer.now,
        actor: None,
        partner: Some(answer.link.partner.0),
        verb,
        entity: "invitation",
        entity_id: id.0,
        before: None,
        after: Some(&after),
        request_id: request_id(),
    };
    audit::record(db, &event).await
}

/// Tells the account manager, or whoever made the invitation.
pub(super) async fn tell(
    db: &mut PgConnection,
    answer: &Answer,
    kind: Kind,
    id: InvitationId,
    company: &str,
    link: Option<&str>,
) -> sqlx::Result<()> {
    let Some(person) = answer.link.to_tell else { return Ok(()) };
    let notice = Notice {
        person,
        kind,
        facts: Facts { name: mask_name(company), ..Facts::default() },
        link: link.unwrap_or("/sales/customer-development/history"),
        entity: "invitation",
        entity_id: id.0,
        at: answer.now,
    };
    notify(db, &notice).await
}
