//! The file of a run: received, read again, forgotten. An uploaded file lies in the store of files; rows that were pasted or came
//! by the command line lie in the database, in parts.

use std::io::{Seek as _, Write as _};

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use tokio::io::{AsyncRead, AsyncReadExt as _};

use super::context::{Import, Imports};
use super::failure::Failure;
use super::model::{Code, Problem, RunId, RunState};
use super::queries::{files, left, report, runs, staged};
use crate::server::files::StoredFile;
use crate::server::new_id;

/// Bytes of one stored part of a file.
const PART: usize = 1024 * 1024;

/// Notes an uploaded file, which the caller keeps in the same transaction, as a run that waits to be checked.
///
/// # Errors
/// Those of the database.
pub async fn receive_upload(db: &mut PgConnection, import: &Import<'_>, file: &StoredFile) -> sqlx::Result<RunId> {
    let id = RunId(new_id());
    runs::insert(&mut *db, id, import, Some(file.id)).await?;
    runs::complete(db, id, i64::try_from(file.size).unwrap_or(i64::MAX), &file.sha256).await?;
    Ok(id)
}

/// Keeps rows that were pasted or read by the command line, up to `most` bytes, as a run that waits to be checked. In the caller's transaction.
///
/// # Errors
/// `TooLarge`, the database, the file.
pub async fn receive(
    db: &mut PgConnection,
    import: &Import<'_>,
    content: &mut (dyn AsyncRead + Unpin + Send),
    most: usize,
) -> Result<RunId, Failure> {
    let id = RunId(new_id());
    runs::insert(&mut *db, id, import, None).await?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    for number in 0.. {
        let mut part = Vec::with_capacity(PART);
        content.take(PART as u64).read_to_end(&mut part).await?;
        if part.is_empty() {
            break;
        }
        size += part.len();
        if size > most {
            return Err(Failure::File(Problem::of_all(Code::TooLarge)));
        }
        hash.update(&part);
        files::add(&mut *db, id.0, number, &part).await?;
    }
    runs::complete(db, id, i64::try_from(size).unwrap_or(i64::MAX), &hash.finalize()).await?;
    Ok(id)
}

/// Gives up a run that was checked: its rows and its file go.
///
/// # Errors
/// Those of the database.
pub async fn discard(db: &mut PgConnection, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = runs::turn(&mut *db, id, RunState::Checked, RunState::Discarded, now).await?;
    if done {
        forget(db, id).await?;
    }
    Ok(done)
}

/// Gives up a run that nobody decided about, or that never came to be checked.
///
/// # Errors
/// Those of the database.
pub async fn give_up(db: &mut PgConnection, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = discard(&mut *db, id, now).await? || runs::turn(&mut *db, id, RunState::Received, RunState::Discarded, now).await?;
    if done {
        forget(db, id).await?;
    }
    Ok(done)
}

/// Takes file, rows and recipients of a run that was over long ago: they hold personal data in clear. Its counts stay.
///
/// # Errors
/// Those of the database.
pub async fn clear(db: &mut PgConnection, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    forget(&mut *db, id).await?;
    left::note_cleared(db, id, now).await
}

/// Lets go of the uploaded file of a run that failed: its form can be sent once more, perhaps as another kind.
///
/// # Errors
/// Those of the database.
pub async fn release(db: &mut PgConnection, id: RunId, now: DateTime<Utc>) -> sqlx::Result<()> {
    if let Some(upload) = runs::upload(&mut *db, id).await? {
        runs::release_upload(&mut *db, id).await?;
        crate::server::files::release(db, upload, now).await?;
    }
    Ok(())
}

async fn forget(db: &mut PgConnection, id: RunId) -> sqlx::Result<()> {
    staged::forget(&mut *db, id.0).await?;
    report::forget(&mut *db, id.0).await?;
    if let Some(upload) = runs::upload(&mut *db, id).await? {
        runs::release_upload(&mut *db, id).await?;
        crate::server::files::discard(&mut *db, upload).await?;
    }
    files::forget(db, id.0).await
}

/// The file of a run, in a temporary file that has no name.
pub(super) async fn stored(imports: &Imports, id: RunId) -> Result<std::fs::File, Failure> {
    let db = &imports.db;
    if let Some(upload) = runs::upload(db, id).await? {
        let gone = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let upload = crate::server::files::lookup(db, upload).await?.ok_or_else(gone)?;
        return imports.files.local_copy(&upload).await.map_err(|error| std::io::Error::other(error).into());
    }
    let mut file = tempfile::tempfile()?;
    for number in 0.. {
        let Some(part) = files::part(db, id.0, number).await? else { break };
        file.write_all(&part)?;
    }
    file.rewind()?;
    Ok(file)
}
