//! A repeated submit answers with the first result: a double click, a resent page, a retry after a lost answer.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::error::AppError;
use crate::i18n::Words;

/// So long a browser may keep a page and send its form once more.
const KEPT_DAYS: i64 = 7;

/// Idempotency of a submit: whether it is the first with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// Nobody submitted this before: do it, and call [`finish`].
    First,
    /// It was done; this is where the first submit led to.
    Again(String),
}

/// What identifies a submit.
#[derive(Clone, Debug)]
pub struct Submit<'a> {
    /// Who.
    pub person: Uuid,
    /// The key that the page put into the form. Without one (a script's call) each submit is its own.
    pub key: &'a str,
    /// Which server function.
    pub kind: &'static str,
    /// What was typed.
    pub content: &'a [u8],
    /// When.
    pub at: DateTime<Utc>,
}

impl Submit<'_> {
    fn key(&self) -> Option<Uuid> {
        self.key.trim().parse().ok()
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.content).to_vec()
    }
}

/// Takes the turn inside the transaction of the change. A second submit waits here until the first commits or fails.
///
/// # Errors
/// [`AppError::Conflict`] when the key was used for something else.
pub async fn begin(db: &mut PgConnection, submit: &Submit<'_>) -> Result<Idempotency, AppError> {
    let Some(key) = submit.key() else { return Ok(Idempotency::First) };
    let first = sqlx::query!(
        "insert into submission (person_id, key, kind, request_hash, created_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, key) do nothing",
        submit.person,
        key,
        submit.kind,
        submit.hash(),
        submit.at
    )
    .execute(&mut *db)
    .await?
    .rows_affected()
        == 1;
    if first {
        return Ok(Idempotency::First);
    }
    let earlier =
        sqlx::query!("select kind, request_hash, location from submission where person_id = $1 and key = $2", submit.person, submit.key())
            .fetch_one(db)
            .await?;
    match earlier.location {
        Some(location) if earlier.kind == submit.kind && earlier.request_hash == submit.hash() => Ok(Idempotency::Again(location)),
        // The same page, gone back to and changed: the first answer does not fit, and doing it twice may be wrong.
        _ => Err(AppError::refused_now(Words(super::request::locale()).resubmitted())),
    }
}

/// Notes where the submit led to.
///
/// # Errors
/// Those of the database.
pub async fn finish(db: &mut PgConnection, submit: &Submit<'_>, location: &str) -> sqlx::Result<()> {
    let Some(key) = submit.key() else { return Ok(()) };
    sqlx::query!("update submission set location = $3 where person_id = $1 and key = $2", submit.person, key, location).execute(db).await?;
    Ok(())
}

/// Forgets a submit that came to nothing after its transaction: the form may be mended and sent with the same key.
///
/// # Errors
/// Those of the database.
pub async fn forget(db: &mut PgConnection, submit: &Submit<'_>) -> sqlx::Result<()> {
    let Some(key) = submit.key() else { return Ok(()) };
    sqlx::query!("delete from submission where person_id = $1 and key = $2", submit.person, key).execute(db).await?;
    Ok(())
}

/// Forgets submits that nobody repeats any more; answers how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from submission where created_at < $1", now - TimeDelta::days(KEPT_DAYS)).execute(db).await?;
    Ok(done.rows_affected())
}
