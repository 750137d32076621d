//! The life of a run: received, checked, applied. The same for the page, the command line and the background.

use std::io::{Seek as _, Write as _};

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, PgPool};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use uuid::Uuid;

use super::kind::{self, Batch, Kind, Kinds};
use super::model::{Code, Problem, RunId, RunState};
use super::queries::{files, judging, messages, report, runs, staged};
use super::staging::{self, Failure};
use super::telling::tell;
use crate::server::audit::{self, AuditEvent};
use crate::server::files::{Files, StoredFile};
use crate::server::new_id;

/// Rows of one transaction.
const BATCH: i64 = 2_000;
/// Bytes of one stored part of a file.
const PART: usize = 1024 * 1024;
/// How often a batch is tried when somebody else changed the same records.
const TRIES: u32 = 3;

/// What work on runs uses.
#[derive(Clone, Debug)]
pub struct Imports {
    /// The database.
    pub db: PgPool,
    /// Uploaded files.
    pub files: Files,
    /// All kinds of the installation.
    pub kinds: Kinds,
}

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// What the file holds.
    pub kind: &'static Kind,
    /// Where its rows come from.
    pub source: &'a str,
    /// The file's name; may be empty.
    pub file_name: &'a str,
    /// Who; nobody for the command line.
    pub by: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

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

/// Stages the rows of a run and says what will become of each. Nothing else is changed. A file that cannot be read fails the
/// run. Does nothing with a run that was checked already, or is being checked.
///
/// # Errors
/// See [`Failure`]; except for that of the file, trying again may help.
pub async fn check(imports: &Imports, id: RunId, now: DateTime<Utc>) -> Result<(), Failure> {
    let db = &imports.db;
    let Some(mut work) = staging::Work::begin(db, id).await? else { return Ok(()) };
    let Some(run) = runs::read(db, id).await?.filter(|run| run.state == RunState::Received) else { return Ok(()) };
    let kind = known(imports.kinds, &run.kind)?;
    match work.stage(db, kind, stored(imports, id).await?, id).await {
        Ok(staged) => runs::note_staged(db, id.0, &staged).await?,
        Err(Failure::File(problem)) => {
            runs::fail(db, id, &problem, now).await?;
            return Err(Failure::File(problem));
        }
        Err(failure) => return Err(failure),
    }
    let mut batch = Batch { run: id.0, after: 0, to: 0, source: &run.source, at: now, with_likely: false };
    let mut tx = db.begin().await?;
    report::forget(&mut tx, id.0).await?;
    tx.commit().await?;
    while let Some(to) = staged::end_of_batch(db, id.0, batch.after, BATCH).await? {
        batch.to = to;
        let mut tx = db.begin().await?;
        judge(&mut tx, kind, &batch).await?;
        tx.commit().await?;
        batch.after = to;
    }
    runs::turn(db, id, RunState::Received, RunState::Checked, now).await?;
    work.end().await;
    Ok(())
}

async fn judge(tx: &mut PgConnection, kind: &'static Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    judging::judge(&mut *tx, kind, batch).await?;
    (kind.judge)(&mut *tx, *batch).await?;
    note(tx, kind, batch).await
}

/// Counts, report and messages of a batch.
async fn note(tx: &mut PgConnection, kind: &'static Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    runs::add_counts(&mut *tx, batch).await?;
    report::keep(&mut *tx, kind, batch).await?;
    messages::gather(tx, kind, batch).await
}

/// Whether a run may be applied now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// It is being applied from now on.
    Begun,
    /// It was not checked, or is done already.
    NotChecked,
    /// A file of the kind that came later was applied: the older one would take its values back.
    NewerFile,
    /// Another file of the kind is being applied.
    AnotherRuns,
}

/// Begins to apply a run, in the caller's transaction. [`apply`] does the work then.
///
/// # Errors
/// Those of the database.
pub async fn start(db: &mut PgConnection, id: RunId, with_likely: bool, by: Option<Uuid>) -> sqlx::Result<Start> {
    let Some(run) = runs::hold(&mut *db, id).await? else { return Ok(Start::NotChecked) };
    if run.state != RunState::Checked {
        return Ok(Start::NotChecked);
    }
    match runs::rival(&mut *db, id).await? {
        Some(RunState::Applying) => return Ok(Start::AnotherRuns),
        Some(_) => return Ok(Start::NewerFile),
        None => {}
    }
    runs::begin(&mut *db, id, with_likely, by).await?;
    report::forget(db, id.0).await?;
    Ok(Start::Begun)
}

