//! Pending forms: a form that arrives after its session is over is kept, so that signing in leads back to it, filled in.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::files;
use super::form::Upload;

/// More than this nobody needs; a token that ended must not fill the table.
const MOST_A_DAY: i64 = 20;
/// It holds names and numbers in clear: who has not come back by then types it again.
const KEPT_DAYS: i64 = 2;

/// The action, the fields and the files of a form that waits for its person to sign in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingForm {
    /// Which server function the form named.
    pub action: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// Its files. One that came without a session was not stored: its name is kept, and it has to be chosen again. One that came
    /// with an earlier post is still there when the same person signs in again in time.
    pub uploads: Vec<Upload>,
}

/// Keeps a form for the person of the session that is over; `None` when the cookie never was a session of ours.
/// Passwords are not kept.
///
/// # Errors
/// Those of the database.
pub async fn keep(db: &PgPool, token_hash: &[u8], pending: &PendingForm, at: DateTime<Utc>) -> sqlx::Result<Option<Uuid>> {
    let fields: Vec<_> = pending.fields.iter().filter(|(name, _)| !name.contains("password")).cloned().collect();
    let fields = serde_json::to_value(fields).unwrap_or_default();
    let uploads = serde_json::to_value(&pending.uploads).unwrap_or_else(|_| serde_json::json!([]));
    sqlx::query_scalar!(
        "insert into parked_form (id, person_id, action, fields, uploads, created_at)
         select $1, person_id, $3, $4, $8, $5 from session where token_hash = $2 and last_seen_at > $6
             and (select count(*) from parked_form p where p.person_id = session.person_id and p.created_at > $6) < $7
         returning id",
        super::new_id(),
        token_hash,
        pending.action,
        fields,
        at,
        at - TimeDelta::days(1),
        MOST_A_DAY,
        uploads
    )
    .fetch_optional(db)
    .await
}

/// Gives the form back to the same person; once it was submitted it is of no use to anyone.
///
/// # Errors
/// Those of the database.
pub async fn take(db: &PgPool, person: Uuid, id: Uuid) -> sqlx::Result<Option<PendingForm>> {
    let Some(row) = sqlx::query!("select action, fields, uploads from parked_form where id = $1 and person_id = $2", id, person)
        .fetch_optional(db)
        .await?
    else {
        return Ok(None);
    };
    let mut uploads: Vec<Upload> = serde_json::from_value(row.uploads).unwrap_or_default();
    let mut fields: Vec<(String, String)> = serde_json::from_value(row.fields).unwrap_or_default();
    for upload in &mut uploads {
        let Some(file_id) = upload.id else { continue };
        match files::lookup(db, file_id).await?.filter(|file| file.person_id == person && !file.is_kept) {
            Some(file) => (upload.name, upload.size) = (file.name, file.size),
            None => upload.id = None,
        }
    }
    fields.retain(|(name, _)| !uploads.iter().any(|upload| upload.field == *name));
    Ok(Some(PendingForm { action: row.action, fields, uploads }))
}

/// Forgets forms that nobody came back for; answers how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_old(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!("delete from parked_form where created_at < $1", now - TimeDelta::days(KEPT_DAYS)).execute(db).await?;
    Ok(done.rows_affected())
}
