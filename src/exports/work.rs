//! What work on exports is given, why an attempt ends, and its lease.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::model::Failure;
use super::queries::attempts::{self, Attempt};
use super::writing::{SHEET_ROWS, WriteError};
use crate::lists::registry::Lists;
use crate::server::Clock;
use crate::server::files::{Files, FilesError};

/// How often an attempt says that it lives; its lease lasts six times as long.
const RENEWED_EVERY: Duration = Duration::from_secs(10);

/// Where an attempt is; tests end it there as if its process were killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows are handed to the writer.
    Rows(i64),
    /// The file is written and not stored.
    Written,
    /// The file is stored, and the export is not done.
    Stored,
}

/// What work on exports uses.
#[derive(Clone)]
pub struct Exports {
    /// The worker's pool.
    pub db: PgPool,
    /// Where files go.
    pub files: Files,
    /// The lists that there are.
    pub lists: Lists,
    /// When a file is stored, which is long after a large export began.
    pub clock: Clock,
    /// Rows of a sheet of a workbook before the next one begins; tests have few.
    pub sheet_rows: u32,
    /// Whether an attempt goes on; tests say no.
    pub goes_on: Arc<dyn Fn(Step) -> bool + Send + Sync>,
}

impl Exports {
    /// For the background work.
    pub fn new(db: PgPool, files: Files, lists: Lists) -> Self {
        Self { db, files, lists, clock: Clock::System, sheet_rows: SHEET_ROWS, goes_on: Arc::new(|_| true) }
    }

    /// Whether the attempt goes on.
    pub(super) fn step(&self, step: Step) -> Result<(), Stop> {
        if (self.goes_on)(step) { Ok(()) } else { Err(Stop::Killed) }
    }
}

/// Why an attempt came to no end.
#[derive(Debug)]
pub enum Stop {
    /// Its person may not have the export any more.
    Refused(Failure),
    /// It was given up, or another attempt was begun.
    Lost,
    /// A test ended it.
    Killed,
    /// Something failed; another attempt may help.
    Failed(anyhow::Error),
}

macro_rules! fails {
    ($($error:ty),+) => {
        $(impl From<$error> for Stop {
            fn from(error: $error) -> Self {
                Self::Failed(error.into())
            }
        })+
    };
}
fails!(sqlx::Error, std::io::Error, WriteError, FilesError);

/// The lease of an attempt, renewed by a task of its own however long a batch takes.
pub struct Lease {
    is_lost: Arc<AtomicBool>,
    written: Arc<AtomicI64>,
    stop: watch::Sender<bool>,
    renewing: JoinHandle<()>,
}

impl Lease {
    pub(super) fn keep(db: PgPool, attempt: Attempt) -> Self {
        let (is_lost, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicI64::new(0)));
        let (stop, stopping) = watch::channel(false);
        let renewing = tokio::spawn(renew(db, attempt, (is_lost.clone(), written.clone()), stopping));
        Self { is_lost, written, stop, renewing }
    }

    /// Notes how many rows are written.
    pub(super) fn note(&self, rows: i64) -> Result<(), Stop> {
        self.written.store(rows, Ordering::Relaxed);
        if self.is_lost.load(Ordering::Relaxed) { Err(Stop::Lost) } else { Ok(()) }
    }

    pub(super) async fn end(self) {
        let _ = self.stop.send(true);
        let _ = self.renewing.await;
    }
}

async fn renew(db: PgPool, attempt: Attempt, (is_lost, written): (Arc<AtomicBool>, Arc<AtomicI64>), mut stopping: watch::Receiver<bool>) {
    loop {
        // Only the waiting is given up when the attempt ends, never a statement.
        tokio::select! {
            () = tokio::time::sleep(RENEWED_EVERY) => {}
            _ = stopping.changed() => return,
        }
        match attempts::renew(&db, attempt, written.load(Ordering::Relaxed)).await {
            Ok(true) => {}
            Ok(false) => {
                is_lost.store(true, Ordering::Relaxed);
                return;
            }
            // The lease lasts longer than this.
            Err(error) => tracing::warn!(export = %attempt.id, %error, "the lease of an export was not renewed"),
        }
    }
}
