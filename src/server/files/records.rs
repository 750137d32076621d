//! Rows of `stored_file`. Each function that a form or a server function can reach takes the person who asks.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::detect::FileType;
use super::spool::Spooled;
use crate::server::new_id;

/// Files of one person that no record names yet. Each goes within a day; nobody needs more.
pub const MOST_TEMPORARY: i64 = 100;

/// What is known of a file before it is stored.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// Who uploads.
    pub person: Uuid,
    /// The idempotency key of the form; the same key, field, name and content give the same file.
    pub upload_key: Uuid,
    /// The full name of the input, `form[file]`.
    pub field: &'a str,
    /// [`super::Purpose::name`].
    pub purpose: &'a str,
    /// The name as the browser gave it; see [`super::names::cleaned`].
    pub name: &'a str,
    /// By content; see [`super::detect::detect`].
    pub file_type: FileType,
    /// When.
    pub at: DateTime<Utc>,
}

/// A file that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its id, which forms carry.
    pub id: Uuid,
    /// Who uploaded it.
    pub person_id: Uuid,
    /// [`super::Purpose::name`].
    pub purpose: String,
    /// The file's name, without folders and control characters.
    pub name: String,
    /// By its content.
    pub file_type: FileType,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content.
    pub sha256: Vec<u8>,
    /// Where it is in the store.
    pub storage_path: String,
    /// Whether a record names it.
    pub is_kept: bool,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
}

/// A row as the statements below answer it.
struct Row {
    id: Uuid,
    person_id: Uuid,
    purpose: String,
    state: String,
    name: String,
    file_type: String,
    size: i64,
    sha256: Vec<u8>,
    storage_path: String,
    created_at: DateTime<Utc>,
}

impl From<Row> for StoredFile {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            person_id: row.person_id,
            purpose: row.purpose,
            name: row.name,
            file_type: FileType::from_tag(&row.file_type),
            size: row.size.unsigned_abs(),
            sha256: row.sha256,
            storage_path: row.storage_path,
            is_kept: row.state == "kept",
            created_at: row.created_at,
        }
    }
}

/// Notes that a file will be stored; whether it is there already (the same upload again). `None` when the person has too many
/// temporary ones.
pub(super) async fn begin(db: &PgPool, new: &NewFile<'_>, spooled: &Spooled) -> sqlx::Result<Option<(StoredFile, bool)>> {
    let id = new_id();
    let row = sqlx::query_as!(
        Row,
        r#"insert into stored_file
               (id, person_id, upload_key, field, purpose, state, name, file_type, size, sha256, storage_path, created_at, touched_at)
           select $1, $2, $3, $4, $5, 'storing', $6, $7, $8, $9, $10, $11, $11
           where (select count(*) from stored_file where person_id = $2 and state in ('storing', 'temporary')) < $12
           on conflict (person_id, upload_key, field, sha256, name) where state <> 'deleting'
               do update set touched_at = excluded.touched_at
           returning id, person_id, purpose, state, name, file_type, size, sha256, storage_path, created_at"#,
        id,
        new.person,
        new.upload_key,
        new.field,
        new.purpose,
        super::names::cleaned(new.name),
        new.file_type.tag(),
        i64::try_from(spooled.size).unwrap_or(i64::MAX),
        &spooled.sha256[..],
        format!("{}/{id}/content", new.at.format("%Y-%m")),
        new.at,
        MOST_TEMPORARY
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let is_stored = row.state != "storing";
        (row.into(), is_stored)
    }))
}

/// The bytes are there. False when the row was removed meanwhile.
pub(super) async fn finish(db: &PgPool, id: Uuid, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update stored_file set state = case state when 'storing' then 'temporary' else state end, touched_at = $2
         where id = $1 and state <> 'deleting'",
        id,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The bytes could not be stored.
pub(super) async fn give_up(db: &PgPool, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update stored_file set state = 'deleting' where id = $1 and state = 'storing'", id).execute(db).await?;
    Ok(())
}

pub(super) async fn note_multipart(db: &PgPool, id: Uuid, multipart: &str) -> sqlx::Result<()> {
    sqlx::query!("update stored_file set multipart_ids = array_append(multipart_ids, $2) where id = $1", id, multipart).execute(db).await?;
    Ok(())
}

pub(super) async fn forget_multipart(db: &PgPool, id: Uuid, multipart: &str) -> sqlx::Result<()> {
    sqlx::query!("update stored_file set multipart_ids = array_remove(multipart_ids, $2) where id = $1", id, multipart).execute(db).await?;
    Ok(())
}

/// A readable file by its id, whoever owns it: the caller asks [`super::Purpose::may_read`].
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, id: Uuid) -> sqlx::Result<Option<StoredFile>> {
    let row = sqlx::query_as!(
        Row,
        "select id, person_id, purpose, state, name, file_type, size, sha256, storage_path, created_at from stored_file
         where id = $1 and state in ('temporary', 'kept')",
        id
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(StoredFile::from))
}

/// The person's own readable file of this purpose: for a server function that was posted its id.
///
/// # Errors
/// Those of the database.
pub async fn lookup_own(db: impl PgExecutor<'_>, person: Uuid, purpose: &str, id: Uuid) -> sqlx::Result<Option<StoredFile>> {
    Ok(lookup(db, id).await?.filter(|file| file.person_id == person && file.purpose == purpose))
}

/// The same, and another day is given to it: for a form that still carries it.
///
/// # Errors
/// Those of the database.
pub async fn touch(db: &PgPool, person: Uuid, purpose: &str, id: Uuid, at: DateTime<Utc>) -> sqlx::Result<Option<StoredFile>> {
    let row = sqlx::query_as!(
        Row,
        "update stored_file set touched_at = $4 where id = $1 and person_id = $2 and purpose = $3 and state in ('temporary', 'kept')
         returning id, person_id, purpose, state, name, file_type, size, sha256, storage_path, created_at",
        id,
        person,
        purpose,
        at
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(StoredFile::from))
}

/// Keeps the person's temporary file for good, inside the transaction of the record that names it. `None` when it is not
/// theirs, not of this purpose, gone, or named by another record already.
///
/// # Errors
/// Those of the database.
pub async fn keep(tx: &mut PgConnection, person: Uuid, purpose: &str, id: Uuid, at: DateTime<Utc>) -> sqlx::Result<Option<StoredFile>> {
    let row = sqlx::query_as!(
        Row,
        "update stored_file set state = 'kept', kept_at = $4 where id = $1 and person_id = $2 and purpose = $3 and state = 'temporary'
         returning id, person_id, purpose, state, name, file_type, size, sha256, storage_path, created_at",
        id,
        person,
        purpose,
        at
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(StoredFile::from))
}

/// Gives a file up, inside the transaction in which its record goes: nobody reads it from the commit on, and the next sweep
/// removes its bytes.
///
/// # Errors
/// Those of the database.
pub async fn discard(tx: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update stored_file set state = 'deleting' where id = $1", id).execute(tx).await?;
    Ok(())
}

/// Makes a kept file temporary again, inside the transaction in which its record lets go of it: its form can be sent once more.
///
/// # Errors
/// Those of the database.
pub async fn release(tx: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update stored_file set state = 'temporary', kept_at = null, touched_at = $2 where id = $1 and state = 'kept'", id, at)
        .execute(tx)
        .await?;
    Ok(())
}
