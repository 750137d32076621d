//! How often somebody may answer: by source, by link, and how many codes an address gets. Counted in the table of sign-in's
//! limits, hashed.

use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgPool;

use crate::auth::unscoped::count_attempt;
use crate::error::AppError;
use crate::organisation::model::PartnerId;
use crate::server::http::source::network;

/// Everything is counted over so many minutes.
const WINDOW: i64 = 15;
/// Answers from one source; an office, or a stand at a fair, shares one.
const ANSWERS_PER_SOURCE: i32 = 60;
/// Answers at one link; an offline one is used by many.
const ANSWERS_PER_LINK: i32 = 200;
/// Codes to one address.
const CODES_PER_ADDRESS: i32 = 5;
/// Addresses proven at the offline links of one partner: an answer says whether somebody else has the customer, as the
/// instant check does, and is limited as that is.
const PROVEN_PER_PARTNER: i32 = 30;
/// Links that do not exist, from one source.
const UNKNOWN_PER_SOURCE: i32 = 30;

/// Counts an answer at a link, before anything is looked up.
///
/// # Errors
/// [`AppError::Busy`] when there were too many.
pub async fn count_answer(db: &PgPool, source: &str, token: &str, now: DateTime<Utc>) -> Result<(), AppError> {
    count(db, "join-source", &network(source), ANSWERS_PER_SOURCE, now).await?;
    count(db, "join-link", token, ANSWERS_PER_LINK, now).await
}

/// Counts a code that is about to be mailed: nobody's mailbox is filled from here.
///
/// # Errors
/// [`AppError::Busy`].
pub async fn count_code(db: &PgPool, email: &str, now: DateTime<Utc>) -> Result<(), AppError> {
    count(db, "join-code", email, CODES_PER_ADDRESS, now).await
}

/// Counts a proven address at an offline link of a partner, before anything is looked up.
///
/// # Errors
/// [`AppError::Busy`].
pub async fn count_proven(db: &PgPool, partner: PartnerId, now: DateTime<Utc>) -> Result<(), AppError> {
    count(db, "join-proven", &partner.to_string(), PROVEN_PER_PARTNER, now).await
}

/// Counts a link that does not exist.
///
/// # Errors
/// [`AppError::Busy`].
pub async fn count_unknown(db: &PgPool, source: &str, now: DateTime<Utc>) -> Result<(), AppError> {
    count(db, "join-unknown", &network(source), UNKNOWN_PER_SOURCE, now).await
}

async fn count(db: &PgPool, kind: &str, value: &str, most: i32, now: DateTime<Utc>) -> Result<(), AppError> {
    let window = Duration::minutes(WINDOW);
    let key = Sha256::digest([kind, ":", value].concat()).to_vec();
    let (so_far, since) = count_attempt(db, &key, now, window).await?;
    if so_far <= most {
        return Ok(());
    }
    let over = since + window - now;
    Err(AppError::Busy { retry_after: u32::try_from(over.num_seconds()).unwrap_or(0).max(1) })
}
