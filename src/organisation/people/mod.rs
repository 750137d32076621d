//! The work behind creating and changing people: who, may they, parse, load in scope, rule, save with its audit row, where
//! next.

mod account_status;
mod background;
mod changing;
mod creating;
mod handing_over;
mod viewing;

#[cfg(test)]
mod tests;

pub use account_status::{disable, enable, reset_password};
pub use background::hand_over;
pub use changing::change;
pub use creating::create;
pub use handing_over::HAND_OVER;
pub use viewing::view_as;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use super::model::{PartnerId, PersonDetail, Refusal, Role};
use super::queries;
use super::rules;
use super::text::OrganisationText;
use crate::auth::{PersonId, Reach, Scope, Viewer, viewer};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::server::audit::AuditEvent;
use crate::server::db::violated;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;
use crate::values::masking::{mask_account, mask_name};
use crate::values::problems::Problems;

/// What every command on people needs: the administrator, checked, her partner, the time of the request and the words.
pub(super) struct CommandContext {
    pub viewer: Viewer,
    pub db: PgPool,
    pub text: OrganisationText,
    /// All of the administrator's partner.
    pub scope: Scope,
    pub partner: PartnerId,
    pub now: DateTime<Utc>,
    /// Moves of more rows than this are left to the background.
    pub rows_at_once: u64,
}

impl CommandContext {
    /// Who asks, and may they.
    pub fn open() -> Result<Self, AppError> {
        let (viewer, state) = (viewer()?, state());
        Self::of(viewer, state.db.clone(), locale(), state.clock.now(), state.config.hand_over_rows_at_once)
    }

    /// The same for this person: for work that she left to the background.
    ///
    /// # Errors
    /// [`AppError::NotAllowed`] for whoever manages no people.
    pub fn of(viewer: Viewer, db: PgPool, locale: Locale, now: DateTime<Utc>, rows_at_once: u64) -> Result<Self, AppError> {
        let text = OrganisationText(locale);
        let not_allowed = |denial| AppError::NotAllowed { rule: text.denial(denial, viewer.whom_to_ask()) };
        rules::may_manage_people(&viewer).map_err(not_allowed)?;
        let scope = Scope::of(&viewer, Reach::Partner)?;
        Ok(Self { partner: PartnerId(scope.id()), viewer, db, text, scope, now, rows_at_once })
    }

    /// The roles that can be given in the partner.
    pub async fn offered(&self) -> sqlx::Result<Vec<Role>> {
        Ok(queries::list_roles(&self.db, &self.scope).await?.into_iter().map(|row| row.role).collect())
    }

    /// A submit of this person's.
    pub fn submit<'a>(&self, kind: &'static str, key: &'a str, content: &'a [u8]) -> Submit<'a> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// The audit row of a change.
    pub fn event<'a>(
        &self,
        verb: &'static str,
        entity: &'static str,
        id: Uuid,
        before: Option<&'a Value>,
        after: Option<&'a Value>,
    ) -> AuditEvent<'a> {
        self.viewer.audit_event(self.now, verb, (entity, id), before, after)
    }

    /// A refusal because of how things stand.
    pub fn refused(&self, refusal: Refusal) -> AppError {
        let message = self.text.refusal(refusal);
        match refusal {
            Refusal::Oneself | Refusal::PrimaryAdministrator | Refusal::AnotherAdministrator => AppError::NotAllowed { rule: message },
            _ => AppError::refused_now(message),
        }
    }
}

/// Problems of a form in the person's language. Inputs that share a name carry it with `[]`.
pub(crate) fn in_words(problems: Problems<Refusal>, text: OrganisationText) -> AppError {
    let mut errors = FieldErrors::new();
    for problem in problems.0 {
        let several = matches!(problem.field.as_str(), "form[roles]" | "form[permissions]");
        let field = if several { format!("{}[]", problem.field) } else { problem.field.clone() };
        errors.add(&field, text.refusal_at(&problem.field, problem.kind));
    }
    AppError::Invalid(errors)
}

/// A role that was deleted after the form had been read.
fn role_gone(error: sqlx::Error, text: OrganisationText) -> AppError {
    match violated(&error) {
        Some("person_role_role_id_fkey") => AppError::field("form[roles][]", text.refusal(Refusal::UnknownRole)),
        _ => error.into(),
    }
}

/// What the audit row keeps of a person.
fn audited(account: &str, name: &str, roles: &[&Role], supervisor: Option<PersonId>, telesales: bool) -> Value {
    let roles: Vec<String> =
        roles.iter().map(|role| role.preset.map_or_else(|| role.name.clone(), |preset| preset.as_str().to_owned())).collect();
    json!({
        "account_name": mask_account(account), "display_name": mask_name(name), "roles": roles, "supervisor": supervisor,
        "telesales": telesales,
    })
}

fn audited_detail(person: &PersonDetail) -> Value {
    let roles: Vec<&Role> = person.row.roles.iter().collect();
    let (row, supervisor) = (&person.row, person.row.supervisor.as_ref().map(|(id, _)| *id));
    audited(&row.account_name, &row.display_name, &roles, supervisor, row.telesales)
}
