//! The context of a command on invitations: the viewer, checked, with what the partner may offer.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::model::{Denial, Standing};
use super::queries::prospects;
use super::rules;
use super::text::InvitationText;
use crate::auth::{Reach, Scope, Viewer, viewer};
use crate::error::AppError;
use crate::organisation::model::PartnerId;
use crate::server::AppState;
use crate::server::audit::AuditEvent;
use crate::server::request::{locale, state};

/// What every command on invitations needs: the viewer, her reach, the state, the time of the request and the words.
pub(super) struct CommandContext {
    pub viewer: Viewer,
    pub partner: PartnerId,
    pub state: AppState,
    pub text: InvitationText,
    pub now: DateTime<Utc>,
    pub standing: Standing,
    pub reach: Reach,
    pub scope: Scope,
}

impl CommandContext {
    /// For what changes something; `by_mail` also asks whether the partner may mail.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`] with the rule and whom to ask.
    pub async fn open(by_mail: bool) -> Result<Self, AppError> {
        let (viewer, state, text) = (viewer()?, state(), InvitationText(locale()));
        let now = state.clock.now();
        let refused = |denial: Denial| AppError::NotAllowed { rule: text.denial(denial, &viewer) };
        let reach = rules::may_invite(&viewer).map_err(refused)?;
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        let standing = prospects::standing(&state.db, partner, now).await?;
        if by_mail {
            rules::may_invite_online(&viewer, &standing).map_err(refused)?;
        }
        let scope = Scope::of(&viewer, reach)?;
        Ok(Self { viewer, partner, state, text, now, standing, reach, scope })
    }

    /// The audit row of a change.
    pub fn event<'a>(&self, verb: &'static str, entity: &'static str, id: Uuid, after: Option<&'a Value>) -> AuditEvent<'a> {
        self.viewer.audit_event(self.now, verb, (entity, id), None, after)
    }
}
