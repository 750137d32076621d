//! The context of a command on claims: the viewer, the state, the time and the language of the answers.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::model::{Denial, Refusal, Stale};
use super::rules;
use super::text::ClaimText;
use crate::auth::{Scope, Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::organisation::model::PartnerId;
use crate::server::AppState;
use crate::server::audit::AuditEvent;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::problems::Problems;

/// What every command on claims needs: the viewer, the state, the time of the request and the words.
pub struct CommandContext {
    pub viewer: Viewer,
    pub state: AppState,
    pub now: DateTime<Utc>,
    pub t: ClaimText,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::SignInFirst`].
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Ok(Self { viewer, now: state.clock.now(), state, t: ClaimText(locale()) })
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        AppError::NotAllowed { rule: self.t.denial(denial, &self.viewer) }
    }

    /// How far the viewer sees claims, and of which partner.
    pub fn scope(&self) -> Result<(Scope, PartnerId), AppError> {
        let reach = rules::scope_of(&self.viewer).map_err(|denial| self.denied(denial))?;
        Ok((Scope::of(&self.viewer, reach)?, self.viewer.partner_id().ok_or(AppError::NotFound)?))
    }

    pub fn invalid(&self, problems: &Problems<Refusal>) -> AppError {
        AppError::Invalid(FieldErrors::of(problems, |problem| self.t.problem(problem)))
    }

    /// Changed, or over, since the page was shown.
    pub fn stale(&self, stale: Stale) -> AppError {
        AppError::refused_now(self.t.stale(stale))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The audit row of a change of a claim.
    pub fn event<'a>(
        &self,
        verb: &'static str,
        claim: Uuid,
        partner: PartnerId,
        before: Option<&'a Value>,
        after: Option<&'a Value>,
    ) -> AuditEvent<'a> {
        AuditEvent { partner: Some(partner.0), ..self.viewer.audit_event(self.now, verb, ("claim", claim), before, after) }
    }
}

/// What identifies the content of a submit.
pub fn content(form: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(form).unwrap_or_default()
}
