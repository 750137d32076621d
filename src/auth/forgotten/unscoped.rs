//! Links to set a new password: whoever holds one has not signed in.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::auth::rules::{RESETS_AT_ONCE, THROTTLE_MINUTES};
use crate::server::new_id;

/// To whom a link is mailed.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The person.
    pub id: PersonId,
    /// As the mail greets.
    pub display_name: String,
    /// To sign in with.
    pub account_name: String,
    /// Where the mail goes.
    pub email: String,
    /// The language of the profile.
    pub locale: Option<String>,
}

/// The person of an account name, if active, with an address, and not asked for too often lately.
///
/// # Errors
/// Those of the database.
pub async fn reset_recipient(db: &mut PgConnection, account_name: &str, now: DateTime<Utc>) -> sqlx::Result<Option<Recipient>> {
    sqlx::query_as!(
        Recipient,
        r#"select id as "id: PersonId", display_name, account_name, email as "email!", locale from person p
           where account_name = $1 and state = 'active' and email is not null
             and (select count(*) from password_reset r where r.person_id = p.id and r.created_at > $2) < $3
           for no key update"#,
        account_name,
        now - Duration::minutes(THROTTLE_MINUTES),
        RESETS_AT_ONCE
    )
    .fetch_optional(db)
    .await
}

/// Notes a link by the hash of its token.
///
/// # Errors
/// Those of the database.
pub async fn add_reset(
    db: &mut PgConnection,
    person: PersonId,
    token_hash: &[u8],
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into password_reset (id, person_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
        new_id(),
        person.0,
        token_hash,
        now,
        until
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A link, and whose it is.
#[derive(Clone, Debug)]
pub struct ResetLink {
    /// The person.
    pub person: PersonId,
    /// For audit rows.
    pub partner: Option<Uuid>,
    /// What must not make the new password.
    pub own_words: Vec<String>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// Whether it was used, or another password was set since.
    pub used: bool,
    /// Whether the person may sign in at all.
    pub active: bool,
}

impl ResetLink {
    /// Whether a new password can be set with it.
    pub fn works(&self, now: DateTime<Utc>) -> bool {
        self.active && !self.used && now < self.expires_at
    }
}

/// The link of a token.
///
/// # Errors
/// Those of the database.
pub async fn reset_link(db: &PgPool, token_hash: &[u8]) -> sqlx::Result<Option<ResetLink>> {
    let row = sqlx::query!(
        r#"select p.id as "person: PersonId", p.partner_id, p.account_name, p.display_name, coalesce(pa.name, '') as "partner_name!",
                  r.expires_at, r.used_at is not null as "used!", p.state = 'active' as "active!"
           from password_reset r join person p on p.id = r.person_id left join partner pa on pa.id = p.partner_id where r.token_hash = $1"#,
        token_hash
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| ResetLink {
        person: row.person,
        partner: row.partner_id,
        own_words: vec![row.account_name, row.display_name, row.partner_name],
        expires_at: row.expires_at,
        used: row.used,
        active: row.active,
    }))
}

/// Uses the link up; `false` when it does not work any more: of two at once, one wins.
///
/// # Errors
/// Those of the database.
pub async fn use_reset(db: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update password_reset set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2",
        token_hash,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores the new hash of somebody who is not signed in, and forgets her failed attempts to sign in.
///
/// # Errors
/// Those of the database.
pub async fn set_password(db: &mut PgConnection, person: PersonId, hash: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update person set password_hash = $2, must_change_password = false, updated_at = $3 where id = $1", person.0, hash, now)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "delete from sign_in_throttle where key = (select sha256(convert_to('account:' || account_name, 'UTF8')) from person where id = $1)",
        person.0
    )
    .execute(db)
    .await?;
    Ok(())
}
