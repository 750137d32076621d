//! The context of a command of operations: the operator, checked, with the state, the time and the words.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::model::Operator;
use super::rules;
use super::text::OperationsText;
use crate::auth::{Viewer, viewer};
use crate::error::AppError;
use crate::organisation::model::PartnerId;
use crate::organisation::text::OrganisationText;
use crate::server::AppState;
use crate::server::audit::AuditEvent;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;

/// What every command of operations needs: the operator, the state, the time of the request and the words.
pub(super) struct CommandContext {
    pub viewer: Viewer,
    pub operator: Operator,
    pub state: AppState,
    pub text: OperationsText,
    pub words: OrganisationText,
    pub now: DateTime<Utc>,
}

impl CommandContext {
    /// # Errors
    /// [`AppError::NotAllowed`] for everybody of a partner.
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state, locale) = (viewer()?, state(), locale());
        let words = OrganisationText(locale);
        let operator =
            rules::operator(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.whom_to_ask()) })?;
        Ok(Self { viewer, operator, now: state.clock.now(), state, text: OperationsText(locale), words })
    }

    /// A submit of this person's.
    pub fn submit<'a>(&self, kind: &'static str, key: &'a str, content: &'a [u8]) -> Submit<'a> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The audit row of a change.
    pub fn event<'a>(
        &self,
        verb: &'static str,
        of: (&'static str, Uuid),
        partner: PartnerId,
        before: Option<&'a Value>,
        after: Option<&'a Value>,
    ) -> AuditEvent<'a> {
        AuditEvent { partner: Some(partner.0), ..self.viewer.audit_event(self.now, verb, of, before, after) }
    }

    /// The audit row of a change that concerns the whole installation.
    pub fn event_of_installation<'a>(
        &self,
        verb: &'static str,
        of: (&'static str, Uuid),
        before: Option<&'a Value>,
        after: Option<&'a Value>,
    ) -> AuditEvent<'a> {
        self.viewer.audit_event(self.now, verb, of, before, after)
    }
}
