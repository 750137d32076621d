//! Checking a code before a sensitive operation, and using it up with it.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::model::{CodeRefusal, Purpose};
use super::queries;
use super::rules;
use super::sending::hash;
use super::text::CodeText;
use crate::auth::command::CommandContext;
use crate::auth::model::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::audit;
use crate::server::db::begin;

/// What the code that was typed is worth; nothing is allowed by it until [`consume`] passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "the operation must not be carried out before `consume` has passed"]
pub struct CheckedCode(Verdict);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// The viewer did not switch codes on.
    NotAsked,
    /// The code of this id was right.
    Right(Uuid),
    Refused(CodeRefusal),
}

/// Judges the code that was typed for an operation, where the viewer switched it on. A wrong one is counted and audited whatever
/// becomes of the operation.
///
/// It works on a connection of its own and is called before the operation's transaction begins: requests that held one connection and
/// waited for another could wait for each other for ever. It refuses nothing by itself, so that a form that is sent twice is answered
/// as it was the first time, and what else is wrong with it is said before a code is asked for.
///
/// # Errors
/// Those of the database.
pub async fn check(db: &PgPool, viewer: &Viewer, purpose: Purpose, typed: &str, now: DateTime<Utc>) -> sqlx::Result<CheckedCode> {
    if !queries::is_on(db, viewer).await? {
        return Ok(CheckedCode(Verdict::NotAsked));
    }
    let typed = rules::digits(typed);
    if typed.is_empty() {
        return Ok(CheckedCode(Verdict::Refused(CodeRefusal::Missing)));
    }
    let mut tx = begin(db).await?;
    let Some((id, kept, latest)) = queries::latest(&mut tx, viewer, purpose).await? else {
        return Ok(CheckedCode(Verdict::Refused(CodeRefusal::NoneSent)));
    };
    let Err(refusal) = rules::judge(&latest, hash(id, &typed) == kept, now) else {
        // Given back at once, not some time after it is dropped: the operation's own transaction takes the same row.
        tx.rollback().await?;
        return Ok(CheckedCode(Verdict::Right(id)));
    };
    if refusal == CodeRefusal::Wrong {
        queries::count_wrong(&mut tx, viewer, id).await?;
    }
    let after = json!({ "purpose": purpose, "refusal": format!("{refusal:?}") });
    let event = viewer.audit_event(now, "verification.refused", ("verification_code", id), None, Some(&after));
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(CheckedCode(Verdict::Refused(refusal)))
}

/// Uses up the code in the transaction of the operation that it confirms.
///
/// # Errors
/// [`AppError::Invalid`] beside `form[code]`: missing, wrong, expired, tried too often, used up meanwhile.
pub async fn consume(
    tx: &mut PgConnection,
    viewer: &Viewer,
    locale: Locale,
    CheckedCode(verdict): CheckedCode,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let refused = |refusal| AppError::field("form[code]", CodeText(locale).refusal(refusal));
    let id = match verdict {
        Verdict::NotAsked => return Ok(()),
        Verdict::Refused(refusal) => return Err(refused(refusal)),
        Verdict::Right(id) => id,
    };
    if !queries::consume(tx, viewer, id, now).await? {
        return Err(refused(CodeRefusal::NoneSent));
    }
    let event = viewer.audit_event(now, "verification.passed", ("verification_code", id), None, None);
    audit::record(tx, &event).await?;
    Ok(())
}

impl CommandContext {
    /// [`check`] for whoever gives the command.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn check_code(&self, purpose: Purpose, typed: &str) -> sqlx::Result<CheckedCode> {
        check(&self.state.db, &self.viewer, purpose, typed, self.now).await
    }

    /// [`consume`] for whoever gives the command.
    ///
    /// # Errors
    /// [`AppError::Invalid`] beside the code when it is not right.
    pub async fn consume_code(&self, tx: &mut PgConnection, code: CheckedCode) -> Result<(), AppError> {
        consume(tx, &self.viewer, self.locale, code, self.now).await
    }
}
