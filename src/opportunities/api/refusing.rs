//! Refusals of rules as answers, in the person's language.

use crate::auth::{Scope, Viewer};
use crate::error::{AppError, FieldErrors};
use crate::opportunities::model::{Denial, Refusal, Target};
use crate::opportunities::queries::record::{self, Record};
use crate::opportunities::rules;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::server::submission::{self, Idempotency, Submit};
use crate::values::problems::Problems;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;

/// What every command on opportunities needs: the viewer, the time of the request and the words.
#[derive(Clone, Copy)]
pub struct CommandContext<'a> {
    pub viewer: &'a Viewer,
    pub now: DateTime<Utc>,
    pub t: OpportunityText,
}

impl<'a> CommandContext<'a> {
    pub fn words(&self) -> WritingText {
        WritingText(self.t.locale())
    }

    /// Which rule, and whom to ask.
    pub fn denied(&self, denial: Denial) -> AppError {
        AppError::NotAllowed { rule: self.t.denial(denial, self.viewer) }
    }

    pub fn invalid(&self, problems: &Problems<Refusal>) -> AppError {
        AppError::Invalid(self.field_errors(problems))
    }

    pub fn field_errors(&self, problems: &Problems<Refusal>) -> FieldErrors {
        FieldErrors::of(problems, |problem| self.t.problem(problem))
    }

    pub fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The scope in which the viewer sees opportunities.
    pub fn scope(&self) -> Result<Scope, AppError> {
        let reach = rules::scope_of(self.viewer).map_err(|denial| self.denied(denial))?;
        Scope::of(self.viewer, reach)
    }

    /// The opportunity that is to be changed, locked: in scope, the viewer's to change, and not closed.
    pub async fn changeable(&self, tx: &mut PgConnection, target: Target) -> Result<Record, AppError> {
        let record = record::lock(tx, &self.scope()?, target.id, self.now).await?.ok_or(AppError::NotFound)?;
        rules::may_change(self.viewer, record.owner_id).map_err(|denial| self.denied(denial))?;
        rules::may_progress(record.stage, record.customer_standing)
            .map_err(|refusal| AppError::refused_now(self.t.refusal("", refusal)))?;
        Ok(record)
    }

    /// Begins a submit, for somebody who enters the opportunities at all.
    pub async fn begin(&self, tx: &mut PgConnection, submit: &Submit<'_>) -> Result<Idempotency, AppError> {
        self.scope()?;
        submission::begin(tx, submit).await
    }
}

/// What identifies the content of a submit.
pub fn content(form: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(form).unwrap_or_default()
}
