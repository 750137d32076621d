//! Commands on saved views: permission, parsing, rules, saving with the audit row, and the address that follows.

mod changing;
mod saving;

#[cfg(test)]
mod tests;

pub use changing::{delete, rename, set_default, share};
pub use saving::{replace, save};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::ListName;
use super::model::{Cleaned, ViewId, ViewRefusal};
use super::queries::views::{self, Record};
use super::rules;
use super::text::ViewText;
use super::view_sources::{ViewSource, enter};
use crate::auth::{Viewer, viewer};
use crate::error::{AppError, Conflict, Theirs};
use crate::server::AppState;
use crate::server::audit;
use crate::server::request::{locale, state};
use crate::server::submission::Submit;

/// The input for the name.
const NAME: &str = "form[view_name]";

/// What every command on saved views needs: the viewer, the state, the time of the request and the words.
struct CommandContext {
    viewer: Viewer,
    state: AppState,
    text: ViewText,
    now: DateTime<Utc>,
}

impl CommandContext {
    fn open() -> Result<Self, AppError> {
        let state = state();
        Ok(Self { viewer: viewer()?, text: ViewText(locale()), now: state.clock.now(), state })
    }

    /// The list, if the viewer enters it.
    fn enter(&self, list: ListName) -> Result<ViewSource, AppError> {
        enter(list, &self.viewer, self.text.locale())
    }

    fn submit<'a>(&self, kind: &'static str, key: &'a str, content: &'a [u8]) -> Submit<'a> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    /// A view that is there for the viewer, and whose list she enters.
    async fn lock(&self, db: &mut PgConnection, id: &str) -> Result<(Record, ViewSource), AppError> {
        let id: ViewId = id.parse().map_err(|_| AppError::NotFound)?;
        let view = views::lock(db, &self.viewer, id).await?.ok_or(AppError::NotFound)?;
        let list = self.enter(view.list)?;
        Ok((view, list))
    }

    /// The same, to change it. What somebody else changed since it was read is not overwritten unseen.
    async fn lock_to_change(&self, db: &mut PgConnection, id: &str, version: &str) -> Result<(Record, ViewSource), AppError> {
        let (view, list) = self.lock(db, id).await?;
        rules::may_change(&self.viewer, view.is_shared).map_err(|refusal| self.refused(refusal))?;
        self.check_version(&view, version)?;
        Ok((view, list))
    }

    fn check_version(&self, view: &Record, version: &str) -> Result<(), AppError> {
        if version.trim().parse() == Ok(view.version) {
            return Ok(());
        }
        let message = self.text.changed_before().into();
        Err(AppError::Conflict(Conflict { version: Some(view.version), message, theirs: Vec::new() }))
    }

    /// A refusal where the person sees what it is about.
    fn refused(&self, refusal: ViewRefusal) -> AppError {
        let message = self.text.refusal(refusal);
        match refusal {
            ViewRefusal::NoName | ViewRefusal::LongName(_) | ViewRefusal::NameTaken => AppError::field(NAME, message),
            ViewRefusal::AdministratorsOnly => AppError::NotAllowed { rule: message },
            ViewRefusal::Nothing | ViewRefusal::LongAddress | ViewRefusal::FilterGone => AppError::field("", message),
            ViewRefusal::TooMany(_) | ViewRefusal::TooManyShared(_) | ViewRefusal::Names => AppError::refused_now(message),
        }
    }

    fn name_taken(&self, error: sqlx::Error) -> AppError {
        match crate::server::db::violated(&error) {
            Some("saved_view_name") => self.refused(ViewRefusal::NameTaken),
            _ => error.into(),
        }
    }

    async fn record(
        &self,
        db: &mut PgConnection,
        verb: &'static str,
        id: ViewId,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Result<(), AppError> {
        let event = self.viewer.audit_event(self.now, verb, ("saved_view", id.0), before.as_ref(), after.as_ref());
        Ok(audit::record(db, &event).await?)
    }
}

/// What the audit keeps of a view. That it narrows by customer, it says; what was typed about them, it does not.
fn audited(name: &str, conditions: &Cleaned, is_shared: bool) -> Value {
    json!({ "name": name, "address": conditions.address, "by_customer": conditions.filter.is_some(), "shared": is_shared })
}

/// Both names.
fn conflict_of_names(view: &Record, text: ViewText) -> AppError {
    let theirs = vec![Theirs { field: NAME.into(), value: view.name.clone(), shown: view.name.clone() }];
    AppError::Conflict(Conflict { version: Some(view.version), message: text.changed_meanwhile().into(), theirs })
}