/// Applies what is left of a run that was begun, a few thousand rows a transaction: whoever is killed leaves the rest to the
/// next one. Two that work on one run take turns.
///
/// # Errors
/// See [`Failure`]; trying again may help.
pub async fn apply(imports: &Imports, id: RunId, now: DateTime<Utc>) -> Result<(), Failure> {
    let db = &imports.db;
    let Some(run) = runs::read(db, id).await?.filter(|run| run.state == RunState::Applying) else { return Ok(()) };
    let kind = known(imports.kinds, &run.kind)?;
    restage(imports, kind, id, run.total).await?;
    let mut failed = 0;
    loop {
        match apply_next(db, kind, id, now).await {
            Ok(true) => failed = 0,
            Ok(false) => return Ok(()),
            // Somebody wrote the same records at this moment, or holds them: looked at again, they are seen.
            Err(error) if failed < TRIES && is_passing(&error) => failed += 1,
            Err(error) => {
                if is_ours(&error) {
                    tracing::error!(run = %id, %error, "an import failed");
                    runs::fail(db, id, &Problem::of_all(Code::Broken), now).await?;
                }
                return Err(error.into());
            }
        }
    }
}

fn is_passing(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| matches!(&*code, "23505" | "23P01" | "40001" | "40P01" | "55P03"))
}

/// A row that the database refuses, however often it is tried.
fn is_ours(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code.starts_with("22") || code.starts_with("23") || code.starts_with("42"))
}

/// A batch, or the end of the run: `false` when there is no more to do.
async fn apply_next(db: &PgPool, kind: &'static Kind, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let mut tx = db.begin().await?;
    let Some(run) = runs::hold(&mut tx, id).await?.filter(|run| run.state == RunState::Applying) else { return Ok(false) };
    let Some(to) = staged::end_of_batch(&mut *tx, id.0, run.progress, BATCH).await? else {
        finish(&mut tx, kind, id, &run, now).await?;
        tx.commit().await?;
        return Ok(false);
    };
    let batch = Batch { run: id.0, after: run.progress, to, source: &run.source, at: now, with_likely: run.with_likely };
    (kind.before)(&mut tx, batch).await?;
    judging::hold(&mut tx, kind, &batch).await?;
    judging::judge(&mut tx, kind, &batch).await?;
    (kind.judge)(&mut tx, batch).await?;
    judging::write(&mut tx, kind, &batch).await?;
    (kind.after)(&mut tx, batch).await?;
    note(&mut tx, kind, &batch).await?;
    tx.commit().await?;
    Ok(true)
}

async fn finish(tx: &mut PgConnection, kind: &'static Kind, id: RunId, run: &runs::Held, now: DateTime<Utc>) -> sqlx::Result<()> {
    tell(&mut *tx, kind, id, now).await?;
    staged::forget(&mut *tx, id.0).await?;
    runs::turn(&mut *tx, id, RunState::Applying, RunState::Applied, now).await?;
    let counts = runs::counts(&mut *tx, id).await?;
    let after = json!({
        "kind": kind.key, "source": run.source, "file_name": run.file_name, "sha256": run.hash,
        "created": counts.created, "changed": counts.changed, "unchanged": counts.unchanged, "refused": counts.left_out(),
    });
    audit::record(
        tx,
        &AuditEvent {
            at: now,
            actor: run.applied_by_id,
            partner: None,
            verb: "import.done",
            entity: "import_run",
            entity_id: id.0,
            before: None,
            after: Some(&after),
            request_id: None,
        },
    )
    .await
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

async fn forget(db: &mut PgConnection, id: RunId) -> sqlx::Result<()> {
    staged::forget(&mut *db, id.0).await?;
    report::forget(&mut *db, id.0).await?;
    if let Some(upload) = runs::upload(&mut *db, id).await? {
        crate::server::files::discard(&mut *db, upload).await?;
    }
    files::forget(db, id.0).await
}

/// A crash of the database empties the staging table: the rows are read from the file anew.
async fn restage(imports: &Imports, kind: &'static Kind, id: RunId, total: i32) -> Result<(), Failure> {
    let db = &imports.db;
    if staged::count(db, id.0).await? == i64::from(total) {
        return Ok(());
    }
    let Some(mut work) = staging::Work::begin(db, id).await? else { return Ok(()) };
    work.stage(db, kind, stored(imports, id).await?, id).await?;
    work.end().await;
    Ok(())
}

/// The file of a run, in a temporary file that has no name.
async fn stored(imports: &Imports, id: RunId) -> Result<std::fs::File, Failure> {
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

fn known(kinds: Kinds, key: &str) -> Result<&'static Kind, Failure> {
    kind::find(kinds, key).ok_or_else(|| std::io::Error::other(format!("no kind of file is called {key}")).into())
}
