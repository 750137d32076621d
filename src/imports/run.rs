//! The life of a run: received, checked, applied. The same for the page, the command line and the background.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::context::Imports;
use super::failure::Failure;
use super::kind::{self, Batch, Kind, Kinds};
use super::messages::tell;
use super::model::{Code, Problem, RunId, RunState};
use super::queries::{messages, outcomes, report, runs, staged};
use super::staging;
use super::storage::stored;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;

/// How often a batch is tried when somebody else changed the same records.
const TRIES: u32 = 3;

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
    let mut batch = Batch { run: id.0, after: 0, to: 0, source: &run.source, at: now, with_likely: false, as_of: run.as_of };
    let mut tx = begin(db).await?;
    report::forget(&mut tx, id.0).await?;
    tx.commit().await?;
    while let Some(to) = staged::end_of_batch(db, id.0, batch.after, kind.batch).await? {
        batch.to = to;
        let mut tx = begin(db).await?;
        judge(&mut tx, kind, &batch).await?;
        tx.commit().await?;
        batch.after = to;
    }
    runs::turn(db, id, RunState::Received, RunState::Checked, now).await?;
    work.end().await;
    Ok(())
}

async fn judge(tx: &mut PgConnection, kind: &'static Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    outcomes::judge(&mut *tx, kind, batch).await?;
    (kind.judge)(&mut *tx, *batch).await?;
    note(tx, kind, batch).await
}

/// Counts, report and messages of a batch.
async fn note(tx: &mut PgConnection, kind: &'static Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    report::keep(&mut *tx, kind, batch).await?;
    report::count_elsewhere(&mut *tx, kind, batch).await?;
    runs::add_counts(&mut *tx, batch).await?;
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
    if !is_staged(imports, kind, id, run.total).await? {
        return Ok(());
    }
    let (mut failed, mut batches) = (0, 0_u32);
    loop {
        match apply_next(db, kind, id, now).await {
            Ok(true) => {
                (failed, batches) = (0, batches + 1);
                if batches > 1 && batches.is_power_of_two() {
                    // Without new ones it goes on, only slower.
                    if let Err(error) = staged::renew_statistics(db, kind).await {
                        tracing::warn!(run = %id, %error, "statistics were not renewed");
                    }
                }
            }
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
    error
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| matches!(&*code, "23505" | "23P01" | "40001" | "40P01" | "55P03"))
}

/// A row that the database refuses, however often it is tried.
fn is_ours(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(|error| error.code())
        .is_some_and(|code| code.starts_with("22") || code.starts_with("23") || code.starts_with("42"))
}

/// A batch, or the end of the run: `false` when there is no more to do.
async fn apply_next(db: &PgPool, kind: &'static Kind, id: RunId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let mut tx = begin(db).await?;
    let Some(run) = runs::hold(&mut tx, id).await?.filter(|run| run.state == RunState::Applying) else { return Ok(false) };
    let Some(to) = staged::end_of_batch(&mut *tx, id.0, run.progress, kind.batch).await? else {
        finish(&mut tx, kind, id, &run, now).await?;
        tx.commit().await?;
        return Ok(false);
    };
    let batch = Batch { run: id.0, after: run.progress, to, source: &run.source, at: now, with_likely: run.with_likely, as_of: run.as_of };
    (kind.before)(&mut tx, batch).await?;
    outcomes::hold(&mut tx, kind, &batch).await?;
    outcomes::judge(&mut tx, kind, &batch).await?;
    (kind.judge)(&mut tx, batch).await?;
    outcomes::write(&mut tx, kind, &batch).await?;
    (kind.after)(&mut tx, batch).await?;
    note(&mut tx, kind, &batch).await?;
    tx.commit().await?;
    Ok(true)
}

async fn finish(tx: &mut PgConnection, kind: &'static Kind, id: RunId, run: &runs::ActiveRun, now: DateTime<Utc>) -> sqlx::Result<()> {
    let whole =
        Batch { run: id.0, after: 0, to: run.progress, source: &run.source, at: now, with_likely: run.with_likely, as_of: run.as_of };
    (kind.finished)(&mut *tx, whole).await?;
    tell(&mut *tx, kind, id, now).await?;
    staged::forget(&mut *tx, id.0).await?;
    runs::turn(&mut *tx, id, RunState::Applying, RunState::Applied, now).await?;
    let counts = runs::counts(&mut *tx, id).await?;
    if counts.all() != counts.total {
        return Err(sqlx::Error::Protocol(format!("{} rows of {} are staged", counts.all(), counts.total)));
    }
    let after = json!({
        "kind": kind.key, "source": run.source, "as_of": run.as_of, "file_name": run.file_name, "sha256": run.hash,
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

/// A crash of the database empties the staging table: the rows are read from the file anew. `false` when somebody else does so.
async fn is_staged(imports: &Imports, kind: &'static Kind, id: RunId, total: i32) -> Result<bool, Failure> {
    let db = &imports.db;
    if staged::count(db, id.0).await? == i64::from(total) {
        return Ok(true);
    }
    let Some(mut work) = staging::Work::begin(db, id).await? else { return Ok(false) };
    // Whoever had it may have come to the end meanwhile.
    let is_open = runs::read(db, id).await?.is_some_and(|run| run.state == RunState::Applying);
    if is_open && staged::count(db, id.0).await? != i64::from(total) {
        work.stage(db, kind, stored(imports, id).await?, id).await?;
    }
    work.end().await;
    Ok(is_open)
}

fn known(kinds: Kinds, key: &str) -> Result<&'static Kind, Failure> {
    kind::find(kinds, key).ok_or_else(|| std::io::Error::other(format!("no kind of file is called {key}")).into())
}
